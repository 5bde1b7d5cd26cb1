using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>A module with very much of one thing is loaded, instantiated, written and printed in proportion to its bytes.</summary>
public class InstantiationCostTests
{
    private const long Megabyte = 1 << 20;
    private const int Many = 100_000;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(10);

    private static string Indexed(string text, int count)
    {
        var all = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            all.Append(text.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return all.ToString();
    }

    public static TheoryData<string> Modules => new(
        "(func $f) " + Indexed("(export \"e#\" (func $f)) ", Many),
        Indexed("(func) ", Many),
        Indexed("(global $g# i32 (i32.const #)) (global (mut i32) (global.get $g#)) ", Many / 2),
        Indexed("(tag (export \"t#\")) ", Many),
        Indexed("(table 1 funcref) ", 10_000),
        Indexed("(memory 0) ", 100),
        "(func $f) " + Indexed("(elem declare func $f) ", Many),
        "(table 1 funcref) (func $f) " + Indexed("(elem (i32.const 0) func $f) ", Many),
        "(memory 1) " + Indexed("(data (i32.const #) \"a\") ", 60_000),
        Indexed("(data \"#\") ", Many),
        Indexed("(type $t# (sub (struct (field (ref null $t#))))) ", 50_000),
        "(rec " + Indexed("(type $t# (struct (field (mut i32)) (field (ref null $t#)))) ", 50_000) + ")",
        Indexed("(type $t# (func (param (ref null $t#)))) (func (type $t#)) ", 50_000),
        "(type $s (struct (field i32))) " + Indexed("(global (ref $s) (struct.new $s (i32.const #))) ", 50_000),
        "(type $a (array i8)) (global (ref $a) (array.new_fixed $a 10000 " + Indexed("(i32.const 1)", 10_000) + "))",
        "(func $start) (start $start) " + Indexed("(@custom \"name\" \"#\") ", Many));

    [Theory]
    [MemberData(nameof(Modules))]
    public void MuchOfOneThingTakesTimeInProportion(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var engine = new Wasm.Engine(EngineOptions.Default with { Features = WasmFeatures.All });
        Budget.Within(s_time, (64 * Megabyte) + (200L * bytes.Length), () =>
        {
            using var module = Module.FromText(engine, bytes);
            using var store = new Store(engine);
            Assert.NotNull(new Instance(store, module));
        });
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void MuchOfOneThingIsPrintedAndReadAgain(string text)
    {
        var module = TextParser.ParseModule(Encoding.UTF8.GetBytes(text));
        Budget.Within(s_time, (64 * Megabyte) + (200L * text.Length), () => Text.TextAssert.RoundTrips(module));
    }

    // Names make identifiers, and those that are taken get something behind them.
    [Fact]
    public void EqualNamesAreToldApartQuickly()
    {
        var names = Enumerable.Range(0, Many).ToDictionary(static index => index, static _ => "the same");
        var module = TextParser.ParseModule(Encoding.UTF8.GetBytes(Indexed("(func) ", Many)));
        module.Names = new NameMap { Functions = names };
        Budget.Within(
            s_time,
            128 * Megabyte,
            () => Assert.Contains($"the same#{Many - 1}", ModulePrinter.Print(module), StringComparison.Ordinal));
    }
}
