using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

/// <summary>Each proposal's encodings are malformed where it is off, and read where it is on.</summary>
public class FeatureTests
{
    [Theory]
    [InlineData(WasmFeatures.Threads, SectionId.Memory, "01 03 01 02", "malformed limits flags")]
    [InlineData(WasmFeatures.Memory64, SectionId.Memory, "01 04 01", "malformed limits flags")]
    [InlineData(WasmFeatures.Memory64, SectionId.Table, "01 70 04 01", "malformed limits flags")]
    [InlineData(WasmFeatures.CustomPageSizes, SectionId.Memory, "01 08 01 00", "malformed limits flags")]
    [InlineData(WasmFeatures.Gc, SectionId.Type, "01 5e 7f 00", "malformed definition type")]
    [InlineData(WasmFeatures.Gc, SectionId.Type, "01 4e 01 60 00 00", "malformed definition type")]
    [InlineData(WasmFeatures.Gc, SectionId.Type, "01 60 01 6d 00", "malformed value type")]
    [InlineData(WasmFeatures.FunctionReferences, SectionId.Type, "01 60 01 63 70 00", "malformed value type")]
    [InlineData(WasmFeatures.FunctionReferences, SectionId.Table, "01 40 00 70 00 00 d0 70 0b", "malformed reference type")]
    [InlineData(WasmFeatures.ReferenceTypes, SectionId.Table, "01 6f 00 00", "malformed reference type")]
    [InlineData(WasmFeatures.Simd, SectionId.Type, "01 60 01 7b 00", "malformed value type")]
    [InlineData(WasmFeatures.CompactImportSection, SectionId.Import, "01 00 00 7f 01 00 00 00", "malformed import kind")]
    [InlineData(WasmFeatures.ExceptionHandling, SectionId.Tag, "01 00 00", "malformed section id")]
    [InlineData(WasmFeatures.ExceptionHandling, SectionId.Export, "01 00 04 00", "malformed export kind")]
    [InlineData(WasmFeatures.BulkMemory, SectionId.DataCount, "00", "malformed section id")]
    public void EncodingsBelongToTheirFeature(WasmFeatures feature, SectionId section, string contents, string reason)
    {
        var module = ModuleBytes.Module(ModuleBytes.Section(section, contents));
        var others = WasmFeatures.All & ~feature;
        if (feature == WasmFeatures.ExceptionHandling)
        {
            // Tags came with either kind of exceptions.
            others &= ~WasmFeatures.LegacyExceptions;
        }

        Assert.StartsWith(reason, ModuleBytes.Rejected(module, others).Message, StringComparison.Ordinal);
        Assert.NotNull(ModuleReader.Read(module, WasmFeatures.All));
    }

    [Theory]
    [InlineData(WasmFeatures.SignExtension, "41 00 c0 1a 0b", "illegal opcode c0")]
    [InlineData(WasmFeatures.TailCall, "12 00 0b", "illegal opcode 12")]
    [InlineData(WasmFeatures.Simd, "fd 0f 0b", "illegal opcode fd 0f")]
    [InlineData(WasmFeatures.MultiMemory, "3f 01 1a 0b", "zero byte expected")]
    [InlineData(WasmFeatures.MultiMemory, "28 40 01 00 0b", "malformed memop flags")]
    [InlineData(WasmFeatures.Memory64, "28 00 80 80 80 80 10 0b", "integer too large")]
    [InlineData(WasmFeatures.LegacyExceptions, "06 40 07 00 19 0b 0b", "illegal opcode 06")]
    [InlineData(WasmFeatures.WideArithmetic, "fc 13 0b", "illegal opcode fc 13")]
    public void InstructionsBelongToTheirFeature(WasmFeatures feature, string body, string reason)
    {
        var module = ModuleBytes.WithBody(body);
        Assert.StartsWith(reason, ModuleBytes.Rejected(module, WasmFeatures.All & ~feature).Message, StringComparison.Ordinal);
        Assert.NotNull(ModuleReader.Read(module, WasmFeatures.All));
    }

    [Theory]
    [InlineData("06 40 07 00 07 01 19 0b 0b", null)]
    [InlineData("06 40 18 00 0b", null)]
    [InlineData("06 40 07 00 18 00 0b", "END opcode expected")]
    [InlineData("06 40 19 07 00 0b 0b", "END opcode expected")]
    [InlineData("02 40 19 0b 0b", "END opcode expected")]
    [InlineData("02 40 07 00 0b 0b", "END opcode expected")]
    [InlineData("18 00 0b", "END opcode expected")]
    public void LegacyTryHasItsOwnNesting(string body, string? reason)
    {
        var module = ModuleBytes.WithBody(body);
        if (reason is null)
        {
            Assert.NotNull(ModuleReader.Read(module, WasmFeatures.All));
        }
        else
        {
            Assert.Equal(reason, ModuleBytes.Rejected(module, WasmFeatures.All).Message);
        }
    }

    [Fact]
    public void SharedTablesAreRefusedByName() =>
        Assert.Equal(
            "tables cannot be shared (yet)", ModuleBytes.Rejected(ModuleBytes.Module("04 04 01 70 02 00"), WasmFeatures.All).Message);

    [Fact]
    public void PageSizesBeyond64BitsAreMalformed() =>
        Assert.StartsWith(
            "invalid custom page size",
            ModuleBytes.Rejected(ModuleBytes.Module("05 04 01 08 00 41"), WasmFeatures.All).Message,
            StringComparison.Ordinal);
}
