using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Blocks of wasm that are open, and what is known of them until they end.</content>
internal sealed partial class GraphBuilder
{
    // Of this and earlier functions: those that are taken are this one's.
    private readonly List<Frame> _allFrames = [];
    private int _takenFrames;

    // A frame of the body that is read; it carries nothing below its height.
    private Frame NewFrame(Opcode kind, OperandKind[] results, int height, Frame? handler)
    {
        if (_takenFrames == _allFrames.Count)
        {
            _allFrames.Add(new Frame());
        }

        var frame = _allFrames[_takenFrames++];
        frame.Reset();
        (frame.Kind, frame.Body, frame.Results) = (kind, _body, results);
        frame.Height = frame.Base = height;
        frame.Handler = frame.OuterHandler = handler;
        return frame;
    }

    /// <summary>An open block of the body.</summary>
    private sealed class Frame
    {
        public Opcode Kind;
        public bool IsFunction;

        // The body of an inlined function: nobody sees its locals behind it.
        public bool IsInlined;
        public OperandKind[] Parameters = [];
        public OperandKind[] Results = [];

        // Of the stack below the parameters.
        public int Height;

        // From here on operands may be others behind the block: from the height, or all.
        public int Base;

        // A loop's head, which knows all its parameters: those of the operands below, the block's own, and of locals.
        public Block? Head;
        public int[] HeadLocals = [];

        // Of a loop that is unrolled: how many copies of its body are still to come, where in its body's bytes they begin, what follows them.
        public int Copies;
        public int Start;
        public Frame? Exit;

        // Ways to the end, or to a loop's next copy.
        public readonly List<Arrival> Arrivals = [];

        // The innermost try whose handlers see what is thrown inside, and the one around the block; both may be in another body.
        public OpenBody Body = null!;
        public Frame? Handler;
        public Frame? OuterHandler;

        // Of a try: clauses, if they are known; calls that it protects; whether it lets nothing through.
        public (CatchClause Clause, Frame Target)[] Clauses = [];
        public readonly List<ProtectedCall> Calls = [];
        public bool CatchesAll;

        // What an else part begins with.
        public Block? Else;
        public int[] ElseStack = [];
        public int[] ElseLocals = [];

        // Makes it another one.
        public void Reset()
        {
            (Kind, IsFunction, IsInlined, CatchesAll) = (default, false, false, false);
            (Parameters, Results, HeadLocals, ElseStack, ElseLocals, Clauses) = ([], [], [], [], [], []);
            (Height, Base, Copies, Start) = (0, 0, 0, 0);
            (Head, Else, Exit, Handler, OuterHandler) = (null, null, null, null, null);
            Arrivals.Clear();
            Calls.Clear();
        }
    }

    /// <summary>A way to the end of a block: the label's values and the locals stand in the snapshots.</summary>
    private readonly record struct Arrival(Block From, int EdgeIndex, int Snapshot);
}
