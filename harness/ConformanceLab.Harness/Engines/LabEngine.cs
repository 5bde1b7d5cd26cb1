using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Harness.Engines;

/// <summary>Our own engine, through the public API that anybody has. Each script has a store of its own.</summary>
public sealed class LabEngine : IEngineAdapter
{
    /// <summary>The option that has a worker with this engine collect garbage at every allocation.</summary>
    public const string GcStressOption = "--gc-stress";

    /// <summary>The option that has a worker with this engine compile all functions of a module at once.</summary>
    public const string EagerOption = "--eager";

    // Begins the option that says when functions are compiled again.
    private const string TierUpOption = "--tier-up=";

    // A call takes ten: at the second one, or at the second iteration.
    private const int SecondTime = 10;

    private readonly ConcurrentDictionary<(Tier Tier, WasmFeatures Features), Engine> _engines = new();

    /// <summary>Limits of the stores.</summary>
    public StoreLimits Limits { get; init; } = StoreLimits.Default;

    /// <summary>
    /// Options of the engines; features and tier are set per session. Where tiers change, they do so at the second iteration of a loop and at the second
    /// call of a function, so that no script is too short for it.
    /// </summary>
    public EngineOptions Options { get; init; } = EngineOptions.Default with { TierUp = new() { Budget = SecondTime, InBackground = false } };

    /// <summary>An engine as a worker's command line wants it, and what of that is not its own.</summary>
    public static LabEngine Create(string[] arguments, out string[] rest)
    {
        var own = arguments.Where(static argument => argument is GcStressOption or EagerOption || BudgetOf(argument) is not null).ToArray();
        rest = [.. arguments.Except(own)];
        return Create(own.Contains(GcStressOption), own.Contains(EagerOption), own.Select(BudgetOf).FirstOrDefault(budget => budget is not null));
    }

    /// <summary>An engine.</summary>
    /// <param name="isGcStress">Whether it collects garbage at every allocation.</param>
    /// <param name="isEager">Whether it compiles all functions of a module at once, not each when it is called.</param>
    /// <param name="tierUp">The budget after which a function is compiled again, where tiers change; see <see cref="Options"/>.</param>
    public static LabEngine Create(bool isGcStress, bool isEager, int? tierUp = null) => new()
    {
        Options = EngineOptions.Default with
        {
            GcStress = isGcStress,
            Compilation = isEager ? Compilation.Eager : Compilation.Lazy,
            TierUp = new() { Budget = tierUp ?? SecondTime, InBackground = false },
        },
    };

    /// <summary>The command line that has a worker make an engine like this one.</summary>
    public string[] WorkerArguments =>
    [
        .. Options.GcStress ? [GcStressOption] : Array.Empty<string>(),
        .. Options.Compilation == Compilation.Eager ? [EagerOption] : Array.Empty<string>(),
        string.Create(CultureInfo.InvariantCulture, $"{TierUpOption}{Options.TierUp.Budget}"),
    ];

    private static int? BudgetOf(string argument) =>
        argument.StartsWith(TierUpOption, StringComparison.Ordinal)
            && int.TryParse(argument.AsSpan(TierUpOption.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var budget) ? budget : null;

    /// <inheritdoc/>
    public string Name => "conformancelab";

    /// <inheritdoc/>
    public string Version { get; } =
        typeof(Engine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers { get; } = [.. Wasm.Tiers.Available.Select(Wasm.Tiers.Name)];

    /// <inheritdoc/>
    public WasmFeatures Features => WasmFeatures.All;

    /// <inheritdoc/>
    public OracleStrength Strength => OracleStrength.Full;

    /// <summary>
    /// How many functions each tier has translated or compiled; see <see cref="EngineStatistics"/>. Tiers that no session asked for are
    /// not listed.
    /// </summary>
    public IReadOnlyDictionary<string, long> Functions
    {
        get
        {
            var functions = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var engine in _engines.Values)
            {
                foreach (var (tier, count) in engine.Statistics.FunctionsTranslated)
                {
                    if (count > 0 || tier == engine.Options.Tier)
                    {
                        functions[tier.Name()] = functions.GetValueOrDefault(tier.Name()) + count;
                    }
                }
            }

            return functions;
        }
    }

    /// <summary>How often each instruction was executed; empty unless <see cref="EngineOptions.CountInstructions"/> is on.</summary>
    public IReadOnlyDictionary<Opcode, long> InstructionsExecuted => _engines.Values
        .SelectMany(engine => engine.Statistics.InstructionsExecuted)
        .GroupBy(count => count.Key)
        .ToDictionary(group => group.Key, group => group.Sum(count => count.Value));

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options)
    {
        if (!Wasm.Tiers.TryParse(options.Tier, out var tier))
        {
            throw new NotSupportedException($"there is no tier {options.Tier}; there are {string.Join(", ", Tiers)}");
        }

        var engine = _engines.GetOrAdd(
            (tier, options.Features), key => new Engine(Options with { Tier = key.Tier, Features = key.Features }));
        return new LabSession(this, engine, new Store(engine, Limits));
    }
}
