using System.Runtime.Intrinsics.X86;
using ConformanceLab.Wasm.Codegen;
using Xunit;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>What a native program asks the processor is what the runtime finds out elsewhere.</summary>
public sealed class ProcessorTests
{
    [Fact]
    public void The_processor_says_of_itself_what_the_runtime_says_of_it()
    {
        Assert.SkipUnless(NativeCode.IsSupported, "no native code here");
        Assert.Equal(Avx512F.VL.IsSupported && Avx512DQ.VL.IsSupported, ProcessorQuery.HasAvx512);
        Assert.Equal(Avx512Vbmi.VL.IsSupported, ProcessorQuery.HasVbmi);
    }
}
