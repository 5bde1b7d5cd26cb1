using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Remembers the opcode of the last instruction read, for those who only need to know where instructions start.</summary>
internal struct OpcodeProbe : IInstructionVisitor
{
    /// <summary>The last instruction's opcode.</summary>
    public Opcode Opcode { get; private set; }

    public void Plain(Opcode opcode) => Opcode = opcode;

    public void Block(Opcode opcode, BlockType type) => Opcode = opcode;

    public void Label(Opcode opcode, uint label) => Opcode = opcode;

    public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => Opcode = opcode;

    public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => Opcode = opcode;

    public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => Opcode = opcode;

    public void Index(Opcode opcode, int index) => Opcode = opcode;

    public void Indices(Opcode opcode, int first, int second) => Opcode = opcode;

    public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => Opcode = opcode;

    public void Heap(Opcode opcode, HeapType type) => Opcode = opcode;

    public void Memory(Opcode opcode, MemArg memArg) => Opcode = opcode;

    public void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => Opcode = opcode;

    public void Lane(Opcode opcode, byte lane) => Opcode = opcode;

    public void Vector(Opcode opcode, in Vector128<byte> value) => Opcode = opcode;

    public void Const32(Opcode opcode, uint bits) => Opcode = opcode;

    public void Const64(Opcode opcode, ulong bits) => Opcode = opcode;
}
