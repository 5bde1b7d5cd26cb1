using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates constant expressions: the rules of instructions, and that each instruction is a constant one.
/// Source: specification, "Constant Expressions" in "Validation".
/// </summary>
internal struct ConstantExpressionVisitor(ValidatedModule module) : IInstructionVisitor
{
    private readonly ValidatedModule _module = module;

    /// <summary>The rules of instructions.</summary>
    public FunctionValidator Validator = new(module);

    public void Plain(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.End or Opcode.RefI31 or Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                break;
            case Opcode.I32Add or Opcode.I32Sub or Opcode.I32Mul or Opcode.I64Add or Opcode.I64Sub or Opcode.I64Mul
                when (_module.Module.Features & WasmFeatures.ExtendedConst) != 0:
                break;
            default:
                throw NotConstant(opcode);
        }

        Validator.Plain(opcode);
    }

    public void Index(Opcode opcode, int index)
    {
        switch (opcode)
        {
            // An unknown global is reported as such by its rule.
            case Opcode.GlobalGet when (uint)index >= (uint)_module.Globals.Length || !_module.Globals[index].IsMutable:
            case Opcode.RefFunc or Opcode.StructNew or Opcode.StructNewDefault or Opcode.ArrayNew or Opcode.ArrayNewDefault:
                Validator.Index(opcode, index);
                break;
            default:
                throw NotConstant(opcode);
        }
    }

    public void Indices(Opcode opcode, int first, int second)
    {
        if (opcode != Opcode.ArrayNewFixed)
        {
            throw NotConstant(opcode);
        }

        Validator.Indices(opcode, first, second);
    }

    public void Heap(Opcode opcode, HeapType type)
    {
        if (opcode != Opcode.RefNull)
        {
            throw NotConstant(opcode);
        }

        Validator.Heap(opcode, type);
    }

    public void Vector(Opcode opcode, in Vector128<byte> value)
    {
        if (opcode != Opcode.V128Const)
        {
            throw NotConstant(opcode);
        }

        Validator.Vector(opcode, value);
    }

    public void Const32(Opcode opcode, uint bits) => Validator.Const32(opcode, bits);

    public void Const64(Opcode opcode, ulong bits) => Validator.Const64(opcode, bits);

    public readonly void Block(Opcode opcode, BlockType type) => throw NotConstant(opcode);

    public readonly void Label(Opcode opcode, uint label) => throw NotConstant(opcode);

    public readonly void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => throw NotConstant(opcode);

    public readonly void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => throw NotConstant(opcode);

    public readonly void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => throw NotConstant(opcode);

    public readonly void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => throw NotConstant(opcode);

    public readonly void Memory(Opcode opcode, MemArg memArg) => throw NotConstant(opcode);

    public readonly void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => throw NotConstant(opcode);

    public readonly void Lane(Opcode opcode, byte lane) => throw NotConstant(opcode);

    private readonly ModuleException NotConstant(Opcode opcode) => Validator.NotConstant(opcode);
}
