using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Engine.Tests.Binary;

/// <summary>Small binary modules, written as sections of bytes.</summary>
internal static class ModuleBytes
{
    public const string TypeSection = "01 04 01 60 00 00";
    public const string FunctionSection = "03 02 01 00";

    /// <summary>A module of the given hexadecimal pieces behind magic and version.</summary>
    public static byte[] Module(params string[] pieces) => [.. "\0asm\x01\0\0\0"u8, .. pieces.SelectMany(Bytes)];

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>A section with its size.</summary>
    public static string Section(SectionId id, string contents) => $"{(int)id:x2} {Sized(contents)}";

    /// <summary>Bytes with their length before them.</summary>
    public static string Sized(string contents)
    {
        var writer = new ByteWriter();
        writer.WriteSized(Bytes(contents));
        return Convert.ToHexString(writer.Written);
    }

    /// <summary>A module with one function without parameters, results and locals.</summary>
    public static byte[] WithBody(string body) => Module(TypeSection, FunctionSection, Section(SectionId.Code, "01" + Sized("00" + body)));

    public static ModuleException Rejected(byte[] module, WasmFeatures features = WasmFeatures.Wasm3) =>
        Xunit.Assert.Throws<ModuleException>(() => ModuleReader.Read(module, features));
}
