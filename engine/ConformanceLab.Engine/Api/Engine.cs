namespace ConformanceLab.Wasm;

/// <summary>
/// What modules and stores share: options and canonical types. Usually one per process. Thread-safe.
/// </summary>
public sealed class Engine
{
    /// <summary>Creates an engine with the default options.</summary>
    public Engine()
        : this(EngineOptions.Default)
    {
    }

    /// <summary>Creates an engine.</summary>
    /// <exception cref="NotSupportedException">The tier that the options ask for is not built, or does not run on this machine.</exception>
    public Engine(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Runtime.Executors.IsBuilt(options.Tier))
        {
            throw new NotSupportedException($"the tier '{options.Tier.Name()}' is not built; there are: {string.Join(", ", Tiers.Available.Select(Tiers.Name))}");
        }

        Options = options;
        Types = new TypeRegistry();
        Descriptors = new Gc.TypeDescriptorTable(Types);
    }

    /// <summary>What it was made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>The canonical types of all its modules.</summary>
    internal TypeRegistry Types { get; }

    /// <summary>What code and collector know of the types: made when they are registered.</summary>
    internal Gc.TypeDescriptorTable Descriptors { get; }
}
