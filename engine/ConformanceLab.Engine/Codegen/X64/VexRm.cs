using static ConformanceLab.Wasm.Codegen.X64.Vex;

namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// Vector operations with a destination and one source, which may be memory (SDM: op/en RM). The names are the mnemonics, the values
/// their rows.
/// </summary>
internal enum VexRm : uint
{
    // Integers.
    Vpabsb = P66 | M38 | 0x1C,
    Vpabsw = P66 | M38 | 0x1D,
    Vpabsd = P66 | M38 | 0x1E,

    // The lowest lanes, extended.
    Vpmovsxbw = P66 | M38 | 0x20,
    Vpmovsxbd = P66 | M38 | 0x21,
    Vpmovsxbq = P66 | M38 | 0x22,
    Vpmovsxwd = P66 | M38 | 0x23,
    Vpmovsxwq = P66 | M38 | 0x24,
    Vpmovsxdq = P66 | M38 | 0x25,
    Vpmovzxbw = P66 | M38 | 0x30,
    Vpmovzxbd = P66 | M38 | 0x31,
    Vpmovzxbq = P66 | M38 | 0x32,
    Vpmovzxwd = P66 | M38 | 0x33,
    Vpmovzxwq = P66 | M38 | 0x34,
    Vpmovzxdq = P66 | M38 | 0x35,

    // The lowest lane or lanes, repeated.
    Vpbroadcastb = P66 | M38 | 0x78,
    Vpbroadcastw = P66 | M38 | 0x79,
    Vpbroadcastd = P66 | M38 | 0x58,
    Vpbroadcastq = P66 | M38 | 0x59,
    Vbroadcastss = P66 | M38 | 0x18,
    Vmovddup     = PF2 | M0F | 0x12,
    Vmovsldup    = PF3 | M0F | 0x12,
    Vmovshdup    = PF3 | M0F | 0x16,

    // Roots and conversions. The "tt" ones truncate, the others round as MXCSR says.
    Vsqrtps    = M0F | 0x51,
    Vsqrtpd    = P66 | M0F | 0x51,
    Vcvtdq2ps  = M0F | 0x5B,
    Vcvtps2dq  = P66 | M0F | 0x5B,
    Vcvttps2dq = PF3 | M0F | 0x5B,
    Vcvtdq2pd  = PF3 | M0F | 0xE6,
    Vcvtpd2dq  = PF2 | M0F | 0xE6,
    Vcvttpd2dq = P66 | M0F | 0xE6,
    Vcvtps2pd  = M0F | 0x5A,
    Vcvtpd2ps  = P66 | M0F | 0x5A,

    // Into the flags: both operands are sources.
    Vucomiss = M0F | 0x2E,
    Vucomisd = P66 | M0F | 0x2E,
    Vptest   = P66 | M38 | 0x17,
}
