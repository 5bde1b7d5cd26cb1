using System.Collections.Concurrent;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <summary>Groups of instructions that <see cref="FunctionValidator"/>'s fast path treats alike.</summary>
internal enum FastKind : byte
{
    /// <summary>No such instruction, or left to its rule.</summary>
    None,
    LocalGet,
    LocalSet,
    LocalTee,

    /// <summary>A constant as LEB128 integer.</summary>
    Integer,

    /// <summary>A constant of fixed size.</summary>
    Fixed,

    /// <summary>One operand, one result, no immediates.</summary>
    Unary,

    /// <summary>Two operands, one result, no immediates.</summary>
    Binary,
    Load,
    Store,
    GlobalGet,
    GlobalSet,
    Drop,
    Select,
    Block,
    Loop,
    If,
    Else,
    End,
    Br,
    BrIf,
    Return,
    Unreachable,
    Call,

    /// <summary>The rule is that of the sub-opcode.</summary>
    VectorPrefix,
}

/// <summary>What the fast path knows about the instruction of one opcode byte.</summary>
internal readonly struct FastRule
{
    /// <summary>Rules of opcodes of one byte, at the start of a table.</summary>
    public const int SingleRules = 256;

    /// <summary>Rules by sub-opcode, after them.</summary>
    public const int VectorRules = 256;

    private const byte VectorPrefix = 0xFD;

    private static readonly ConcurrentDictionary<(WasmFeatures Features, ValType Address), FastRule[]> s_tables = new();

    private FastRule(FastKind kind, byte size, Signature? signature, ValType address)
    {
        Kind = kind;
        Size = size;
        if (signature is not null)
        {
            First = At(signature.Operands, 0);
            Second = At(signature.Operands, 1);
            Result = At(signature.Results, 0);
        }

        ValType At(System.Collections.Immutable.ImmutableArray<ValType> types, int index) =>
            index >= types.Length ? ValType.Bottom : types[index] == Signature.Address ? address : types[index];
    }

    /// <summary>How it is treated.</summary>
    public FastKind Kind { get; }

    /// <summary>Bytes of a constant (of an integer: as many as surely fit its type), or the natural alignment's exponent.</summary>
    public byte Size { get; }

    /// <summary>The first operand.</summary>
    public ValType First { get; }

    /// <summary>The second operand.</summary>
    public ValType Second { get; }

    /// <summary>The result.</summary>
    public ValType Result { get; }

    /// <summary>
    /// The rules by opcode byte, then those by sub-opcode of vector instructions. One table for each set of features and address type, made
    /// once in a process.
    /// </summary>
    /// <param name="features">The features: what they don't have has no rule.</param>
    /// <param name="address">Address type of memory 0; bottom if there is none, then nothing accesses it.</param>
    public static FastRule[] For(WasmFeatures features, ValType address) => s_tables.GetOrAdd((features, address), static key =>
    {
        var rules = new FastRule[SingleRules + VectorRules];
        rules[VectorPrefix] = new FastRule(FastKind.VectorPrefix, 0, null, ValType.Bottom);
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var opcode = (Opcode)i;
            var start = opcode.Prefix() switch { 0 => 0, VectorPrefix when opcode.Code() < VectorRules => SingleRules, _ => -1 };
            if (start >= 0 && opcode.IsEnabled(key.Features))
            {
                var (kind, size) = KindOf(opcode, hasMemory: !key.Address.IsBottom);
                rules[start + opcode.Code()] = new FastRule(kind, size, opcode.GetSignature(), key.Address);
            }
        }

        return rules;
    });

    private static (FastKind Kind, byte Size) KindOf(Opcode opcode, bool hasMemory)
    {
        switch (opcode)
        {
            case Opcode.LocalGet:
                return (FastKind.LocalGet, 0);
            case Opcode.LocalSet:
                return (FastKind.LocalSet, 0);
            case Opcode.LocalTee:
                return (FastKind.LocalTee, 0);
            case Opcode.GlobalGet:
                return (FastKind.GlobalGet, 0);
            case Opcode.GlobalSet:
                return (FastKind.GlobalSet, 0);
            case Opcode.Drop:
                return (FastKind.Drop, 0);
            case Opcode.Select:
                return (FastKind.Select, 0);
            case Opcode.Block:
                return (FastKind.Block, 0);
            case Opcode.Loop:
                return (FastKind.Loop, 0);
            case Opcode.If:
                return (FastKind.If, 0);
            case Opcode.Else:
                return (FastKind.Else, 0);
            case Opcode.End:
                return (FastKind.End, 0);
            case Opcode.Br:
                return (FastKind.Br, 0);
            case Opcode.BrIf:
                return (FastKind.BrIf, 0);
            case Opcode.Return:
                return (FastKind.Return, 0);
            case Opcode.Unreachable:
                return (FastKind.Unreachable, 0);
            case Opcode.Call:
                return (FastKind.Call, 0);
            case Opcode.I32Const:
                return (FastKind.Integer, 4);
            case Opcode.I64Const:
                return (FastKind.Integer, 8);
            case Opcode.F32Const:
                return (FastKind.Fixed, 4);
            case Opcode.F64Const:
                return (FastKind.Fixed, 8);
            case Opcode.V128Const:
                return (FastKind.Fixed, 16);
        }

        return (opcode.Shape(), opcode.GetSignature()) switch
        {
            (ImmediateShape.None, { Operands.Length: 1, Results.Length: 1 }) => (FastKind.Unary, 0),
            (ImmediateShape.None, { Operands.Length: 2, Results.Length: 1 }) => (FastKind.Binary, 0),
            (ImmediateShape.Memarg, { Operands.Length: 1, Results.Length: 1 }) when hasMemory =>
                (FastKind.Load, (byte)opcode.NaturalAlignmentLog2()),
            (ImmediateShape.Memarg, { Operands.Length: 2, Results.Length: 0 }) when hasMemory =>
                (FastKind.Store, (byte)opcode.NaturalAlignmentLog2()),
            _ => (FastKind.None, 0),
        };
    }
}
