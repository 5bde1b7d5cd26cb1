using System.Collections.Immutable;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <content>Walks over the frames: for people, and for the collector.</content>
internal sealed unsafe partial class InterpreterExecutor
{
    // A stack overflow has thousands of frames; these many of each end say enough.
    private const int InnermostFrames = 64;
    private const int OutermostFrames = 16;

    // A trap takes frames from activations until it has so many: there may be thousands of those too.
    private const int TrapFrames = 256;

    // Arguments that no frame owns yet, while the collector may run.
    private ImmutableArray<ValType> _pendingTypes = [];
    private Slot* _pendingArguments;

    /// <inheritdoc/>
    public override IReadOnlyList<WasmFrame> CaptureStack() => Capture(null);

    /// <inheritdoc/>
    public override void VisitRoots(IRootVisitor visitor)
    {
        var slot = _pendingArguments;
        foreach (var type in _pendingTypes)
        {
            if (type.IsReference && !_store.IsFunctionReference(type))
            {
                visitor.Visit(&slot->Ref);
            }

            slot += Slot.CountOf(type);
        }

        for (var frame = new FrameCursor(_context); frame.Fp != null; frame.MoveOut())
        {
            var fp = frame.Fp;
            var code = frame.Code;
            foreach (var local in code.LocalRoots)
            {
                visitor.Visit(&fp[local].Ref);
            }

            // All instructions at which a collection may happen carry their root node here.
            for (var index = frame.Ip[2]; index != RootChain.None;)
            {
                ref readonly var node = ref code.Roots.Nodes[index];
                for (var i = 0; i < node.Count; i++)
                {
                    visitor.Visit(&fp[node.Slot + node.Offsets[i]].Ref);
                }

                index = node.Parent;
            }
        }
    }

    private List<WasmFrame> CaptureActivation() => Capture(_context.Entry);

    // Frames from the innermost to the one before `end`.
    private List<WasmFrame> Capture(Slot* end)
    {
        var count = 0;
        for (var frame = new FrameCursor(_context); frame.Fp != end; frame.MoveOut())
        {
            count++;
        }

        // Recursion repeats few places many times.
        var places = new Dictionary<nint, WasmFrame>();
        var frames = new List<WasmFrame>(Math.Min(count, InnermostFrames + OutermostFrames));
        for (var frame = new FrameCursor(_context); frame.Fp != end; frame.MoveOut())
        {
            if (frames.Count < InnermostFrames || count <= OutermostFrames)
            {
                if (!places.TryGetValue((nint)frame.Ip, out var place))
                {
                    place = Describe(frame);
                    places.Add((nint)frame.Ip, place);
                }

                frames.Add(place);
            }

            count--;
        }

        return frames;
    }

    private WasmFrame Describe(FrameCursor frame)
    {
        var function = frame.Function;
        var module = function.Instance.Module;
        var names = module.Syntax.Names;
        var offset = frame.Code.Positions.OffsetOf(frame.Word);
        names.Functions.TryGetValue(function.Index, out var name);
        return new WasmFrame(names.Module, function.Index, name, Math.Max(function.Definition.Body.Offset, 0) + offset);
    }

    // Host handles are freed by collections, which a program that never allocates would never cause.
    private void CollectIfDue(ImmutableArray<ValType> types, Slot* arguments)
    {
        _pendingTypes = types;
        _pendingArguments = arguments;
        _store.Heap.Safepoint();
        _pendingTypes = [];
        _pendingArguments = null;
    }
}
