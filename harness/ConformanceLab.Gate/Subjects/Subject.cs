using System.Collections.Immutable;

namespace ConformanceLab.Gate.Subjects;

/// <summary>What is measured: a command line that speaks the plug protocol, with a name for reports. Immutable.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Command">The program and its first arguments; the options of the plug follow.</param>
public sealed record Subject(string Name, ImmutableArray<string> Command)
{
    /// <summary>The program that a folder of a build of ours has.</summary>
    public const string Program = "clab.dll";

    /// <summary>The program that a folder of a native build has, and no other.</summary>
    public const string NativeProgram = "clab";

    private static readonly string[] s_tiers = ["interpreter", "baseline", "optimizing", "auto"];

    // Where a build is in a folder that is given: itself, or a checkout. A native one is only taken where it is meant.
    private static readonly string[] s_places = ["", Path.Combine("harness", "ConformanceLab.Cli", "bin", "Release", "net10.0")];

    /// <summary>Reads what a user says is to be measured.</summary>
    /// <param name="text">
    /// A tier of our engine with options (<c>baseline --eager</c>); a folder with a build of ours, or a checkout that was built, with
    /// options (<c>../main --tier baseline</c>); or any command line that speaks the protocol. <c>NAME=…</c> gives it a name. Words are
    /// divided by blanks; quotes keep them together.
    /// </param>
    /// <param name="own">The program of ours that is running, as a command line.</param>
    /// <exception cref="FormatException">It is none of these; the message says what is possible.</exception>
    public static Subject Parse(string text, IEnumerable<string> own)
    {
        var name = text;
        var words = Words(text);
        if (words is [var first, ..] && first.IndexOf(
            '=', StringComparison.Ordinal) is > 0 and var at && !first[..at].Contains('/', StringComparison.Ordinal))
        {
            name = first[..at];
            words[0] = first[(at + 1)..];
        }

        return words switch
        {
            [] or [""] => throw new FormatException(
                "nothing to measure: name a tier, a folder with a build, or a command line that speaks the plug protocol"),
            [var tier, .. var rest] when s_tiers.Contains(tier) => new Subject(name, [.. own, "plug", "--tier", tier, .. rest]),
            [var folder, .. var rest] when Directory.Exists(folder) => new Subject(name, [.. Find(folder), "plug", .. rest]),
            [var file, .. var rest] when file.EndsWith(Program, StringComparison.Ordinal) && File.Exists(file) =>
                new Subject(name, ["dotnet", Path.GetFullPath(file), .. rest is ["plug", ..] ? rest : ["plug", .. rest]]),
            _ => new Subject(name, [.. words]),
        };
    }

    private static IEnumerable<string> Find(string folder)
    {
        if (s_places.Select(place => Path.GetFullPath(Path.Combine(folder, place, Program))).FirstOrDefault(File.Exists) is { } program)
        {
            return ["dotnet", program];
        }

        var native = Path.GetFullPath(Path.Combine(folder, NativeProgram));
        return File.Exists(native)
            ? [native]
            : throw new FormatException($"{folder}: there is no {Program}; build it with scripts/clab, or name the folder that has it");
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quote, any) = ('\0', false);
        foreach (var c in text)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, any) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Flush();
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"{text}: a quote is open");
        }

        Flush();
        return words;

        void Flush()
        {
            if (any)
            {
                words.Add(word.ToString());
                word.Clear();
                any = false;
            }
        }
    }
}
