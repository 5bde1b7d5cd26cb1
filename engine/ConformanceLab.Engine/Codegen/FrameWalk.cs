using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>A frame of wasm that is suspended.</summary>
/// <param name="Pc">The place in its code: a return address, or in the innermost frame the pc of a trap.</param>
/// <param name="FramePointer">Its rbp: see the drawing in <c>CallingConvention</c>.</param>
internal readonly record struct NativeFrame(nint Pc, nint FramePointer)
{
    /// <summary>The instance whose code it runs. Not public, or ToString would print it, which cannot be compiled ahead of time for a pointer.</summary>
    internal unsafe InstanceData* Instance => *(InstanceData**)(FramePointer - 8);
}

/// <summary>
/// Walks the frames of wasm in one activation, innermost first, by the chain of rbp from its exit record to its entry frame. Managed
/// frames lie outside of that range and are never looked at. Only while managed code runs on top: what an activation that runs
/// has is an earlier exit's record, or none.
/// </summary>
internal unsafe struct FrameWalk
{
    private readonly nint _entryFrame;
    private nint _nextFrame;
    private nint _nextPc;

    public FrameWalk(Activation* activation)
    {
        _entryFrame = activation->EntryFrame;
        if (activation->Exit == 0)
        {
            throw new InvalidOperationException("wasm is running: it has no frames to be walked");
        }

        _nextFrame = activation->ExitFrame;
        _nextPc = activation->ExitPc;
    }

    /// <summary>The frame.</summary>
    public NativeFrame Current { get; private set; }

    /// <summary>Goes to the next outer frame; false at the entry.</summary>
    public bool MoveNext()
    {
        if (_nextFrame == _entryFrame)
        {
            return false;
        }

        // A broken chain means that the stack is broken: nothing may be concluded from it.
        if (_nextFrame > _entryFrame || (_nextFrame & 7) != 0 || _nextFrame <= Current.FramePointer)
        {
            Environment.FailFast("the chain of wasm's frames is broken");
        }

        Current = new NativeFrame(_nextPc, _nextFrame);
        _nextPc = *(nint*)(_nextFrame + 8);
        _nextFrame = *(nint*)_nextFrame;
        return true;
    }

    /// <summary>For foreach.</summary>
    public readonly FrameWalk GetEnumerator() => this;
}
