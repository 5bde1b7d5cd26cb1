using System.CommandLine;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab wast2json FILE -o FILE</c>.</summary>
internal static class Wast2JsonCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A script." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The JSON to write, its modules beside it; by default FILE with the extension .json.",
            HelpName = "FILE",
        };
        var names = new Option<bool>("--debug-names") { Description = "Write name sections from the identifiers." };
        var noCheck = new Option<bool>("--no-check") { Description = "Do not validate the modules that the script instantiates." };
        var features = FeatureOptions.Create();
        var command = new Command(
            "wast2json", "Writes a script as wabt's wast2json does: its commands as JSON, and a file for each module. Every feature is on.")
        {
            file, output, names, noCheck, features,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                throw new UsageException($"{path}: no such file");
            }

            var target = parsed.GetValue(output) ?? Path.ChangeExtension(path, ".json");
            if (Path.GetFullPath(target) == Path.GetFullPath(path))
            {
                throw new UsageException($"{path} would be overwritten; name the output with -o");
            }

            var options = new ScriptJsonOptions
            {
                Features = FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All),
                WriteNames = parsed.GetValue(names),
                IsValidating = !parsed.GetValue(noCheck),
            };
            try
            {
                var script = Harness.Scripts.Script.Load(path);
                Write(target, ScriptJsonWriter.Write(script, path, Path.GetFileNameWithoutExtension(target), options));
                return ExitCode.Good;
            }
            catch (ScriptJsonException exception)
            {
                foreach (var problem in exception.Problems)
                {
                    Console.Error.WriteLine($"{path}:{problem.Line}:{problem.Column}: {problem.Message}");
                }

                return ExitCode.Failed;
            }
        });
        return command;
    }

    // The JSON last: where it is, all that it names is there.
    private static void Write(string target, ScriptJson script)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        foreach (var module in script.Modules)
        {
            using var stream = File.Create(Path.Combine(folder, module.Name));
            stream.Write(module.Bytes.Span);
        }

        using var json = File.Create(target);
        json.Write(script.Json.Span);
    }
}
