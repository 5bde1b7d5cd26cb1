using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External.Firefox;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Fuzzing.FrontEnd;
using ConformanceLab.Harness.Workers;

if (args is [FuzzWorker.Option, ..])
{
    return FuzzWorker.Run(args);
}

if (args is [FrontEndWorker.Option, ..])
{
    return FrontEndWorker.Run(args);
}

if (args is [FirefoxWorker.Option, ..])
{
    return FirefoxWorker.Run(args);
}

var engine = LabEngine.Create(args, out var rest);
return WorkerProgram.Run(engine, rest);
