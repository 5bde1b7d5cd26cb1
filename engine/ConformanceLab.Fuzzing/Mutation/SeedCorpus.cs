using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Fuzzing.Mutation;

/// <summary>
/// What mutation starts from: the small files of the folder <c>Seeds</c> and modules of <see cref="ModuleGenerator"/>, as bytes and as
/// text. The same on every machine. Immutable and thread-safe.
/// </summary>
public sealed class SeedCorpus
{
    // Small ones: what is tried per second counts, and whatever is wrong with large ones shows in small ones.
    private const int LargestBinary = 3000;
    private const int LargestText = 6000;
    private const int GeneratedModules = 40;

    private SeedCorpus(IReadOnlyList<byte[]> binaries, IReadOnlyList<byte[]> texts, IReadOnlyList<byte[]> scripts) =>
        (Binaries, Texts, Scripts) = (binaries, texts, scripts);

    /// <summary>The corpus.</summary>
    public static SeedCorpus Instance { get; } = Load();

    /// <summary>Modules in the binary format.</summary>
    public IReadOnlyList<byte[]> Binaries { get; }

    /// <summary>Modules in the text format.</summary>
    public IReadOnlyList<byte[]> Texts { get; }

    /// <summary>Scripts.</summary>
    public IReadOnlyList<byte[]> Scripts { get; }

    private static SeedCorpus Load()
    {
        List<byte[]> binaries = ["\0asm\x01\0\0\0"u8.ToArray()];
        List<byte[]> texts = [];
        List<byte[]> scripts = [];
        var assembly = typeof(SeedCorpus).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (name.EndsWith(".wast", StringComparison.Ordinal))
            {
                scripts.Add(bytes);
            }
            else
            {
                texts.Add(bytes);
                binaries.Add(ModuleWriter.Write(TextParser.ParseModule(bytes)));
            }
        }

        for (ulong index = 0; index < GeneratedModules; index++)
        {
            var module = ModuleGenerator.Generate(seed: 1, index);
            var binary = ModuleWriter.Write(module);
            if (binary.Length > LargestBinary)
            {
                continue;
            }

            binaries.Add(binary);
            var text = Encoding.UTF8.GetBytes(ModulePrinter.Print(ModuleReader.Read(binary, WasmFeatures.All)));
            if (text.Length <= LargestText)
            {
                texts.Add(text);
            }
        }

        return new SeedCorpus(binaries, texts, scripts);
    }
}
