using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>
/// A few bytes can stand for thousands of operands, locals or types: what they cost must stay in proportion to the bytes.
/// </summary>
public class ValidationCostTests
{
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(20);

    // Twelve bytes declare 50,000 locals, which are never used.
    [Theory]
    [InlineData("i32")]
    [InlineData("(ref func)")]
    public void UnusedLocalsAreNotWrittenOut(string type)
    {
        var one = TextParser.ParseModule(Encoding.UTF8.GetBytes($"(func (local {type}))"));
        var many = one.Functions[0] with { Locals = [one.Functions[0].Locals[0] with { Count = ImplementationLimits.Locals }] };
        one.Functions.Clear();
        one.Functions.AddRange(Enumerable.Repeat(many, 30_000));
        Budget.Within(s_time, 16 * Megabyte, () => ModuleValidator.Validate(one));
    }

    [Fact]
    public void LocalsBeyondTheFirstOnesAreKnown()
    {
        var locals = Budget.Repeat("i32 ", 600) + Budget.Repeat("(ref func) ", 600) + "f64";
        var module = $"(elem declare func $f) (func $f (param i64) (local {locals}) ";
        Validation.Modules.IsValid(
            module + "(local.set 1 (i32.const 0)) (local.set 1200 (ref.func $f)) (drop (ref.as_non_null (local.get 1200))) "
                + "(local.set 1201 (f64.const 0)))");
        Validation.Modules.IsInvalid(module + "(drop (local.get 1199)))", "uninitialized local");
        Validation.Modules.IsInvalid(module + "(block (local.set 1199 (ref.func $f))) (drop (local.get 1199)))", "uninitialized local");
        Validation.Modules.IsInvalid(module + "(local.set 601 (i32.const 0)))", "type mismatch");
        Validation.Modules.IsInvalid(module + "(drop (local.get 1202)))", "unknown local");
    }

    // The list of those that are initialised is used for one function after the other.
    [Fact]
    public void InitializedLocalsOfOneFunctionAreNotThoseOfTheNext() => Validation.Modules.IsInvalid(
        "(elem declare func $f) (func $f (local (ref func)) (local.set 0 (ref.func $f))) (func (local (ref func)) (drop (local.get 0)))",
        "uninitialized local");

    [Theory]
    [InlineData("struct.new $s")]
    [InlineData("struct.new_default $s drop unreachable struct.new_default $s")]
    [InlineData("array.new_fixed $a 10000")]
    public void OperandsOfUnreachableInstructionsAreNotCountedOneByOne(string instruction)
    {
        var module = $"(type $s (struct {Budget.Repeat("(field i32)", 10_000)})) (type $a (array i32)) "
            + $"(func unreachable {Budget.Repeat(instruction + " drop unreachable ", 30_000)})";
        Budget.Within(s_time, 200 * Megabyte, () => Validation.Modules.IsValid(module));
    }

    // Three bytes are a block with 1,000 parameters and as many results.
    [Theory]
    [InlineData("i32")]
    [InlineData("anyref")]
    public void BlocksOfManyParametersAreCheckedAtOnce(string type)
    {
        var types = Budget.Repeat(type + " ", 1000);
        var module =
            $"(type $t (func (param {types}) (result {types}))) (func (type $t) "
                + $"{Budget.Repeat("local.get 0 ", 1000)} {Budget.Repeat("block (type $t) end ", 40_000)})";
        Budget.Within(s_time, 200 * Megabyte, () => Validation.Modules.IsValid(module));
    }

    [Fact]
    public void TypesOfDeepHierarchiesTakeLittleEach()
    {
        var module = new WasmModule { Features = WasmFeatures.All };
        for (var i = 0; i < 50_000; i++)
        {
            var field = new FieldType(i % 2 == 0 ? ValType.I32 : ValType.I64, Mutable: false);
            module.Types.Add(
                new SubType(
                    new StructType([.. Enumerable.Repeat(field, Math.Min(i, 61))]),
                    isFinal: false,
                    i is 0 or 62 ? [] : [Math.Min(i - 1, 61)]));
            module.RecursiveGroups.Add(new RecursiveGroup(i, 1, IsExplicit: false));
        }

        Assert.Throws<ModuleException>(() => ModuleValidator.Validate(module));
        for (var i = 0; i < module.Types.Count; i++)
        {
            var fields = Enumerable.Range(0, 4)
                .Select(bit => new FieldType((i >> bit & 1) == 0 ? ValType.I32 : ValType.I64, Mutable: false))
                .ToArray();
            module.Types[i] = new SubType(new StructType(i < 62 ? [] : [.. fields]), isFinal: false, i == 0 ? [] : [Math.Min(i - 1, 61)]);
        }

        Budget.Within(s_time, 50 * Megabyte, () => ModuleValidator.Validate(module));
    }
}
