using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

public class MalformedModuleTests
{
    private const string Code = "0a 04 01 02 00 0b";

    [Theory]
    [InlineData("", "unexpected end")]
    [InlineData("00 61 73", "unexpected end")]
    [InlineData("61 73 6d 00", "magic header not detected")]
    [InlineData("00 61 73 6d 01 00", "unexpected end")]
    [InlineData("00 61 73 6d 0d 00 01 00", "unknown binary version")]
    public void HeaderIsChecked(string bytes, string reason) => AssertMalformed(ModuleBytes.Bytes(bytes), reason);

    [Theory]
    [InlineData("0e 01 00", "malformed section id")]
    [InlineData("02 01 00 01 01 00", "unexpected content after last section")]
    [InlineData("01 01 00 01 01 00", "unexpected content after last section")]
    [InlineData("06 01 00 0d 01 00", "unexpected content after last section")]
    [InlineData("0a 01 00 0c 01 00", "unexpected content after last section")]
    [InlineData("01 02 00 00", "section size mismatch")]
    [InlineData("01 00 00", "section size mismatch")]
    [InlineData("01 07 02 60 00 00", "length out of bounds")]
    [InlineData("01 FF FF FF FF 0F 00", "length out of bounds")]
    [InlineData("01", "unexpected end")]
    [InlineData("00 00", "unexpected end")]
    [InlineData("00 02 05 61 62 63 64 65", "unexpected end")]
    public void SectionsAreInOrderAndOfTheirSize(string section, string reason) => AssertMalformed(ModuleBytes.Module(section), reason);

    [Theory]
    [InlineData("01 61", "malformed definition type")]
    [InlineData("01 60 01 79 00", "malformed value type")]
    [InlineData("01 60 01 64 45 00", "malformed heap type")]
    [InlineData("01 5e 7f 02", "malformed mutability")]
    [InlineData("01 5f 01 76 00", "malformed value type")]
    [InlineData("01 4e 01 4d 00 60 00 00", "malformed definition type")]
    [InlineData("FF FF FF FF 0F", "length out of bounds")]
    [InlineData("01 60 FF FF FF FF 0F", "length out of bounds")]
    [InlineData("01 64 F0 7F", "malformed definition type")]
    public void TypesAreChecked(string contents, string reason) => AssertMalformed(SectionId.Type, contents, reason);

    [Theory]
    [InlineData("01 00 00 05", "malformed import kind")]
    [InlineData("01 00 00 80 00", "malformed import kind")]
    [InlineData("01 00 00 7f 00", "malformed import kind")]
    [InlineData("01 01 FF 00 00 00", "malformed UTF-8 encoding")]
    [InlineData("01 00 00 04 01 00", "zero byte expected")]
    [InlineData("01 00 00 03 7f 02", "malformed mutability")]
    [InlineData("01 00 00 01 7f 00 00", "malformed reference type")]
    [InlineData("01 00 00 01 70 02 00", "malformed limits flags")]
    [InlineData("01 00 00 02 02 01 01", "malformed limits flags")]
    [InlineData("01 00 00 02 08 01 00", "malformed limits flags")]
    public void ImportsAreChecked(string contents, string reason) => AssertMalformed(SectionId.Import, contents, reason);

    [Theory]
    [InlineData("01 70 08 00", "malformed limits flags")]
    [InlineData("01 70 81 00 00", "malformed limits flags")]
    [InlineData("01 40 01 70 00 00", "zero byte expected")]
    [InlineData("01 40 00 70 00 00 d0 70", "unexpected end")]
    public void TablesAreChecked(string contents, string reason) => AssertMalformed(SectionId.Table, contents, reason);

    [Theory]
    [InlineData("01 00 05 00", "malformed export kind")]
    [InlineData("01 01", "unexpected end")]
    public void ExportsAreChecked(string contents, string reason) => AssertMalformed(SectionId.Export, contents, reason);

    [Theory]
    [InlineData("01 7f 00 41 00", "unexpected end")]
    [InlineData("01 7f 00 41 00 05", "END opcode expected")]
    [InlineData("01 7f 00 ff 0b", "illegal opcode ff")]
    public void ConstantExpressionsAreWalked(string contents, string reason) => AssertMalformed(SectionId.Global, contents, reason);

    [Theory]
    [InlineData("01 08", "malformed elements segment kind")]
    [InlineData("01 01 01 00", "malformed element kind")]
    [InlineData("01 05 7f 01 d2 00 0b", "malformed reference type")]
    [InlineData("01 05 70 01 f3 00 0b", "illegal opcode f3")]
    [InlineData("01 00 41 00 0b FF FF FF FF 0F", "length out of bounds")]
    public void ElementSegmentsAreChecked(string contents, string reason) => AssertMalformed(SectionId.Element, contents, reason);

    [Theory]
    [InlineData("01 03", "malformed data segment kind")]
    [InlineData("01 01 05 00", "length out of bounds")]
    [InlineData("01 00 41 00", "unexpected end")]
    public void DataSegmentsAreChecked(string contents, string reason) => AssertMalformed(SectionId.Data, contents, reason);

    [Theory]
    [InlineData("41 01 1a", "unexpected end of section or function")]
    [InlineData("0b 0b", "section size mismatch")]
    [InlineData("05 0b", "END opcode expected")]
    [InlineData("02 40 05 0b 0b", "END opcode expected")]
    [InlineData("41 00 04 40 05 05 0b 0b", "END opcode expected")]
    [InlineData("02 40 0b", "unexpected end")]
    [InlineData("02 ff 7f 0b 0b", "malformed block type")]
    [InlineData("ff", "illegal opcode ff")]
    [InlineData("fc 7f 0b", "illegal opcode fc 7f")]
    [InlineData("fd ff ff ff ff 1f 0b", "integer too large")]
    [InlineData("06 40 0b 0b", "illegal opcode 06")]
    [InlineData("41 00 28 80 01 00 1a 0b", "malformed memop flags")]
    [InlineData("0e FF FF FF FF 0F 00 0b", "length out of bounds")]
    [InlineData("fb 18 04 00 6e 6d 0b", "malformed br_on_cast flags")]
    [InlineData("1f 40 01 04 00 0b 0b", "malformed catch clause")]
    [InlineData("fc 09 00 0b", "data count section required")]
    [InlineData("fc 08 00 00 0b", "data count section required")]
    [InlineData("d0 f0 7f 0b", "malformed heap type")]
    public void BodiesAreChecked(string body, string reason)
    {
        var module = ModuleBytes.WithBody(body);
        AssertMalformed(module, reason);
        Assert.Equal(0, ModuleBytes.Rejected(module).FunctionIndex);
    }

    [Theory]
    [InlineData("02 ff ff ff ff 0f 7f 02 7e", "too many locals")]
    [InlineData("01 80 80 80 80 10 7f", "integer too large")]
    [InlineData("01 01 40", "malformed value type")]
    public void LocalsAreChecked(string locals, string reason) => AssertMalformed(
        ModuleBytes.Module(
            ModuleBytes.TypeSection,
            ModuleBytes.FunctionSection,
            ModuleBytes.Section(SectionId.Code, "01" + ModuleBytes.Sized(locals + "0b"))),
        reason);

    [Fact]
    public void FunctionsNeedBodies()
    {
        const string Reason = "function and code section have inconsistent lengths";
        AssertMalformed(ModuleBytes.Module(ModuleBytes.TypeSection, ModuleBytes.FunctionSection), Reason);
        AssertMalformed(ModuleBytes.Module(Code), Reason);
    }

    [Fact]
    public void DataCountMustFit()
    {
        const string Reason = "data count and data section have inconsistent lengths";
        AssertMalformed(ModuleBytes.Module("0c 01 01"), Reason);
        AssertMalformed(ModuleBytes.Module("0c 01 03", "0b 03 01 01 00"), Reason);
    }

    [Fact]
    public void EndOfOneBodyIsNotTakenFromTheNext() => AssertMalformed(
        ModuleBytes.Module(ModuleBytes.TypeSection, "03 03 02 00 00", "0a 0c 02 04 00 41 01 1a 05 00 41 01 1a 0b"),
        "END opcode expected");

    [Fact]
    public void ErrorInAnEarlierBodyComesFirst()
    {
        // The body lacks its end, the data section is cut.
        var module = ModuleBytes.Module(ModuleBytes.TypeSection, ModuleBytes.FunctionSection, "0a 05 01 03 00 05 01", "0b 09 01");
        var full = Assert.Throws<ModuleException>(() => ModuleReader.Read(module, WasmFeatures.Wasm3));
        var sliced = Assert.Throws<ModuleException>(() => ModuleReader.Read(module, WasmFeatures.Wasm3, checkBodies: false));
        Assert.Equal("END opcode expected", full.Message);
        Assert.Equal(full.Message, sliced.Message);
        Assert.Equal(full.Offset, sliced.Offset);
    }

    [Fact]
    public void LimitsAreCheckedBeforeAllocation()
    {
        // 60,000 locals take three bytes.
        var module = ModuleBytes.Module(ModuleBytes.TypeSection, ModuleBytes.FunctionSection, "0a 08 01 06 01 e0 d4 03 7f 0b");
        Assert.Equal(ModuleErrorKind.LimitExceeded, ModuleBytes.Rejected(module).Kind);
        var parameters = "01 60 e9 07" + string.Concat(Enumerable.Repeat("7f", 1001)) + "00";
        Assert.Equal(
            ModuleErrorKind.LimitExceeded, ModuleBytes.Rejected(ModuleBytes.Module(ModuleBytes.Section(SectionId.Type, parameters))).Kind);
    }

    [Fact]
    public void DeepNestingIsWalkedWithoutRecursion()
    {
        const int Depth = 500_000;
        var body = string.Concat(Enumerable.Repeat("0240", Depth)) + string.Concat(Enumerable.Repeat("0b", Depth + 1));
        Assert.Single(ModuleReader.Read(ModuleBytes.WithBody(body), WasmFeatures.Wasm3).Functions);
    }

    private static void AssertMalformed(SectionId section, string contents, string reason) =>
        AssertMalformed(ModuleBytes.Module(ModuleBytes.Section(section, contents)), reason);

    // Both ways to read must find it, and say the same.
    private static void AssertMalformed(byte[] module, string reason)
    {
        var error = ModuleBytes.Rejected(module);
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(ModuleErrorKind.Malformed, error.Kind);
        var later = Assert.Throws<ModuleException>(
            () => ModuleReader.CheckBodies(ModuleReader.Read(module, WasmFeatures.Wasm3, checkBodies: false)));
        Assert.Equal(error.Message, later.Message);
        Assert.Equal(error.Offset, later.Offset);
    }
}
