namespace ConformanceLab.Cli;

/// <summary>
/// Splits <c>clab run [options] FILE [guest arguments]</c> after FILE. The parser would take a guest's <c>--flag</c> for an option of ours.
/// </summary>
internal static class GuestArguments
{
    /// <summary>Options of <c>run</c> that take a value in the next argument; a test compares them with the command's.</summary>
    internal static readonly string[] OptionsWithValue =
        ["--invoke", "--dir", "--env", "--tier", "--tier-up", "--feature", "-W", "--fuel", "--timeout", "--max-memory"];

    /// <summary>What is ours, FILE included, and what is the guest's.</summary>
    public static (string[] Own, string[] Guest) Split(string[] args)
    {
        if (args.Length == 0 || args[0] != "run")
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

            if (OptionsWithValue.Contains(args[i]))
            {
                i++;
            }
        }

        return (args, []);
    }
}
