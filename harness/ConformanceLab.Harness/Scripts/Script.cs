using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ConformanceLab.Harness.Programs;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// A script: its commands in order, one for every top-level form of the file. A form that isn't a command is a <see cref="BrokenCommand"/>,
/// so that no syntax error can make an assertion disappear.
/// </summary>
public sealed class Script
{
    private ImmutableArray<string> _ids;

    internal Script(SourceText text, ImmutableArray<Command> commands, ImmutableArray<string> ids = default)
    {
        Text = text;
        Commands = commands;
        _ids = ids;
        Weight = Weigh(commands);
    }

    /// <summary>The text of the script.</summary>
    public SourceText Text { get; }

    /// <summary>The commands, in order.</summary>
    public ImmutableArray<Command> Commands { get; }

    // What a file holds that a script runs is not known before it is read, nor how long a program takes.
    private const int InputWeight = 100;

    /// <summary>How much work the script is: its commands, those inside threads and the like too.</summary>
    public int Weight { get; }

    /// <summary>
    /// Stable names of the commands: a hash of what each says (white space and comments apart), followed by <c>.2</c>, <c>.3</c> … where a
    /// script says the same thing again. Inserting or moving other commands keeps them.
    /// </summary>
    public ImmutableArray<string> Ids => _ids.IsDefault ? _ids = ComputeIds() : _ids;

    /// <summary>Reads a script. Never fails: what can't be read is a <see cref="BrokenCommand"/>.</summary>
    public static Script Parse(byte[] bytes)
    {
        var text = new SourceText(bytes);
        return new Script(text, new ScriptParser(text).ParseScript());
    }

    /// <summary>Reads a script from a file.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Script Load(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>
    /// A script whose commands somebody else has read, for example from the same script in another format.
    /// </summary>
    /// <param name="text">The text that the spans of the commands are of.</param>
    /// <param name="commands">The commands, in order.</param>
    /// <param name="ids">Their stable names.</param>
    internal static Script Create(SourceText text, ImmutableArray<Command> commands, ImmutableArray<string> ids) =>
        new(text, commands, ids);

    /// <summary>How much work some commands are.</summary>
    internal static int Weigh(ImmutableArray<Command> commands)
    {
        var weight = 0;
        var open = new Stack<ImmutableArray<Command>>([commands]);
        while (open.TryPop(out var some))
        {
            foreach (var command in some)
            {
                weight += command is InputCommand or ProgramCommand ? InputWeight : 1;
                if (!command.Nested.IsEmpty)
                {
                    open.Push(command.Nested);
                }
            }
        }

        return weight;
    }

    private ImmutableArray<string> ComputeIds()
    {
        var ids = ImmutableArray.CreateBuilder<string>(Commands.Length);
        var seen = new Dictionary<string, int>(Commands.Length);
        var canonical = new MemoryStream();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var command in Commands)
        {
            canonical.SetLength(0);
            var lexer = new ScriptLexer(Text.Bytes, command.Span.Start, command.Span.End);
            for (var token = lexer.Next(); token.Kind != ScriptTokenKind.End; token = lexer.Next())
            {
                canonical.Write(Text.Bytes[token.Start..token.End]);
                canonical.WriteByte((byte)' ');
            }

            SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length), hash);
            ids.Add(IdOf(hash, seen));
        }

        return ids.MoveToImmutable();
    }

    /// <summary>The stable name of a command by the hash of what it says.</summary>
    /// <param name="hash">The hash: at least eight bytes.</param>
    /// <param name="seen">How often each name was given before, in the same script.</param>
    internal static string IdOf(ReadOnlySpan<byte> hash, Dictionary<string, int> seen)
    {
        var id = Convert.ToHexStringLower(hash[..8]);
        seen[id] = seen.TryGetValue(id, out var count) ? ++count : count = 1;
        return count == 1 ? id : $"{id}.{count}";
    }

    /// <summary>The text of a command, as it stands in the script.</summary>
    public string TextOf(Command command) => Encoding.UTF8.GetString(Text.Bytes[command.Span.Start..command.Span.End]);

    /// <summary>The text of a command, on one line and cut to a readable length.</summary>
    public string Excerpt(Command command, int length = 120)
    {
        var bytes = Text.Bytes[command.Span.Start..Math.Min(command.Span.End, command.Span.Start + 4 * length)];
        var text = string.Join(' ', Encoding.UTF8.GetString(bytes).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= length ? text : text[..(length - 1)] + "…";
    }
}
