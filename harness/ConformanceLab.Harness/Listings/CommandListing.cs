using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Listings;

/// <summary>The function that a command of a script calls, beside its machine code.</summary>
public static class CommandListing
{
    /// <summary>
    /// Finds it. Null where there is none: the command calls nothing, or a function of the host; the module can't be read; the tier makes
    /// no machine code on this machine.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="index">The place of the command in it.</param>
    /// <param name="features">Proposals that its modules may use.</param>
    /// <param name="tier">Who compiles.</param>
    public static FunctionListing? Find(Script script, int index, WasmFeatures features, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (tier == Tier.Interpreter || !Tiers.Available.Contains(tier) || ActionOf(script.Commands[index]) is not InvokeAction action)
        {
            return null;
        }

        var source = script.Commands.Take(index).OfType<ModuleCommand>()
            .LastOrDefault(module => !module.IsDefinition && (action.Module is null || module.Name == action.Module))?.Source;
        if (source is null)
        {
            return null;
        }

        try
        {
            var syntax = source.Form == ModuleForm.Binary
                ? ModuleReader.Read(source.Bytes, features)
                : TextParser.ParseModule(source.Bytes, features);
            var exported = syntax.Exports
                .Where(export => export.Kind == ExternKind.Function && export.Name == action.Field)
                .Select(export => export.Index)
                .ToList();
            if (exported is not [var function] || function < syntax.CountImports(ExternKind.Function))
            {
                return null;
            }

            using var engine = new Engine(EngineOptions.Default with { Features = features, Tier = tier });
            using var module = Module.FromSyntax(engine, syntax);
            return ListingBuilder.Build(module.Explain(function));
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    private static ScriptAction? ActionOf(Command command) => command switch
    {
        AssertReturn it => it.Action,
        AssertActionFails it => it.Action,
        ActionCommand it => it.Action,
        _ => null,
    };
}
