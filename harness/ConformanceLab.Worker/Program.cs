using ConformanceLab.Harness.Workers;

return OwnWorker.Run(args);
