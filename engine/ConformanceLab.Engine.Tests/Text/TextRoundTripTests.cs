using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class TextRoundTripTests
{
    [Fact]
    public void EverythingRoundTrips()
    {
        var module = TextAssert.Parse(SampleText.Text);
        TextAssert.RoundTrips(module);
        TextAssert.RoundTrips(module, new PrintOptions { Identifiers = false, IndexComments = false, Indentation = 0 });
        TextAssert.RoundTrips(
            ModuleReader.Read(ModuleWriter.Write(module, new ModuleWriteOptions { WriteNames = true }), WasmFeatures.All));
    }

    [Fact]
    public void NamesSurvive()
    {
        var module = TextAssert.Parse(SampleText.Text);
        var again = TextAssert.Parse(ModulePrinter.Print(module));
        Assert.Equal(Convert.ToHexString(NameSection.Write(module.Names)), Convert.ToHexString(NameSection.Write(again.Names)));
    }
}
