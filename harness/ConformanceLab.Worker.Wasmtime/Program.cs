using ConformanceLab.Harness.Workers;
using ConformanceLab.Worker.Wasmtime;

return WorkerProgram.Run(new WasmtimeEngine(), args);
