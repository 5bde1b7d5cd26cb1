using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>How a call ended.</summary>
public enum CallEnd
{
    /// <summary>It returned.</summary>
    Returned,

    /// <summary>It trapped.</summary>
    Trapped,

    /// <summary>It threw an exception that it did not catch.</summary>
    Threw,

    /// <summary>It used up what tiers may have different amounts of: the stack, or more time than a comparison is worth.</summary>
    Exhausted,
}

/// <summary>What a call did, as far as a host can see it.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Outcome">
/// Results, trap or exception in words, with the stack of a trap, the fuel left, and what host functions were told.
/// </param>
/// <param name="State">Memories, tables and globals afterwards.</param>
/// <param name="Results">Its results, if it returned.</param>
/// <param name="Trap">Why it trapped, if it did.</param>
/// <param name="Instructions">Instructions executed, where they were counted.</param>
public sealed record CallRecord(
    CallEnd End, string Outcome, string State, ImmutableArray<ScriptValue> Results, TrapCode? Trap, ulong Instructions);

/// <summary>Something that cases are run on.</summary>
public interface IFuzzSubject
{
    /// <summary>Its name: the tier's.</summary>
    string Name { get; }

    /// <summary>Runs a case. The records end with the first call that is <see cref="CallEnd.Exhausted"/>.</summary>
    /// <param name="test">The case.</param>
    /// <param name="countsInstructions">Whether to count instructions even if the case says nothing of fuel.</param>
    /// <exception cref="ModuleException">The module is not valid.</exception>
    IReadOnlyList<CallRecord> Run(FuzzCase test, bool countsInstructions);
}

/// <summary>A tier of our engine, through the public API. For one thread at a time.</summary>
/// <param name="tier">The tier.</param>
/// <param name="limits">What a case may use; null for little, which is the same for all tiers.</param>
public sealed class TierSubject(Tier tier, StoreLimits? limits = null) : IFuzzSubject, IDisposable
{
    private const int MaximumModules = 500;

    private static readonly StoreLimits s_limits = StoreLimits.Default with
    {
        MemoryBytes = 64 << 20, GcHeapBytes = 4 << 20, TableElements = 10_000, StackBytes = 8 << 20,
    };

    private readonly StoreLimits _limits = limits ?? s_limits;

    private readonly Dictionary<(WasmFeatures Features, bool Fuel, bool GcStress, int Budget), Engine> _engines = [];
    private int _modules;

    /// <summary>Limits that growing does not meet before a memory's or table's own: other engines have other limits.</summary>
    public static StoreLimits Ample { get; } = s_limits with { MemoryBytes = 2UL << 30, TableElements = 1_000_000 };

    /// <inheritdoc/>
    public string Name => tier.Name();

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> Run(FuzzCase test, bool countsInstructions) => Run(test, countsInstructions, null, []);

    /// <summary>Runs a case and reads the beginning of a memory that it exports.</summary>
    public void Run(FuzzCase test, string memory, Span<byte> contents) => Run(test, countsInstructions: true, memory, contents);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }

        _engines.Clear();
    }

    private List<CallRecord> Run(FuzzCase test, bool countsInstructions, string? memory, Span<byte> contents)
    {
        ArgumentNullException.ThrowIfNull(test);
        var countsFuel = countsInstructions || test.Mode.Fuel is not null;
        var engine = EngineOf(test, countsFuel);
        using var module = Module.FromBytes(engine, test.Module.Span);
        using var store = new Store(engine, _limits);
        var session = new Session(store, module, test.Mode.Fuel, countsFuel);
        var records = session.Run(test);
        if (memory is not null)
        {
            session.Instance?.GetMemory(memory).Read(0, contents);
        }

        return records;
    }

    // Engines are used for many modules, as a host would, and replaced so that nothing adds up.
    private Engine EngineOf(FuzzCase test, bool countsFuel)
    {
        if (++_modules % MaximumModules == 0)
        {
            Dispose();
        }

        // Where tiers change, they do so now and then: at the first call, at the second, after some iterations of a loop.
        var budget = tier == Tier.Auto ? (test.Module.Length % 16) + 8 : 0;
        var key = (test.Features, countsFuel, test.Mode.GcStress, budget);
        if (!_engines.TryGetValue(key, out var engine))
        {
            engine = new Engine(EngineOptions.Default with
            {
                Tier = tier, Features = test.Features, ConsumeFuel = countsFuel, GcStress = test.Mode.GcStress,
                TierUp = new TierUpOptions { Budget = budget, InBackground = false },
            });
            _engines.Add(key, engine);
        }

        return engine;
    }

    private sealed class Session(Store store, Module module, ulong? reportedFuel, bool countsFuel)
    {
        private readonly ulong _fuel = reportedFuel ?? FuzzCase.MuchFuel;
        private readonly List<string> _told = [];
        private readonly Dictionary<Function, string> _functions = [];
        private readonly Dictionary<Tag, string> _tags = [];
        private readonly LabValues _values = new();

        public Instance? Instance { get; private set; }

        public List<CallRecord> Run(FuzzCase test)
        {
            var records = new List<CallRecord>();
            Instance = Instantiate(records);
            if (Instance is not { } instance)
            {
                return records;
            }

            foreach (var (name, item) in instance.Exports)
            {
                _ = item switch
                {
                    Function function => _functions.TryAdd(function, name),
                    Tag tag => _tags.TryAdd(tag, name),
                    _ => false,
                };
            }

            foreach (var call in test.Calls)
            {
                var function = instance.GetFunction(call.Function);
                var arguments = new Value[call.Arguments.Length];
                for (var i = 0; i < arguments.Length; i++)
                {
                    if (!_values.TryToEngine(call.Arguments[i], function.Type.Parameters[i], out arguments[i]))
                    {
                        throw new FormatException($"{call}: argument {i} is no {function.Type.Parameters[i]}");
                    }
                }

                records.Add(Record(instance, () => function.Invoke(arguments)));
                if (records[^1].End == CallEnd.Exhausted)
                {
                    break;
                }
            }

            return records;
        }

        private Instance? Instantiate(List<CallRecord> records)
        {
            Instance? instance = null;
            var linker = new Linker(store.Engine) { AllowShadowing = true };
            foreach (var import in module.Imports)
            {
                HostModule.Define(linker, store, import, told => _told.Add($"{import.Name} {Describe(told)}"));
            }

            records.Add(Record(null, () =>
            {
                instance = linker.Instantiate(store, module);
                return [];
            }));
            return instance;
        }

        private string Describe(Value[] values)
        {
            var description = new StateDescription(_functions, _tags);
            description.Add(values);
            return description.ToString();
        }

        private CallRecord Record(Instance? instance, Func<Value[]> call)
        {
            _told.Clear();
            if (countsFuel)
            {
                store.Fuel = _fuel;
            }

            var description = new StateDescription(_functions, _tags);
            var (end, trap) = (CallEnd.Returned, (TrapCode?)null);
            ImmutableArray<ScriptValue> results = [];
            try
            {
                var values = call();
                description.Add(values);
                results = _values.FromEngine(values);
            }
            catch (TrapException error)
            {
                trap = error.Code;
                end = error.Code == TrapCode.CallStackExhausted || (error.Code == TrapCode.OutOfFuel && _fuel == FuzzCase.MuchFuel)
                    ? CallEnd.Exhausted
                    : CallEnd.Trapped;
                description.Add($"trap {error.Message}\n  {string.Join("\n  ", error.Frames)}");
            }
            catch (WasmThrownException error)
            {
                end = CallEnd.Threw;
                description.Add($"exception {description.NameOf(error.Tag)} ");
                description.Add([.. error.Payload]);
            }

            var left = countsFuel ? store.Fuel : 0;
            if (reportedFuel is not null)
            {
                description.Add(string.Create(CultureInfo.InvariantCulture, $"\n  fuel {left}"));
            }

            description.Add(string.Concat(_told.Select(static told => $"\n  host {told}")));
            var state = new StateDescription(_functions, _tags);
            if (instance is not null && end != CallEnd.Exhausted)
            {
                state.Add(instance);
            }

            var record = new CallRecord(end, description.ToString(), state.ToString(), results, trap, countsFuel ? _fuel - left : 0);
            description.Release();
            state.Release();
            return record;
        }
    }
}
