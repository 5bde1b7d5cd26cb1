using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>What an instruction wants of its operands.</summary>
/// <param name="FirstInRegister">Whether the first must be in a register.</param>
/// <param name="SecondInRegister">Whether the second must, if it is no immediate.</param>
internal readonly record struct Shape(bool FirstInRegister, bool SecondInRegister)
{
    /// <summary>Whether the first is read after the result is written.</summary>
    public bool FirstIsLate { get; init; }

    /// <summary>Whether the second is read after the result is written.</summary>
    public bool SecondIsLate { get; init; }

    /// <summary>Whether the first may be an immediate of 32 bits instead.</summary>
    public bool FirstMayBeImmediate { get; init; }

    /// <summary>Whether the third, which is always in a register, is read after the result is written.</summary>
    public bool ThirdIsLate { get; init; }

    /// <summary>Whether the second may be an immediate of 32 bits.</summary>
    public bool SecondMayBeImmediate { get; init; }

    /// <summary>General registers that are destroyed before the result is written.</summary>
    public uint Clobbers { get; init; }

    /// <summary>General registers that the instruction needs for itself, besides those of operands and result.</summary>
    public int Temporaries { get; init; }
}

/// <summary>The shapes of instructions.</summary>
internal static class Shapes
{
    /// <summary>The shape of a node with inputs of its own.</summary>
    public static Shape Of(in Node node) => node.Op switch
    {
        Opcode.I32Eqz or Opcode.I64Eqz or Opcode.RefIsNull => new(true, false),
        >= Opcode.I32Eq and <= Opcode.I64GeU => new(true, false) { SecondMayBeImmediate = true },
        >= Opcode.F32Eq and <= Opcode.F64Ge => new(true, true),
        Opcode.I32Add or Opcode.I32Mul or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor
            or Opcode.I64Add or Opcode.I64Mul or Opcode.I64And or Opcode.I64Or or Opcode.I64Xor
            => new(true, false) { SecondMayBeImmediate = true },
        Opcode.I32Sub or Opcode.I64Sub => new(true, false) { SecondMayBeImmediate = true, SecondIsLate = true },
        Opcode.I32Shl or Opcode.I32ShrS or Opcode.I32ShrU or Opcode.I64Shl or Opcode.I64ShrS or Opcode.I64ShrU
            => new(true, true) { SecondMayBeImmediate = true },
        Opcode.I32Rotl or Opcode.I32Rotr or Opcode.I64Rotl or Opcode.I64Rotr
            => new(true, true) { SecondMayBeImmediate = true, FirstIsLate = true, SecondIsLate = true },
        >= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and <= Opcode.I64RemU
            => new(false, true) { Clobbers = (1u << 0) | (1u << 2) },
        Ops.MultiplyHighSigned or Ops.MultiplyHighUnsigned => new(false, true) { Clobbers = (1u << 0) | (1u << 2) },
        Ops.AddBelow or Ops.SubtractBelow => new(false, true),
        Ops.CheckBounds => new(true, false) { Temporaries = 1 },
        Ops.Switch => new(true, false) { Temporaries = node.Index > Emitter.ComparedCases ? 1 : 0 },
        Ops.CheckReach => new(true, false),
        Ops.CheckCast => new(true, false) { Temporaries = node.Type },
        Opcode.RefTest => new(true, false) { FirstIsLate = true, Temporaries = node.Type },
        Opcode.StructNew or Opcode.ArrayNewFixed => new(false, false) { FirstIsLate = true, Temporaries = 1 },
        Opcode.ArrayNew => new(true, true) { FirstMayBeImmediate = true, FirstIsLate = true, SecondIsLate = true, Temporaries = 1 },
        Opcode.ArrayNewDefault => new(true, false) { FirstMayBeImmediate = true, FirstIsLate = true, Temporaries = 1 },
        Opcode.StructSet or Opcode.ArraySet => new(true, true) { SecondMayBeImmediate = true },
        Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU => new(true, true) { SecondMayBeImmediate = true },
        Opcode.F32Min or Opcode.F32Max or Opcode.F64Min or Opcode.F64Max => new(true, true) { SecondIsLate = true },
        Opcode.F32Copysign or Opcode.F64Copysign => new(true, true),
        >= Opcode.F32Add and <= Opcode.F32Div or >= Opcode.F64Add and <= Opcode.F64Div => new(true, false),
        Opcode.GlobalSet => new(true, false),
        Opcode.TableSet => new(true, true),
        _ when VectorOperations.FormOf(node.Op) is var form && form != VectorForm.None => OfVector(form, node.Op),
        >= Opcode.I32AtomicLoad and <= Opcode.I64AtomicRmw32CmpxchgU => OfAtomic(AtomicAccess.Of(node.Op).Family),
        _ when Signatures.TryFindAccess(node.Op, out var access) && access.IsStore
            => new(true, true) { SecondMayBeImmediate = !access.Kind.IsVector() },
        Ops.AndNot => new(true, false),
        Ops.TableFunction => new(false, false) { Clobbers = Emitter.CallClobbers },
        Ops.TableElement => new(false, false) { Clobbers = 1u << 10 },
        Ops.IsFunction => new(true, false),
        _ => new(true, true),
    };

    private static Shape OfVector(VectorForm form, Opcode opcode) => form switch
    {
        VectorForm.Commutative or VectorForm.Ordered or VectorForm.Bitselect => new(true, false),
        VectorForm.Swapped or VectorForm.LaneSelect or VectorForm.DotAdd => new(false, true),
        VectorForm.Unary => new(false, false),
        VectorForm.BinarySequence => new(true, !VectorSequences.MayReadMemory(opcode)),
        VectorForm.Shift => new(true, false),
        VectorForm.MultiplyAdd => new(true, false) { FirstIsLate = true, SecondIsLate = true },
        _ => new(true, false),
    };

    private static Shape OfAtomic(AtomicFamily family) => family switch
    {
        AtomicFamily.Load => new(true, false),
        AtomicFamily.Store => new(true, false) { Temporaries = 1 },
        AtomicFamily.And or AtomicFamily.Or or AtomicFamily.Xor => new(true, true) { Clobbers = 1u << 0, Temporaries = 1 },
        AtomicFamily.CompareExchange => new(true, false) { Clobbers = 1u << 0 },
        _ => new(true, false) { FirstIsLate = true },
    };
}
