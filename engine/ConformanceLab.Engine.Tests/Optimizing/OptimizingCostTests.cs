using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Functions made to take the square of their size: they are compiled, or left to the baseline compiler, in bounded time.</summary>
public sealed class OptimizingCostTests
{
    // Far more than the budget of a compilation takes.
    private const long Bytes = 1L << 30;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(20);

    private static string Repeat(string text, int count) => Budget.Repeat(text, count);

    private static readonly Dictionary<string, string> s_functions = new()
    {
        { "a value across many calls", $"(func $c (param i32)) (func (param i32) {Repeat("(call $c (local.get 0))", 30_000)})" },
        {
            "many references across many calls",
            $"(func $c) (func (param externref) (result {Repeat("externref ", 500)}) (local {Repeat("externref ", 500)})"
            + $"{string.Concat(Enumerable.Range(1, 500).Select(local => $"(local.set {local} (local.get 0))"))}{Repeat("(call $c)", 20_000)}"
            + $"{string.Concat(Enumerable.Range(1, 500).Select(local => $"(local.get {local})"))})"
        },
        {
            "many calls through a large table",
            $"(table 65536 funcref) {Repeat($"(func (param i32) (loop {Repeat("(call_indirect (local.get 0))", 40_000)}))", 8)}"
        },
        { "many branches to one block", $"(func (param i32) (block {Repeat("(br_if 0 (local.get 0))", 40_000)}))" },
        {
            "many locals in nested loops",
            $"(func (local {Repeat("i32 ", 1000)}) {Repeat("(loop ", 300)}"
            + $"{string.Concat(Enumerable.Range(0, 1000).Select(local => $"(local.set {local} (i32.add (local.get {local}) (i32.const 1)))"))}"
            + $"{Repeat("(br_if 0 (local.get 7)))", 300)})"
        },
        {
            "many values alive in many blocks",
            $"(func (param i32) (result i32) (local {Repeat("i32 ", 2000)})"
            + $"{string.Concat(Enumerable.Range(1, 2000).Select(local => $"(local.set {local} (i32.add (local.get 0) (i32.const {local})))"))}"
            + $"{Repeat("(block (br_if 0 (local.get 0)) (drop (memory.size)))", 2000)}"
            + $"{string.Concat(Enumerable.Range(1, 2000).Select(local => $"(local.get {local})"))}{Repeat("(i32.add)", 1999)}) (memory 1)"
        },
        { "much of everything", $"(func (param i32) (result i32) (local.get 0) {Repeat("(i32.add (local.get 0)) ", 200_000)})" },
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void CompilingTakesBoundedTime(string name)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        Budget.Within(s_time, Bytes, () =>
        {
            using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
            using var module = Module.FromText(engine, $"(module {s_functions[name]})");
            var compiler = new ModuleCompiler(BaselineExecutor.NativeOf(module.Loaded));
            for (var function = 0; function < module.Loaded.Syntax.Functions.Count; function++)
            {
                Assert.NotEmpty(compiler.Compile(function).Code);
            }
        });
    }
}
