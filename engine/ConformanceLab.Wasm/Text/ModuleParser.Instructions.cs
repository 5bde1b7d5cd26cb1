using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Instruction sequences, plain and folded, into the binary format. Nesting is kept on a stack of our own, so its depth costs heap only.
/// Source: specification, "Text Format, Instructions".
/// </summary>
internal sealed partial class ModuleParser
{
    private readonly ByteWriter _code = new(4096);
    private readonly InstructionEncoder _encoder;

    // Encoded instructions that wait for their operands; the innermost one is last.
    private readonly ByteWriter _pending = new();
    private readonly InstructionEncoder _pendingEncoder;

    private readonly ByteWriter _positions = new(1024);
    private readonly LabelStack _labels = new();
    private readonly List<(int Index, int Symbol)> _functionLabels = [];
    private InstructionFrame[] _frames = new InstructionFrame[32];
    private int _frameCount;
    private int _structured;
    private int _lastOffset;
    private int _lastSource;
    private int _function = NoFunction;

    private const int NoFunction = -1;
    private const int NoLabel = -1;

    private Code ParseBody(int function, ImmutableArray<LocalGroup> locals)
    {
        var hints = _module.BranchHints.Count;
        _function = function;
        _functionLabels.Clear();
        BeginCode();
        ParseInstructions(single: false);
        EmitEnd(_cursor.Current.Start);
        _function = NoFunction;
        if (_functionLabels.Count > 0)
        {
            _labelNames.Add(function, NameList.Create(_functionLabels, _symbols));
        }

        if (_module.BranchHints.Count > hints)
        {
            CountHintsFromLocals(hints, locals);
        }

        return new Code(_code.ToArray(), Positions: new SourcePositions(_positions.ToArray(), _list.Lines));
    }

    // Hints count from the declaration of the locals, which the code here does not include.
    private void CountHintsFromLocals(int first, ImmutableArray<LocalGroup> locals)
    {
        _pending.Truncate();
        _pending.WriteIndex(locals.Length);
        foreach (var group in locals)
        {
            _pending.WriteU32(group.Count);
            TypeWriter.WriteValType(_pending, group.Type);
        }

        for (var i = first; i < _module.BranchHints.Count; i++)
        {
            _module.BranchHints[i] = _module.BranchHints[i] with { Offset = _module.BranchHints[i].Offset + _pending.Length };
        }

        _pending.Truncate();
    }

    // Up to a closing parenthesis.
    private Code ParseConstantExpression()
    {
        BeginCode();
        ParseInstructions(single: false);
        EmitEnd(_cursor.Current.Start);
        return new Code(_code.ToArray());
    }

    // One folded instruction.
    private Code ParseFoldedConstant()
    {
        if (_cursor.Kind != TokenKind.LeftParen)
        {
            throw _cursor.Unexpected();
        }

        BeginCode();
        ParseInstructions(single: true);
        EmitEnd(_cursor.Current.Start);
        return new Code(_code.ToArray());
    }

    private void BeginCode()
    {
        _code.Truncate();
        _pending.Truncate();
        _positions.Truncate();
        _lastOffset = _lastSource = _structured = 0;
    }

    private void ParseInstructions(bool single)
    {
        do
        {
            switch (_cursor.Kind)
            {
                case TokenKind.Keyword:
                    if (_frameCount > 0 && !Top.AcceptsPlain)
                    {
                        throw _cursor.Unexpected();
                    }

                    ParsePlain();
                    break;
                case TokenKind.LeftParen:
                    ParseFolded();
                    break;
                case TokenKind.RightParen when _frameCount == 0:
                    return;
                case TokenKind.RightParen:
                    CloseFolded();
                    break;
                default:
                    throw _cursor.Unexpected();
            }
        }
        while (!single || _frameCount > 0);
    }

    private ref InstructionFrame Top => ref _frames[_frameCount - 1];

    private void Push(FrameKind kind, int label = NoLabel, int pending = 0, int source = 0, bool? hint = null)
    {
        if (_frameCount == _frames.Length)
        {
            Array.Resize(ref _frames, _frameCount * 2);
        }

        _frames[_frameCount++] = new InstructionFrame(kind, label, pending, source, hint);
    }

    // At a mnemonic, which is consumed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Opcode ParseOpcode(out bool? hint)
    {
        hint = _annotationAnchor <= _cursor.Position && _function != NoFunction ? TakeBranchHint() : null;
        var token = _cursor.Current;
        if (!Opcodes.TryParse(_list.Text(token), out var opcode))
        {
            throw _cursor.Unexpected();
        }

        if (!opcode.IsEnabled(_features))
        {
            throw Keywords.IsGrammar(_list.Text(token)) ? _cursor.Unexpected() : Error(token, $"unknown operator {_list.TextOf(token)}");
        }

        if (hint is not null && opcode is not (Opcode.If or Opcode.BrIf))
        {
            throw Error(token, "@metadata.code.branch_hint annotation: invalid target", ModuleErrorKind.InvalidCustom);
        }

        _cursor.Next();
        return opcode;
    }

    private void ParsePlain()
    {
        var source = _cursor.Current.Start;
        var opcode = ParseOpcode(out var hint);
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Try or Opcode.TryTable:
                {
                    var kind = opcode switch { Opcode.If => FrameKind.If, Opcode.Try => FrameKind.Try, _ => FrameKind.Block };
                    Push(kind, OpenBlock(opcode, source, hint));
                    break;
                }

            case Opcode.Else:
                Continue(FrameKind.Else, FrameKind.If, FrameKind.If);
                EmitPosition(source);
                _encoder.Plain(Opcode.Else);
                break;
            case Opcode.Catch:
                ContinueUnlabelled(FrameKind.Catch);
                EmitPosition(source);
                _encoder.Index(Opcode.Catch, ParseIndex(_tags));
                break;
            case Opcode.CatchAll:
                ContinueUnlabelled(FrameKind.CatchAll);
                EmitPosition(source);
                _encoder.Plain(Opcode.CatchAll);
                break;
            case Opcode.End:
                Continue(FrameKind.Block, FrameKind.Block, FrameKind.CatchAll);
                _frameCount--;
                _labels.Pop();
                EmitEnd(source);
                break;
            case Opcode.Delegate:
                ContinueUnlabelled(FrameKind.Try, allowCatch: false);
                _frameCount--;
                _labels.Pop();
                EmitPosition(source);
                _encoder.Label(Opcode.Delegate, ParseLabel());
                break;
            default:
                EmitHint(hint);
                EmitPosition(source);
                ParseImmediates(opcode, _encoder);
                break;
        }
    }

    // else and end: go with the innermost block, whose label they may repeat.
    private void Continue(FrameKind next, FrameKind from, FrameKind to)
    {
        if (_frameCount == 0 || Top.Kind < from || Top.Kind > to)
        {
            throw _cursor.Unexpected(_cursor.Peek(-1));
        }

        if (_cursor.Kind == TokenKind.Identifier)
        {
            if (_symbols.Intern(_cursor.Current) != Top.Label)
            {
                throw _cursor.Error("mismatching label");
            }

            _cursor.Next();
        }

        Top.Kind = next;
    }

    private void ContinueUnlabelled(FrameKind next, bool allowCatch = true)
    {
        if (_frameCount == 0 || !(Top.Kind == FrameKind.Try || (allowCatch && Top.Kind == FrameKind.Catch)))
        {
            throw _cursor.Unexpected(_cursor.Peek(-1));
        }

        Top.Kind = next;
    }

    private int ParseLabelName() => _cursor.Kind == TokenKind.Identifier ? _symbols.Intern(_cursor.Next()) : NoLabel;

    // A structured instruction from after its mnemonic: emits it and enters its label's scope.
    private int OpenBlock(Opcode opcode, int source, bool? hint)
    {
        var label = ParseLabelName();
        var type = ParseBlockType();
        EmitHint(hint);
        EmitPosition(source);
        if (opcode == Opcode.TryTable)
        {
            ParseCatchClauses();
            _encoder.TryTable(opcode, type, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_clauses));
        }
        else
        {
            _encoder.Block(opcode, type);
        }

        EnterLabel(label);
        return label;
    }

    private void EnterLabel(int label)
    {
        if (label != NoLabel && _function != NoFunction)
        {
            _functionLabels.Add((_structured, label));
        }

        _structured++;
        _labels.Push(label);
    }

    private void EmitEnd(int source)
    {
        EmitPosition(source);
        _encoder.Plain(Opcode.End);
    }

    private void EmitHint(bool? hint)
    {
        if (hint is { } likely)
        {
            _module.BranchHints.Add(new BranchHint(_function, _code.Length, likely));
        }
    }

    // The next instruction stands here in the source. See SourcePositions for the encoding.
    private void EmitPosition(int source)
    {
        _positions.WriteIndex(_code.Length - _lastOffset);
        var delta = source - _lastSource;
        _positions.WriteU32((uint)((delta << 1) ^ (delta >> 31)));
        _lastOffset = _code.Length;
        _lastSource = source;
    }
}
