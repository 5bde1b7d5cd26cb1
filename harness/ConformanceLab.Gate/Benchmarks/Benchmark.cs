using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Gate.Benchmarks;

/// <summary>What is measured: a module and what to do with it, in the words of the plug protocol. Immutable.</summary>
public sealed record Benchmark
{
    /// <summary>Its name; unique in a manifest.</summary>
    public required string Name { get; init; }

    /// <summary>What it is one of: <c>kernel</c>, <c>calls</c>, …; reports are grouped by it.</summary>
    public required string Class { get; init; }

    /// <summary>The binary module; an absolute path.</summary>
    public required string Module { get; init; }

    /// <summary>The mode of the plug: <c>run</c>, <c>compile</c>, <c>inst</c>, <c>call</c> or <c>trap</c>.</summary>
    public string Mode { get; init; } = "run";

    /// <summary>The exported function.</summary>
    public string Entry { get; init; } = "run";

    /// <summary>Its arguments, <c>TYPE:VALUE</c>.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Whether the module is a WASI command, and if so what it gets.</summary>
    public WasiInput? Wasi { get; init; }

    /// <summary>Iterations of each repetition in the modes that time very short things.</summary>
    public int Iterations { get; init; } = 1;

    /// <summary>Whether time is proportional to the first argument, an i32, so that a slowdown can be planted.</summary>
    public bool IsScalable { get; init; }

    /// <summary>The result that is right, if it is known.</summary>
    public string? Expected { get; init; }

    /// <summary>The same with more work, by a factor, and no known result.</summary>
    /// <param name="factor">For instance 1.05.</param>
    /// <exception cref="InvalidOperationException">The benchmark is not scalable.</exception>
    public Benchmark Scaled(double factor)
    {
        if (!IsScalable || Arguments is not [var first, ..] || !first.StartsWith("i32:", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{Name}: its work is not proportional to an argument");
        }

        var amount = Math.Round(int.Parse(first.AsSpan(4), CultureInfo.InvariantCulture) * factor);
        return this with
        {
            Arguments = Arguments.SetItem(0, string.Create(CultureInfo.InvariantCulture, $"i32:{amount}")),
            Expected = factor == 1 ? Expected : null,
        };
    }

    /// <summary>The options of the plug.</summary>
    /// <param name="repetitions">How often a process does it.</param>
    public IEnumerable<string> Options(int repetitions)
    {
        yield return "--wasm";
        yield return Module;
        yield return "--mode";
        yield return Mode;
        if (Mode != "compile" && Wasi is null)
        {
            yield return "--entry";
            yield return Entry;
        }

        foreach (var argument in Arguments)
        {
            yield return "--arg";
            yield return argument;
        }

        yield return "--reps";
        yield return repetitions.ToString(CultureInfo.InvariantCulture);
        if (Iterations > 1)
        {
            yield return "--iters";
            yield return Iterations.ToString(CultureInfo.InvariantCulture);
        }

        if (Wasi is null)
        {
            yield break;
        }

        yield return "--wasi";
        foreach (var argument in Wasi.Arguments)
        {
            yield return "--wasi-arg";
            yield return argument;
        }

        if (Wasi.Directory is { } directory)
        {
            yield return "--dir";
            yield return directory;
        }

        if (Wasi.StandardInput is { } input)
        {
            yield return "--stdin";
            yield return input;
        }
    }
}

/// <summary>What a WASI command gets.</summary>
/// <param name="Arguments">Its arguments, behind its name.</param>
/// <param name="Directory">A directory that it finds open as <c>.</c>; an absolute path.</param>
/// <param name="StandardInput">A file that it reads; an absolute path.</param>
public sealed record WasiInput(ImmutableArray<string> Arguments, string? Directory, string? StandardInput);
