using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

public class ModuleRoundTripTests
{
    private static readonly byte[] s_everything = ModuleWriter.Write(SampleModules.Everything());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadingAndWritingReproducesTheBytes(bool checkBodies)
    {
        var module = ModuleReader.Read(s_everything, WasmFeatures.All, checkBodies);
        Assert.Equal(Convert.ToHexString(s_everything), Convert.ToHexString(ModuleWriter.Write(module)));
    }

    [Fact]
    public void TheSyntaxTreeSurvives()
    {
        var expected = SampleModules.Everything();
        var actual = ModuleReader.Read(s_everything, WasmFeatures.All);
        Assert.Equal(expected.Imports, actual.Imports);
        Assert.Equal(expected.RecursiveGroups, actual.RecursiveGroups);
        Assert.Equal(expected.Memories, actual.Memories);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.Exports, actual.Exports);
        Assert.Equal(expected.Start, actual.Start);
        Assert.Equal(expected.DataCount, actual.DataCount);
        Assert.Equal(expected.Tables.Select(table => table.Type), actual.Tables.Select(table => table.Type));
        Assert.Equal(expected.Globals.Select(global => global.Type), actual.Globals.Select(global => global.Type));
        Assert.Equal(
            expected.CustomSections.Select(section => (section.Name, section.After)),
            actual.CustomSections.Select(section => (section.Name, section.After)));
        Assert.Equal(expected.Functions.Select(function => function.TypeIndex), actual.Functions.Select(function => function.TypeIndex));
        Assert.Equal(expected.Functions[1].Locals, actual.Functions[1].Locals);
        Assert.Equal(
            expected.Elements.Select(segment => (segment.Mode, segment.Type, segment.TableIndex, segment.Count, segment.Offset is null)),
            actual.Elements.Select(segment => (segment.Mode, segment.Type, segment.TableIndex, segment.Count, segment.Offset is null)));
        Assert.Equal(
            expected.Data.Select(segment => (segment.Mode, segment.MemoryIndex, segment.Bytes.Length)),
            actual.Data.Select(segment => (segment.Mode, segment.MemoryIndex, segment.Bytes.Length)));
        Assert.Equal(
            expected.Types.Select(type => (type.Composite.GetType(), type.IsFinal, type.Supertypes.Length, type.IsExplicit)),
            actual.Types.Select(type => (type.Composite.GetType(), type.IsFinal, type.Supertypes.Length, type.IsExplicit)));
    }

    [Fact]
    public void CodeKnowsItsPlaceInTheModule()
    {
        var module = ModuleReader.Read(s_everything, WasmFeatures.All);
        Assert.All(module.Functions, function => AssertPlace(function.Body));
        Assert.All(module.Globals, global => AssertPlace(global.Initializer));
        Assert.All(module.Elements.SelectMany(segment => segment.Expressions.IsDefault ? [] : segment.Expressions), AssertPlace);
    }

    private static void AssertPlace(Code code) =>
        Assert.True(code.Bytes.Span.SequenceEqual(s_everything.AsSpan(code.Offset, code.Bytes.Length)));

    [Theory]
    [InlineData("")]
    [InlineData("01 04 01 60 00 00")]
    [InlineData("05 03 01 00 01")]
    [InlineData("0c 01 00")]
    [InlineData("02 0a 02 00 00 00 00 01 61 00 00 01")]
    [InlineData("00 05 04 6e 61 6d 65 01 04 01 60 00 00 00 02 01 78")]
    public void SmallCanonicalModulesAreReproduced(string sections)
    {
        var bytes = ModuleBytes.Module(sections);
        Assert.Equal(bytes, ModuleWriter.Write(ModuleReader.Read(bytes, WasmFeatures.Wasm3)));
    }

    [Fact]
    public void LongFormsAreShortened()
    {
        // The count of memories, the flag-less limit and the section's size in more bytes than needed; an empty type section.
        var module = ModuleReader.Read(ModuleBytes.Module("01 01 00", "05 86 80 00 81 80 00 00 82 00"), WasmFeatures.Wasm3);
        Assert.Equal(ModuleBytes.Module("05 03 01 00 02"), ModuleWriter.Write(module));
    }

    [Fact]
    public void EmptyImportGroupsAreWellFormed()
    {
        // "x" with 0 items of a type each; "y" with 0 items of type 0.
        var bytes = ModuleBytes.Module(ModuleBytes.Section(SectionId.Import, "02 01 78 00 7f 00 01 79 00 7e 00 00 00"));
        var module = ModuleReader.Read(bytes, WasmFeatures.All);
        Assert.Empty(module.Imports);
    }
}
