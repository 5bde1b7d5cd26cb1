using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConformanceLab.MutationTester.Building;

/// <summary>
/// The engine's compilation, as its project makes it: MSBuild is asked for the compiler's command line, so nothing is said twice.
/// </summary>
public static class EngineCompilation
{
    private static readonly string s_configuration =
        typeof(EngineCompilation).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Name of the engine's assembly.</summary>
    public const string AssemblyName = "ConformanceLab.Engine";

    /// <summary>The folder of its project.</summary>
    public static string ProjectFolder(string root) => Path.Combine(root, "engine", AssemblyName);

    /// <summary>Loads it.</summary>
    /// <param name="root">The repository. What the engine refers to has been built, because this program refers to it too.</param>
    /// <exception cref="InvalidOperationException">MSBuild failed.</exception>
    public static CSharpCompilation Load(string root)
    {
        var folder = ProjectFolder(root);
        var arguments = CSharpCommandLineParser.Default.Parse(CommandLine(folder), folder, sdkDirectory: null);
        var options = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        var trees = arguments.SourceFiles.Select(file =>
        {
            var path = Path.Combine(folder, file.Path);
            return CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path, System.Text.Encoding.UTF8);
        });
        var compilation = CSharpCompilation.Create(
            AssemblyName,
            trees,
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(folder, reference.Reference))),
            arguments.CompilationOptions
                .WithGeneralDiagnosticOption(ReportDiagnostic.Suppress)
                .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty)
                .WithMetadataImportOptions(MetadataImportOptions.Public));
        return Generate(compilation, arguments, folder);
    }

    private static string[] CommandLine(string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "msbuild", $"{AssemblyName}.csproj", "-nologo", "-t:Compile", "-getItem:CscCommandLineArgs",
                $"-p:Configuration={s_configuration}", "-p:DesignTimeBuild=true", "-p:ProvideCommandLineArgs=true",
                "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false",
                "-p:NonExistentFile=none", // an output that is never there: nothing is up to date, and the command line is made
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"msbuild cannot say how {AssemblyName} is compiled:\n{output}");
        }

        using var items = JsonDocument.Parse(output);
        return [.. items.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)];
    }

    // What source generators add is part of what is compiled.
    private static CSharpCompilation Generate(CSharpCompilation compilation, CSharpCommandLineArguments arguments, string folder)
    {
        var loader = new AnalyzerLoader();
        var generators = arguments.AnalyzerReferences
            .Select(reference => Path.GetFullPath(Path.Combine(folder, reference.FilePath)))
            .Where(path => Path.GetFileName(path).EndsWith("Generator.dll", StringComparison.Ordinal))
            .SelectMany(path => new AnalyzerFileReference(path, loader).GetGenerators(LanguageNames.CSharp));
        CSharpGeneratorDriver.Create(generators, parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    private sealed class AnalyzerLoader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
