namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>
/// One way of lying about what an engine does; in everything else it is honest. It shows that assertions are not empty: those that are
/// about what it lies about must fail, all others must not. Immutable and thread-safe.
/// </summary>
public sealed class Saboteur
{
    private readonly Func<IEngineSession, SessionOptions, ForwardingSession> _deceive;

    internal Saboteur(string name, string lie, Func<IEngineSession, SessionOptions, ForwardingSession> deceive)
    {
        Name = name;
        Lie = lie;
        _deceive = deceive;
    }

    /// <summary>Its name: words with hyphens.</summary>
    public string Name { get; }

    /// <summary>What it says instead of the truth, in a sentence without a full stop.</summary>
    public string Lie { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal IEngineSession Deceive(IEngineSession honest, SessionOptions options) => _deceive(honest, options);
}
