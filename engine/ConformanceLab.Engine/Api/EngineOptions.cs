namespace ConformanceLab.Wasm;

/// <summary>What an <see cref="Engine"/> does. Immutable: use <c>with</c> to make variants.</summary>
public sealed record EngineOptions
{
    // Asking what the machine can do makes it ready for machine code: whoever chooses the interpreter has nothing of that.
    private readonly Tier? _tier;

    /// <summary>The defaults: WebAssembly 3.0, machine code where there is some, no fuel.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>Proposals that modules may use.</summary>
    public WasmFeatures Features { get; init; } = WasmFeatures.Wasm3;

    /// <summary>
    /// How functions are executed; <see cref="Tiers.Available"/> has what this machine can do. Default: the fastest of these.
    /// </summary>
    public Tier Tier { get => _tier ?? Tiers.Default; init => _tier = value; }

    /// <summary>
    /// When functions are compiled, if the tier compiles. Default: each at its first call. <see cref="Module.CompileAll"/> does all of a
    /// module whatever is chosen here.
    /// </summary>
    public Compilation Compilation { get; init; } = Compilation.Lazy;

    /// <summary>When <see cref="Tier.Auto"/> compiles functions again. No other tier asks.</summary>
    public TierUpOptions TierUp { get; init; } = TierUpOptions.Default;

    /// <summary>Whether executed instructions are counted against the fuel of the store; running out is a trap. Costs some speed.</summary>
    public bool ConsumeFuel { get; init; }

    /// <summary>
    /// Whether executed instructions are counted one by one: <see cref="EngineStatistics.InstructionsExecuted"/>. Only the interpreter can.
    /// Costs half of its speed.
    /// </summary>
    public bool CountInstructions { get; init; }

    /// <summary>
    /// Whether machine code counts how often each of its basic blocks is executed: <see cref="Module.ReadBlockCounts"/>. Code is then
    /// several times slower; without it not a byte of code is different. Only tiers that compile can.
    /// </summary>
    public bool CountBlocks { get; init; }

    /// <summary>
    /// For tests of what reads the counters: one instruction more (<c>nop</c>) at the start of a basic block of a function; imports count.
    /// Only where blocks are counted.
    /// </summary>
    internal (int Function, int Block)? PlantedInstruction { get; init; }

    /// <summary>Slowdowns on purpose, for proving that a measurement finds them; none by default.</summary>
    public PlantedDelays PlantedDelays { get; init; } = PlantedDelays.None;

    /// <summary>
    /// Collect garbage at every allocation and poison what was freed: finds references that the collector does not know of. Very slow.
    /// </summary>
    public bool GcStress { get; init; }

    /// <summary>
    /// How many linear memories of disposed stores are kept, wiped, for the next ones: that makes small instances several times cheaper.
    /// Each idle one takes 8 GiB of addresses and at most 256 KiB of memory. 0 keeps none. Default 32.
    /// </summary>
    public int PooledMemories { get; init => field = NotNegative(value); } = 32;

    /// <summary>Bytes that all memories made by SharedMemory may have together. Default 4 GiB.</summary>
    public ulong SharedMemoryBytes { get; init; } = 4UL << 30;

    /// <summary>The value of an option that may not be less than 0.</summary>
    internal static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}
