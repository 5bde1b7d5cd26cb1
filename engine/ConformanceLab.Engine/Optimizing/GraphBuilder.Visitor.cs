using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>What the body reader calls.</content>
internal sealed partial class GraphBuilder
{
    private readonly struct Visitor(GraphBuilder builder) : IInstructionVisitor
    {
        public void Plain(Opcode opcode)
        {
            if (opcode == Opcode.End)
            {
                builder.End();
            }
            else if (opcode == Opcode.Else)
            {
                builder.Else();
            }
            else if (opcode == Opcode.CatchAll)
            {
                builder.LegacyCatch(ExceptionHandler.AnyTag);
            }
            else if (builder.Reach())
            {
                builder.Plain(opcode);
            }
        }

        public void Block(Opcode opcode, BlockType type)
        {
            if (opcode == Opcode.Try)
            {
                builder.OpenTry(opcode, type, []);
            }
            else
            {
                builder.Open(opcode, type);
            }
        }

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                builder.Delegate(label);
            }
            else if (!builder.Reach())
            {
                return;
            }
            else if (opcode == Opcode.Br)
            {
                builder.Branch(label);
            }
            else if (opcode == Opcode.BrIf)
            {
                builder.BranchIf(label);
            }
            else if (opcode is Opcode.BrOnNull or Opcode.BrOnNonNull)
            {
                builder.BranchOnNull(label, opcode == Opcode.BrOnNull);
            }
            else
            {
                // rethrow
                builder.Raise(Unwinder.ThrowRef, 0, [builder._stack[builder.FrameAt(label).Height]]);
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            if (builder.Reach())
            {
                builder.BranchTable(labels);
            }
        }

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) =>
            builder.OpenTry(opcode, type, clauses);

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
            if (builder.Reach())
            {
                builder.BranchOnCast(opcode, label, target);
            }
        }

        public void Index(Opcode opcode, int index)
        {
            if (opcode == Opcode.Catch)
            {
                builder.LegacyCatch(index);
            }
            else if (builder.Reach())
            {
                builder.Index(opcode, index);
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (builder.Reach())
            {
                builder.Indices(opcode, first, second);
            }
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            if (builder.Reach())
            {
                builder.Select();
            }
        }

        public void Heap(Opcode opcode, HeapType type)
        {
            if (!builder.Reach())
            {
                return;
            }

            if (opcode == Opcode.RefNull)
            {
                builder.Push(builder.Constant(builder._native.KindOf(ValType.Ref(type, true)), 0));
            }
            else
            {
                builder.TestOrCast(opcode, type);
            }
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
            if (builder.Reach())
            {
                builder.Memory(opcode, memArg);
            }
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            if (builder.Reach())
            {
                builder.Memory(opcode, memArg, lane);
            }
        }

        public void Lane(Opcode opcode, byte lane)
        {
            if (builder.Reach())
            {
                builder.Lane(opcode, lane);
            }
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
            if (builder.Reach())
            {
                builder.Vector(opcode, value);
            }
        }

        public void Const32(Opcode opcode, uint bits)
        {
            if (builder.Reach())
            {
                builder.Push(builder.Constant(
                    opcode == Opcode.I32Const ? OperandKind.I32 : OperandKind.F32, opcode == Opcode.I32Const ? (int)bits : bits));
            }
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            if (builder.Reach())
            {
                builder.Push(builder.Constant(opcode == Opcode.I64Const ? OperandKind.I64 : OperandKind.F64, (long)bits));
            }
        }

        private void Refuse(Opcode opcode)
        {
            if (builder.Reach())
            {
                builder.Unsupported = opcode;
            }
        }
    }
}
