using System.CommandLine;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab print FILE</c>.</summary>
internal static class PrintCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A module in binary or text format; - is standard input." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to this file instead of standard output.",
            HelpName = "FILE",
        };
        var features = FeatureOptions.Create();
        var command = new Command("print", "Prints a module in the text format.") { file, output, features };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            try
            {
                // Printing is for looking: every built proposal is read unless switched off.
                var module = ModuleFiles.Read(
                    ModuleFiles.ReadBytes(path), FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All));
                var text = ModulePrinter.Print(module);
                if (parsed.GetValue(output) is { } target)
                {
                    File.WriteAllText(target, text);
                }
                else
                {
                    Console.Out.Write(text);
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
