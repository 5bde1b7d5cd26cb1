using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Programs;

/// <summary>A program of a manifest.</summary>
public sealed record ManifestProgram
{
    /// <summary>Its name: words with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is hard for engines at: <c>integer</c>, <c>branches</c>, <c>gc</c>, …</summary>
    public required string Class { get; init; }

    /// <summary>What it does, in a sentence without a full stop.</summary>
    public required string About { get; init; }

    /// <summary>Its source, relative to the manifest, with forward slashes.</summary>
    public required string Source { get; init; }

    /// <summary>Its module, relative to the manifest, with forward slashes. Below <c>proposals/NAME</c> it needs the feature NAME.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Where the expected output comes from: <c>native</c>, if from the same source compiled for this machine; else the reasoning.
    /// </summary>
    public required string Evidence { get; init; }

    /// <summary>What it must do: short runs.</summary>
    public required ImmutableArray<ManifestCase> Cases { get; init; }

    /// <summary>The arguments, without the program's name, of a run that is long enough to be measured.</summary>
    public required ImmutableArray<string> Benchmark { get; init; }
}

/// <summary>A run of a program of a manifest.</summary>
public sealed record ManifestCase
{
    // What a file leaves out arrives here as nothing: generated code sets every member.
    /// <summary>The arguments, without the program's name.</summary>
    public ImmutableArray<string> Arguments { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>A file with what it reads from standard input, relative to the manifest; null for nothing.</summary>
    public string? Stdin { get; init; }

    /// <summary>The exit code that it must end with.</summary>
    public int ExitCode { get; init; }

    /// <summary>A file with what it must write to standard output, byte for byte, relative to the manifest.</summary>
    public required string Stdout { get; init; }
}

/// <summary>The programs of a folder: its <c>programs.json</c>. Immutable.</summary>
public sealed class ProgramManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "programs.json";

    private readonly string _root;

    private ProgramManifest(string root, ImmutableArray<ManifestProgram> programs)
    {
        _root = root;
        Programs = programs;
    }

    /// <summary>The programs, in the order of the file.</summary>
    public ImmutableArray<ManifestProgram> Programs { get; }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="FormatException">It is none, or names a program twice, or a file outside the folder.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ProgramManifest Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            var programs = JsonSerializer.Deserialize(File.ReadAllBytes(file), ManifestJson.Default.ManifestDocument)!.Programs;
            var manifest = new ProgramManifest(Path.GetFullPath(folder), programs);
            return manifest.WhatIsWrong() is { } problem ? throw new FormatException($"{file}: {problem}") : manifest;
        }
        catch (JsonException error)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    /// <summary>The program of a name; null if there is none.</summary>
    public ManifestProgram? Find(string name) => Programs.FirstOrDefault(program => program.Name == name);

    /// <summary>The module of a program, in the binary format.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] ReadModule(ManifestProgram program) => Read(program.File);

    /// <summary>What a program reads from standard input in its first case: benchmarks read the same.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] ReadInput(ManifestProgram program) => program.Cases[0].Stdin is { } file ? Read(file) : [];

    /// <summary>The cases of a program as a script.</summary>
    /// <param name="file">Its module, as the manifest names it.</param>
    /// <exception cref="IOException">A file can't be read.</exception>
    public Script ScriptOf(string file)
    {
        var program = Programs.Single(program => program.File == file);
        return ProgramScript.Create(file, ReadModule(program), program.Cases.Select(one => new ProgramCase
        {
            Arguments = [program.Name, .. one.Arguments],
            StandardInput = one.Stdin is { } input ? Read(input) : [],
            ExitCode = one.ExitCode,
            StandardOutput = Read(one.Stdout),
        }));
    }

    private byte[] Read(string file) => File.ReadAllBytes(Path.Combine(_root, file));

    private string? WhatIsWrong()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var modules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var program in Programs)
        {
            if (!names.Add(program.Name) || !modules.Add(program.File))
            {
                return $"{program.Name} is there twice";
            }

            if (program.Cases.IsDefaultOrEmpty)
            {
                return $"{program.Name} has no case";
            }

            string?[] files = [program.Source, program.File, .. program.Cases.SelectMany(one => (string?[])[one.Stdin, one.Stdout])];
            if (Array.Find(files, file => file is not null && !IsInside(file)) is { } outside)
            {
                return $"{program.Name}: {outside} lies outside the folder";
            }
        }

        return null;
    }

    private bool IsInside(string file) =>
        Path.GetFullPath(Path.Combine(_root, file)).StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

/// <summary>The file.</summary>
internal sealed record ManifestDocument
{
    /// <summary>The programs.</summary>
    public required ImmutableArray<ManifestProgram> Programs { get; init; }
}

/// <summary>How manifests are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ManifestDocument))]
internal sealed partial class ManifestJson : JsonSerializerContext;
