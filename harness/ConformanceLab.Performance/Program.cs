using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// scripts/bench [--quick | --full] [BenchmarkDotNet's options], for instance --quick --filter '*FrontEnd*'
const string Quick = "--quick";
const string Full = "--full";

// Quick is for looking: in this process, so that nothing has to be built, a second or two a benchmark; calls of a few nanoseconds come out too
// high. Full is for quoting: processes of their own, as BenchmarkDotNet does by default.
var job = args.Contains(Quick)
    ? Job.Default.WithId("Quick")
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithWarmupCount(2)
        .WithIterationCount(5)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
    : args.Contains(Full)
        ? Job.Default.WithId("Full").WithLaunchCount(3).WithWarmupCount(10).WithIterationCount(20)
        : null;

// Markdown is exported anyway. Each run builds the engine once more, which takes its time on a machine that is busy.
var config = DefaultConfig.Instance.AddExporter(JsonExporter.Full).WithBuildTimeout(TimeSpan.FromMinutes(10));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
    [.. args.Where(argument => argument is not (Quick or Full))], job is null ? config : config.AddJob(job));
