using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// What modules and stores share: options and canonical types. Usually one per process. Thread-safe. Its memory is freed once it and all
/// of its modules and stores are disposed.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<FunctionType, TypeRegistration> _hostTypes = [];
    private readonly long[] _functionsTranslated = new long[Enum.GetValues<Tier>().Length];
    private ThunkSet? _hostThunks;
    private ImageFile? _images;
    private bool _hasTriedImages;
    private int _users = 1;
    private bool _isDisposed;

    /// <summary>Creates an engine with the default options.</summary>
    public Engine()
        : this(EngineOptions.Default)
    {
    }

    /// <summary>Creates an engine.</summary>
    /// <exception cref="NotSupportedException">
    /// The tier that the options ask for is not built, or does not run on this machine, or does not count instructions.
    /// </exception>
    public Engine(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Executors.IsBuilt(options.Tier))
        {
            throw new NotSupportedException(
                $"the tier '{options.Tier.Name()}' is not built; there are: {string.Join(", ", Tiers.Available.Select(Tiers.Name))}");
        }

        if (options.CountInstructions && options.Tier != Tier.Interpreter)
        {
            throw new NotSupportedException($"only the interpreter counts instructions, not the tier '{options.Tier.Name()}'");
        }

        Options = options;
        InstructionCounts = options.CountInstructions ? new long[Opcodes.Count] : null;
        Types = new TypeRegistry();
        Descriptors = new TypeDescriptorTable(Types);
        Reservations = new ReservationPool(options.PooledMemories);
        SharedMemoryBytes = new ResourceBudget(options.SharedMemoryBytes);
    }

    /// <summary>What it was made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>What it has done so far. Thread-safe; also after dispose.</summary>
    public EngineStatistics Statistics =>
        new(Tiers.Available.ToDictionary(static tier => tier, tier => Interlocked.Read(ref _functionsTranslated[(int)tier])))
        {
            InstructionsExecuted = Enumerable.Range(0, InstructionCounts?.Length ?? 0)
                .Select(opcode => KeyValuePair.Create((Opcode)opcode, Interlocked.Read(ref InstructionCounts![opcode])))
                .Where(static count => count.Value > 0)
                .ToDictionary(),
        };

    /// <summary>How often each instruction was executed; null where nobody wants to know.</summary>
    internal long[]? InstructionCounts { get; }

    /// <summary>Canonical types of all modules and host functions.</summary>
    internal TypeRegistry Types { get; }

    /// <summary>Object layouts of the canonical types.</summary>
    internal TypeDescriptorTable Descriptors { get; }

    /// <summary>What calls of host functions from compiled code go through.</summary>
    /// <exception cref="PlatformNotSupportedException">Compiled code cannot run here.</exception>
    internal ThunkSet HostThunks =>
        LazyInitializer.EnsureInitialized(ref _hostThunks, static () => new ThunkSet(NativeCode.Space, NativeCode.Stubs));

    /// <summary>The images of its modules' memories; null where there can't be any.</summary>
    internal ImageFile? Images
    {
        get
        {
            lock (_lock)
            {
                if (!_hasTriedImages)
                {
                    _images = ImageFile.TryOpen();
                    _hasTriedImages = true;
                }

                return _images;
            }
        }
    }

    /// <summary>Where threads wait.</summary>
    internal ParkingLot ParkingLot { get; } = new();

    /// <summary>Addresses of memories that are gone.</summary>
    internal ReservationPool Reservations { get; }

    /// <summary>Bytes that memories made by the host may still have.</summary>
    internal ResourceBudget SharedMemoryBytes { get; }

    /// <summary>No modules and stores can be made any longer; those that exist stay usable until they are disposed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        RemoveUser();
    }

    /// <summary>A tier has made a function ready to run: see <see cref="EngineStatistics.FunctionsTranslated"/>.</summary>
    internal void CountTranslation(Tier tier) => Interlocked.Increment(ref _functionsTranslated[(int)tier]);

    /// <summary>Canonical id of the type of a host function or tag; it stays registered as long as the engine.</summary>
    internal int CanonicalIdOf(FunctionType type)
    {
        lock (_lock)
        {
            if (!_hostTypes.TryGetValue(type, out var registration))
            {
                registration = Types.Add(type);
                _hostTypes.Add(type, registration);
                Descriptors.Ensure((uint)registration[0]);
            }

            return registration[0];
        }
    }

    /// <summary>A module or store begins to use the engine.</summary>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    internal void AddUser()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _users++;
        }
    }

    /// <summary>Ends <see cref="AddUser"/>; the last one frees the engine's memory.</summary>
    internal void RemoveUser()
    {
        lock (_lock)
        {
            if (--_users == 0)
            {
                Descriptors.Dispose();
                Reservations.Dispose();
                _images?.Dispose();
                _hostThunks?.Dispose();
            }
        }
    }
}
