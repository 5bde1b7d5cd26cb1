using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Cli.Commands;

/// <summary>Reads modules in either format and reports what is wrong with them.</summary>
internal static class ModuleFiles
{
    /// <summary>Whether the bytes are a binary module.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\0asm"u8);

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        if (path == "-")
        {
            using var input = Console.OpenStandardInput();
            using var buffer = new MemoryStream();
            input.CopyTo(buffer);
            return buffer.ToArray();
        }

        return File.Exists(path) ? File.ReadAllBytes(path) : throw new FileNotFoundException($"{path}: no such file");
    }

    /// <summary>Reads a module in binary or text format, told apart by the binary format's magic number.</summary>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public static WasmModule Read(byte[] bytes, WasmFeatures features) =>
        IsBinary(bytes) ? ModuleReader.Read(bytes, features) : TextParser.ParseModule(bytes, features);

    /// <summary>The same, validated and ready to be instantiated.</summary>
    /// <exception cref="ModuleException">It is malformed or invalid.</exception>
    public static Module Load(Engine engine, byte[] bytes) =>
        IsBinary(bytes) ? Module.FromBytes(engine, bytes) : Module.FromText(engine, bytes);

    /// <summary>One line for people: file, place, kind, message.</summary>
    public static string Describe(string path, ModuleException exception)
    {
        var kind = exception.Kind switch
        {
            ModuleErrorKind.Malformed => "malformed",
            ModuleErrorKind.Invalid => "invalid",
            ModuleErrorKind.Unsupported => "unsupported",
            ModuleErrorKind.LimitExceeded => "limit exceeded",
            ModuleErrorKind.MalformedCustom => "malformed custom section",
            _ => "invalid custom section",
        };
        var place = exception.Line > 0 ? $":{exception.Line}:{exception.Column}"
            : exception.Offset >= 0 ? $" at 0x{exception.Offset:x}"
            : "";
        var function = exception.FunctionIndex >= 0 ? $" in function {exception.FunctionIndex}" : "";
        var rule = exception.Rule is null ? "" : $" [{exception.Rule}]";
        return $"{path}{place}: {kind}: {exception.Message}{function}{rule}";
    }
}
