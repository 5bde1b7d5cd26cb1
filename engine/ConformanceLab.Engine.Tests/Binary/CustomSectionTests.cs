using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

public class CustomSectionTests
{
    private static readonly NameMap s_names = new()
    {
        Module = "möd",
        Functions = new Dictionary<int, string> { [3] = "c", [0] = "a", [200] = "" },
        Locals = new Dictionary<int, IReadOnlyDictionary<int, string>>
        {
            [1] = new Dictionary<int, string> { [1] = "y", [0] = "x" },
            [0] = new Dictionary<int, string>(),
        },
        Labels = new Dictionary<int, IReadOnlyDictionary<int, string>> { [2] = new Dictionary<int, string> { [0] = "loop" } },
        Types = new Dictionary<int, string> { [0] = "type" },
        Tables = new Dictionary<int, string> { [0] = "table" },
        Memories = new Dictionary<int, string> { [0] = "memory" },
        Globals = new Dictionary<int, string> { [0] = "global" },
        Elements = new Dictionary<int, string> { [0] = "elem" },
        Data = new Dictionary<int, string> { [0] = "data" },
        Fields = new Dictionary<int, IReadOnlyDictionary<int, string>> { [4] = new Dictionary<int, string> { [1] = "field" } },
        Tags = new Dictionary<int, string> { [0] = "tag" },
    };

    [Fact]
    public void NamesOfAllSpacesRoundTrip()
    {
        var names = NameSection.Read(NameSection.Write(s_names));
        Assert.Equal(s_names.Module, names.Module);
        Assert.Equal(s_names.Functions.OrderBy(entry => entry.Key), names.Functions.OrderBy(entry => entry.Key));
        Assert.Equal([0, 1], names.Locals.Keys.Order());
        Assert.Equal("y", names.Locals[1][1]);
        Assert.Equal("loop", names.Labels[2][0]);
        Assert.Equal("field", names.Fields[4][1]);
        Assert.Equal(
            ["type", "table", "memory", "global", "elem", "data", "tag"],
            new[] { names.Types, names.Tables, names.Memories, names.Globals, names.Elements, names.Data, names.Tags }
                .Select(map => map[0]));
    }

    [Theory]
    [InlineData("01 03 01 00 02", "length out of bounds")]
    [InlineData("01 01 00 00 02 01 78", "malformed name section")]
    [InlineData("01 01 00 01 01 00", "malformed name section")]
    [InlineData("01 07 02 01 01 61 00 01 62", "malformed name section")]
    [InlineData("01 07 02 01 01 61 01 01 62", "malformed name section")]
    [InlineData("00 02 05 78", "length out of bounds")]
    [InlineData("00 03 01 78 78", "section size mismatch")]
    [InlineData("00 02 01 FF", "malformed UTF-8 encoding")]
    [InlineData("0c 05 01", "length out of bounds")]
    public void MalformedNameSectionsCostOnlyTheNames(string contents, string reason)
    {
        var error = Assert.Throws<ModuleException>(() => NameSection.Read(ModuleBytes.Bytes(contents)));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(ModuleErrorKind.MalformedCustom, error.Kind);
        var module = ModuleReader.Read(
            ModuleBytes.Module(ModuleBytes.Section(SectionId.Custom, "04 6e 61 6d 65" + contents)), WasmFeatures.Wasm3);
        Assert.Empty(module.Names.Functions);
    }

    [Fact]
    public void UnknownSubsectionsAreSkipped() => Assert.Equal("x", NameSection.Read(ModuleBytes.Bytes("00 02 01 78 0c 01 FF")).Module);

    [Fact]
    public void NamesAreReadFromTheModuleAndWrittenOnDemand()
    {
        var module = new WasmModule { Features = WasmFeatures.Wasm3, Names = s_names };
        Assert.Equal(8, ModuleWriter.Write(module).Length);
        var bytes = ModuleWriter.Write(module, new ModuleWriteOptions { WriteNames = true });
        var read = ModuleReader.Read(bytes, WasmFeatures.Wasm3);
        Assert.Equal("c", read.Names.Functions[3]);

        // Its section is kept as it is, not written again.
        Assert.Equal(bytes, ModuleWriter.Write(read, new ModuleWriteOptions { WriteNames = true }));
    }

    [Fact]
    public void BranchHintsRoundTripBeforeTheCode()
    {
        var module = ModuleReader.Read(ModuleBytes.WithBody("41 00 04 40 0b 0b"), WasmFeatures.Wasm3);
        module.BranchHints.Add(new BranchHint(0, 7, false));
        module.BranchHints.Add(new BranchHint(0, 3, true));
        var bytes = ModuleWriter.Write(module);
        var read = ModuleReader.Read(bytes, WasmFeatures.Wasm3);
        Assert.Equal([new BranchHint(0, 3, true), new BranchHint(0, 7, false)], read.BranchHints);
        Assert.Equal(SectionId.Function, Assert.Single(read.CustomSections).After);
        Assert.Equal(bytes, ModuleWriter.Write(read));
        Assert.DoesNotContain(
            "branch_hint",
            System.Text.Encoding.ASCII.GetString(ModuleWriter.Write(module, new ModuleWriteOptions { WriteBranchHints = false })),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01 00 01 03 02 00 00")]
    [InlineData("01 00 01 03 01 02")]
    [InlineData("01 00 02 03 01 00 03 01 00")]
    [InlineData("02 01 00 01 00")]
    [InlineData("01 00 00 00")]
    [InlineData("01 00")]
    public void MalformedBranchHintsCostOnlyTheHints(string contents)
    {
        var bytes = ModuleBytes.Bytes(contents);
        Assert.Equal(ModuleErrorKind.MalformedCustom, Assert.Throws<ModuleException>(() => BranchHintSection.Read(bytes)).Kind);
        var module = new WasmModule { Features = WasmFeatures.Wasm3 };
        module.CustomSections.Add(new CustomSection(BranchHintSection.SectionName, bytes, SectionId.Custom));
        Assert.Empty(ModuleReader.Read(ModuleWriter.Write(module), WasmFeatures.Wasm3).BranchHints);
    }
}
