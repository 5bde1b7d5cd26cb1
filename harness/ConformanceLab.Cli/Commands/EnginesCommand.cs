using System.CommandLine;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab engines</c>.</summary>
internal static class EnginesCommand
{
    public static Command Create()
    {
        var command = new Command(
            "engines", "Lists the engines that scripts can be run on: version, tiers, what they have and can tell apart, where they are.");
        command.SetAction(_ =>
        {
            var own = LabEngine.Create(isGcStress: false, isEager: false);
            Console.Out.WriteLine(Describe(own, "our own, in this program", own.Strength));
            foreach (var known in EngineCatalog.All)
            {
                Console.Out.WriteLine(Describe(known));
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static string Describe(KnownEngine known)
    {
        try
        {
            if (known.Find() is not { } found)
            {
                return Block($"{known.Name}: absent", [("engine", known.Description), ("install", known.Install)]);
            }

            using var engine = known.Open(found.Path);
            var strength = (engine as ExternalEngine)?.HostStrength ?? engine.Strength;
            return Describe(engine, $"{known.Description}; {found.From}: {found.Path}", strength);
        }
        catch (IOException error)
        {
            return Block($"{known.Name}: does not work", [("engine", known.Description), ("error", error.Message)]);
        }
    }

    private static string Describe(IEngineAdapter engine, string what, OracleStrength strength)
    {
        var lacks = engine.Tiers
            .Select(tier => (Tier: tier, Missing: WasmFeatures.All & ~engine.FeaturesOf(tier)))
            .Where(entry => entry.Missing != WasmFeatures.None)
            .GroupBy(entry => entry.Missing)
            .Select(group => $"{string.Join(", ", group.Select(entry => entry.Tier))}: {FeatureNeeds.Describe(group.Key)}");
        return Block(
            $"{engine.Name}: {engine.Version}",
            [
                ("engine", what),
                ("tiers", string.Join(", ", engine.Tiers)),
                ("strength", Describe(strength)),
                ("lacks", string.Join("; ", lacks)),
            ]);
    }

    private static string Describe(OracleStrength strength)
    {
        string?[] words =
        [
            strength.SeesNanBits ? "bits of all values" : "bits of all values, through a module of ours",
            strength.TellsMalformedFromInvalid ? "malformed and invalid" : "weak(malformed≡invalid)",
            strength.GivesMessages ? "messages" : "weak(message)",
            strength.ReadsText ? "text" : "n/a(text)",
        ];
        return string.Join(", ", words);
    }

    private static string Block(string title, IEnumerable<(string Name, string Value)> lines) =>
        title + "\n" + string.Concat(lines.Where(line => line.Value.Length > 0).Select(line => $"    {line.Name,-9} {line.Value}\n"));
}
