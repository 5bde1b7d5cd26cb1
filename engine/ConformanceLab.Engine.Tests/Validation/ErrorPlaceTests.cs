using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>What is invalid outside of instructions has a place too: line and column in a text, an offset in a binary.</summary>
public class ErrorPlaceTests
{
    // The mark stands before what is wrong; the offset is that of the same declaration in the binary.
    [Theory]
    [InlineData("(type (sub (func)))\n(type #(sub 5 (func)))", "unknown type 5", 16)]
    [InlineData("(rec (type $a (sub final (func)))\n(type #(sub $a (func))))", "sub type", 18)]
    [InlineData("(type (func))\n#(import \"a\" \"b\" (func (type 9)))", "unknown type 9", 17)]
    [InlineData("(type (struct))\n#(func (type 0))", "non-function type 0", 16)]
    [InlineData("(type (func))\n (memory 0)\n#(table 5 1 funcref)", "size minimum must not be greater than maximum", 17)]
    [InlineData("#(memory 65537)", "memory size must be at most", 11)]
    [InlineData("(type (func (result i32)))\n\n#(tag (type 0))", "non-empty tag result type", 18)]
    [InlineData("(global i32 (i32.const 0))\n#(global (ref 3) (unreachable))", "unknown type 3", 16)]
    [InlineData("#(export \"a\" (func 7))", "unknown function 7", 11)]
    [InlineData("(memory 1) (export \"a\" (memory 0))\n #(export \"a\" (memory 0))", "duplicate export name", 20)]
    [InlineData("#(start 3)", "unknown function 3", 10)]
    [InlineData("#(elem (i32.const 0) func)", "unknown table 0", 11)]
    [InlineData("(memory 1) (data \"\")\n#(data (memory 1) (i32.const 0) \"\")", "unknown memory 1", 18)]
    [InlineData("#(table 1 (ref func))", "type mismatch", 11)]
    public void DeclarationsHavePlaces(string text, string message, int offset)
    {
        var mark = text.IndexOf('#', StringComparison.Ordinal);
        var before = text[..mark].Split('\n');
        var module = TextParser.ParseModule(Encoding.UTF8.GetBytes(text.Remove(mark, 1)));
        var error = Assert.Throws<ModuleException>(() => ModuleValidator.Validate(module));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((before.Length, before[^1].Length + 1, -1L), (error.Line, error.Column, error.Offset));

        var binary = ModuleReader.Read(ModuleWriter.Write(module), WasmFeatures.All);
        var same = Assert.Throws<ModuleException>(() => ModuleValidator.Validate(binary));
        Assert.Equal(error.Message, same.Message);
        Assert.Equal((0, (long)offset), (same.Line, same.Offset));
    }

    [Fact]
    public void TheFirstTooManyIsThePlaceOfALimit()
    {
        var text = "(type $t (func))\n" + string.Concat(Enumerable.Repeat("(memory 0)\n", ImplementationLimits.Memories + 1));
        var module = TextParser.ParseModule(Encoding.UTF8.GetBytes(text));
        var error = Assert.Throws<ModuleException>(() => ModuleValidator.Validate(module));
        Assert.Equal((ModuleErrorKind.LimitExceeded, ImplementationLimits.Memories + 2), (error.Kind, error.Line));
    }

    [Fact]
    public void OneMemoryTooManyHasThePlaceOfTheSecond()
    {
        var module = TextParser.ParseModule("(import \"a\" \"b\" (memory 1))\n(memory 1)"u8.ToArray(), WasmFeatures.Wasm2);
        Assert.Equal(2, Assert.Throws<ModuleException>(() => ModuleValidator.Validate(module)).Line);
    }

    [Fact]
    public void ImportsOfAGroupHavePlacesOfTheirOwn()
    {
        var module = TextParser.ParseModule("(type (struct)) (import \"m\" (item \"a\" (func)) (item \"b\" (func (type 0))))"u8.ToArray());
        var binary = ModuleReader.Read(ModuleWriter.Write(module), WasmFeatures.All);
        var error = Assert.Throws<ModuleException>(() => ModuleValidator.Validate(binary));
        Assert.Equal((byte)'b', binary.Binary.Span[(int)error.Offset + 1]);
    }

    [Fact]
    public void AModuleFromNowhereHasNoPlaces()
    {
        var module = new Wasm.Modules.WasmModule { Features = WasmFeatures.All, Start = 1 };
        var error = Assert.Throws<ModuleException>(() => ModuleValidator.Validate(module));
        Assert.Equal((-1L, 0), (error.Offset, error.Line));
    }
}
