using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.Engines.Adaptation;

/// <summary>
/// Which features a module needs, good or bad: those without which our own front end says something else of it. So an engine that rejects
/// a bad module only because it doesn't have what the module is written in does not pass. Pure functions.
/// </summary>
internal static class FeatureNeeds
{
    /// <summary>The features that a module needs and that are missing.</summary>
    /// <param name="source">The module.</param>
    /// <param name="asked">The features that it may use.</param>
    /// <param name="available">The features that the engine has.</param>
    public static WasmFeatures Missing(ModuleSource source, WasmFeatures asked, WasmFeatures available)
    {
        var missing = asked & ~available;
        if (missing == WasmFeatures.None)
        {
            return missing;
        }

        var whole = Check(source, asked);
        if (Check(source, asked & available) == whole)
        {
            return WasmFeatures.None;
        }

        var needed = WasmFeatures.None;
        foreach (var (_, feature) in WasmFeatureNames.All)
        {
            if ((missing & feature) != 0 && Check(source, asked & ~feature) != whole)
            {
                needed |= feature;
            }
        }

        // None alone: then it takes all of them.
        return needed == WasmFeatures.None ? missing : needed;
    }

    /// <summary>
    /// The features without which a bad module is bad, and that make it good or bad otherwise: who has them can't be asked about it.
    /// </summary>
    /// <param name="source">The module.</param>
    /// <param name="asked">The features that it may use.</param>
    /// <param name="fixedOn">The features that the engine has whatever it is asked for.</param>
    public static WasmFeatures Superfluous(ModuleSource source, WasmFeatures asked, WasmFeatures fixedOn)
    {
        var extra = fixedOn & ~asked;
        if (extra == WasmFeatures.None)
        {
            return extra;
        }

        var expected = Check(source, asked);
        if (Check(source, asked | extra) == expected)
        {
            return WasmFeatures.None;
        }

        var guilty = WasmFeatures.None;
        foreach (var (_, feature) in WasmFeatureNames.All)
        {
            if ((extra & feature) != 0 && Check(source, asked | feature) != expected)
            {
                guilty |= feature;
            }
        }

        return guilty == WasmFeatures.None ? extra : guilty;
    }

    /// <summary>Features by name, for messages.</summary>
    public static string Describe(WasmFeatures features) =>
        string.Join(", ", WasmFeatureNames.All.Where(entry => (features & entry.Feature) != 0).Select(entry => entry.Name));

    /// <summary>Reads a module of either format.</summary>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public static WasmModule Read(ModuleSource source, WasmFeatures features, bool checkBodies) => source.Form == ModuleForm.Binary
        ? ModuleReader.Read(source.Bytes, features, checkBodies)
        : TextParser.ParseModule(source.Bytes, features, readAnnotations: false);

    // What is said of the module, and where; default if it is good.
    private static (string Message, long Offset, int Line, int Column) Check(ModuleSource source, WasmFeatures features)
    {
        try
        {
            ModuleValidator.Validate(Read(source, features, checkBodies: true));
            return default;
        }
        catch (ModuleException error)
        {
            return (error.Message, error.Offset, error.Line, error.Column);
        }
    }
}
