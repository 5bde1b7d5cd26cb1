using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// What the processor has beyond x86-64-v3, which every native tier needs, and the runtime has not been told to leave alone
/// (<c>DOTNET_EnableAVX512=0</c>). Instructions give the same with it and without.
/// </summary>
internal static class ProcessorFeatures
{
    // CPUID, leaf 7: the runtime has no class for it.
    private const int Leaf7 = 7;
    private const int Bitalg = 1 << 12;

    /// <summary>AVX-512 F, VL and DQ: longs, unsigned conversions, any function of three operands.</summary>
    public static bool HasAvx512 { get; } = RuntimeFeature.IsDynamicCodeSupported
        ? Avx512F.VL.IsSupported && Avx512DQ.VL.IsSupported
        : ProcessorQuery.HasAvx512;

    /// <summary>AVX-512 VBMI: bytes of two vectors.</summary>
    public static bool HasByteShuffles { get; } = HasAvx512
        && (RuntimeFeature.IsDynamicCodeSupported ? Avx512Vbmi.VL.IsSupported : ProcessorQuery.HasVbmi);

    /// <summary>AVX-512 BITALG: bits of bytes counted.</summary>
    public static bool HasByteCounts { get; } = HasAvx512 && (X86Base.CpuId(Leaf7, 0).Ecx & Bitalg) != 0;
}
