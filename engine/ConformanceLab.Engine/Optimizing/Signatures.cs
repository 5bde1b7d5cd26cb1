using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>What arithmetic instructions take and give, and what accesses to memory do.</summary>
internal static class Signatures
{
    /// <summary>Operands and result of an instruction that computes a value from others.</summary>
    public readonly record struct Signature(int Operands, OperandKind Result);

    /// <summary>A load or store of a scalar or a whole vector.</summary>
    /// <param name="Kind">Of the value.</param>
    /// <param name="Size">Of what is in memory, for integers.</param>
    /// <param name="IsSigned">Whether it is sign-extended.</param>
    /// <param name="IsStore">Whether it is a store.</param>
    public readonly record struct Access(OperandKind Kind, OperandSize Size, bool IsSigned = false, bool IsStore = false);

    /// <summary>The signature of an instruction; false if it is no arithmetic without immediates.</summary>
    public static bool TryFind(Opcode opcode, out Signature signature)
    {
        signature = opcode switch
        {
            Opcode.I32Eqz or Opcode.I64Eqz => new(1, OperandKind.I32),
            >= Opcode.I32Eq and <= Opcode.F64Ge => new(2, OperandKind.I32),
            >= Opcode.I32Clz and <= Opcode.I32Popcnt => new(1, OperandKind.I32),
            >= Opcode.I32Add and <= Opcode.I32Rotr => new(2, OperandKind.I32),
            >= Opcode.I64Clz and <= Opcode.I64Popcnt => new(1, OperandKind.I64),
            >= Opcode.I64Add and <= Opcode.I64Rotr => new(2, OperandKind.I64),
            >= Opcode.F32Abs and <= Opcode.F32Sqrt => new(1, OperandKind.F32),
            >= Opcode.F32Add and <= Opcode.F32Copysign => new(2, OperandKind.F32),
            >= Opcode.F64Abs and <= Opcode.F64Sqrt => new(1, OperandKind.F64),
            >= Opcode.F64Add and <= Opcode.F64Copysign => new(2, OperandKind.F64),
            >= Opcode.I32WrapI64 and <= Opcode.I32TruncF64U => new(1, OperandKind.I32),
            >= Opcode.I64ExtendI32S and <= Opcode.I64TruncF64U => new(1, OperandKind.I64),
            >= Opcode.F32ConvertI32S and <= Opcode.F32DemoteF64 => new(1, OperandKind.F32),
            >= Opcode.F64ConvertI32S and <= Opcode.F64PromoteF32 => new(1, OperandKind.F64),
            Opcode.I32ReinterpretF32 => new(1, OperandKind.I32),
            Opcode.I64ReinterpretF64 => new(1, OperandKind.I64),
            Opcode.F32ReinterpretI32 => new(1, OperandKind.F32),
            Opcode.F64ReinterpretI64 => new(1, OperandKind.F64),
            Opcode.I32Extend8S or Opcode.I32Extend16S => new(1, OperandKind.I32),
            >= Opcode.I64Extend8S and <= Opcode.I64Extend32S => new(1, OperandKind.I64),
            >= Opcode.I32TruncSatF32S and <= Opcode.I32TruncSatF64U => new(1, OperandKind.I32),
            >= Opcode.I64TruncSatF32S and <= Opcode.I64TruncSatF64U => new(1, OperandKind.I64),
            _ when VectorOperations.FormOf(opcode) != VectorForm.None && opcode.GetSignature() is { } shape
                => new(shape.Operands.Length, shape.Results[0] == ValType.V128 ? OperandKind.V128 : OperandKind.I32),
            _ => default,
        };
        return signature.Operands > 0;
    }

    /// <summary>Whether an instruction has no other effect than its value: it neither traps nor touches anything.</summary>
    public static bool IsPure(Opcode opcode) => opcode switch
    {
        >= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and <= Opcode.I64RemU => false,
        >= Opcode.I32TruncF32S and <= Opcode.I32TruncF64U or >= Opcode.I64TruncF32S and <= Opcode.I64TruncF64U => false,
        Opcode.Select or Opcode.RefIsNull or Opcode.RefFunc or Opcode.I8x16Shuffle => true,
        Ops.IsFunction or Opcode.RefTest or Opcode.RefI31 or Opcode.I31GetS or Opcode.I31GetU => true,
        >= Opcode.I8x16ExtractLaneS and <= Opcode.F64x2ReplaceLane => true,
        _ => Ops.IsArithmetic(opcode) || TryFind(opcode, out _),
    };

    /// <summary>Whether an instruction calls nothing, neither code nor a helper, whatever happens; it may trap, or end a block.</summary>
    public static bool CallsNothing(Opcode opcode) => opcode switch
    {
        Ops.Constant or Ops.Jump or Ops.Branch or Ops.Switch or Ops.Return or Ops.Trap => true,
        Ops.CheckBounds or Ops.CheckReach or Ops.CheckAlignment or Ops.CheckNotNull => true,
        Opcode.GlobalGet or Opcode.GlobalSet or Opcode.RefAsNonNull => true,
        Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.StructSet => true,
        Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU or Opcode.ArraySet or Opcode.ArrayLen => true,
        _ => IsPure(opcode) || TryFind(opcode, out _) || TryFindAccess(opcode, out _),
    };

    /// <summary>
    /// Whether an instruction gives the same whenever it is executed with the same inputs, if it does not trap: where one of the same has been
    /// executed its value is known. It may depend on what never changes: lengths of arrays.
    /// </summary>
    public static bool IsRepeatable(Opcode opcode) => IsPure(opcode) || TryFind(opcode, out _) || opcode == Opcode.ArrayLen;

    /// <summary>What an access does; false if it is none of scalars or whole vectors.</summary>
    public static bool TryFindAccess(Opcode opcode, out Access access)
    {
        Access? found = opcode switch
        {
            Opcode.I32Load => new(OperandKind.I32, OperandSize.Dword),
            Opcode.I64Load => new(OperandKind.I64, OperandSize.Qword),
            Opcode.F32Load => new(OperandKind.F32, OperandSize.Dword),
            Opcode.F64Load => new(OperandKind.F64, OperandSize.Qword),
            Opcode.V128Load => new(OperandKind.V128, OperandSize.Qword),
            Opcode.I32Load8S => new(OperandKind.I32, OperandSize.Byte, IsSigned: true),
            Opcode.I32Load8U => new(OperandKind.I32, OperandSize.Byte),
            Opcode.I32Load16S => new(OperandKind.I32, OperandSize.Word, IsSigned: true),
            Opcode.I32Load16U => new(OperandKind.I32, OperandSize.Word),
            Opcode.I64Load8S => new(OperandKind.I64, OperandSize.Byte, IsSigned: true),
            Opcode.I64Load8U => new(OperandKind.I64, OperandSize.Byte),
            Opcode.I64Load16S => new(OperandKind.I64, OperandSize.Word, IsSigned: true),
            Opcode.I64Load16U => new(OperandKind.I64, OperandSize.Word),
            Opcode.I64Load32S => new(OperandKind.I64, OperandSize.Dword, IsSigned: true),
            Opcode.I64Load32U => new(OperandKind.I64, OperandSize.Dword),
            Opcode.I32Store => new(OperandKind.I32, OperandSize.Dword, IsStore: true),
            Opcode.I64Store => new(OperandKind.I64, OperandSize.Qword, IsStore: true),
            Opcode.F32Store => new(OperandKind.F32, OperandSize.Dword, IsStore: true),
            Opcode.F64Store => new(OperandKind.F64, OperandSize.Qword, IsStore: true),
            Opcode.V128Store => new(OperandKind.V128, OperandSize.Qword, IsStore: true),
            Opcode.I32Store8 => new(OperandKind.I32, OperandSize.Byte, IsStore: true),
            Opcode.I32Store16 => new(OperandKind.I32, OperandSize.Word, IsStore: true),
            Opcode.I64Store8 => new(OperandKind.I64, OperandSize.Byte, IsStore: true),
            Opcode.I64Store16 => new(OperandKind.I64, OperandSize.Word, IsStore: true),
            Opcode.I64Store32 => new(OperandKind.I64, OperandSize.Dword, IsStore: true),
            _ => null,
        };
        access = found.GetValueOrDefault();
        return found is not null;
    }
}
