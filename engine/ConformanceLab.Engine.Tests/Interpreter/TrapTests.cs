using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public class TrapTests : TierTests
{
    [Fact]
    public void ATrapNamesTheFunctionsThatWereRunningInnermostFirst()
    {
        using var guest = NewGuest(
            """
            (module $program
              (import "host" "nothing" (func))
              (func $divide (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
              (func $middle (export "f") (result i32) (drop (call $divide (i32.const 1))) (call $divide (i32.const 0))))
            """,
            define: static (linker, store) => linker.Define("host", "nothing", Function.FromCallback(store, static () => { })));
        var trap = guest.Trap("f");
        Assert.Equal(TrapCode.IntegerDivideByZero, trap.Code);
        Assert.Equal([(1, "divide"), (2, "middle")], trap.Frames.Select(frame => (frame.FunctionIndex, frame.FunctionName!)));
        Assert.All(trap.Frames, static frame => Assert.Equal("program", frame.ModuleName));
    }

    [Fact]
    public void OffsetsPointAtTheInstructionsInTheBinary()
    {
        using var guest = NewGuest("(memory 1)");
        var bytes = Assemble(
            guest.Engine,
            """
            (memory 1)
            (func $load (result i32) (block (nop)) (i32.load offset=65533 (i32.const 0)))
            (func (export "f") (result i32) (if (i32.const 0) (then (unreachable))) (loop) (call $load))
            """);
        using var module = Module.FromBytes(guest.Engine, bytes);
        var function = new Instance(guest.Store, module).GetFunction("f");
        var trap = Assert.Throws<TrapException>(() => { function.Invoke(); });
        Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
        Assert.Equal([(byte)Opcode.I32Load.Code(), (byte)Opcode.Call.Code()], trap.Frames.Select(frame => bytes[frame.Offset]));
    }

    // Compiled, they have no frame until they trap; called through a table that changes, they are not inlined.
    [Theory]
    [InlineData("(i32.load offset=65533 (local.get 0))", TrapCode.MemoryOutOfBounds)]
    [InlineData("(i32.load (i32.mul (local.get 0) (i32.const 65535))) (drop) (i32.store8 offset=65535 (local.get 0) (i32.const 1)) (local.get 0)", TrapCode.MemoryOutOfBounds)]
    [InlineData("(i32.div_s (i32.const 7) (i32.sub (local.get 0) (i32.const 1)))", TrapCode.IntegerDivideByZero)]
    [InlineData("(i32.trunc_f64_s (f64.div (f64.convert_i32_s (local.get 0)) (f64.const 0)))", TrapCode.IntegerOverflow)]
    [InlineData("(if (result i32) (local.get 0) (then (unreachable)) (else (i32.const 1)))", TrapCode.Unreachable)]
    [InlineData("(struct.get $pair 1 (ref.null $pair))", TrapCode.NullStructureReference)]
    [InlineData("(struct.set $pair 0 (global.get $none) (local.get 0)) (local.get 0)", TrapCode.NullStructureReference)]
    [InlineData("(array.get $array (global.get $two) (i32.add (local.get 0) (i32.const 1)))", TrapCode.ArrayOutOfBounds)]
    [InlineData("(array.len (global.get $nothing))", TrapCode.NullArrayReference)]
    public void ALeafThatTrapsIsTheInnermostFrame(string body, TrapCode code)
    {
        using var guest = NewGuest(
            $$"""
            (type $pair (struct (field (mut i32)) (field i32))) (type $array (array i32)) (type $leaf (func (param i32) (result i32)))
            (memory 1) (table $table (export "table") 1 funcref) (elem (i32.const 0) func $leaf)
            (global $none (mut (ref null $pair)) (ref.null $pair)) (global $nothing (mut (ref null $array)) (ref.null $array))
            (global $two (mut (ref null $array)) (array.new $array (i32.const 5) (i32.const 2)))
            (func $leaf (export "leaf") (type $leaf) {{body}})
            (func $middle (param i32) (result i32) (i32.add (call_indirect (type $leaf) (local.get 0) (i32.const 0)) (i32.const 1)))
            (func (export "nested") (param i32) (result i32) (local f64 i64)
              (local.set 1 (f64.convert_i32_s (local.get 0))) (call $middle (local.get 0)) (i32.trunc_f64_s (local.get 1)) (i32.add))
            (func (export "fine") (result i32) (call_indirect (type $leaf) (i32.const -1) (i32.const 1)))
            """);
        for (var time = 0; time < 3; time++)
        {
            var nested = guest.Trap("nested", 1);
            Assert.Equal(code, nested.Code);
            Assert.Equal([0, 1, 2], nested.Frames.Select(frame => frame.FunctionIndex));
            var direct = guest.Trap("leaf", 1);
            Assert.Equal(nested.Frames[0], Assert.Single(direct.Frames));
            Assert.Equal(code, direct.Code);
            Assert.Equal(TrapCode.UndefinedElement, guest.Trap("fine").Code);
        }
    }

    // In machine code the load may stand where the throw would return to, if it did.
    [Fact]
    public void ATrapBehindAThrowIsNotTheThrows()
    {
        using var guest = NewGuest("(memory 1)");
        var bytes = Assemble(
            guest.Engine,
            """
            (memory 1) (tag $e (param i64))
            (func (export "f") (param i32) (result i32)
              (if (i32.const 0) (then (throw $e (i64.const 0))))
              (i32.load offset=65533 (local.get 0)))
            """);
        using var module = Module.FromBytes(guest.Engine, bytes);
        var function = new Instance(guest.Store, module).GetFunction("f");
        var trap = Assert.Throws<TrapException>(() => { function.Invoke(0); });
        Assert.Equal((byte)Opcode.I32Load.Code(), bytes[Assert.Single(trap.Frames).Offset]);
    }

    [Fact]
    public void FramesOfAllActivationsThatATrapPassesAreListedOnce()
    {
        Function? inner = null;
        using var guest = NewGuest(
            """
            (import "host" "call" (func $call))
            (func $inner (export "inner") (unreachable))
            (func $outer (export "f") (call $call))
            """,
            define: (linker, store) => linker.Define("host", "call", Function.FromCallback(store, () => { inner!.Invoke(); })));
        inner = guest.Instance.GetFunction("inner");
        Assert.Equal(["inner", "outer"], guest.Trap("f").Frames.Select(frame => frame.FunctionName));
    }

    [Fact]
    public void AHostFunctionSeesTheStackThatCalledIt()
    {
        IReadOnlyList<WasmFrame> frames = [];
        using var guest = NewGuest(
            """
            (import "host" "look" (func $look (param i32)))
            (func $inner (call $look (i32.const 1)))
            (func $outer (export "f") (call $inner) (unreachable))
            """,
            define: (linker, store) =>
                linker.DefineFunction("host", "look", new FunctionType([ValType.I32], []), (caller, _, _) => frames = caller.Frames));
        guest.Trap("f");
        Assert.Equal(["inner", "outer"], frames.Select(frame => frame.FunctionName));
    }

    [Fact]
    public void AfterAStackOverflowOnlyTheEndsOfTheStackAreListed()
    {
        using var guest = NewGuest("(func $f (call $f)) (func $start (export \"f\") (call $f))");
        var trap = guest.Trap("f");
        Assert.Equal(TrapCode.CallStackExhausted, trap.Code);
        Assert.InRange(trap.Frames.Count, 10, 200);
        Assert.Equal("f", trap.Frames[0].FunctionName);
        Assert.Equal("start", trap.Frames[^1].FunctionName);
    }

    [Fact]
    public void TheStoreStaysUsableAfterATrap()
    {
        using var guest = NewGuest(
            """
            (func $fail (param i32) (i64.const 1) (v128.const i64x2 1 1) (if (local.get 0) (then (unreachable))) (drop) (drop))
            (func (export "f") (param i32) (result i32) (call $fail (local.get 0)) (i32.const 7))
            """);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TrapCode.Unreachable, guest.Trap("f", 1).Code);
            Assert.Equal(7, guest.CallInt32("f", 0));
        }
    }

    private static byte[] Assemble(Wasm.Engine engine, string text) =>
        ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text), engine.Options.Features));
}
