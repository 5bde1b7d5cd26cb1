using System.CommandLine;
using System.Globalization;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>--plant KIND:TURNS</c>: delays in our engine, for proving that slowdowns are found.</summary>
internal static class PlantOption
{
    public static Option<string[]> Create() => new(Slowdown.Option)
    {
        Description = "Make the engine slower on purpose, by so many turns of an empty loop: in each iteration of outermost loops of machine code, "
            + "in each call of a host function, for each function that is compiled; repeatable.",
        HelpName = "loop|host-call|compile:TURNS",
    };

    /// <summary>What was asked for.</summary>
    /// <exception cref="FormatException">It is nothing that can be planted.</exception>
    public static PlantedDelays Read(string[] texts)
    {
        var delays = PlantedDelays.None;
        foreach (var text in texts)
        {
            if (text.Split(':') is not [var kind, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var turns))
            {
                throw Unknown(text);
            }

            delays = kind == Slowdown.NameOf(SlowdownKind.Loop) ? delays with { Loop = turns }
                : kind == Slowdown.NameOf(SlowdownKind.HostCall) ? delays with { HostCall = turns }
                : kind == Slowdown.NameOf(SlowdownKind.Compile) ? delays with { Compilation = turns }
                : throw Unknown(text);
        }

        return delays;
    }

    private static FormatException Unknown(string text) =>
        new($"{Slowdown.Option} {text}: give loop, host-call or compile, a colon, and turns from 0 to {int.MaxValue}");
}
