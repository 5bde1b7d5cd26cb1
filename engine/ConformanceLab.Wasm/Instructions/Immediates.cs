using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>Type of a block: nothing, one result, or a function type.</summary>
public readonly struct BlockType
{
    private readonly ValType _result;
    private readonly int _typeIndexPlus1;

    private BlockType(ValType result, int typeIndexPlus1)
    {
        _result = result;
        _typeIndexPlus1 = typeIndexPlus1;
    }

    /// <summary>Neither parameters nor results.</summary>
    public static BlockType Empty => default;

    /// <summary>Whether the type is given by index.</summary>
    public bool IsTypeIndex => _typeIndexPlus1 > 0;

    /// <summary>Index of the function type. Meaningful only if <see cref="IsTypeIndex"/>.</summary>
    public int TypeIndex => _typeIndexPlus1 - 1;

    /// <summary>Whether there is one result given by its type.</summary>
    public bool IsSingleResult => !IsTypeIndex && !_result.IsBottom;

    /// <summary>The result. Meaningful only if <see cref="IsSingleResult"/>.</summary>
    public ValType Result => _result;

    /// <summary>One result.</summary>
    public static BlockType Single(ValType result) => new(result, 0);

    /// <summary>A function type.</summary>
    public static BlockType Index(int typeIndex) => new(default, typeIndex + 1);
}

/// <summary>Immediate of memory accesses. Source: specification, "Memory Instructions".</summary>
/// <param name="AlignLog2">Alignment hint: exponent of a power of 2.</param>
/// <param name="MemoryIndex">Which memory.</param>
/// <param name="Offset">Static offset in bytes.</param>
public readonly record struct MemArg(uint AlignLog2, int MemoryIndex, ulong Offset);

/// <summary>Kinds of clauses of <c>try_table</c>; the values are the binary format's.</summary>
public enum CatchKind : byte
{
    /// <summary>One tag, its values.</summary>
    Catch = 0,

    /// <summary>One tag, its values and the exception.</summary>
    CatchRef = 1,

    /// <summary>Everything, nothing.</summary>
    CatchAll = 2,

    /// <summary>Everything, the exception.</summary>
    CatchAllRef = 3,
}

/// <summary>A clause of <c>try_table</c>.</summary>
/// <param name="Kind">What it catches and hands on.</param>
/// <param name="TagIndex">The tag, for the first two kinds.</param>
/// <param name="Label">Where it branches to, counted from outside the <c>try_table</c>.</param>
public readonly record struct CatchClause(CatchKind Kind, int TagIndex, uint Label);

/// <summary>
/// What the body reader hands the immediates of one instruction to: one method for each shape of immediates (column three of
/// instructions.def). Consumers are structs, so that the calls are bound at JIT time. Which instructions a consumer must know one by one
/// is checked by generated dispatchers (see the README of the engine), not here.
/// </summary>
public interface IInstructionVisitor
{
    /// <summary>No immediates (also <c>else</c>, <c>end</c>, <c>catch_all</c>).</summary>
    void Plain(Opcode opcode);

    /// <summary>block, loop, if, try.</summary>
    void Block(Opcode opcode, BlockType type);

    /// <summary>br, br_if, br_on_null, br_on_non_null, delegate, rethrow.</summary>
    void Label(Opcode opcode, uint label);

    /// <summary>br_table: the last label is the default. The span is valid during the call only.</summary>
    void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels);

    /// <summary>try_table. The span is valid during the call only.</summary>
    void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses);

    /// <summary>br_on_cast, br_on_cast_fail: reference types with nullability.</summary>
    void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target);

    /// <summary>One index; its space follows from the opcode: func, type, table, memory, local, global, elem, data, tag.</summary>
    void Index(Opcode opcode, int index);

    /// <summary>
    /// Two indices in binary order: type table, elem table, table table, data memory, memory memory, type field, type type, type data, type
    /// elem, type count.
    /// </summary>
    void Indices(Opcode opcode, int first, int second);

    /// <summary>select with types. The span is valid during the call only.</summary>
    void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types);

    /// <summary>A heap type: ref.null, ref.test, ref.cast.</summary>
    void Heap(Opcode opcode, HeapType type);

    /// <summary>Loads, stores, atomics.</summary>
    void Memory(Opcode opcode, MemArg memArg);

    /// <summary>Loads and stores of one lane.</summary>
    void MemoryLane(Opcode opcode, MemArg memArg, byte lane);

    /// <summary>A lane index.</summary>
    void Lane(Opcode opcode, byte lane);

    /// <summary>i8x16.shuffle, v128.const. By reference: code that passes vectors by value is not compiled ahead of time.</summary>
    void Vector(Opcode opcode, in Vector128<byte> value);

    /// <summary>i32.const, f32.const: the bits.</summary>
    void Const32(Opcode opcode, uint bits);

    /// <summary>i64.const, f64.const: the bits.</summary>
    void Const64(Opcode opcode, ulong bits);
}
