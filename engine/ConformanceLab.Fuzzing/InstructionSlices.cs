using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing;

/// <summary>An instruction where it stands: what cuts bodies up and puts them together again needs no more.</summary>
/// <param name="Opcode">What it is.</param>
/// <param name="Bytes">Its bytes, immediates included.</param>
public readonly record struct InstructionSlice(Opcode Opcode, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether it opens a block that has an <c>end</c> (or a <c>delegate</c>).</summary>
    public bool IsOpening => Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Try or Opcode.TryTable;

    /// <summary>Whether it closes a block.</summary>
    public bool IsClosing => Opcode is Opcode.End or Opcode.Delegate;

    /// <summary>Whether it divides a block in parts.</summary>
    public bool IsDivider => Opcode is Opcode.Else or Opcode.Catch or Opcode.CatchAll;
}

/// <summary>Instruction sequences in slices.</summary>
public static class InstructionSlices
{
    /// <summary>Cuts a sequence up, the final <c>end</c> included.</summary>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public static List<InstructionSlice> Read(Code code, WasmFeatures features)
    {
        var slices = new List<InstructionSlice>();
        var reader = new BodyReader(code.Bytes.Span, features);
        var visitor = new OpcodeVisitor([Opcode.Nop]);
        while (!reader.IsAtEnd)
        {
            var start = reader.Position;
            reader.Read(ref visitor);
            slices.Add(new InstructionSlice(visitor.Last[0], code.Bytes[start..reader.Position]));
        }

        return slices;
    }

    /// <summary>Puts slices together.</summary>
    public static Code Join(IEnumerable<InstructionSlice> slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        using var bytes = new MemoryStream();
        foreach (var slice in slices)
        {
            bytes.Write(slice.Bytes.Span);
        }

        return new Code(bytes.ToArray());
    }

    private readonly struct OpcodeVisitor(Opcode[] last) : IInstructionVisitor
    {
        public Opcode[] Last => last;

        public void Plain(Opcode opcode) => last[0] = opcode;

        public void Block(Opcode opcode, BlockType type) => last[0] = opcode;

        public void Label(Opcode opcode, uint label) => last[0] = opcode;

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => last[0] = opcode;

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => last[0] = opcode;

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => last[0] = opcode;

        public void Index(Opcode opcode, int index) => last[0] = opcode;

        public void Indices(Opcode opcode, int first, int second) => last[0] = opcode;

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => last[0] = opcode;

        public void Heap(Opcode opcode, HeapType type) => last[0] = opcode;

        public void Memory(Opcode opcode, MemArg memArg) => last[0] = opcode;

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => last[0] = opcode;

        public void Lane(Opcode opcode, byte lane) => last[0] = opcode;

        public void Vector(Opcode opcode, in Vector128<byte> value) => last[0] = opcode;

        public void Const32(Opcode opcode, uint bits) => last[0] = opcode;

        public void Const64(Opcode opcode, ulong bits) => last[0] = opcode;
    }
}
