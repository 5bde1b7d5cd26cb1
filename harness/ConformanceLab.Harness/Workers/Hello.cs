using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Workers;

/// <summary>The first line that a worker writes: which protocol it speaks, and which engine it has.</summary>
/// <param name="Name">Name of the engine.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tiers">Its tiers.</param>
/// <param name="Features">Features that it can be asked for.</param>
/// <param name="Strength">What it can tell apart.</param>
internal sealed record Hello(string Name, string Version, ImmutableArray<string> Tiers, WasmFeatures Features, OracleStrength Strength)
{
    /// <summary>The version of the protocol: the harness and a worker must speak the same.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>What an engine says of itself.</summary>
    public static Hello From(IEngineAdapter engine) =>
        new(engine.Name, engine.Version, engine.Tiers, engine.Features, engine.Strength);

    /// <summary>Writes the line.</summary>
    public void Write(LineWriter line)
    {
        line.Word("hello"u8);
        line.Number(ProtocolVersion);
        line.Text(Name);
        line.Text(Version);
        line.Text(string.Join(',', Tiers));
        line.Text(FeatureList.Format(Features));
        line.Text(Strength.ToString());
        line.End();
    }

    /// <summary>Reads the line.</summary>
    /// <exception cref="ProtocolException">It isn't one, or of another version.</exception>
    public static Hello Read(ReadOnlySpan<byte> line)
    {
        var fields = new LineFields(line);
        if (!fields.Word().SequenceEqual("hello"u8))
        {
            throw fields.Wrong("a worker's first line begins with hello");
        }

        if (fields.Number() is var version && version != ProtocolVersion)
        {
            throw fields.Wrong($"it speaks version {version} of the protocol, not {ProtocolVersion}");
        }

        var (name, engineVersion, tiers) = (fields.Text(), fields.Text(), fields.Text());

        // Features that the harness does not know it can't ask for.
        var said = fields.Text();
        var features = said == FeatureList.Any ? WasmFeatures.All : FeatureList.Parse(said, out _);
        return new Hello(
            name,
            engineVersion,
            [.. tiers.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            features,
            OracleStrength.Parse(fields.Text()));
    }
}

/// <summary>Features in the worker protocol: names, by commas.</summary>
internal static class FeatureList
{
    /// <summary>Says that an engine does not know by name what it has: the harness finds out.</summary>
    public const string Any = "*";

    /// <summary>The names of features.</summary>
    public static string Format(WasmFeatures features) =>
        string.Join(',', WasmFeatureNames.All.Where(entry => (features & entry.Feature) != 0).Select(entry => entry.Name));

    /// <summary>The features of names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="unknown">A name that is no feature's; null if there is none.</param>
    public static WasmFeatures Parse(string names, out string? unknown)
    {
        var features = WasmFeatures.None;
        unknown = null;
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (WasmFeatureNames.TryParse(name, out var feature))
            {
                features |= feature;
            }
            else
            {
                unknown ??= name;
            }
        }

        return features;
    }
}
