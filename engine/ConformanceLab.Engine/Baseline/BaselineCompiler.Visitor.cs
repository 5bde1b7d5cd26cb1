using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>What the body reader calls.</content>
internal sealed partial class BaselineCompiler
{
    // Whether the instruction is executed at all; then its fuel is taken.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Reach()
    {
        if (_isUnreachable)
        {
            return false;
        }

        TakeFuel();
        return true;
    }

    private static NotSupportedException NotBuilt(Opcode opcode) => new($"the baseline compiler does not have {opcode.Mnemonic()}");

    private void CompilePlain(Opcode opcode)
    {
        if (TryInteger(opcode))
        {
            return;
        }

        switch (opcode)
        {
            case Opcode.Nop or Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                break;
            case Opcode.Unreachable:
                Unreachable();
                break;
            case Opcode.Return:
                Branch((uint)_blocks.Count - 1);
                break;
            case Opcode.Drop:
                Drop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.RefIsNull:
                RefIsNull();
                break;
            case Opcode.RefAsNonNull:
                RefAsNonNull();
                break;
            default:
                if (!TryFloat(opcode) && !TryConversion(opcode) && !TrySimd(opcode) && !TryAggregate(opcode) && !TryExceptions(opcode)
                    && !TryAtomic(opcode))
                {
                    throw NotBuilt(opcode);
                }

                break;
        }
    }

    private void CompileIndex(Opcode opcode, int index)
    {
        switch (opcode)
        {
            case Opcode.GlobalGet:
                GlobalGet(index);
                break;
            case Opcode.GlobalSet:
                GlobalSet(index);
                break;
            case Opcode.CallRef:
                CallRef(index);
                break;
            case Opcode.ReturnCall:
                ReturnCall(index);
                break;
            case Opcode.ReturnCallRef:
                ReturnCallRef(index);
                break;
            case Opcode.RefFunc:
                RefFunc(index);
                break;
            case Opcode.MemorySize:
                MemorySize(index);
                break;
            default:
                if (!TryHelper(opcode, index, 0) && !TryAggregate(opcode, index, 0) && !TryExceptions(opcode, index))
                {
                    throw NotBuilt(opcode);
                }

                break;
        }
    }

    private void CompileIndices(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.CallIndirect:
                CallIndirect(first, second);
                break;
            case Opcode.ReturnCallIndirect:
                ReturnCallIndirect(first, second);
                break;
            default:
                if (!TryHelper(opcode, first, second) && !TryAggregate(opcode, first, second))
                {
                    throw NotBuilt(opcode);
                }

                break;
        }
    }

    private void CompileLabel(Opcode opcode, uint label)
    {
        switch (opcode)
        {
            case Opcode.Br:
                Branch(label);
                break;
            case Opcode.BrIf:
                BranchIf(label);
                break;
            case Opcode.BrOnNull or Opcode.BrOnNonNull:
                BranchOnNull(label, opcode == Opcode.BrOnNull);
                break;
            default:
                if (!TryExceptions(opcode, (int)label))
                {
                    throw NotBuilt(opcode);
                }

                break;
        }
    }

    private readonly struct Visitor(BaselineCompiler compiler) : IInstructionVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Plain(Opcode opcode)
        {
            if (opcode == Opcode.End)
            {
                compiler.End();
            }
            else if (opcode == Opcode.CatchAll)
            {
                compiler.LegacyCatch(tag: -1);
            }
            else if (opcode == Opcode.Else)
            {
                compiler.Else();
            }
            else if (compiler.Reach())
            {
                compiler.CompilePlain(opcode);
            }
        }

        public void Block(Opcode opcode, BlockType type) => compiler.Open(opcode, type);

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => compiler.OpenTryTable(type, clauses);

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                compiler.Delegate(label);
            }
            else if (compiler.Reach())
            {
                compiler.CompileLabel(opcode, label);
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            if (compiler.Reach())
            {
                compiler.BranchTable(labels);
            }
        }

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
            if (compiler.Reach())
            {
                compiler.BranchOnCast(opcode, label, source, target);
            }
        }

        // Inlined where the opcode is known, of this only one line is left.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Index(Opcode opcode, int index)
        {
            if (opcode == Opcode.Catch)
            {
                compiler.LegacyCatch(index);
            }
            else if (!compiler.Reach())
            {
                return;
            }
            else if (opcode == Opcode.LocalGet)
            {
                compiler.LocalGet(index);
            }
            else if (opcode is Opcode.LocalSet or Opcode.LocalTee)
            {
                compiler.LocalSet(index, opcode == Opcode.LocalTee);
            }
            else if (opcode == Opcode.Call)
            {
                compiler.Call(index);
            }
            else
            {
                compiler.CompileIndex(opcode, index);
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (compiler.Reach())
            {
                compiler.CompileIndices(opcode, first, second);
            }
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            if (compiler.Reach())
            {
                compiler.Select();
            }
        }

        public void Heap(Opcode opcode, HeapType type)
        {
            if (!compiler.Reach())
            {
                return;
            }

            if (opcode == Opcode.RefNull)
            {
                compiler.FlushFlags();
                compiler.PushConstant(compiler._native.KindOf(ValType.Ref(type, true)), 0);
            }
            else
            {
                compiler.TestOrCast(opcode, type);
            }
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
            if (compiler.Reach() && !compiler.TryMemory(opcode, memArg) && !compiler.TrySimdMemory(opcode, memArg)
                && !compiler.TryAtomic(opcode, memArg))
            {
                throw NotBuilt(opcode);
            }
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            if (compiler.Reach())
            {
                compiler.SimdMemoryLane(opcode, memArg, lane);
            }
        }

        public void Lane(Opcode opcode, byte lane)
        {
            if (compiler.Reach())
            {
                compiler.SimdLane(opcode, lane);
            }
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
            if (compiler.Reach())
            {
                compiler.SimdVector(opcode, value);
            }
        }

        public void Const32(Opcode opcode, uint bits)
        {
            if (compiler.Reach())
            {
                compiler.FlushFlags();
                compiler.PushConstant(
                    opcode == Opcode.I32Const ? OperandKind.I32 : OperandKind.F32, opcode == Opcode.I32Const ? (int)bits : bits);
            }
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            if (compiler.Reach())
            {
                compiler.FlushFlags();
                compiler.PushConstant(opcode == Opcode.I64Const ? OperandKind.I64 : OperandKind.F64, (long)bits);
            }
        }
    }
}
