using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>
/// Prints instruction sequences unfolded: bodies with a line for each instruction, constant expressions on the line. What is nested is
/// counted, never recursed on. Immediates are in InstructionPrinter.Immediates.cs.
/// </summary>
internal sealed partial class InstructionPrinter
{
    private const int NoHint = -1;

    private readonly WasmModule _module;
    private readonly PrintOutput _output;
    private readonly ModuleIdentifiers _identifiers;
    private readonly TypePrinter _types;
    private readonly bool _labelComments;
    private readonly bool _printHints;
    private readonly bool _printNames;

    // The labels in scope, innermost last. By name: where the innermost label of that name is; outer ones are hidden by it.
    private (string? Name, int Hidden)[] _labels = new (string?, int)[32];
    private readonly Dictionary<string, int> _visible = [];
    private int _depth;

    // Of the sequence that is being printed.
    private IReadOnlyDictionary<int, string>? _labelNames;
    private IdentifierTable? _locals;
    private int _structured;
    private int _baseDepth;
    private bool _onOneLine;
    private bool _lineComments;
    private bool _isFirst;
    private bool _isHinted;
    private bool _isLikely;
    private int _lineDepth;

    public InstructionPrinter(WasmModule module, PrintOutput output, ModuleIdentifiers identifiers, TypePrinter types, PrintOptions options)
    {
        _module = module;
        _output = output;
        _identifiers = identifiers;
        _types = types;
        _labelComments = options.LabelComments;
        _printHints = options.BranchHints;
        _printNames = options.Identifiers;
    }

    /// <summary>Prints the lines of a body, without its final <c>end</c>.</summary>
    public void PrintBody(int functionIndex, FunctionDefinition function, IdentifierTable? locals, int depth)
    {
        Begin(functionIndex, locals, depth, onOneLine: false);
        var hint = FindHints(functionIndex);
        var hintOffset = OffsetOfHint(hint, functionIndex, function);
        var reader = ReaderOf(function.Body);
        var visitor = new Visitor(this);
        while (!reader.IsAtEnd)
        {
            if (reader.Position == hintOffset)
            {
                _isHinted = true;
                _isLikely = _module.BranchHints[hint].Likely;
                hintOffset = OffsetOfHint(++hint, functionIndex, function);
            }

            reader.Read(ref visitor);
        }
    }

    /// <summary>Lists the instructions of a body, its final <c>end</c> included.</summary>
    /// <param name="functionIndex">Index of the function.</param>
    /// <param name="function">The function.</param>
    /// <param name="locals">Names of its locals.</param>
    /// <param name="take">Takes what was printed since it was last called.</param>
    public List<PrintedInstruction> ListBody(int functionIndex, FunctionDefinition function, IdentifierTable? locals, Func<string> take)
    {
        Begin(functionIndex, locals, 0, onOneLine: true);
        _lineComments = _labelComments;
        var lines = new List<PrintedInstruction>();
        var reader = ReaderOf(function.Body);
        var visitor = new Visitor(this);
        while (!reader.IsAtEnd)
        {
            var offset = reader.Position;
            _isFirst = true;
            _lineDepth = 0;
            reader.Read(ref visitor);
            var text = take();
            lines.Add(new PrintedInstruction(offset, _lineDepth, text.Length > 0 ? text : Opcode.End.Mnemonic()));
        }

        return lines;
    }

    /// <summary>Prints a constant expression on the line: folded if it is one instruction.</summary>
    public void PrintConstant(Code code)
    {
        var isSingle = IsSingleInstruction(code);
        if (isSingle)
        {
            _output.Write('(');
        }

        PrintOnLine(code);
        if (isSingle)
        {
            _output.Write(')');
        }
    }

    /// <summary>Prints a constant expression on the line, within a form of its own.</summary>
    public void PrintOnLine(Code code)
    {
        Begin(NoHint, null, 0, onOneLine: true);
        var reader = ReaderOf(code);
        var visitor = new Visitor(this);
        while (!reader.IsAtEnd)
        {
            reader.Read(ref visitor);
        }
    }

    private BodyReader ReaderOf(Code code) => new(code.Bytes.Span, _module.Features, Math.Max(code.Offset, 0));

    private bool IsSingleInstruction(Code code)
    {
        var reader = ReaderOf(code);
        var probe = default(OpcodeProbe);
        reader.Read(ref probe);
        return reader.Position == code.Bytes.Length - 1;
    }

    private void Begin(int functionIndex, IdentifierTable? locals, int depth, bool onOneLine)
    {
        _locals = locals;
        _labelNames = _printNames && functionIndex >= 0 ? _module.Names.Labels.GetValueOrDefault(functionIndex) : null;
        _visible.Clear();
        _depth = 0;
        _structured = 0;
        _baseDepth = depth;
        _onOneLine = onOneLine;
        _lineComments = _labelComments && !onOneLine;
        _isFirst = true;
        _isHinted = false;
    }

    // Index of the function's first hint.
    private int FindHints(int functionIndex)
    {
        var hints = _module.BranchHints;
        int low = 0, high = _printHints ? hints.Count : 0;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (hints[middle].FunctionIndex < functionIndex)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int OffsetOfHint(int hint, int functionIndex, FunctionDefinition function)
    {
        var hints = _module.BranchHints;
        return _printHints && hint < hints.Count && hints[hint].FunctionIndex == functionIndex
            ? Math.Max(NoHint, hints[hint].Offset - BranchHints.LengthOfLocals(function))
            : NoHint;
    }

    // Starts an instruction that is in so many blocks.
    private void BeginInstruction(Opcode opcode, int depth)
    {
        _lineDepth = depth;
        if (_isHinted)
        {
            _isHinted = false;
            if (opcode is Opcode.If or Opcode.BrIf)
            {
                Separate(depth);
                _output.Write(_isLikely ? "(@metadata.code.branch_hint \"\\01\")" : "(@metadata.code.branch_hint \"\\00\")");
            }
        }

        Separate(depth);
        _output.Write(opcode.Mnemonic());
    }

    private void Separate(int depth)
    {
        if (!_onOneLine)
        {
            _output.WriteLine(_baseDepth + depth);
        }
        else if (_isFirst)
        {
            _isFirst = false;
        }
        else
        {
            _output.Write(' ');
        }
    }

    private void BeginBlock(Opcode opcode)
    {
        BeginInstruction(opcode, _depth);
        var name = _labelNames?.GetValueOrDefault(_structured);
        if (name is { Length: > 0 and <= IdentifierTable.MaximumLength })
        {
            _output.Write(' ');
            Literals.WriteIdentifier(_output, name);
        }
    }

    // Enters the label's scope, at the end of the line.
    private void EndBlock()
    {
        var name = _labelNames?.GetValueOrDefault(_structured);
        _structured++;
        if (_depth == _labels.Length)
        {
            Array.Resize(ref _labels, _depth * 2);
        }

        if (name is { Length: > 0 and <= IdentifierTable.MaximumLength })
        {
            _labels[_depth] = (name, _visible.GetValueOrDefault(name, -1));
            _visible[name] = _depth++;
            return;
        }

        _labels[_depth++] = default;
        if (_lineComments)
        {
            _output.Write(" ;; label = @");
            _output.WriteNumber((uint)_depth);
        }
    }

    private void LeaveBlock()
    {
        var (name, hidden) = _labels[--_depth];
        if (name is null)
        {
            return;
        }

        if (hidden >= 0)
        {
            _visible[name] = hidden;
        }
        else
        {
            _visible.Remove(name);
        }
    }

    // spec: text-label. Level 0 of the comment is the function itself.
    private void WriteLabel(uint label)
    {
        _output.Write(' ');
        var position = _depth - 1L - label;
        if (position >= 0 && _labels[position].Name is { } name && _visible[name] == position)
        {
            Literals.WriteIdentifier(_output, name);
            return;
        }

        _output.WriteNumber(label);
        if (_labelComments && position >= -1)
        {
            _output.Write(" (;@");
            _output.WriteNumber((ulong)(position + 1));
            _output.Write(";)");
        }
    }
}
