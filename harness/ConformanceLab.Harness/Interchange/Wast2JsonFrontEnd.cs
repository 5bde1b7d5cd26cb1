using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// wabt's parser in place of ours: scripts go through <c>wast2json</c>, and its JSON is read. Our own parser only says where the commands
/// begin and end, so that they keep their names and none gets lost:
/// <code>
/// file.wast ──wast2json──▶ JSON, modules ──ScriptJsonReader──▶ commands ─┐
///     │                                                                  ├─▶ the n-th of one must be the n-th of the other
///     └───────ScriptParser─▶ commands: how many, which, on which lines ──┘
/// </code>
/// A script that it can't convert is refused, with its message. Thread-safe.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="cancellation">Ends a conversion.</param>
public sealed class Wast2JsonFrontEnd(Wast2JsonProgram program, CancellationToken cancellation = default) : IScriptFrontEnd
{
    private int _converted;

    /// <inheritdoc/>
    public string Name => $"wast2json {program.Version}";

    /// <summary>How many scripts it has looked at.</summary>
    public int Done => Volatile.Read(ref _converted);

    /// <inheritdoc/>
    public LoadedScript Load(string path)
    {
        if (ScriptJsonReader.IsScriptJson(path))
        {
            return OwnFrontEnd.Instance.Load(path); // wast2json has been there before
        }

        var own = Script.Load(path);
        var output = program.Convert(path, cancellation);
        Interlocked.Increment(ref _converted);
        if (output.Json is null)
        {
            return new LoadedScript(own, $"wast2json can't convert {Path.GetFileName(path)}: {output.Error}");
        }

        try
        {
            var read = ScriptJsonReader.Read(
                output.Json,
                name => output.Modules.TryGetValue(name, out var bytes) ? bytes : throw new FormatException($"it wrote no {name}"));
            return new LoadedScript(Script.Create(own.Text, Place(read.Commands, own), own.Ids));
        }
        catch (FormatException error)
        {
            return new LoadedScript(own, $"wast2json's JSON is not what {Path.GetFileName(path)} says: {error.Message}");
        }
    }

    /// <summary>Gives commands from JSON the places of the same commands in the script.</summary>
    /// <exception cref="FormatException">They are not the same.</exception>
    internal static ImmutableArray<Command> Place(ImmutableArray<Command> commands, Script own)
    {
        var placed = ImmutableArray.CreateBuilder<Command>(commands.Length);
        for (var index = 0; index < Math.Min(commands.Length, own.Commands.Length); index++)
        {
            var (theirs, ours) = (commands[index], own.Commands[index]);
            var (lastLine, _) = own.Text.Locate(ours.Span.End - 1);
            if (theirs.Keyword != ours.Keyword || theirs.Span.Line < ours.Span.Line || theirs.Span.Line > lastLine)
            {
                throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"where the script has {ours.Keyword} on line {ours.Span.Line} it has {theirs.Keyword} on line {theirs.Span.Line}"));
            }

            placed.Add(theirs with { Span = ours.Span });
        }

        return commands.Length == own.Commands.Length
            ? placed.MoveToImmutable()
            : throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"the script has {own.Commands.Length} commands, it has {commands.Length}"));
    }
}
