using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ConformanceLab.Gate.Benchmarks;

namespace ConformanceLab.Gate.Calibration;

/// <summary>How something is made slower on purpose.</summary>
public enum SlowdownKind
{
    /// <summary>The benchmark has more work, by its argument. Any engine can be given it.</summary>
    Work,

    /// <summary>The engine's code has more instructions in a hot loop.</summary>
    Loop,

    /// <summary>Calls of host functions take longer.</summary>
    HostCall,

    /// <summary>Compiling takes longer.</summary>
    Compile,
}

/// <summary>A way to make something slower, and what it is tried on. Immutable.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Benchmarks">Names of benchmarks that it makes slower.</param>
public sealed record Slowdown(SlowdownKind Kind, ImmutableArray<string> Benchmarks)
{
    /// <summary>The option of the plug, <c>--plant KIND:TURNS</c>, by which an engine is made slower.</summary>
    public const string Option = "--plant";

    /// <summary>A kind, as users write it: <c>host-call</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string NameOf(SlowdownKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>What is planted, for people: <c>5 % loop</c>, or <c>nothing</c>.</summary>
    /// <param name="kind">The kind; of a simulation none.</param>
    /// <param name="effect">The size: 0.05 for 5 %.</param>
    public static string Describe(SlowdownKind? kind, double effect) => (kind, effect) switch
    {
        (_, 0) => "nothing",
        ({ } given, _) => string.Create(CultureInfo.InvariantCulture, $"{100 * effect:0.#} % {NameOf(given)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * effect:0.#} %"),
    };

    /// <summary>A kind with those benchmarks that it makes slower.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="benchmarks">What there is.</param>
    public static Slowdown Of(SlowdownKind kind, IEnumerable<Benchmark> benchmarks) =>
        new(kind, [.. benchmarks.Where(benchmark => Concerns(kind, benchmark)).Select(benchmark => benchmark.Name)]);

    private static bool Concerns(SlowdownKind kind, Benchmark benchmark) => kind switch
    {
        SlowdownKind.Compile => benchmark.Mode == "compile",
        SlowdownKind.HostCall => benchmark.Class == "host",
        _ => benchmark.IsScalable,
    };
}
