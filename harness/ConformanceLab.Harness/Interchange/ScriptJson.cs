using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// A script in the format of wabt's <c>wast2json</c>: the commands as JSON, and a file for each module. What wabt does not know has the
/// form that wasm-tools' <c>json-from-wast</c> gives it.
/// </summary>
/// <param name="Json">The text of the JSON file.</param>
/// <param name="Modules">The modules, in order.</param>
public sealed record ScriptJson(ReadOnlyMemory<byte> Json, ImmutableArray<ScriptJsonModule> Modules);

/// <summary>The file of a module.</summary>
/// <param name="Name">Its name, without a folder: <c>stem.7.wasm</c>, <c>stem.8.wat</c>.</param>
/// <param name="Line">Line of the script on which the module begins.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Source">What it was made from.</param>
public sealed record ScriptJsonModule(string Name, int Line, ReadOnlyMemory<byte> Bytes, ModuleSource Source);

/// <summary>How a script is written as JSON.</summary>
public sealed record ScriptJsonOptions
{
    /// <summary>Proposals that its modules may use. Default: all.</summary>
    public WasmFeatures Features { get; init; } = WasmFeatures.All;

    /// <summary>Whether identifiers are written as name sections. Default: no.</summary>
    public bool WriteNames { get; init; }

    /// <summary>Whether modules that the script instantiates or defines must be valid. Default: yes.</summary>
    public bool IsValidating { get; init; } = true;
}

/// <summary>What is wrong with a script that can't be written as JSON.</summary>
/// <param name="Line">Line of the script, from 1.</param>
/// <param name="Column">Column, from 1, in bytes.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ScriptJsonProblem(int Line, int Column, string Message);

/// <summary>A script can't be written as JSON.</summary>
/// <param name="problems">Everything that is wrong with it, in order.</param>
public sealed class ScriptJsonException(ImmutableArray<ScriptJsonProblem> problems)
    : Exception(string.Join('\n', problems.Select(problem => $"{problem.Line}:{problem.Column}: {problem.Message}")))
{
    /// <summary>Everything that is wrong with it, in order.</summary>
    public ImmutableArray<ScriptJsonProblem> Problems { get; } = problems;
}
