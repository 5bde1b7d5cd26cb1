using System.CommandLine;
using System.Globalization;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab info FILE</c>.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A module in binary or text format; - is standard input." };
        var features = FeatureOptions.Create();
        var command = new Command("info", "Says what is in a module: sizes, imports, exports, features its code uses.") { file, features };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            try
            {
                var bytes = ModuleFiles.ReadBytes(path);
                var module = ModuleFiles.Read(bytes, FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All));
                Print(path, bytes, module);
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

    private static void Print(string path, byte[] bytes, WasmModule module)
    {
        var code = module.Functions.Sum(function => (long)function.Body.Bytes.Length);
        var format = ModuleFiles.IsBinary(bytes) ? "binary" : "text";
        var named = module.Names.Module is { } name ? $", named {name}" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {bytes.Length:N0} bytes, {format} format{named}"));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-18}{"defined",9}{"imported",10}"));
        Row("types", module.Types.Count, null);
        Row("functions", module.Functions.Count, module.CountImports(ExternKind.Function));
        Row("tables", module.Tables.Count, module.CountImports(ExternKind.Table));
        Row("memories", module.Memories.Count, module.CountImports(ExternKind.Memory));
        Row("globals", module.Globals.Count, module.CountImports(ExternKind.Global));
        Row("tags", module.Tags.Count, module.CountImports(ExternKind.Tag));
        Row("element segments", module.Elements.Count, null);
        Row("data segments", module.Data.Count, null);

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"instructions: {code:N0} bytes; data: {module.Data.Sum(segment => (long)segment.Bytes.Length):N0} bytes"));
        foreach (var import in module.Imports)
        {
            Console.WriteLine($"import {import.Kind.ToString().ToLowerInvariant()} {import.Module}.{import.Name}");
        }

        foreach (var export in module.Exports)
        {
            Console.WriteLine($"export {export.Kind.ToString().ToLowerInvariant()} {export.Name} ({export.Index})");
        }

        foreach (var section in module.CustomSections)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"custom section {section.Name}: {section.Bytes.Length:N0} bytes"));
        }

        var used = FeatureUse.Of(module);
        Console.WriteLine("features of its instructions: " + (used == WasmFeatures.None
            ? "none beyond 1.0"
            : string.Join(", ", WasmFeatureNames.All.Where(entry => (used & entry.Feature) != 0).Select(entry => entry.Name))));
    }

    private static void Row(string what, int defined, int? imported) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-18}{defined,9:N0}{imported,10:N0}").TrimEnd());
}
