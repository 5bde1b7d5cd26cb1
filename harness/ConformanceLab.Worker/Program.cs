using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Workers;

var engine = LabEngine.Create(args, out var rest);
return WorkerProgram.Run(engine, rest);
