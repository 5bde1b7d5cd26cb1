using static ConformanceLab.Wasm.Codegen.X64.Vex;

namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// Operations of AVX-512 on vectors of 128 bits, with a destination and two sources (SDM: op/en, encoded by EVEX). Processors of x86-64-v3
/// need not have them: <see cref="ProcessorFeatures"/>.
/// </summary>
internal enum EvexRvm : uint
{
    // Integers of 64 bits; the count of the shift is in the low 64 bits of the second source.
    Vpmullq = P66 | M38 | W1 | 0x40,
    Vpsraq  = P66 | M0F | W1 | 0xE2,

    // Bytes of both sources, by the numbers in the destination.
    Vpermi2b = P66 | M38 | 0x75,
}

/// <summary>The same with one source.</summary>
internal enum EvexRm : uint
{
    Vpabsq   = P66 | M38 | W1 | 0x1F,
    Vpopcntb = P66 | M38 | 0x54,

    // Unsigned integers from and to floating point; what does not fit is all ones.
    Vcvtudq2ps  = PF2 | M0F | 0x7A,
    Vcvtudq2pd  = PF3 | M0F | 0x7A,
    Vcvttps2udq = M0F | 0x78,
    Vcvttpd2udq = M0F | W1 | 0x78,
}

/// <summary>The same with an immediate.</summary>
internal enum EvexRvmi : uint
{
    // Each bit is what the immediate has at the place that the bits of destination, first and second source make.
    Vpternlogq = P66 | M3A | W1 | 0x25,
}

/// <summary>Shifts of all lanes by a constant.</summary>
internal enum EvexShift : uint
{
    Vpsraq = P66 | M0F | W1 | (4u << OwnShift) | 0x72,
}
