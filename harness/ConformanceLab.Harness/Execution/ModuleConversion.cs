using System.Text;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Execution;

/// <summary>Modules of scripts in the formats of files.</summary>
internal static class ModuleConversion
{
    private const int BytesPerLine = 24;

    /// <summary>A module as the contents of a file.</summary>
    /// <param name="source">The module.</param>
    /// <param name="features">Proposals that it may use.</param>
    /// <param name="file">
    /// Name of the file: <c>.wasm</c> is the binary format, <c>.wat</c> text, <c>.wast</c> a script of it, <c>.bin.wast</c> one of the
    /// binary.
    /// </param>
    /// <returns>Null if the extension is none of these.</returns>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public static byte[]? Convert(ModuleSource source, WasmFeatures features, string file)
    {
        var isScript = file.EndsWith(".wast", StringComparison.Ordinal);
        var isBinary = file.EndsWith(".wasm", StringComparison.Ordinal) || file.EndsWith(".bin.wast", StringComparison.Ordinal);
        if (!isScript && !isBinary && !file.EndsWith(".wat", StringComparison.Ordinal))
        {
            return null;
        }

        var module = source.Form == ModuleForm.Binary
            ? ModuleReader.Read(source.Bytes, features)
            : TextParser.ParseModule(source.Bytes, features);
        if (!isBinary)
        {
            return Encoding.UTF8.GetBytes(ModulePrinter.Print(module));
        }

        var bytes = ModuleWriter.Write(module);
        return isScript ? Quote(bytes) : bytes;
    }

    private static byte[] Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("(module binary", 16 + (bytes.Length * 3) + (bytes.Length / BytesPerLine * 6));
        for (var at = 0; at < bytes.Length; at += BytesPerLine)
        {
            text.Append("\n  \"");
            foreach (var value in bytes[at..Math.Min(at + BytesPerLine, bytes.Length)])
            {
                text.Append('\\').Append(System.Convert.ToHexStringLower([value]));
            }

            text.Append('"');
        }

        return Encoding.ASCII.GetBytes(text.Append(")\n").ToString());
    }
}
