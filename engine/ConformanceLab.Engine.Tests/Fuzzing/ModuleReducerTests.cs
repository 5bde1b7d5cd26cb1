using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Coverage;
using ConformanceLab.Fuzzing.Reduction;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Fuzzing;

public sealed class ModuleReducerTests
{
    // As if whatever has the instruction failed to compile.
    [Theory]
    [InlineData(Opcode.I64Rotl, 1)]
    [InlineData(Opcode.ThrowRef, 3)]
    [InlineData(Opcode.StructNew, 5)]
    [InlineData(Opcode.CallIndirect, 2)]
    public void WhatFailsIsAlmostAllThatIsLeft(Opcode opcode, ulong seed)
    {
        ulong index = 0;
        var module = ModuleGenerator.Generate(seed, index);
        while (!Has(module, opcode))
        {
            module = ModuleGenerator.Generate(seed, ++index);
        }

        var reduced = new ModuleReducer(candidate => Has(candidate, opcode)).Reduce(module);
        ModuleValidator.Validate(reduced);
        Assert.True(Has(reduced, opcode));
        Assert.InRange(reduced.Functions.Sum(static function => function.Body.Bytes.Length), 1, 60);
        Assert.InRange(ModuleWriter.Write(reduced).Length, 1, ModuleWriter.Write(module).Length / 4);
    }

    [Fact]
    public void UnusedThingsGoAndTheRestIsRenumbered()
    {
        var module = TextParser.ParseModule("""
            (type $unused (struct)) (type $used (struct (field i32)))
            (import "host" "unused" (func))
            (memory $unused 1) (memory $used 1)
            (global $unused i32 (i32.const 1)) (global $used (mut i32) (i32.const 2))
            (func $unused (result i32) (i32.const 0))
            (func (export "f") (result i32)
              (global.set $used (i32.load $used (i32.const 8)))
              (struct.get $used 0 (struct.new $used (global.get $used))))
            """u8.ToArray());
        var reduced = new ModuleReducer(static candidate =>
            candidate.Exports.Count == 1 && Has(candidate, Opcode.StructGet) && Has(candidate, Opcode.I32Load)).Reduce(module);
        Assert.Empty(reduced.Imports);
        Assert.Single(reduced.Functions);
        Assert.Single(reduced.Memories);
        Assert.InRange(reduced.Types.Count, 2, 3);
    }

    [Fact]
    public void OfWhatNothingUsesTheRestGoes()
    {
        var module = TextParser.ParseModule("""
            (type (struct)) (memory 1) (memory i64 2) (table 3 funcref) (global i32 (i32.const 1)) (func (result i32) (i32.const 0))
            """u8.ToArray());
        var reducer = new ModuleReducer(static candidate => candidate.Memories.Any(static memory => memory.Limits.Minimum == 2));
        var reduced = reducer.Reduce(module);
        Assert.Single(reduced.Memories);
        Assert.Equal(
            (0, 0, 0, 0), (reduced.Types.Count, reduced.Tables.Count, reduced.Globals.Count, reduced.Functions.Count));
    }

    [Fact]
    public void AModuleWithAnIndexOfNothingIsReducedToo()
    {
        var module = TextParser.ParseModule("""
            (func (result i32) (i32.const 0)) (func (result i32) (drop (i32.add (i32.const 1) (i32.const 2))) (call 17))
            """u8.ToArray());
        var reduced = new ModuleReducer(static candidate => Has(candidate, Opcode.Call), mustBeValid: false).Reduce(module);
        Assert.True(Has(reduced, Opcode.Call));
        Assert.InRange(reduced.Functions.Sum(static function => function.Body.Bytes.Length), 1, 6);
    }

    [Fact]
    public void ProbesSeeWhatIsExecutedAndNothingElse()
    {
        var module = TextParser.ParseModule("""
            (memory 1)
            (func (export "f") (param i32) (result i32)
              (if (local.get 0) (then (return (i32.clz (i32.const 1)))))
              (drop (i32.load (i32.const 65536)))
              (i32.ctz (i32.const 1)))
            """u8.ToArray());
        var probes = new ExecutionProbes(module);
        using var engine = new Wasm.Engine();
        using var instrumented = Module.FromSyntax(engine, probes.Module);
        using var store = new Store(engine);
        var instance = new Instance(store, instrumented);
        Assert.Equal(31, instance.GetFunction("f").Invoke(1)[0].AsInt32());
        Assert.Equal([Opcode.I32Clz], Executed(Opcode.I32Clz, Opcode.I32Load, Opcode.I32Ctz));
        Assert.Throws<TrapException>(() => { instance.GetFunction("f").Invoke(0); });
        Assert.Equal([Opcode.I32Clz, Opcode.I32Load], Executed(Opcode.I32Clz, Opcode.I32Load, Opcode.I32Ctz));

        Opcode[] Executed(params Opcode[] asked)
        {
            var written = new byte[probes.Count];
            instance.GetMemory(ExecutionProbes.MemoryExport).Read(0, written);
            var executed = probes.Executed(written);
            return [.. asked.Where(executed.Contains)];
        }
    }

    private static bool Has(WasmModule module, Opcode opcode) => ExecutionProbes.Occurring(module).Contains(opcode);
}
