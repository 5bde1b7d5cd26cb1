using ConformanceLab.Harness.Interchange;
using System.Collections.Immutable;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Execution;

/// <summary>What the files of a suite are: which of them have verdicts, how they become scripts, and which files belong to it at all.</summary>
public abstract class SuiteFormat
{
    /// <summary>The kind of a suite that doesn't say.</summary>
    public const string DefaultKind = "wast";

    /// <summary>All formats.</summary>
    public static ImmutableArray<SuiteFormat> All { get; } = [new WastFormat(), new WasiTestsuiteFormat(), new ProgramFormat()];

    /// <summary>Its name in the catalog.</summary>
    public abstract string Kind { get; }

    /// <summary>The format of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static SuiteFormat Parse(string kind) => All.FirstOrDefault(format => format.Kind == kind)
        ?? throw new FormatException($"no such kind of suite: {kind}; there are {string.Join(", ", All.Select(format => format.Kind))}");

    /// <summary>The files that have verdicts: paths relative to the suite, with forward slashes, in ordinal order.</summary>
    /// <param name="root">The folder of the suite. It exists.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="FormatException">What describes the files is wrong.</exception>
    public abstract IReadOnlyList<string> Files(string root);

    /// <summary>A file as a script. What is wrong with it is a command that fails.</summary>
    /// <param name="root">The folder of the suite.</param>
    /// <param name="file">One of its <see cref="Files"/>.</param>
    /// <param name="frontEnd">What reads scripts; programs are the same to all.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public abstract LoadedScript Load(string root, string file, IScriptFrontEnd frontEnd);

    /// <summary>Whether a file of the suite's repository belongs to the suite: it is fetched, and the suite's hash covers it.</summary>
    /// <param name="file">A path with forward slashes.</param>
    public abstract bool Includes(string file);

    /// <summary>What of a file of the repository is kept.</summary>
    /// <param name="file">A path with forward slashes.</param>
    /// <param name="bytes">What it is upstream.</param>
    public virtual byte[] Trim(string file, byte[] bytes) => bytes;

    /// <summary>Files below a folder: relative to it, with forward slashes, in ordinal order.</summary>
    protected static IReadOnlyList<string> Enumerate(string root, string pattern) =>
    [
        .. Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    // Upstream's *.fail.wast are checks of the reference interpreter's own script runner.
    private sealed class WastFormat : SuiteFormat
    {
        public override string Kind => DefaultKind;

        public override IReadOnlyList<string> Files(string root) => Enumerate(root, "*.wast");

        public override LoadedScript Load(string root, string file, IScriptFrontEnd frontEnd) =>
            frontEnd.Load(Path.Combine(root, file));

        public override bool Includes(string file) =>
            file.EndsWith(".wast", StringComparison.Ordinal) && !file.EndsWith(".fail.wast", StringComparison.Ordinal);
    }

    private sealed class WasiTestsuiteFormat : SuiteFormat
    {
        public override string Kind => "wasi";

        public override IReadOnlyList<string> Files(string root) => Enumerate(root, "*.wasm");

        public override LoadedScript Load(string root, string file, IScriptFrontEnd frontEnd) => new(WasiTest.Load(root, file));

        public override bool Includes(string file) => !file.EndsWith(".cleanup", StringComparison.Ordinal);

        public override byte[] Trim(string file, byte[] bytes) =>
            file.EndsWith(".wasm", StringComparison.Ordinal) ? DebugSections.Remove(bytes) : bytes;
    }

    private sealed class ProgramFormat : SuiteFormat
    {
        public override string Kind => "programs";

        public override IReadOnlyList<string> Files(string root) =>
            [.. ProgramManifest.Load(root).Programs.Select(program => program.File).Order(StringComparer.Ordinal)];

        public override LoadedScript Load(string root, string file, IScriptFrontEnd frontEnd) =>
            new(ProgramManifest.Load(root).ScriptOf(file));

        public override bool Includes(string file) => true;
    }
}
