using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Fuzzing;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Where cases come from. Thread-safe.</summary>
public abstract class FuzzSource
{
    /// <summary>Its name: <c>own</c>, <c>ttf</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The case of a seed and an index.</summary>
    /// <exception cref="IOException">A program that makes modules does not work.</exception>
    public abstract FuzzCase Create(ulong seed, ulong index, bool isGcStress);
}

/// <summary>Our own generator.</summary>
public sealed class OwnSource : FuzzSource
{
    /// <inheritdoc/>
    public override string Name => "own";

    /// <inheritdoc/>
    public override FuzzCase Create(ulong seed, ulong index, bool isGcStress) => FuzzCase.Generate(seed, index, isGcStress);
}

/// <summary>Our own generator, for other engines: modules of what they have, and nothing whose result is open.</summary>
/// <param name="features">
/// Features of engines, of which each has enough (<see cref="Needed"/>); modules take turns, so that none is held to what all of them have.
/// </param>
public sealed class EngineSource(ImmutableArray<WasmFeatures> features) : FuzzSource
{
    // Results of relaxed instructions are open; engines with the exceptions of before don't take them beside those of the standard.
    private const WasmFeatures Unused = WasmFeatures.RelaxedSimd | WasmFeatures.LegacyExceptions;

    /// <summary>What modules always have.</summary>
    public static WasmFeatures Needed => WasmFeatures.Wasm3 & ~Unused;

    /// <inheritdoc/>
    public override string Name => "own";

    /// <inheritdoc/>
    public override FuzzCase Create(ulong seed, ulong index, bool isGcStress)
    {
        var turn = features[(int)(index % (ulong)features.Length)];
        return FuzzCase.Generate(seed, index, isGcStress, turn & ~Unused) with { Mode = new FuzzMode(null, isGcStress) };
    }
}

/// <summary>
/// Binaryen's <c>wasm-opt -ttf</c> (translate to fuzz), a second opinion on what programs look like. It makes a module of random bytes,
/// which come from our own random numbers, so that one version of it makes the same modules everywhere.
/// </summary>
/// <param name="program">The program.</param>
public sealed class TranslateToFuzzSource(string program) : FuzzSource
{
    private const int MinimumInput = 1000;
    private const int MaximumInput = 12_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override string Name => "ttf";

    /// <summary>Looks for <c>wasm-opt</c> on the path, then among the packages that npm has put below the current folder.</summary>
    /// <returns>Null if it is not there.</returns>
    public static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine("node_modules", ".bin"));
        return folders.Select(static folder => Path.GetFullPath(Path.Combine(folder, "wasm-opt"))).FirstOrDefault(File.Exists);
    }

    /// <inheritdoc/>
    public override FuzzCase Create(ulong seed, ulong index, bool isGcStress)
    {
        var random = new RandomSource(seed, index);
        var input = new byte[random.Between(MinimumInput, MaximumInput)];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = (byte)random.NextBits();
        }

        var folder = Directory.CreateTempSubdirectory("clab-fuzz-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "input"), Path.Combine(folder.FullName, "module.wasm"));
            File.WriteAllBytes(from, input);
            Run(from, to);
            var bytes = File.ReadAllBytes(to);
            return FuzzCase.Create(ModuleReader.Read(bytes, WasmFeatures.All), bytes, random, isGcStress);
        }
        catch (ModuleException error)
        {
            throw new IOException($"{program} made a module that cannot be read: {error.Message}", error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Run(string input, string output)
    {
        // What our engine doesn't have is off; mutable globals, and all that the standard has, is on.
        string[] arguments =
        [
            "-ttf", input, "-o", output, "--all-features", "--disable-shared-everything", "--disable-stack-switching", "--disable-fp16",
            "--disable-custom-descriptors", "--disable-strings", "--disable-multibyte", "--disable-acquire-release-atomics",
            "--disable-relaxed-atomics",
        ];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(s_limit))
            {
                process.Kill();
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{program} took more than {s_limit.TotalSeconds} s"));
            }

            if (process.ExitCode != 0)
            {
                throw new IOException($"{program} failed: {errors.Result.Trim()}");
            }
        }
        catch (Win32Exception error)
        {
            throw new IOException($"{program} can't be started: {error.Message}", error);
        }
    }
}
