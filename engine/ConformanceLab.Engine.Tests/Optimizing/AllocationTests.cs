using System.Runtime.InteropServices;
using ConformanceLab.Fuzzing;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Every allocation of many functions is proved; and the proof finds what is wrong.</summary>
public sealed class AllocationTests
{
    private const int MaximumBytes = 8192;

    private const string Pressure = """
        (module
          (func $other (param i32 f64) (result i32) (local.get 0))
          (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 f64 f64) (result i32)
            (local i32 i64)
            (loop $again
              (local.set 14 (i32.add (i32.mul (local.get 0) (local.get 1)) (i32.div_s (local.get 2) (local.get 3))))
              (local.set 15 (i64.extend_i32_s (i32.rotl (local.get 4) (local.get 5))))
              (if (i32.lt_s (local.get 14) (local.get 6))
                (then (local.set 7 (call $other (local.get 8) (f64.add (local.get 12) (local.get 13)))))
                (else (local.set 9 (i32.shl (local.get 9) (local.get 10)))))
              (br_if $again (i32.sub (local.get 11) (local.get 7))))
            (i32.add (local.get 14) (i32.add (i32.wrap_i64 (local.get 15)) (local.get 9)))))
        """;

    [Fact]
    public void AllocationsOfRandomFunctionsHold()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var checkedFunctions = 0;
        for (ulong index = 0; index < 60; index++)
        {
            using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing, Features = WasmFeatures.All });
            using var module = Module.FromSyntax(engine, ModuleGenerator.Generate(4711, index));
            checkedFunctions += Check(module);
        }

        Assert.True(checkedFunctions > 50, $"{checkedFunctions} functions");
    }

    [Fact]
    public void AnAllocationUnderPressureHoldsAndAChangedOneDoesNot()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, Pressure);
        Assert.Equal(2, Check(module));
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        var frame = compiler.TryAllocate(1);
        Assert.NotNull(frame);
        Assert.True(frame.SlotCount > 0);
        var found = 0;
        var uses = CollectionsMarshal.AsSpan(compiler.Lowering.Uses)[..compiler.Lowering.UseStarts[^1]];
        for (var use = 0; use < uses.Length; use++)
        {
            var right = uses[use].Location;
            uses[use].Location = right == 3 ? 6 : 3;
            found += new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, frame).FindError() is null ? 0 : 1;
            uses[use].Location = right;
        }

        // A wrong place may happen to hold the value as well.
        Assert.True(found > uses.Length / 2, $"{found} of {uses.Length}");
    }

    [Fact]
    public void AllocationsOfLoopsOfProgramsHold()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var corpus = Environment.GetEnvironmentVariable("CLAB_CORPUS");
        Assert.SkipUnless(corpus is not null, "CLAB_CORPUS is not set");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing, Features = WasmFeatures.All });
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(corpus, "*.wasm", SearchOption.AllDirectories))
        {
            // The proof takes a while.
            if (new FileInfo(file).Length < MaximumBytes)
            {
                using var module = Module.FromBytes(engine, File.ReadAllBytes(file));
                count += Check(module);
            }
        }

        Assert.True(count > 20, $"{count} functions");
    }

    private static int Check(Module module)
    {
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        var lister = new FunctionLister(module.Loaded.Syntax);
        var count = 0;
        for (var function = 0; function < module.Loaded.Syntax.Functions.Count; function++)
        {
            if (compiler.TryAllocate(function) is { } frame)
            {
                Assert.Null(new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, frame).FindError());
                count++;
            }

            foreach (var line in lister.List(module.Loaded.ImportedFunctions + function).Where(line => line.Text.StartsWith("loop", StringComparison.Ordinal)))
            {
                if (compiler.TryAllocateLoop(function, line.Offset) is { } loop)
                {
                    var error = new AllocationChecker(compiler.Graph, compiler.Lowering, compiler.Liveness, loop).FindError();
                    Assert.True(error is null, $"function {function}, loop {line.Offset:x}: {error}");
                }
            }
        }

        return count;
    }
}
