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
