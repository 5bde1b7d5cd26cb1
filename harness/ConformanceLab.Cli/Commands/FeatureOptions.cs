using System.CommandLine;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>The option <c>-W FEATURE[=n]</c>: switches a proposal on or off, on top of WebAssembly 3.0.</summary>
internal static class FeatureOptions
{
    public static Option<string[]> Create() => new("--feature", "-W")
    {
        Description =
            "Switch a feature on (-W threads) or off (-W simd=n), from left to right; repeatable. "
            + "Names are those of the proposals' folders; "
            + "'all' is every built proposal, 'wasm1', 'wasm2' and 'wasm3' are exactly that version.",
        HelpName = "FEATURE[=n]",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Applies the switches from left to right.</summary>
    /// <exception cref="UsageException">A name is unknown, or is that of a proposal that is not built.</exception>
    public static WasmFeatures Apply(string[]? switches, WasmFeatures start = WasmFeatures.Wasm3)
    {
        var features = start;
        foreach (var text in switches ?? [])
        {
            var (name, on) = Parse(text);
            switch (name)
            {
                case "all":
                    features = on ? features | WasmFeatures.All : WasmFeatures.None;
                    break;
                case "wasm1" or "wasm2" or "wasm3":
                    features = on
                        ? FeatureProfiles.Parse(name)
                        : throw new UsageException($"-W {text}: a version can be chosen, not switched off");
                    break;
                default:
                    features = on ? features | Find(name) : features & ~Find(name);
                    break;
            }
        }

        return features;
    }

    private static (string Name, bool On) Parse(string text)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0)
        {
            return (text, true);
        }

        return text[(separator + 1)..] switch
        {
            "y" or "yes" or "true" or "1" or "" => (text[..separator], true),
            "n" or "no" or "false" or "0" => (text[..separator], false),
            var value => throw new UsageException($"-W {text}: '{value}' is neither y nor n"),
        };
    }

    private static WasmFeatures Find(string name)
    {
        if (WasmFeatureNames.TryParse(name, out var feature))
        {
            return feature;
        }

        throw new UsageException(WasmFeatureNames.Unsupported.Contains(name)
            ? $"-W {name}: this proposal is known and not built yet"
            : $"-W {name}: no such feature; there are "
                + $"{string.Join(", ", WasmFeatureNames.All.Select(entry => entry.Name))}, all, wasm1, wasm2, wasm3");
    }
}
