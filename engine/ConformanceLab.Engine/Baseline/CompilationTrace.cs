namespace ConformanceLab.Wasm.Baseline;

/// <summary>What the compiler notes about a function only where somebody wants to see it: which code is for which instruction.</summary>
/// <param name="withStages">Whether what the function is after each stage is wanted too.</param>
internal sealed class CompilationTrace(bool withStages)
{
    private readonly List<(int Offset, CodePart Part, int Bytecode)> _marks = [];
    private readonly List<CompilationStage> _stages = [];
    private readonly List<CompilationDecision> _decisions = [];

    /// <summary>What the function was after each stage, if there are stages.</summary>
    public IReadOnlyList<CompilationStage> Stages => _stages;

    /// <summary>What was decided, in order.</summary>
    public IReadOnlyList<CompilationDecision> Decisions => _decisions;

    /// <summary>Bytes from rbp down to rsp; 0 without a frame.</summary>
    public int FrameBytes { get; set; }

    /// <summary>Each local's register, if it has one, and its distance from rbp, if there is a frame.</summary>
    public (string? Register, int? FrameOffset)[] Locals { get; set; } = [];

    /// <summary>Slots of locals: the first operand's is behind.</summary>
    public int LocalSlots { get; set; }

    /// <summary>The function is compiled from its start once more.</summary>
    public void Restart() => _marks.Clear();

    /// <summary>Another attempt begins: what the one before has decided does not matter.</summary>
    public void Retry(string reason)
    {
        _stages.Clear();
        _decisions.Clear();
        Decide(null, reason);
    }

    /// <summary>A stage is over.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="print">Gives what the function is now.</param>
    public void EndStage(string name, Func<string> print)
    {
        if (withStages)
        {
            _stages.Add(new CompilationStage(name, print()));
        }
    }

    /// <summary>Something was decided.</summary>
    /// <param name="bytecode">About the instruction there; null if about the whole function.</param>
    /// <param name="text">What and why.</param>
    public void Decide(int? bytecode, string text) => _decisions.Add(new CompilationDecision(bytecode, text));

    /// <summary>From here on the code is for this.</summary>
    public void Begin(int offset, CodePart part, int bytecode) => _marks.Add((offset, part, bytecode));

    /// <summary>The parts, when all is written.</summary>
    /// <param name="end">Bytes of the code.</param>
    public List<CodeRange> Ranges(int end)
    {
        List<CodeRange> ranges = [];
        for (var index = 0; index < _marks.Count; index++)
        {
            var (offset, part, bytecode) = _marks[index];
            var next = index + 1 < _marks.Count ? _marks[index + 1].Offset : end;
            if (next > offset)
            {
                ranges.Add(new CodeRange(offset, next - offset, part, bytecode));
            }
        }

        return ranges;
    }
}
