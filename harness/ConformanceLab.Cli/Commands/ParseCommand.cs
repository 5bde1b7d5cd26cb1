using System.CommandLine;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab parse FILE -o FILE</c>.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A module in text (or binary) format; - is standard input." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The binary module to write; by default FILE with the extension .wasm; - is standard output.",
            HelpName = "FILE",
        };
        var names = new Option<bool>("--names") { Description = "Write a name section from the identifiers." };
        var features = FeatureOptions.Create();
        var command = new Command("parse", "Translates a module from text to binary format, without validating it.")
        {
            file, output, names, features,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            try
            {
                var target = parsed.GetValue(output) ?? (path == "-" ? "-" : Path.ChangeExtension(path, ".wasm"));
                if (parsed.GetValue(output) is null && target == path && path != "-")
                {
                    throw new UsageException($"{path} would be overwritten; name the output with -o");
                }

                var module = ModuleFiles.Read(
                    ModuleFiles.ReadBytes(path), FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All));
                var bytes = ModuleWriter.Write(module, new ModuleWriteOptions { WriteNames = parsed.GetValue(names) });
                if (target == "-")
                {
                    using var stream = Console.OpenStandardOutput();
                    stream.Write(bytes);
                }
                else
                {
                    File.WriteAllBytes(target, bytes);
                }

                return ExitCode.Good;
            }
            catch (ModuleException exception)
            {
                Console.Error.WriteLine(ModuleFiles.Describe(path, exception));
                return ExitCode.Failed;
            }
        });
        return command;
    }
}
