using System.Runtime.Intrinsics.X86;
using ConformanceLab.Harness.Tests.Docs;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>Code for processors with AVX-512 and for those without: the runtime can be told to see none.</summary>
public sealed class ProcessorTests
{
    private const string Product = "(module (func (param v128 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1))))";

    // Whichever processor the tests have, at least one of both is not what all other tests run.
    [TestCase("1")]
    [TestCase("0")]
    public void Vector_instructions_give_the_same_on_every_tier(string isEnabled)
    {
        var lab = Path.Combine(Documents.Root, "suites", "lab", "execution");
        string[] scripts = ["v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2", "conversions", "relaxed"];
        var (code, output) = Run(
            isEnabled,
            [
                "wast", .. scripts.Select(name => Path.Combine(lab, "generated", $"{name}.wast")), Path.Combine(lab, "vectors.wast"),
                "--tier", "baseline", "--tier", "optimizing",
            ]);
        Assert.That((code, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.Contain("20 files").And.Contain(": good"));
    }

    [Test]
    public void Longs_are_multiplied_at_once_where_the_processor_can()
    {
        if (!Avx512DQ.VL.IsSupported)
        {
            Assert.Ignore("the processor has no AVX-512");
        }

        using var folder = new TestFolder();
        var file = folder.Write("product.wat", Product);
        Assert.That(Run("1", ["explain", file]).Output, Does.Contain("vpmullq"));
        Assert.That(Run("0", ["explain", file]).Output, Does.Contain("vpmuludq").And.Not.Contain("vpmullq"));
    }

    private static (int Code, string Output) Run(string isEnabled, string[] arguments)
    {
        using var process = Clab.StartIn("DOTNET_EnableAVX512", isEnabled, arguments);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
