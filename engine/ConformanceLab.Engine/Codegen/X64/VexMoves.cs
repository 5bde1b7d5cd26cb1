using static ConformanceLab.Wasm.Codegen.X64.Vex;

namespace ConformanceLab.Wasm.Codegen.X64;

// Families that move between vector registers, memory and general-purpose registers. The names are the mnemonics, the values their rows.

/// <summary>Whole vectors; the family's byte is the opcode of the store.</summary>
internal enum VexMove : uint
{
    Vmovups = M0F | 0x10 | 0x11u << OwnShift,
    Vmovupd = P66 | M0F | 0x10 | 0x11u << OwnShift,
    Vmovaps = M0F | 0x28 | 0x29u << OwnShift,
    Vmovapd = P66 | M0F | 0x28 | 0x29u << OwnShift,
    Vmovdqu = PF3 | M0F | 0x6F | 0x7Fu << OwnShift,
    Vmovdqa = P66 | M0F | 0x6F | 0x7Fu << OwnShift,
}

/// <summary>The lowest lane: loads clear the rest, moves between registers take it from the first source.</summary>
internal enum VexScalarMove : uint
{
    Vmovss = PF3 | M0F | 0x10,
    Vmovsd = PF2 | M0F | 0x10,
}

/// <summary>A lane from a general-purpose register or memory; the rest from the first source.</summary>
internal enum VexInsert : uint
{
    Vpinsrb = P66 | M3A | 0x20,
    Vpinsrw = P66 | M0F | 0xC4,
    Vpinsrd = P66 | M3A | 0x22,
    Vpinsrq = P66 | M3A | W1 | 0x22,
}

/// <summary>A lane to a general-purpose register, zero-extended, or to memory.</summary>
internal enum VexExtract : uint
{
    Vpextrb    = P66 | M3A | 0x14,
    Vpextrw    = P66 | M3A | 0x15,
    Vpextrd    = P66 | M3A | 0x16,
    Vpextrq    = P66 | M3A | W1 | 0x16,
    Vextractps = P66 | M3A | 0x17,
}

/// <summary>The top bits of all lanes to a general-purpose register.</summary>
internal enum VexMoveMask : uint
{
    Vpmovmskb = P66 | M0F | 0xD7,
    Vmovmskps = M0F | 0x50,
    Vmovmskpd = P66 | M0F | 0x50,
}

/// <summary>A signed integer of 32 or 64 bits to floating point; the rest from the first source.</summary>
internal enum VexFromInteger : uint
{
    Vcvtsi2ss = PF3 | M0F | 0x2A,
    Vcvtsi2sd = PF2 | M0F | 0x2A,
}

/// <summary>
/// Floating point to a signed integer of 32 or 64 bits; the smallest of those where it does not fit. The "tt" ones truncate.
/// </summary>
internal enum VexToInteger : uint
{
    Vcvttss2si = PF3 | M0F | 0x2C,
    Vcvttsd2si = PF2 | M0F | 0x2C,
    Vcvtss2si  = PF3 | M0F | 0x2D,
    Vcvtsd2si  = PF2 | M0F | 0x2D,
}
