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
                Assert.NotEqual(0, compiler.Compile(function).Code.Length);
            }
        });
    }

    [Fact]
    public void ACompilerThatHasGivenAFunctionUpCompilesTheNextOne()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");

        // Lifetimes take too long: the search is left in the middle of a way.
        const int Values = 8_000;
        var text =
            $"""
            (module (memory 1) (global $g (mut i32) (i32.const 0))
              (func (export "much") (param i32) (result i32)
                {string.Concat(Enumerable.Range(0, Values).Select(value => $"(i32.load offset={value} (local.get 0))"))}
                {Repeat("(if (local.get 0) (then (global.set $g (local.get 0))) (else (global.set $g (i32.const 1))))", 4_000)}
                {Repeat("(i32.add)", Values - 1)})
              (func (export "small") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (if (i32.and (local.get $n) (i32.const 1))
                    (then (local.set $sum (i32.add (local.get $sum) (local.get $n))))
                    (else (local.set $sum (i32.mul (local.get $sum) (i32.const 3)))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum)))
            """;
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing });
        using var module = Module.FromText(engine, text);
        using var store = new Store(engine);
        var instance = new Instance(store, module);
        Assert.Equal(0, instance.GetFunction<int, int>("much")(0));
        Assert.Equal((1L, 0L), (Compiled(Tier.Baseline), Compiled(Tier.Optimizing)));
        Assert.Equal(973, instance.GetFunction<int, int>("small")(9));
        Assert.Equal((1L, 1L), (Compiled(Tier.Baseline), Compiled(Tier.Optimizing)));

        long Compiled(Tier tier) => engine.Statistics.FunctionsTranslated[tier];
    }
}
