using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>A script as a front end has read it.</summary>
/// <param name="Script">The script, with every command that it has.</param>
/// <param name="Refusal">Why the front end can't read it, and nothing of it is executed; null if it can.</param>
public sealed record LoadedScript(Script Script, string? Refusal = null);

/// <summary>What turns the files of a plan into commands. Thread-safe.</summary>
public interface IScriptFrontEnd
{
    /// <summary>Its name and version, for results; null for our own.</summary>
    string? Name { get; }

    /// <summary>Reads a script.</summary>
    /// <exception cref="IOException">A file can't be read, or the front end does not work.</exception>
    /// <exception cref="FormatException">The file is not a script at all.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    LoadedScript Load(string path);
}

/// <summary>Our own parser of scripts; what is called <c>*.json</c> was written by <c>wast2json</c>, whoever's.</summary>
public sealed class OwnFrontEnd : IScriptFrontEnd
{
    /// <summary>It has no state.</summary>
    public static OwnFrontEnd Instance { get; } = new();

    /// <inheritdoc/>
    public string? Name => null;

    /// <inheritdoc/>
    public LoadedScript Load(string path) =>
        new(ScriptJsonReader.IsScriptJson(path) ? ScriptJsonReader.Load(path) : Script.Load(path));
}
