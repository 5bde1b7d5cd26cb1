using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <content>The control stack. Source: specification, appendix "Validation Algorithm".</content>
internal partial struct FunctionValidator
{
    private void PushFrame(FrameKind kind, FunctionType type)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, 2 * _depth);
        }

        if (_depth > 0)
        {
            _frames[_depth - 1].IsUnreachable = _unreachable;
        }

        ref var frame = ref _frames[_depth++];
        frame.Kind = kind;
        frame.IsUnreachable = false;
        frame.Height = _height;
        frame.Type = type;
        frame.InitializedCount = _initializedOrder.Count;
        frame.VisitedByTable = 0;
        _base = _height;
        _unreachable = false;
        if (_depth > _maxDepth)
        {
            _maxDepth = _depth;
            if (_depth > ImplementationLimits.BlockDepth)
            {
                FailLimit($"blocks nested deeper than {ImplementationLimits.BlockDepth}");
            }
        }
    }

    // Checks that the innermost frame ends with its results and nothing else.
    private void CheckFrameEnd(ImmutableArray<ValType> results)
    {
        PopAll(results.AsSpan());
        if (_height != _base)
        {
            FailBlockEnd(results.AsSpan());
        }
    }

    // Goes on in the same construct, as after else.
    private void ContinueFrame(FrameKind kind, ImmutableArray<ValType> operands)
    {
        ref var frame = ref _frames[_depth - 1];
        frame.Kind = kind;
        frame.IsUnreachable = false;
        _unreachable = false;
        ForgetInitialized(frame.InitializedCount);
        PushAll(operands);
    }

    private void PopFrame()
    {
        ForgetInitialized(_frames[--_depth].InitializedCount);
        if (_depth > 0)
        {
            ref var outer = ref _frames[_depth - 1];
            _base = outer.Height;
            _unreachable = outer.IsUnreachable;
        }
    }

    private void PopFrame(ImmutableArray<ValType> results)
    {
        PopFrame();
        if (_depth > 0)
        {
            PushAll(results);
        }
    }

    private readonly void ForgetInitialized(int count)
    {
        if (!_tracksLocals)
        {
            return;
        }

        for (var i = _initializedOrder.Count - 1; i >= count; i--)
        {
            _initialized[_initializedOrder[i]] = 0;
            _initializedOrder.RemoveAt(i);
        }
    }

    private void SetUnreachable()
    {
        _height = _base;
        _unreachable = true;
    }
}
