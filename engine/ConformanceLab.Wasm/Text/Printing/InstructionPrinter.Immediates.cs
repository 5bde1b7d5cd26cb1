using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>One instruction each, by the shape of its immediates. Source: specification, "Text Format, Instructions".</summary>
internal sealed partial class InstructionPrinter
{
    private IdentifierTable? SpaceOf(ImmediateShape shape) => shape switch
    {
        ImmediateShape.Func => _identifiers.Functions,
        ImmediateShape.Type => _identifiers.Types,
        ImmediateShape.Table => _identifiers.Tables,
        ImmediateShape.Memory => _identifiers.Memories,
        ImmediateShape.Local => _locals,
        ImmediateShape.Global => _identifiers.Globals,
        ImmediateShape.Elem => _identifiers.Elements,
        ImmediateShape.Data => _identifiers.Data,
        _ => _identifiers.Tags,
    };

    private void WriteIndex(IdentifierTable? space, int index)
    {
        _output.Write(' ');
        if (space is null)
        {
            _output.WriteNumber((uint)index);
        }
        else
        {
            _types.WriteIndex(space, index);
        }
    }

    private void WriteIndexUnlessZero(IdentifierTable space, int index)
    {
        if (index != 0)
        {
            WriteIndex(space, index);
        }
    }

    // The text format names tables and memories before segments, and leaves out index 0.
    private void WriteIndices(ImmediateShape shape, int first, int second)
    {
        switch (shape)
        {
            case ImmediateShape.TypeTable:
                WriteIndexUnlessZero(_identifiers.Tables, second);
                _types.WriteTypeIndex(first);
                break;
            case ImmediateShape.ElemTable:
                WriteIndexUnlessZero(_identifiers.Tables, second);
                WriteIndex(_identifiers.Elements, first);
                break;
            case ImmediateShape.DataMemory:
                WriteIndexUnlessZero(_identifiers.Memories, second);
                WriteIndex(_identifiers.Data, first);
                break;
            case ImmediateShape.TableTable when (first | second) != 0:
                WriteIndex(_identifiers.Tables, first);
                WriteIndex(_identifiers.Tables, second);
                break;
            case ImmediateShape.MemoryMemory when (first | second) != 0:
                WriteIndex(_identifiers.Memories, first);
                WriteIndex(_identifiers.Memories, second);
                break;
            case ImmediateShape.TypeField:
                WriteIndex(_identifiers.Types, first);
                WriteIndex(_identifiers.FieldsOf(first), second);
                break;
            case ImmediateShape.TypeType:
                WriteIndex(_identifiers.Types, first);
                WriteIndex(_identifiers.Types, second);
                break;
            case ImmediateShape.TypeData:
                WriteIndex(_identifiers.Types, first);
                WriteIndex(_identifiers.Data, second);
                break;
            case ImmediateShape.TypeElem:
                WriteIndex(_identifiers.Types, first);
                WriteIndex(_identifiers.Elements, second);
                break;
            case ImmediateShape.TypeCount:
                WriteIndex(_identifiers.Types, first);
                WriteIndex(null, second);
                break;
        }
    }

    private void WriteClauses(ReadOnlySpan<CatchClause> clauses)
    {
        foreach (var clause in clauses)
        {
            _output.Write(clause.Kind switch
            {
                CatchKind.Catch => " (catch",
                CatchKind.CatchRef => " (catch_ref",
                CatchKind.CatchAll => " (catch_all",
                _ => " (catch_all_ref",
            });
            if (clause.Kind is CatchKind.Catch or CatchKind.CatchRef)
            {
                WriteIndex(_identifiers.Tags, clause.TagIndex);
            }

            WriteLabel(clause.Label);
            _output.Write(')');
        }
    }

    // spec: text-memarg
    private void WriteMemArg(Opcode opcode, MemArg memArg)
    {
        WriteIndexUnlessZero(_identifiers.Memories, memArg.MemoryIndex);
        if (memArg.Offset != 0)
        {
            _output.Write(" offset=");
            _output.WriteNumber(memArg.Offset);
        }

        if (memArg.AlignLog2 != (uint)opcode.NaturalAlignmentLog2())
        {
            _output.Write(" align=");
            _output.WriteNumber(1UL << (int)memArg.AlignLog2);
        }
    }

    private void WriteSpaced(ValType type)
    {
        _output.Write(' ');
        _types.WriteValType(type);
    }

    private readonly struct Visitor(InstructionPrinter printer) : IInstructionVisitor
    {
        public void Plain(Opcode opcode)
        {
            switch (opcode)
            {
                case Opcode.End when printer._depth == 0:
                    break;
                case Opcode.End:
                    printer.LeaveBlock();
                    printer.BeginInstruction(opcode, printer._depth);
                    break;
                case Opcode.Else or Opcode.CatchAll:
                    printer.BeginInstruction(opcode, Math.Max(printer._depth - 1, 0));
                    break;
                default:
                    printer.BeginInstruction(opcode, printer._depth);
                    break;
            }
        }

        public void Block(Opcode opcode, BlockType type)
        {
            printer.BeginBlock(opcode);
            printer._types.WriteBlockType(type);
            printer.EndBlock();
        }

        // spec: text-try. The label of delegate counts from outside of the try block that it ends.
        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate && printer._depth > 0)
            {
                printer.LeaveBlock();
            }

            printer.BeginInstruction(opcode, printer._depth);
            printer.WriteLabel(label);
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            printer.BeginInstruction(opcode, printer._depth);
            foreach (var label in labels)
            {
                printer.WriteLabel(label);
            }
        }

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses)
        {
            printer.BeginBlock(opcode);
            printer._types.WriteBlockType(type);
            printer.WriteClauses(clauses);
            printer.EndBlock();
        }

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer.WriteLabel(label);
            printer.WriteSpaced(source);
            printer.WriteSpaced(target);
        }

        public void Index(Opcode opcode, int index)
        {
            var shape = opcode.Shape();
            printer.BeginInstruction(opcode, opcode == Opcode.Catch ? Math.Max(printer._depth - 1, 0) : printer._depth);
            if (index != 0 || shape is not (ImmediateShape.Table or ImmediateShape.Memory))
            {
                printer.WriteIndex(printer.SpaceOf(shape), index);
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer.WriteIndices(opcode.Shape(), first, second);
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            printer.BeginInstruction(opcode, printer._depth);
            if (types.IsEmpty)
            {
                // Without the form it would be the other encoding of select.
                printer._output.Write(" (result)");
            }
            else
            {
                printer._types.WriteResults(types);
            }
        }

        public void Heap(Opcode opcode, HeapType type)
        {
            printer.BeginInstruction(opcode, printer._depth);
            if (opcode == Opcode.RefNull)
            {
                printer._output.Write(' ');
                printer._types.WriteHeapType(type);
            }
            else
            {
                printer.WriteSpaced(ValType.Ref(type, nullable: opcode is Opcode.RefTestNull or Opcode.RefCastNull));
            }
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer.WriteMemArg(opcode, memArg);
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            Memory(opcode, memArg);
            printer.WriteIndex(null, lane);
        }

        public void Lane(Opcode opcode, byte lane)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer.WriteIndex(null, lane);
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
            printer.BeginInstruction(opcode, printer._depth);
            if (opcode == Opcode.V128Const)
            {
                printer._output.Write(" i32x4");
                for (var i = 0; i < Vector128<uint>.Count; i++)
                {
                    printer._output.Write(" 0x");
                    printer._output.WriteHex(value.AsUInt32()[i], "x8");
                }

                return;
            }

            for (var i = 0; i < Vector128<byte>.Count; i++)
            {
                printer.WriteIndex(null, value[i]);
            }
        }

        public void Const32(Opcode opcode, uint bits)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer._output.Write(' ');
            if (opcode == Opcode.F32Const)
            {
                Literals.WriteF32(printer._output, bits);
            }
            else
            {
                printer._output.WriteSigned((int)bits);
            }
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            printer.BeginInstruction(opcode, printer._depth);
            printer._output.Write(' ');
            if (opcode == Opcode.F64Const)
            {
                Literals.WriteF64(printer._output, bits);
            }
            else
            {
                printer._output.WriteSigned((long)bits);
            }
        }
    }
}
