using static ConformanceLab.Wasm.Codegen.X64.Vex;

namespace ConformanceLab.Wasm.Codegen.X64;

// The smaller families of vector operations. The names are the mnemonics, the values their rows.

/// <summary>Destination, source that may be memory, immediate.</summary>
internal enum VexRmi : uint
{
    Vpshufd  = P66 | M0F | 0x70,
    Vpshufhw = PF3 | M0F | 0x70,
    Vpshuflw = PF2 | M0F | 0x70,
    Vroundps = P66 | M3A | 0x08,
    Vroundpd = P66 | M3A | 0x09,
}

/// <summary>Destination, source, source that may be memory, immediate.</summary>
internal enum VexRvmi : uint
{
    Vcmpss    = PF3 | M0F | 0xC2,
    Vcmpsd    = PF2 | M0F | 0xC2,
    Vcmpps    = M0F | 0xC2,
    Vcmppd    = P66 | M0F | 0xC2,
    Vshufps   = M0F | 0xC6,
    Vshufpd   = P66 | M0F | 0xC6,
    Vpalignr  = P66 | M3A | 0x0F,
    Vpblendw  = P66 | M3A | 0x0E,
    Vpblendd  = P66 | M3A | 0x02,
    Vblendps  = P66 | M3A | 0x0C,
    Vblendpd  = P66 | M3A | 0x0D,
    Vinsertps = P66 | M3A | 0x21,
    Vroundss  = P66 | M3A | 0x0A,
    Vroundsd  = P66 | M3A | 0x0B,
}

/// <summary>Destination, source, source that may be memory, mask: the second where the top bit of a lane of the mask is set.</summary>
internal enum VexRvmr : uint
{
    Vblendvps = P66 | M3A | 0x4A,
    Vblendvpd = P66 | M3A | 0x4B,
    Vpblendvb = P66 | M3A | 0x4C,
}

/// <summary>Shifts of all lanes by one count: the low 64 bits of a vector or memory, or an immediate, whose opcode (71 to 73) and
/// extension stand in the family's byte: 0111 00oo becomes oo, the extension is above.</summary>
internal enum VexShift : uint
{
    Vpsrlw = P66 | M0F | 0xD1 | 1u << OwnShift | 2u << (OwnShift + 2),
    Vpsraw = P66 | M0F | 0xE1 | 1u << OwnShift | 4u << (OwnShift + 2),
    Vpsllw = P66 | M0F | 0xF1 | 1u << OwnShift | 6u << (OwnShift + 2),
    Vpsrld = P66 | M0F | 0xD2 | 2u << OwnShift | 2u << (OwnShift + 2),
    Vpsrad = P66 | M0F | 0xE2 | 2u << OwnShift | 4u << (OwnShift + 2),
    Vpslld = P66 | M0F | 0xF2 | 2u << OwnShift | 6u << (OwnShift + 2),
    Vpsrlq = P66 | M0F | 0xD3 | 3u << OwnShift | 2u << (OwnShift + 2),
    Vpsllq = P66 | M0F | 0xF3 | 3u << OwnShift | 6u << (OwnShift + 2),
}

/// <summary>Shifts of the whole vector by bytes; the family's byte is the extension.</summary>
internal enum VexByteShift : uint
{
    Vpsrldq = P66 | M0F | 0x73 | 3u << OwnShift,
    Vpslldq = P66 | M0F | 0x73 | 7u << OwnShift,
}
