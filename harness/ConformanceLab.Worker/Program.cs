using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Workers;

return WorkerProgram.Run(new LabEngine(), args);
