using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>A call in compiled code.</summary>
/// <param name="Offset">The return address, in bytes from the function's start.</param>
/// <param name="Bytecode">The instruction, in bytes from the body's start.</param>
/// <param name="Roots">
/// References among the operands while the callee runs: a node of <see cref="CompiledFunction.RootNodes"/>. Locals come from
/// <see cref="CompiledFunction.LocalRoots"/>.
/// </param>
/// <param name="Handler">The innermost handler for exceptions of the callee: see <see cref="ExceptionHandler"/>.</param>
internal readonly record struct CallSite(uint Offset, int Bytecode, int Roots, int Handler);

/// <summary>
/// A call of, or a jump to, code that stays what a function's code is. The instruction ends with four bytes for the distance, which is not known before the
/// code has its place.
/// </summary>
/// <param name="End">Where the instruction ends, in bytes from the function's start.</param>
/// <param name="Target">The address of the code.</param>
internal readonly record struct DirectCall(int End, nint Target);

/// <summary>
/// An operand that holds a GC reference, and those below it: a chain, so that a thousand operands at a thousand calls are two thousand nodes
/// and not a million.
/// </summary>
/// <param name="Below">The next one further down; <see cref="CompiledFunction.NoRoots"/> at the end.</param>
/// <param name="Slot">Its canonical slot.</param>
internal readonly record struct RootNode(int Below, int Slot);

/// <summary>Where a frame that was left at a loop's head goes on in other code of its function.</summary>
/// <param name="Offset">In bytes from the function's start. Entered with rbp, the frame, and r15, its instance.</param>
/// <param name="Bytecode">The loop, in bytes from the body's start.</param>
internal readonly record struct LoopEntry(uint Offset, int Bytecode);

/// <summary>
/// A body that was inlined. Its places have positions behind those of the function's own body and of the bodies inlined before.
/// </summary>
/// <param name="Start">The position of its first byte.</param>
/// <param name="Function">Whose it is: an index in the module.</param>
/// <param name="BodyOffset">Where it begins in the module's bytes.</param>
/// <param name="Call">The position of the call that it replaces: in the function's own body, or one inlined before.</param>
internal readonly record struct InlinedBody(int Start, int Function, int BodyOffset, int Call);

/// <summary>A function as the compiler leaves it: code that can be placed anywhere, with its side tables.</summary>
/// <param name="Code">The code.</param>
/// <param name="TrapSites">Where it may trap.</param>
/// <param name="CallSites">Its calls, by offset.</param>
/// <param name="Index">Its index in the module.</param>
internal sealed record CompiledFunction(Memory<byte> Code, TrapSites TrapSites, CallSite[] CallSites, int Index)
{
    /// <summary>No node.</summary>
    public const int NoRoots = -1;

    /// <summary>How far behind a multiple of the code's alignment it must begin.</summary>
    public int Stagger { get; init; }

    /// <summary>The nodes that call sites refer to.</summary>
    public RootNode[] RootNodes { get; init; } = [];

    /// <summary>Its bytes; none once it is placed.</summary>
    public Memory<byte> Code { get; private set; } = Code;

    /// <summary>Its calls that do not go through slots; none once it is placed.</summary>
    public DirectCall[] DirectCalls { get; set; } = [];

    /// <summary>Slots of the locals that hold GC references: at every call.</summary>
    public int[] LocalRoots { get; init; } = [];

    /// <summary>The tier that compiled it.</summary>
    public Tier Tier { get; init; } = Tier.Baseline;

    /// <summary>
    /// Whether it ends soon, and alone: a few straight instructions, without a frame, and nothing is called on the way, neither code nor a helper.
    /// It may trap. The host enters it without telling .NET that the thread leaves managed code (<see cref="NativeCalls.EnterBrief"/>).
    /// </summary>
    public bool IsBrief { get; init; }

    /// <summary>Where its body begins in the module's bytes.</summary>
    public int BodyOffset { get; init; }

    /// <summary>Where other code of the function may go on in it.</summary>
    public LoopEntry[] LoopEntries { get; init; } = [];

    /// <summary>Its handlers of exceptions.</summary>
    public ExceptionHandler[] Handlers { get; init; } = [];

    /// <summary>The bodies that are part of it, by their positions.</summary>
    public InlinedBody[] Inlined { get; init; } = [];

    /// <summary>Its counters, where blocks are counted; else empty.</summary>
    public BlockCounters Counters { get; init; } = BlockCounters.None;

    /// <summary>What they have counted; null where nothing is counted, or the code is not placed yet.</summary>
    public CountedCode? Counts { get; set; }

    /// <summary>Its bytes are in a block now: only its tables stay.</summary>
    public void Placed()
    {
        Code = default;
        DirectCalls = [];
    }

    /// <summary>The functions that are at a position, innermost first, and each one's place in the module's bytes.</summary>
    public IEnumerable<(int Function, int Offset)> FramesAt(int position)
    {
        while (TryFindInlined(position, out var body))
        {
            yield return (body.Function, body.BodyOffset + position - body.Start);
            position = body.Call;
        }

        yield return (Index, BodyOffset + position);
    }

    /// <summary>The place in the function's own body that a position is for.</summary>
    public int OutermostOf(int position)
    {
        while (TryFindInlined(position, out var body))
        {
            position = body.Call;
        }

        return position;
    }

    private bool TryFindInlined(int position, out InlinedBody body)
    {
        for (var index = Inlined.Length - 1; index >= 0; index--)
        {
            if (Inlined[index].Start <= position)
            {
                body = Inlined[index];
                return true;
            }
        }

        body = default;
        return false;
    }

    /// <summary>The call that returns to an offset.</summary>
    public bool TryFind(uint offset, out CallSite site)
    {
        var low = 0;
        var high = CallSites.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            site = CallSites[middle];
            if (site.Offset == offset)
            {
                return true;
            }

            if (site.Offset < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        site = default;
        return false;
    }
}
