using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>Feature sets that suites are written against.</summary>
public static class FeatureProfiles
{
    /// <summary>Names of the profiles.</summary>
    public static ImmutableArray<string> Names { get; } = ["wasm1", "wasm2", "wasm3", "all"];

    /// <summary>The features of a profile.</summary>
    /// <exception cref="FormatException">There is no such profile.</exception>
    public static WasmFeatures Parse(string name) => name switch
    {
        "wasm1" => WasmFeatures.None,
        "wasm2" => WasmFeatures.Wasm2,
        "wasm3" => WasmFeatures.Wasm3,
        "all" => WasmFeatures.All,
        _ => throw new FormatException($"no such profile: {name}; there are {string.Join(", ", Names)}"),
    };
}

/// <summary>A suite of the catalog: where it comes from and what it needs.</summary>
public sealed record SuiteEntry
{
    /// <summary>Its name: <c>spec-3.0</c>, <c>threads</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where its files lie, relative to the folder that holds the suites.</summary>
    public required string Path { get; init; }

    // What a file leaves out arrives here as nothing: generated code sets every member.
    /// <summary>The repository it comes from.</summary>
    public string Repository { get; init => field = value ?? field; } = "";

    /// <summary>The commit it was taken at.</summary>
    public string Commit { get; init => field = value ?? field; } = "";

    /// <summary>Its licence (SPDX).</summary>
    public string Licence { get; init => field = value ?? field; } = "";

    /// <summary>A hash over its files, as the fetch script computes it.</summary>
    public string Sha256 { get; init => field = value ?? field; } = "";

    /// <summary>How many scripts or programs it has; 0 if that was not written down.</summary>
    public int Files { get; init; }

    /// <summary>How many commands its scripts have together; 0 if that was not written down.</summary>
    public int Commands { get; init; }

    /// <summary>The proposal it tests; null for the core suite.</summary>
    public string? Proposal { get; init; }

    /// <summary>Features that it needs beside its profile's.</summary>
    public ImmutableArray<string> Features { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>What it is written against: a name of <see cref="FeatureProfiles"/>.</summary>
    public string Profile { get; init => field = value ?? field; } = "wasm3";

    /// <summary>Folders (relative to the suite, with forward slashes) that are written against another profile.</summary>
    public ImmutableDictionary<string, string> Profiles { get; init => field = value ?? field; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the files below <c>proposals/NAME</c> need the feature of that name.</summary>
    [JsonIgnore]
    public bool HasProposalFolders { get; init; }

    /// <summary>
    /// Files of this suite that replace others when its features are on: own path → path of the file in the core suite
    /// (<c>core/binary.wast</c>).
    /// </summary>
    public ImmutableDictionary<string, string> Overrides { get; init => field = value ?? field; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><c>supported</c>, or <c>unsupported</c>: then its commands are listed as such and not executed.</summary>
    public string Status { get; init => field = value ?? field; } = "supported";

    /// <summary>Why it is unsupported.</summary>
    public string? Reason { get; init; }

    /// <summary>What its files are: <c>wast</c> for scripts, <c>wasi</c> for programs with a description beside each.</summary>
    public string Kind { get; init => field = value ?? field; } = SuiteFormat.DefaultKind;

    /// <summary>What that means.</summary>
    [JsonIgnore]
    public SuiteFormat Format => SuiteFormat.Parse(Kind);

    /// <summary>Whether it is executed.</summary>
    [JsonIgnore]
    public bool IsSupported => Status == "supported";

    /// <summary>The features that a file of this suite is run with.</summary>
    /// <param name="file">Path relative to the suite, with forward slashes.</param>
    /// <param name="profile">A profile instead of its own; null for its own.</param>
    public WasmFeatures FeaturesOf(string file, string? profile = null) =>
        FeatureProfiles.Parse(profile ?? ProfileOf(file)) | OwnFeatures(file);

    /// <summary>The name of the profile that a file is written against.</summary>
    /// <param name="file">Path relative to the suite, with forward slashes.</param>
    public string ProfileOf(string file)
    {
        foreach (var (folder, profile) in Profiles)
        {
            if (file.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                return profile;
            }
        }

        return Profile;
    }

    /// <summary>The features that the suite, or the file's folder, adds to the profile. Those that are not built add nothing.</summary>
    /// <param name="file">Path relative to the suite, with forward slashes.</param>
    public WasmFeatures OwnFeatures(string file)
    {
        var features = WasmFeatures.None;
        foreach (var name in Features)
        {
            features |= WasmFeatureNames.TryParse(name, out var feature) ? feature : WasmFeatures.None;
        }

        if (HasProposalFolders && file.Split('/') is ["proposals", var proposal, _, ..] && WasmFeatureNames.TryParse(proposal, out var own))
        {
            features |= own;
        }

        return features;
    }
}

/// <summary>The catalog of suites: <c>suites/catalog.json</c>.</summary>
public sealed record SuiteCatalog
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "catalog.json";

    /// <summary>All suites.</summary>
    public ImmutableArray<SuiteEntry> Suites { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="FormatException">It isn't one, or names an unknown profile, kind, feature or status.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static SuiteCatalog Load(string file)
    {
        SuiteCatalog catalog;
        try
        {
            catalog = JsonSerializer.Deserialize(File.ReadAllBytes(file), SuiteCatalogJson.Default.SuiteCatalog)
                ?? throw new FormatException($"{file}: no catalog");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }

        foreach (var suite in catalog.Suites)
        {
            FeatureProfiles.Parse(suite.Profile);
            SuiteFormat.Parse(suite.Kind);
            if (suite.Status is not ("supported" or "unsupported"))
            {
                throw new FormatException($"{file}: suite {suite.Name}: no such status: {suite.Status}");
            }

            foreach (var feature in suite.Features)
            {
                if (!WasmFeatureNames.TryParse(feature, out _) && !WasmFeatureNames.Unsupported.Contains(feature))
                {
                    throw new FormatException($"{file}: suite {suite.Name}: no such feature: {feature}");
                }
            }

            foreach (var profile in suite.Profiles.Values)
            {
                FeatureProfiles.Parse(profile);
            }
        }

        return catalog;
    }
}

/// <summary>How catalogs are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SuiteCatalog))]
internal sealed partial class SuiteCatalogJson : JsonSerializerContext;
