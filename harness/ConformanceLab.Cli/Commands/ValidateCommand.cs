using System.CommandLine;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab validate FILES</c>.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Modules in binary or text format; - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var features = FeatureOptions.Create();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print errors only." };
        var command = new Command("validate", "Decodes and validates modules. Exit code 1 if one is malformed or invalid.")
        {
            files, features, quiet,
        };
        command.SetAction(
            parsed => Validate(parsed.GetRequiredValue(files), FeatureOptions.Apply(parsed.GetValue(features)), parsed.GetValue(quiet)));
        return command;
    }

    private static int Validate(string[] files, WasmFeatures features, bool quiet)
    {
        var exitCode = ExitCode.Good;
        foreach (var file in files)
        {
            try
            {
                ModuleValidator.Validate(ModuleFiles.Read(ModuleFiles.ReadBytes(file), features));
                if (!quiet)
                {
                    Console.WriteLine($"{file}: valid");
                }
            }
            catch (ModuleException exception)
            {
                Console.Error.WriteLine(ModuleFiles.Describe(file, exception));
                exitCode = ExitCode.Failed;
            }
        }

        return exitCode;
    }
}
