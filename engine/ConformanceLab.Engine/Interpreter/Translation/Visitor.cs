using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <content>What the body reader calls. Rows without a case here are of known signature.</content>
internal sealed partial class Translator
{
    private readonly struct Visitor(Translator translator) : IInstructionVisitor
    {
        public void Plain(Opcode opcode)
        {
            switch (opcode)
            {
                case Opcode.End:
                    translator.CountDivider(opcode);
                    translator.End();
                    break;
                case Opcode.Else:
                    translator.CountDivider(opcode);
                    translator.Else();
                    break;
                case Opcode.CatchAll:
                    translator.CountDivider(opcode);
                    translator.LegacyCatch(HandlerKind.LegacyCatchAll, tag: 0, OperandShape.Empty);
                    break;
                default:
                    if (translator.Reach(opcode))
                    {
                        translator.TranslatePlain(opcode);
                    }

                    break;
            }
        }

        public void Block(Opcode opcode, BlockType type) => translator.Open(opcode, type, []);

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) =>
            translator.Open(opcode, type, clauses);

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                translator.CountDivider(opcode);
                translator.Delegate((int)label);
            }
            else if (translator.Reach(opcode))
            {
                translator.TranslateLabel(opcode, (int)label);
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            if (translator.Reach(opcode))
            {
                translator.BranchTable(labels);
            }
        }

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
            if (translator.Reach(opcode))
            {
                translator.BranchOnCast(opcode, (int)label, target);
            }
        }

        public void Index(Opcode opcode, int index)
        {
            if (opcode == Opcode.Catch)
            {
                translator.CountDivider(opcode);
                translator.LegacyCatch(
                    HandlerKind.LegacyCatch, index, translator.ShapesAt(translator._module.TagTypeIndices[index]).Parameters);
            }
            else if (translator.Reach(opcode))
            {
                translator.TranslateIndex(opcode, index);
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (translator.Reach(opcode))
            {
                translator.TranslateIndices(opcode, first, second);
            }
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            if (translator.Reach(opcode))
            {
                translator.Select();
            }
        }

        public void Heap(Opcode opcode, HeapType type)
        {
            if (translator.Reach(opcode))
            {
                translator.TranslateHeap(opcode, type);
            }
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
            if (translator.Reach(opcode))
            {
                translator.Access(opcode, memArg);
            }
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            if (translator.Reach(opcode))
            {
                translator.Access(opcode, memArg);
                translator._words.Add(lane);
            }
        }

        public void Lane(Opcode opcode, byte lane)
        {
            if (translator.Reach(opcode))
            {
                translator.EmitBySignature(opcode);
                translator._words.Add(lane);
            }
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
            if (translator.Reach(opcode))
            {
                translator.EmitBySignature(opcode);
                translator.EmitLong(value.AsUInt64()[0]);
                translator.EmitLong(value.AsUInt64()[1]);
            }
        }

        public void Const32(Opcode opcode, uint bits)
        {
            if (translator.Reach(opcode))
            {
                translator.EmitBySignature(opcode);
                translator._words.Add(unchecked((int)bits));
            }
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            if (translator.Reach(opcode))
            {
                translator.EmitBySignature(opcode);
                translator.EmitLong(bits);
            }
        }
    }
}
