using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Reduction;

/// <content>Indices in instructions.</content>
internal sealed partial class UnusedRemover
{
    // Copies instructions with other indices.
    private readonly struct Renumberer(UnusedRemover owner, InstructionEncoder code) : IInstructionVisitor
    {
        public void Plain(Opcode opcode) => code.Plain(opcode);

        public void Block(Opcode opcode, BlockType type) => code.Block(opcode, Convert(type));

        public void Label(Opcode opcode, uint label) => code.Label(opcode, label);

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => code.Labels(opcode, labels);

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses)
        {
            var converted = clauses.ToArray();
            for (var i = 0; i < converted.Length; i++)
            {
                if (converted[i].Kind is CatchKind.Catch or CatchKind.CatchRef)
                {
                    converted[i] = converted[i] with { TagIndex = owner.Convert(Space.Tag, converted[i].TagIndex) };
                }
            }

            code.TryTable(opcode, Convert(type), converted);
        }

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) =>
            code.BranchOnCast(opcode, label, owner.Convert(source), owner.Convert(target));

        public void Index(Opcode opcode, int index) => code.Index(opcode, opcode.Shape() switch
        {
            ImmediateShape.Func => owner.Convert(Space.Function, index),
            ImmediateShape.Type => owner.Convert(Space.Type, index),
            ImmediateShape.Table => owner.Convert(Space.Table, index),
            ImmediateShape.Memory => owner.Convert(Space.Memory, index),
            ImmediateShape.Global => owner.Convert(Space.Global, index),
            ImmediateShape.Elem => owner.Convert(Space.Element, index),
            ImmediateShape.Data => owner.Convert(Space.Data, index),
            ImmediateShape.Tag => owner.Convert(Space.Tag, index),
            _ => index,
        });

        public void Indices(Opcode opcode, int first, int second)
        {
            var (one, other) = opcode.Shape() switch
            {
                ImmediateShape.TypeTable => (owner.Convert(Space.Type, first), owner.Convert(Space.Table, second)),
                ImmediateShape.ElemTable => (owner.Convert(Space.Element, first), owner.Convert(Space.Table, second)),
                ImmediateShape.TableTable => (owner.Convert(Space.Table, first), owner.Convert(Space.Table, second)),
                ImmediateShape.DataMemory => (owner.Convert(Space.Data, first), owner.Convert(Space.Memory, second)),
                ImmediateShape.MemoryMemory => (owner.Convert(Space.Memory, first), owner.Convert(Space.Memory, second)),
                ImmediateShape.TypeType => (owner.Convert(Space.Type, first), owner.Convert(Space.Type, second)),
                ImmediateShape.TypeData => (owner.Convert(Space.Type, first), owner.Convert(Space.Data, second)),
                ImmediateShape.TypeElem => (owner.Convert(Space.Type, first), owner.Convert(Space.Element, second)),
                _ => (owner.Convert(Space.Type, first), second),
            };
            code.Indices(opcode, one, other);
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            var converted = types.ToArray();
            for (var i = 0; i < converted.Length; i++)
            {
                converted[i] = owner.Convert(converted[i]);
            }

            code.Types(opcode, converted);
        }

        public void Heap(Opcode opcode, HeapType type) => code.Heap(opcode, owner.Convert(type));

        public void Memory(Opcode opcode, MemArg memArg) => code.Memory(opcode, Convert(memArg));

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => code.MemoryLane(opcode, Convert(memArg), lane);

        public void Lane(Opcode opcode, byte lane) => code.Lane(opcode, lane);

        public void Vector(Opcode opcode, in Vector128<byte> value) => code.Vector(opcode, value);

        public void Const32(Opcode opcode, uint bits) => code.Const32(opcode, bits);

        public void Const64(Opcode opcode, ulong bits) => code.Const64(opcode, bits);

        private MemArg Convert(MemArg memArg) => memArg with { MemoryIndex = owner.Convert(Space.Memory, memArg.MemoryIndex) };

        private BlockType Convert(BlockType type) => type.IsTypeIndex ? BlockType.Index(owner.Convert(Space.Type, type.TypeIndex))
            : type.IsSingleResult ? BlockType.Single(owner.Convert(type.Result))
            : type;
    }
}
