using ConformanceLab.Wasm.Instructions;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class EngineStatisticsTests
{
    private static long Translated(Engine engine) => engine.Statistics.FunctionsTranslated[engine.Options.Tier];

    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void FunctionsCountWhenTheyAreCalledForTheFirstTime(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        using var engine = new Engine(EngineOptions.Default with { Tier = tier });
        Assert.Equal(Tiers.Available, engine.Statistics.FunctionsTranslated.Keys);
        using var module = Module.FromText(engine, """
            (module (import "" "host" (func $host)) (func $inner) (func (export "f") (call $inner) (call $host))
              (func (export "never") (call $inner)))
            """);
        var before = engine.Statistics;
        using var first = new Store(engine);
        var instance = new Instance(first, module, [Function.FromCallback(first, static () => { })]);
        Assert.Equal(0, Translated(engine));
        instance.GetFunction("f").Invoke();
        instance.GetFunction("f").Invoke();
        Assert.Equal(2, Translated(engine));

        // Another store shares the translation.
        using var second = new Store(engine);
        new Instance(second, module, [Function.FromCallback(second, static () => { })]).GetFunction("f").Invoke();
        Assert.Equal(2, Translated(engine));
        Assert.Equal(0, before.FunctionsTranslated[tier]);
    }

    [Fact]
    public void InstructionsCountWhenTheyAreExecuted()
    {
        using var guest = new Guest("""
            (module
              (func (export "sum") (param i32) (result i32) (local i32)
                (loop $again
                  (local.set 1 (i32.add (local.get 1) (local.get 0)))
                  (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
                (if (i32.const 0) (then (nop)) (else (unreachable)))
                (local.get 1))
              (func (export "never") (drop (i64.const 1))))
            """, options: EngineOptions.Default with { Tier = Tier.Interpreter, CountInstructions = true });
        Assert.Throws<TrapException>(() => guest["sum"].Invoke(5));
        var counts = guest.Engine.Statistics.InstructionsExecuted;
        Assert.Equal(5, counts[Opcode.I32Add]);
        Assert.Equal(5, counts[Opcode.BrIf]);
        Assert.Equal(6, counts[Opcode.I32Const]);
        Assert.Equal(1, counts[Opcode.Unreachable]);
        Assert.Equal(1, counts[Opcode.Else]);
        Assert.DoesNotContain(Opcode.Nop, counts);
        Assert.DoesNotContain(Opcode.I64Const, counts);
    }

    [Fact]
    public void InstructionsAreCountedOnlyWhereThatIsWanted()
    {
        using var guest = new Guest("(module (func (export \"f\") (nop)))");
        guest["f"].Invoke();
        Assert.Empty(guest.Engine.Statistics.InstructionsExecuted);
    }

    [Fact]
    public void OnlyTheInterpreterCountsInstructions()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Baseline), "there is no other tier here");
        Assert.Throws<NotSupportedException>(() => new Engine(EngineOptions.Default with { Tier = Tier.Baseline, CountInstructions = true }));
    }

    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void EachEngineCountsForItselfAndBothThreadsOnlyOnce(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        using var idle = new Engine();
        using var engine = new Engine(EngineOptions.Default with { Tier = tier });
        using var module = Module.FromText(
            engine, $"(module {string.Concat(Enumerable.Range(0, 200).Select(i => $"(func (export \"{i}\"))"))})");
        Parallel.For(0, 4, _ =>
        {
            using var store = new Store(engine);
            var instance = new Instance(store, module, []);
            for (var index = 0; index < 200; index++)
            {
                instance.GetFunction($"{index}").Invoke();
            }
        });
        Assert.Equal((200, 0), (Translated(engine), Translated(idle)));
    }
}
