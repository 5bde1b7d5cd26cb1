using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm.Baseline;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

/// <summary>
/// What of a table is known before there is an instance. What calls through it do is in suites/lab, execution/fixed-tables.wast.
/// </summary>
public sealed class FixedTablesTests
{
    private const string Functions = "(type $t (func (result i32))) (func $a (type $t) (i32.const 1)) (func $b (type $t) (i32.const 2))";

    private static int[]? ContentsOf(string fields, int table = 0)
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, fields);
        return module.Loaded.FixedTables.ContentsOf(table);
    }

    [Theory]
    [InlineData("(table 3 funcref)", new[] { -1, -1, -1 })]
    [InlineData("(table 3 funcref) (elem (i32.const 1) $b)", new[] { -1, 1, -1 })]
    [InlineData("(table 3 funcref) (elem (i32.const 0) $b $b) (elem (i32.const 1) $a $a)", new[] { 1, 0, 0 })]
    [InlineData("(table 3 funcref) (elem (i32.const 1) funcref (ref.func $a) (ref.null func))", new[] { -1, 0, -1 })]
    [InlineData("(table 2 (ref func) (ref.func $b))", new[] { 1, 1 })]
    [InlineData("(table i64 2 funcref) (elem (i64.const 1) $a)", new[] { -1, 0 })]
    [InlineData("(table 2 funcref) (elem $passive func $a) (elem declare func $b)", new[] { -1, -1 })]
    [InlineData("(table 1 funcref) (elem (i32.const 0) $a) (func (result i32) (table.size))", new[] { 0 })]
    [InlineData("(table 1 funcref) (elem (i32.const 0) $a) (func (result funcref) (table.get (i32.const 0)))", new[] { 0 })]
    [InlineData("(table 1 funcref) (table $b 1 funcref) (func (table.copy $b 0 (i32.const 0) (i32.const 0) (i32.const 0)))", new[] { -1 })]
    [InlineData("(table 1 funcref) (table $other (export \"t\") 1 funcref) (elem (i32.const 0) $a)", new[] { 0 })]
    public void ATableThatNobodyChangesIsKnown(string fields, int[] functions) => Assert.Equal(functions, ContentsOf(Functions + fields));

    [Theory]
    [InlineData("(table (export \"t\") 1 funcref)")]
    [InlineData("(table 1 funcref) (func (table.set (i32.const 0) (ref.null func)))")]
    [InlineData("(table 1 funcref) (func (drop (table.grow (ref.null func) (i32.const 1))))")]
    [InlineData("(table 1 funcref) (func (table.fill (i32.const 0) (ref.null func) (i32.const 1)))")]
    [InlineData("(table 1 funcref) (table $other 1 funcref) (func (table.copy 0 $other (i32.const 0) (i32.const 0) (i32.const 1)))")]
    [InlineData("(table 1 funcref) (elem $e func $a) (func (table.init $e (i32.const 0) (i32.const 0) (i32.const 1)))")]
    [InlineData("(table 1 funcref) (elem (i32.const 1) $a)")]
    [InlineData("(table 1 funcref) (elem (i32.const 2))")]
    [InlineData("(table 2 funcref) (elem (i32.const -1) $a)")]
    [InlineData("(table 2 funcref) (elem (offset (i32.add (i32.const 0) (i32.const 1))) $a)")]
    [InlineData("(global $g funcref (ref.func $a)) (table 2 funcref) (elem (i32.const 0) funcref (global.get $g))")]
    [InlineData("(table 65537 funcref)")]
    [InlineData("(table i64 0x100000000 funcref)")]
    public void ATableThatMayChangeIsNot(string fields) => Assert.Null(ContentsOf(Functions + fields));

    [Fact]
    public void AllTablesTogetherAreLimited()
    {
        const string fields = "(table 40000 funcref) (table 40000 funcref) (table 20000 funcref)";
        Assert.Equal(40_000, ContentsOf(fields)!.Length);
        Assert.Null(ContentsOf(fields, 1));
        Assert.Equal(20_000, ContentsOf(fields, 2)!.Length);
    }

    [Fact]
    public void WhatIsImportedIsNotKnown()
    {
        Assert.Null(ContentsOf("(import \"m\" \"t\" (table 1 funcref))"));
        Assert.Null(ContentsOf("(func $f (import \"m\" \"f\")) (table 1 funcref) (elem (i32.const 0) $f)"));
        Assert.Null(ContentsOf("(func $f (import \"m\" \"f\")) (table 1 (ref func) (ref.func $f))"));
    }

    // Whoever has a function of an instance that is not complete can call it.
    [Fact]
    public void ATableThatIsFilledAfterFunctionsAreKnownToOthersIsNot()
    {
        const string tables = "(table $host (import \"m\" \"t\") 1 funcref) (table $own 1 funcref) (func $a)";
        const string own = "(elem (table $own) (i32.const 0) func $a)";
        const string host = "(elem (table $host) (i32.const 0) func $a)";
        Assert.Equal(new[] { 0 }, ContentsOf(tables + own + host, 1));
        Assert.Null(ContentsOf(tables + host + own, 1));
        Assert.Equal(new[] { -1 }, ContentsOf(tables + host, 1));
    }

    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    public void CallsThroughItLookForNeitherTableNorInstance(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        const string call = "(func (export \"f\") (param i32) (result i32) (call_indirect (type $t) (local.get 0)))";
        int CodeBytes(string table)
        {
            using var guest = new Guest($"{Functions} {table} (elem (i32.const 0) $a $b) {call}", EngineOptions.Default with { Tier = tier });
            Assert.Equal(2, guest.CallInt32("f", 1));
            return new ModuleCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module)).Compile(2).Code.Length;
        }

        Assert.True(CodeBytes("(table 2 funcref)") + 40 < CodeBytes("(table (export \"t\") 2 funcref)"));
    }

    [Fact]
    public void ACallAtAConstantIndexIsInlined()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        using var guest = new Guest(
            $"{Functions} (table 2 funcref) (elem (i32.const 0) $a $b)"
            + "(func (export \"f\") (result i32) (call_indirect (type $t) (i32.const 1)))",
            EngineOptions.Default with { Tier = Tier.Optimizing });
        var function = new ModuleCompiler(BaselineExecutor.NativeOf(guest.Instance.State.Module)).Compile(2);
        Assert.Equal(1, Assert.Single(function.Inlined).Function);
    }
}
