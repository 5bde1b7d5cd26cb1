using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>A visitor around the validator sees the state before and after each instruction: what the tiers rely on.</summary>
public class WrappedValidatorTests
{
    [Fact]
    public void StateIsVisibleAroundEachInstruction()
    {
        const string Body = "local.get 0 if (result f64) f64.const 1 else unreachable i32.add drop f64.const 2 end f32.demote_f64 drop";
        var trace = Trace($"(func (param i32) {Body})");
        Assert.Equal(
            [
                "local.get: [] -> [i32] 1 Function",
                "if: [i32] -> [] 2 If",
                "f64.const: [] -> [f64] 2 If",
                "else: [f64] -> [] 2 Else",
                "unreachable: [] -> [] 2 Else dead",
                "i32.add: [] -> [i32] 2 Else dead",
                "drop: [i32] -> [] 2 Else dead",
                "f64.const: [] -> [f64] 2 Else dead",
                "end: [f64] -> [f64] 1 Function closed Else at 0 with 1 results",
                "f32.demote_f64: [f64] -> [f32] 1 Function",
                "drop: [f32] -> [] 1 Function",
                "end: [] -> [] 0 closed Function at 0 with 0 results",
            ],
            trace);
    }

    [Fact]
    public void OneValidatorServesManyFunctions()
    {
        var module = Modules.Validate(
            "(func (param i64) (result i64) local.get 0) (func (local f32) local.get 0 drop) "
                + "(func (result i32) block (result i32) i32.const 0 end)");
        var validator = new FunctionValidator(module);
        for (var i = 0; i < 3; i++)
        {
            validator.Begin(i);
            validator.Run();
            Assert.Equal(module.FunctionFacts[i], new FunctionFacts(validator.MaxHeight, validator.MaxDepth));
        }

        validator.Begin(1);
        Assert.Equal([ValType.F32], validator.Locals.ToArray());
        Assert.Equal(ValType.Bottom, validator.PeekType(0));
    }

    private static List<string> Trace(string fields)
    {
        var visitor = new Tracer(Modules.Validate(fields));
        visitor.Validator.Begin(0);
        var reader = visitor.Validator.CreateReader();
        while (!visitor.Validator.IsFinished)
        {
            visitor.Validator.Position = reader.Position;
            reader.Read(ref visitor);
        }

        return visitor.Lines;
    }

    private struct Tracer(ValidatedModule module) : IInstructionVisitor
    {
        public FunctionValidator Validator = new(module);
        private string _before = "";

        public List<string> Lines { get; } = [];

        public void Plain(Opcode opcode)
        {
            Before();
            Validator.Plain(opcode);
            After(opcode);
        }

        public void Block(Opcode opcode, BlockType type)
        {
            Before();
            Validator.Block(opcode, type);
            After(opcode);
        }

        public void Index(Opcode opcode, int index)
        {
            Before();
            Validator.Index(opcode, index);
            After(opcode);
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            Before();
            Validator.Const64(opcode, bits);
            After(opcode);
        }

        public readonly void Label(Opcode opcode, uint label) => Assert.Fail("not in the body");

        public readonly void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => Assert.Fail("not in the body");

        public readonly void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) =>
            Assert.Fail("not in the body");

        public readonly void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => Assert.Fail("not in the body");

        public readonly void Indices(Opcode opcode, int first, int second) => Assert.Fail("not in the body");

        public readonly void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => Assert.Fail("not in the body");

        public readonly void Heap(Opcode opcode, HeapType type) => Assert.Fail("not in the body");

        public readonly void Memory(Opcode opcode, MemArg memArg) => Assert.Fail("not in the body");

        public readonly void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => Assert.Fail("not in the body");

        public readonly void Lane(Opcode opcode, byte lane) => Assert.Fail("not in the body");

        public readonly void Vector(Opcode opcode, in Vector128<byte> value) => Assert.Fail("not in the body");

        public readonly void Const32(Opcode opcode, uint bits) => Assert.Fail("not in the body");

        private void Before() => _before = Show();

        private readonly void After(Opcode opcode)
        {
            var frames = Validator.Frames;
            var innermost = frames.IsEmpty ? "" : $" {frames[^1].Kind}{(Validator.IsUnreachable ? " dead" : "")}";
            var frame = Validator.ClosedFrame;
            var closed = opcode == Opcode.End ? $" closed {frame.Kind} at {frame.Height} with {frame.EndTypes.Length} results" : "";
            Lines.Add($"{opcode.Mnemonic()}: {_before} -> {Show()} {frames.Length}{innermost}{closed}");
        }

        private readonly string Show()
        {
            Assert.Equal(Validator.Operands.Length, Validator.Height);
            var own = Validator.Frames.IsEmpty ? 0 : Validator.Height - Validator.Frames[^1].Height;
            for (var depth = 0; depth < own; depth++)
            {
                Assert.Equal(Validator.Operands[^(depth + 1)], Validator.PeekType(depth));
            }

            Assert.Equal(ValType.Bottom, Validator.PeekType(own));
            return $"[{string.Join(' ', Validator.Operands.ToArray())}]";
        }
    }
}
