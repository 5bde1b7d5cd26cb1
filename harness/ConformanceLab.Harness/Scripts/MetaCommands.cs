using System.Collections.Immutable;

namespace ConformanceLab.Harness.Scripts;

/// <summary><c>(script $S command*)</c>: runs what is inside, in place, with the names and the registry around it.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Commands">What it runs.</param>
public sealed record ScriptCommand(SourceSpan Span, string? Name, ImmutableArray<Command> Commands) : Command(Span, "script")
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Nested => Commands;
}

/// <summary>
/// <c>(input $M "file")</c>: runs a script or instantiates a module from a file; the name then stands for the latest module.
/// </summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Name">A name for the latest module, or null.</param>
/// <param name="Path">The file, relative to the one that the command stands in.</param>
public sealed record InputCommand(SourceSpan Span, string? Name, string Path) : Command(Span, "input");

/// <summary><c>(output $M "file")</c>: writes a module.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Module">Name of the module; null for the latest.</param>
/// <param name="Path">The file, relative to the folder for what scripts write; null for none.</param>
public sealed record OutputCommand(SourceSpan Span, string? Module, string? Path) : Command(Span, "output");
