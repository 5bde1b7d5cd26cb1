using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Folded instructions. One with operands is encoded when it is met, waits among the pending bytes, and is emitted at its closing
/// parenthesis. Source: specification, "Text Format, Folded Instructions".
/// </summary>
internal sealed partial class ModuleParser
{
    // At an opening parenthesis.
    private void ParseFolded()
    {
        var next = _cursor.Peek(1);
        if (_frameCount > 0 && TryContinueFolded(next))
        {
            return;
        }

        if (next.Kind != TokenKind.Keyword)
        {
            throw _cursor.Unexpected(next);
        }

        if (_frameCount > 0 && !Top.AcceptsFolded)
        {
            throw _cursor.Unexpected(next);
        }

        _cursor.Next();
        var source = next.Start;
        var opcode = ParseOpcode(out var hint);
        switch (opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.TryTable:
                Push(FrameKind.FoldedBlock, OpenBlock(opcode, source, hint));
                break;
            case Opcode.If:
                {
                    var label = ParseLabelName();
                    var type = ParseBlockType();
                    Push(FrameKind.Condition, label, _pending.Length, source, hint);
                    _pendingEncoder.Block(opcode, type);
                    break;
                }

            case Opcode.Try:
                Push(FrameKind.BeforeDo, OpenBlock(opcode, source, hint));
                break;
            case Opcode.Else or Opcode.End or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate:
                throw _cursor.Unexpected(next);
            default:
                {
                    var pending = _pending.Length;
                    ParseImmediates(opcode, _pendingEncoder);
                    if (_cursor.TryTake(TokenKind.RightParen))
                    {
                        EmitPending(pending, source, hint);
                    }
                    else
                    {
                        Push(FrameKind.Operands, NoLabel, pending, source, hint);
                    }

                    break;
                }
        }
    }

    // Parts of folded if and try that are no instructions: then, else, do, catch, catch_all, delegate.
    private bool TryContinueFolded(Token keyword)
    {
        switch (Top.Kind)
        {
            case FrameKind.Condition when _cursor.TryTakeLeftParenKeyword("then"u8):
                EmitPending(Top.Pending, Top.Source, Top.Hint);
                EnterLabel(Top.Label);
                Top.Kind = FrameKind.FoldedThen;
                return true;
            case FrameKind.AfterThen when _cursor.TryTakeLeftParenKeyword("else"u8):
                EmitPosition(keyword.Start);
                _encoder.Plain(Opcode.Else);
                Top.Kind = FrameKind.FoldedElse;
                return true;
            case FrameKind.BeforeDo when _cursor.TryTakeLeftParenKeyword("do"u8):
                Top.Kind = FrameKind.FoldedDo;
                return true;
            case FrameKind.AfterDo when _cursor.TryTakeLeftParenKeyword("catch"u8):
                EmitPosition(keyword.Start);
                _encoder.Index(Opcode.Catch, ParseIndex(_tags));
                Top.Kind = FrameKind.FoldedCatch;
                return true;
            case FrameKind.AfterDo when _cursor.TryTakeLeftParenKeyword("catch_all"u8):
                EmitPosition(keyword.Start);
                _encoder.Plain(Opcode.CatchAll);
                Top.Kind = FrameKind.FoldedCatchAll;
                return true;
            case FrameKind.AfterDo when _cursor.IsLeftParenKeyword("delegate"u8):
                if (Top.Hint is not null)
                {
                    return false;
                }

                _cursor.Position += 2;
                _labels.Pop();
                EmitPosition(keyword.Start);
                _encoder.Label(Opcode.Delegate, ParseLabel());
                _cursor.Expect(TokenKind.RightParen);
                Top.Kind = FrameKind.Delegated;
                return true;
            default:
                return false;
        }
    }

    // At a closing parenthesis.
    private void CloseFolded()
    {
        switch (Top.Kind)
        {
            case FrameKind.Operands:
                EmitPending(Top.Pending, Top.Source, Top.Hint);
                _frameCount--;
                break;
            case FrameKind.FoldedThen:
                Top.Kind = FrameKind.AfterThen;
                break;
            case FrameKind.FoldedDo:
                Top.Kind = FrameKind.AfterDo;
                break;
            case FrameKind.FoldedCatch:
                // Marks that a handler was seen: delegate may no longer follow.
                Top.Kind = FrameKind.AfterDo;
                Top.Hint = false;
                break;
            case FrameKind.FoldedElse or FrameKind.FoldedCatchAll:
                Top.Kind = FrameKind.Closing;
                break;
            case FrameKind.FoldedBlock or FrameKind.AfterThen or FrameKind.AfterDo or FrameKind.Closing:
                EmitEnd(_cursor.Current.Start);
                _labels.Pop();
                _frameCount--;
                break;
            case FrameKind.Delegated:
                _frameCount--;
                break;
            default:
                throw _cursor.Unexpected();
        }

        _cursor.Next();
    }

    private void EmitPending(int start, int source, bool? hint)
    {
        EmitHint(hint);
        EmitPosition(source);
        _code.WriteBytes(_pending.Written[start..]);
        _pending.Truncate(start);
    }
}
