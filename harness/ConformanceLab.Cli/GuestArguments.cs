namespace ConformanceLab.Cli;

/// <summary>
/// Splits <c>clab run [options] FILE [guest arguments]</c> after FILE, and <c>clab count</c> likewise. The parser would take a guest's
/// <c>--flag</c> for an option of ours.
/// </summary>
internal static class GuestArguments
{
    /// <summary>The commands that have guests, and their options that take a value in the next argument; a test compares them.</summary>
    internal static readonly Dictionary<string, string[]> OptionsWithValue = new()
    {
        ["run"] = ["--invoke", "--dir", "--env", "--tier", "--tier-up", "--feature", "-W", "--fuel", "--timeout", "--max-memory"],
        ["count"] =
        [
            "--invoke", "--dir", "--env", "--stdin", "--tier", "--runs", "--top", "--json", "--label", "--plot", "--feature", "-W",
        ],
    };

    /// <summary>What is ours, FILE included, and what is the guest's.</summary>
    public static (string[] Own, string[] Guest) Split(string[] args)
    {
        if (args.Length == 0 || !OptionsWithValue.TryGetValue(args[0], out var withValue))
        {
            return (args, []);
        }

        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--")
            {
                // Kept: the file's name may begin with a dash.
                return i + 1 < args.Length ? (args[..(i + 2)], args[(i + 2)..]) : (args, []);
            }

            // A dash alone is a file: standard input.
            if (!args[i].StartsWith('-') || args[i] == "-")
            {
                return (args[..(i + 1)], args[(i + 1)..]);
            }

            if (withValue.Contains(args[i]))
            {
                i++;
            }
        }

        return (args, []);
    }
}
