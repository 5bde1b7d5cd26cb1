using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>Short ways from text to modules, bytes and errors.</summary>
internal static class TextAssert
{
    public static WasmModule Parse(string text, WasmFeatures features = WasmFeatures.All) =>
        TextParser.ParseModule(Encoding.UTF8.GetBytes(text), features);

    public static byte[] Bytes(string text, WasmFeatures features = WasmFeatures.All) => ModuleWriter.Write(Parse(text, features));

    /// <summary>Bytes of the only function's body, from <c>(func …)</c>'s instructions.</summary>
    public static string Body(string instructions, string around = "") =>
        Convert.ToHexString(Parse($"(func {instructions}) {around}").Functions[0].Body.Bytes.Span);

    /// <summary>Contents of the section with the given id, in hex; empty if there is none.</summary>
    public static string Section(string text, SectionId id, WasmFeatures features = WasmFeatures.All)
    {
        var reader = new ByteReader(Bytes(text, features));
        reader.ReadBytes(8);
        while (!reader.IsAtEnd)
        {
            var found = reader.ReadByte();
            var contents = reader.ReadBytes(reader.ReadU32());
            if (found == (byte)id)
            {
                return Convert.ToHexString(contents);
            }
        }

        return "";
    }

    public static ModuleException Rejects(string text, string reason, WasmFeatures features = WasmFeatures.All)
    {
        var error = Assert.Throws<ModuleException>(() => Parse(text, features));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        return error;
    }

    /// <summary>Printing and parsing gives the same bytes; printing again gives the same text.</summary>
    public static string RoundTrips(WasmModule module, PrintOptions? options = null)
    {
        var text = ModulePrinter.Print(module, options);
        var again = Parse(text, module.Features);
        Assert.Equal(Convert.ToHexString(ModuleWriter.Write(module)), Convert.ToHexString(ModuleWriter.Write(again)));
        Assert.Equal(text, ModulePrinter.Print(again, options));
        return text;
    }
}
