using System.Globalization;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>Prints instruction sequences, one instruction to a line or all on one.</summary>
internal sealed class BodyPrinter(WasmModule module, ModuleNames names, TypePrinter types, TextOutput output)
{
    private readonly List<string?> _labels = [];
    private PrintedNames _locals = PrintedNames.None;
    private PrintedNames _labelNames = PrintedNames.None;
    private int _structured;
    private bool _inline;

    /// <summary>Prints a body, each instruction on a new line; the last <c>end</c> is left out.</summary>
    public void PrintBody(Code code, PrintedNames locals, PrintedNames labels, ReadOnlySpan<BranchHint> hints, int localsLength)
    {
        _locals = locals;
        _labelNames = labels;
        _inline = false;
        Print(code, hints, localsLength);
    }

    /// <summary>Prints a constant expression, with a space before each instruction.</summary>
    public void PrintInline(Code code)
    {
        _locals = _labelNames = PrintedNames.None;
        _inline = true;
        Print(code, [], 0);
    }

    private void Print(Code code, ReadOnlySpan<BranchHint> hints, int localsLength)
    {
        _labels.Clear();
        _structured = 0;
        var level = output.Level;
        var reader = new BodyReader(code.Bytes.Span, module.Features, Math.Max(code.Offset, 0));
        var visitor = new Visitor(this);
        while (!reader.IsAtEnd)
        {
            while (!hints.IsEmpty && hints[0].Offset <= reader.Position + localsLength)
            {
                visitor.Hint = hints[0].Offset == reader.Position + localsLength ? hints[0].Likely : null;
                hints = hints[1..];
            }

            reader.Read(ref visitor);
        }

        output.Level = level;
    }

    // Starts an instruction; structure words stand one level further out than what they enclose.
    private void Begin(Opcode opcode, int outdent = 0)
    {
        if (_inline)
        {
            output.Write(' ');
        }
        else
        {
            output.Level -= outdent;
            output.Line();
            output.Level += outdent;
        }

        output.Write(opcode.Mnemonic());
    }

    private void Enter(Opcode opcode, BlockType type)
    {
        Begin(opcode);
        var label = _labelNames.Find(_structured++);
        if (label is not null)
        {
            output.Space(label);
        }

        types.PrintBlockType(type);
        _labels.Add(label);
        output.Level++;
    }

    private void Leave()
    {
        if (_labels.Count > 0)
        {
            _labels.RemoveAt(_labels.Count - 1);
            output.Level--;
        }
    }

    private void PrintLabel(uint label)
    {
        var name = label < (uint)_labels.Count ? _labels[^(int)(label + 1)] : null;
        output.Space(name ?? label.ToString(CultureInfo.InvariantCulture));
    }

    private PrintedNames SpaceOf(ImmediateShape shape) => shape switch
    {
        ImmediateShape.Func => names.Functions,
        ImmediateShape.Type => names.Types,
        ImmediateShape.Table => names.Tables,
        ImmediateShape.Memory => names.Memories,
        ImmediateShape.Local => _locals,
        ImmediateShape.Global => names.Globals,
        ImmediateShape.Elem => names.Elements,
        ImmediateShape.Data => names.Data,
        ImmediateShape.Tag => names.Tags,
        _ => PrintedNames.None,
    };

    private void PrintPair(Opcode opcode, int first, int second)
    {
        switch (opcode.Shape())
        {
            case ImmediateShape.TypeTable:
                PrintUnlessZero(names.Tables, second);
                types.PrintTypeUse(first, withSignature: true);
                break;
            case ImmediateShape.ElemTable:
                PrintUnlessZero(names.Tables, second);
                output.Space(names.Elements.Reference(first));
                break;
            case ImmediateShape.DataMemory:
                PrintUnlessZero(names.Memories, second);
                output.Space(names.Data.Reference(first));
                break;
            case ImmediateShape.TableTable when (first | second) != 0:
                output.Space(names.Tables.Reference(first)).Space(names.Tables.Reference(second));
                break;
            case ImmediateShape.MemoryMemory when (first | second) != 0:
                output.Space(names.Memories.Reference(first)).Space(names.Memories.Reference(second));
                break;
            case ImmediateShape.TableTable or ImmediateShape.MemoryMemory:
                break;
            case ImmediateShape.TypeField:
                output.Space(names.Types.Reference(first)).Space(types.FieldsOf(first).Reference(second));
                break;
            case ImmediateShape.TypeType:
                output.Space(names.Types.Reference(first)).Space(names.Types.Reference(second));
                break;
            case ImmediateShape.TypeData:
                output.Space(names.Types.Reference(first)).Space(names.Data.Reference(second));
                break;
            case ImmediateShape.TypeElem:
                output.Space(names.Types.Reference(first)).Space(names.Elements.Reference(second));
                break;
            default:
                output.Space(names.Types.Reference(first)).Space(PrintedNames.None.Reference(second));
                break;
        }
    }

    private void PrintUnlessZero(PrintedNames space, int index)
    {
        if (index != 0)
        {
            output.Space(space.Reference(index));
        }
    }

    private void PrintMemArg(Opcode opcode, MemArg memArg)
    {
        PrintUnlessZero(names.Memories, memArg.MemoryIndex);
        if (memArg.Offset != 0)
        {
            output.Write(" offset=").Write(memArg.Offset);
        }

        if (memArg.AlignLog2 != (uint)opcode.NaturalAlignmentLog2())
        {
            output.Write(" align=").Write(1UL << (int)memArg.AlignLog2);
        }
    }

    private struct Visitor(BodyPrinter printer) : IInstructionVisitor
    {
        /// <summary>Hint of the next instruction.</summary>
        public bool? Hint { get; set; }

        private readonly TextOutput Output => printer.Output;

        public readonly void Plain(Opcode opcode)
        {
            if (opcode == Opcode.End)
            {
                if (printer._labels.Count == 0)
                {
                    return;
                }

                printer.Leave();
                printer.Begin(opcode);
                return;
            }

            printer.Begin(opcode, opcode is Opcode.Else or Opcode.CatchAll ? 1 : 0);
        }

        public void Block(Opcode opcode, BlockType type)
        {
            PrintHint(opcode);
            printer.Enter(opcode, type);
        }

        public void Label(Opcode opcode, uint label)
        {
            PrintHint(opcode);
            if (opcode == Opcode.Delegate)
            {
                printer.Leave();
            }

            printer.Begin(opcode);
            printer.PrintLabel(label);
        }

        public readonly void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            printer.Begin(opcode);
            foreach (var label in labels)
            {
                printer.PrintLabel(label);
            }
        }

        public readonly void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => printer.PrintTryTable(opcode, type, clauses);

        public readonly void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
            printer.Begin(opcode);
            printer.PrintLabel(label);
            printer.PrintReference(source);
            printer.PrintReference(target);
        }

        public readonly void Index(Opcode opcode, int index)
        {
            printer.Begin(opcode, opcode == Opcode.Catch ? 1 : 0);
            var shape = opcode.Shape();
            if (index != 0 || shape is not (ImmediateShape.Memory or ImmediateShape.Table))
            {
                Output.Space(printer.SpaceOf(shape).Reference(index));
            }
        }

        public readonly void Indices(Opcode opcode, int first, int second)
        {
            printer.Begin(opcode);
            printer.PrintPair(opcode, first, second);
        }

        public readonly void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            printer.Begin(opcode);
            Output.Write(" (result");
            foreach (var type in types)
            {
                printer.PrintType(type);
            }

            Output.Write(')');
        }

        public readonly void Heap(Opcode opcode, HeapType type)
        {
            printer.Begin(opcode);
            if (opcode == Opcode.RefNull)
            {
                Output.Space(printer.HeapName(type));
            }
            else
            {
                printer.PrintReference(ValType.Ref(type, opcode is Opcode.RefTestNull or Opcode.RefCastNull));
            }
        }

        public readonly void Memory(Opcode opcode, MemArg memArg)
        {
            printer.Begin(opcode);
            printer.PrintMemArg(opcode, memArg);
        }

        public readonly void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            Memory(opcode, memArg);
            Output.Write(' ').Write(lane);
        }

        public readonly void Lane(Opcode opcode, byte lane)
        {
            printer.Begin(opcode);
            Output.Write(' ').Write(lane);
        }

        public readonly void Vector(Opcode opcode, Vector128<byte> value)
        {
            printer.Begin(opcode);
            if (opcode.Shape() == ImmediateShape.Shuffle)
            {
                for (var i = 0; i < Vector128<byte>.Count; i++)
                {
                    Output.Write(' ').Write(value[i]);
                }

                return;
            }

            Output.Write(" i32x4");
            for (var i = 0; i < Vector128<uint>.Count; i++)
            {
                Output.Write(string.Create(CultureInfo.InvariantCulture, $" 0x{value.AsUInt32()[i]:x8}"));
            }
        }

        public readonly void Const32(Opcode opcode, uint bits)
        {
            printer.Begin(opcode);
            Output.Space(opcode.Shape() == ImmediateShape.I32 ? ((int)bits).ToString(CultureInfo.InvariantCulture) : LiteralFormatter.F32(bits));
        }

        public readonly void Const64(Opcode opcode, ulong bits)
        {
            printer.Begin(opcode);
            Output.Space(opcode.Shape() == ImmediateShape.I64 ? ((long)bits).ToString(CultureInfo.InvariantCulture) : LiteralFormatter.F64(bits));
        }

        private void PrintHint(Opcode opcode)
        {
            if (Hint is { } likely && opcode is Opcode.If or Opcode.BrIf)
            {
                Output.Line().Write("(@metadata.code.branch_hint \"").Write(likely ? "\\01" : "\\00").Write("\")");
            }

            Hint = null;
        }
    }

    private TextOutput Output => output;

    private void PrintReference(ValType type) => output.Space(types.Reference(type));

    private void PrintType(ValType type) => output.Space(types.Name(type));

    private string HeapName(HeapType type) => types.Name(type);

    private void PrintTryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses)
    {
        // The labels of the clauses are counted from outside.
        Begin(opcode);
        var label = _labelNames.Find(_structured++);
        if (label is not null)
        {
            output.Space(label);
        }

        types.PrintBlockType(type);
        foreach (var clause in clauses)
        {
            output.Write(clause.Kind switch
            {
                CatchKind.Catch => " (catch",
                CatchKind.CatchRef => " (catch_ref",
                CatchKind.CatchAll => " (catch_all",
                _ => " (catch_all_ref",
            });
            if (clause.Kind is CatchKind.Catch or CatchKind.CatchRef)
            {
                output.Space(names.Tags.Reference(clause.TagIndex));
            }

            PrintLabel(clause.Label);
            output.Write(')');
        }

        _labels.Add(label);
        output.Level++;
    }
}
