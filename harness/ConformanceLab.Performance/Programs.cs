using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Performance;

/// <summary>The programs of <c>suites/programs</c>, as benchmarks see them.</summary>
public static class Programs
{
    private static readonly LocatedSuite s_suite = SuiteLocator.Programs(
        SuiteLocator.FindRepositorySuites() ?? throw new DirectoryNotFoundException("benchmarks run where the repository is"));

    private static readonly ProgramManifest s_manifest = ProgramManifest.Load(s_suite.Root);

    /// <summary>Their names: values of the parameter <c>Program</c>.</summary>
    public static IEnumerable<string> Names => s_manifest.Programs.Select(program => program.Name);

    /// <summary>The module of a program.</summary>
    public static byte[] ReadModule(string name) => s_manifest.ReadModule(s_manifest.Find(name)!);

    /// <summary>What the module of a program may use.</summary>
    public static WasmFeatures FeaturesOf(string name) => s_suite.Entry.FeaturesOf(s_manifest.Find(name)!.File);

    /// <summary>What a program gets in a run that is measured; what it writes is thrown away.</summary>
    public static WasiOptions OptionsOf(string name)
    {
        var program = s_manifest.Find(name)!;
        return new WasiOptions
        {
            Arguments = [name, .. program.Benchmark],
            StandardInput = new MemoryStream(s_manifest.ReadInput(program)),
        };
    }
}
