using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>Options that several commands have. What is no quantity where one is wanted is a usage error that says what would be.</summary>
internal static class Values
{
    /// <summary><c>--gc-stress</c>.</summary>
    public static Option<bool> GcStress() => new(LabEngine.GcStressOption)
    {
        Description = "Collect garbage at every allocation: finds references that the collector does not know.",
    };

    /// <summary><c>--eager</c>.</summary>
    public static Option<bool> Eager() => new(LabEngine.EagerOption)
    {
        Description = "Compile all functions of a module at once, on all cores, and not each when it is called; in tiers that compile.",
    };

    /// <summary><c>--tier-up BUDGET</c>.</summary>
    public static Option<int?> TierUp() => new("--tier-up")
    {
        Description = "In the tier auto: how much of a function is executed before it is compiled again, in iterations of loops, a call counting as ten; "
            + "the guest then waits for the compiler, so that every run is alike.",
        HelpName = "BUDGET",
        CustomParser = result => (int)Parse<ulong>(
            result,
            "a number from 0 to 1000000000",
            text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 1_000_000_000 ? n : null),
    };

    /// <summary>What <see cref="TierUp"/> says.</summary>
    public static TierUpOptions ToTierUp(int? budget) =>
        budget is { } given ? new TierUpOptions { Budget = given, InBackground = false } : TierUpOptions.Default;

    /// <summary><c>--jobs N</c>.</summary>
    public static Option<int> Jobs() => new("--jobs", "-j")
    {
        Description = "Scripts that run at once; by default one per core.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = result => (int)Parse<ulong>(
            result,
            "a number from 1 to 1000",
            text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 1000 ? n : null),
    };

    /// <summary><c>--max N</c>.</summary>
    public static Option<int> Maximum() => new("--max")
    {
        Description = "Most changes of each kind to list; by default 50.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
        CustomParser = result => Parse<int>(
            result,
            "a number from 0 to 1000000",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= 1_000_000 ? n : null),
    };

    /// <summary><c>--timeout SECONDS</c> of a command of a script.</summary>
    public static Option<TimeSpan> CommandTimeout() => new("--timeout")
    {
        Description = "Seconds that one command of a script may take; by default 30.",
        HelpName = "SECONDS",
        CustomParser = Seconds,
    };

    /// <summary><c>--timeout SECONDS</c> of a guest.</summary>
    public static Option<TimeSpan?> GuestTimeout() => new("--timeout")
    {
        Description = "Interrupt after this many seconds.",
        HelpName = "SECONDS",
        CustomParser = result => Seconds(result),
    };

    /// <summary><c>--fuel N</c>.</summary>
    public static Option<ulong?> Fuel() => new("--fuel")
    {
        Description = "Trap after this many instructions.",
        HelpName = "N",
        CustomParser = result => Parse<ulong>(
            result,
            "a number of instructions",
            text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null),
    };

    /// <summary><c>--max-memory BYTES</c>.</summary>
    public static Option<ulong?> MaximumMemory() => new("--max-memory")
    {
        Description = "Most bytes of linear memory; suffixes K, M, G.",
        HelpName = "BYTES",
        CustomParser = result => Parse<ulong>(result, "a size; write 65536, 64K, 16M or 2G", Bytes),
    };

    /// <summary>An option that says how long.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Parse<TimeSpan>(result, "a time; write 90s, 10m or 2h", text =>
        {
            var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
            return unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
                && n is > 0 and <= 86_400
                ? TimeSpan.FromSeconds(n * unit)
                : null;
        }),
    };

    /// <summary>A number between two, or a usage error that says what is wanted.</summary>
    public static double? Number(ArgumentResult result, string wanted, double least, double most) => Parse<double>(
        result,
        wanted,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
            && n >= least && n <= most && (n > 0 || least != 0) ? n : null);

    /// <summary>Numbers of things, by commas.</summary>
    public static int[] Numbers(ArgumentResult result, string wanted)
    {
        var numbers = result.Tokens[^1].Value.Split(',')
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null)
            .ToArray();
        if (numbers.All(number => number is not null))
        {
            return [.. numbers.Select(number => number!.Value)];
        }

        Parse<int>(result, wanted, _ => null);
        return [];
    }

    private static TimeSpan Seconds(ArgumentResult result) => Parse<TimeSpan>(
        result,
        "a number of seconds; more than 0, at most 86400",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(n)
            : null);

    private static ulong? Bytes(string text)
    {
        var shift = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            _ => 0,
        };
        var digits = shift > 0 ? text[..^1] : text;
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= ulong.MaxValue >> shift
            ? value << shift
            : null;
    }

    private static T Parse<T>(ArgumentResult result, string wanted, Func<string, T?> read)
        where T : struct
    {
        var text = result.Tokens[^1].Value;
        if (read(text) is { } value)
        {
            return value;
        }

        result.AddError($"{(result.Parent as OptionResult)?.IdentifierToken?.Value} {text}: not {wanted}");
        return default;
    }
}
