using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Order;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Performance;

/// <summary>
/// The interpreter on small kernels, beside wabt's <c>wasm-interp</c> where that is installed. wabt runs as a process, so its time includes
/// its start (about 5 ms) and reading a module of a few hundred bytes; ours is one call of a warm engine.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
[Orderer(SummaryOrderPolicy.Declared)]
public class InterpreterBenchmarks
{
    private Engine? _engine;
    private Module? _module;
    private Store? _store;
    private Func<int>? _run;
    private string? _file;

    /// <summary>Names of the kernels.</summary>
    public static IEnumerable<string> Kernels => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Kernels"), "*.wat")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Order(StringComparer.Ordinal);

    /// <summary>The kernel.</summary>
    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "";

    /// <summary>Compiles the kernel for both.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var text = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Kernels", Kernel + ".wat"));
        _engine = new Engine();
        _module = Module.FromText(_engine, text);
        _store = new Store(_engine);
        _run = new Linker(_engine).Instantiate(_store, _module).GetFunction<int>("run");
        _file = Path.Combine(Path.GetTempPath(), $"clab-{Environment.ProcessId}-{Kernel}.wasm");
        File.WriteAllBytes(_file, ModuleWriter.Write(TextParser.ParseModule(text, WasmFeatures.Wasm3)));
        if (RunWabt() is { } theirs && theirs != _run())
        {
            throw new InvalidOperationException($"{Kernel}: wabt says {theirs}, we say {_run()}");
        }
    }

    /// <summary>Removes what was made.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        File.Delete(_file!);
        _store!.Dispose();
        _module!.Dispose();
        _engine!.Dispose();
    }

    /// <summary>Our interpreter, one call.</summary>
    [Benchmark]
    public int Interpreter() => _run!();

    /// <summary>wabt's interpreter, one process. Fails where it is not installed.</summary>
    [Benchmark(Baseline = true)]
    public int Wabt() => RunWabt() ?? throw new InvalidOperationException("wasm-interp is not on the PATH (Debian's package wabt has it)");

    private int? RunWabt()
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("wasm-interp", [_file!, "--run-all-exports"]) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (int)uint.Parse(output.AsSpan(output.LastIndexOf(':') + 1).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
