using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Codegen.X64;

// How instructions become bytes (SDM volume 2, chapter 2). Everything else in this class chooses opcodes and operands only.
//
//   [lock] [66] [F3] [REX] [0F] opcode   ModR/M [SIB] [disp8|disp32] [immediate]
//   VEX: C5 RvvvvLpp        or  C4 RXBmmmmm WvvvvLpp        (R, X, B and vvvv inverted)
internal sealed unsafe partial class Assembler
{
    private const int RexMarker = 0x40;

    // spl, bpl, sil and dil exist under a REX prefix only; without one, the same numbers mean ah, ch, dh and bh.
    private static int ByteRex(OperandSize size, Register register) =>
        size == OperandSize.Byte && register >= Register.Rsp ? RexMarker : 0;

    // Whether there is a REX prefix, and a second opcode byte, processors could not guess: both are written, and overwritten where there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* WriteOpcode(byte* p, uint opcode, int rex)
    {
        if ((opcode & (OpcodeRow.Lock | OpcodeRow.Prefix66 | OpcodeRow.PrefixF3)) != 0) p = WriteLegacyPrefixes(p, opcode);
        rex |= (int)((opcode & OpcodeRow.W) / (OpcodeRow.W / 8));
        *p = (byte)(RexMarker | rex);
        p += rex != 0 ? 1 : 0;
        *p = 0x0F;
        p += (opcode & OpcodeRow.Map0F) / OpcodeRow.Map0F;
        *p = (byte)opcode;
        return p + 1;
    }

    private static byte* WriteLegacyPrefixes(byte* p, uint opcode)
    {
        if ((opcode & OpcodeRow.Lock) != 0) *p++ = 0xF0;
        if ((opcode & OpcodeRow.Prefix66) != 0) *p++ = 0x66;
        if ((opcode & OpcodeRow.PrefixF3) != 0) *p++ = 0xF3;
        return p;
    }

    /// <summary>An instruction without operands in ModR/M.</summary>
    private void Encode(uint opcode) => _next = WriteOpcode(Reserve(), opcode, 0);

    /// <summary>An instruction whose register stands in the low bits of the opcode.</summary>
    private void EncodeShort(uint opcode, Register register) =>
        _next = WriteOpcode(Reserve(), opcode | (uint)register & 7, (int)register >> 3);

    /// <summary>ModR/M with two registers, or a register and an opcode extension in <paramref name="reg"/>.</summary>
    private void Encode(uint opcode, int reg, int rm, int rex = 0)
    {
        var p = WriteOpcode(Reserve(), opcode, rex | (reg & 8) >> 1 | rm >> 3);
        *p = (byte)(0xC0 | (reg & 7) << 3 | rm & 7);
        _next = p + 1;
    }

    /// <summary>ModR/M with a register (or opcode extension) and memory.</summary>
    /// <param name="opcode">See <see cref="OpcodeRow"/>.</param>
    /// <param name="reg">Register or extension.</param>
    /// <param name="rm">Memory.</param>
    /// <param name="rex">Bits to add to REX.</param>
    /// <param name="immediateBytes">Bytes that the caller will write after it: rip points behind them.</param>
    private void Encode(uint opcode, int reg, MemoryOperand rm, int rex = 0, int immediateBytes = 0)
    {
        var p = WriteOpcode(Reserve(), opcode, rex | (reg & 8) >> 1 | rm.RexXB);
        _next = WriteMemory(p, reg, rm, immediateBytes);
    }

    private byte* WriteMemory(byte* p, int reg, MemoryOperand rm, int immediateBytes)
    {
        var regField = (reg & 7) << 3;
        if (!rm.HasBase) return WriteMemoryWithoutBase(p, regField, rm, immediateBytes);
        var displacement = rm.Displacement;
        var displacementBytes = 0;
        // mod 0 with rbp or r13 would mean something else, so they always have a displacement.
        if (displacement != 0 || rm.BaseField == (int)Register.Rbp) displacementBytes = (sbyte)displacement == displacement ? 1 : 4;
        var mod = displacementBytes == 4 ? 0x80 : displacementBytes << 6;
        if (rm.NeedsNoSib)
        {
            *p++ = (byte)(mod | regField | rm.BaseField);
        }
        else
        {
            *p++ = (byte)(mod | regField | 4);
            *p++ = (byte)(rm.ScaleAndIndex | rm.BaseField);
        }

        *(int*)p = displacement;
        return p + displacementBytes;
    }

    private byte* WriteMemoryWithoutBase(byte* p, int regField, MemoryOperand rm, int immediateBytes)
    {
        if (rm.IsRelative)
        {
            *p++ = (byte)(regField | 5);
            Refer32(p, rm.Label, -immediateBytes);
            return p + 4;
        }

        *p++ = (byte)(regField | 4);
        *p++ = (byte)(rm.ScaleAndIndex | 5);
        *(int*)p = rm.Displacement;
        return p + 4;
    }

    /// <summary>VEX with registers only.</summary>
    private void EncodeVex(uint row, int reg, int vvvv, int rm) => _next = WriteVex(row, reg, vvvv, rm);

    /// <summary>VEX with registers and an immediate byte behind.</summary>
    private void EncodeVex(uint row, int reg, int vvvv, int rm, byte immediate)
    {
        var p = WriteVex(row, reg, vvvv, rm);
        *p = immediate;
        _next = p + 1;
    }

    /// <summary>VEX with memory.</summary>
    private void EncodeVex(uint row, int reg, int vvvv, MemoryOperand rm)
    {
        var p = WriteVexPrefix(Reserve(), row, reg, vvvv, rm.RexXB);
        _next = WriteMemory(p, reg, rm, 0);
    }

    /// <summary>VEX with memory and an immediate byte behind.</summary>
    private void EncodeVex(uint row, int reg, int vvvv, MemoryOperand rm, byte immediate)
    {
        var p = WriteVexPrefix(Reserve(), row, reg, vvvv, rm.RexXB);
        p = WriteMemory(p, reg, rm, 1);
        *p = immediate;
        _next = p + 1;
    }

    private byte* WriteVex(uint row, int reg, int vvvv, int rm)
    {
        var p = WriteVexPrefix(Reserve(), row, reg, vvvv, rm >> 3);
        *p = (byte)(0xC0 | (reg & 7) << 3 | rm & 7);
        return p + 1;
    }

    /// <summary>The shortest prefix that can say it, and the opcode.</summary>
    private static byte* WriteVexPrefix(byte* p, uint row, int reg, int vvvv, int rexXB)
    {
        var invertedR = ~(uint)reg << 4 & 0x80;
        var last = row >> 16 & 0xFF | ~(uint)vvvv << 3 & 0x78;
        if (rexXB == 0 && (row & (Vex.MapMask | Vex.W1)) == Vex.M0F)
        {
            *(uint*)p = 0xC5 | (invertedR | last) << 8 | (row & 0xFF) << 16;
            return p + 3;
        }

        var second = invertedR | (uint)(rexXB ^ 3) << 5 | row >> 8 & 0x1F;
        *(uint*)p = 0xC4 | second << 8 | last << 16 | row << 24;
        return p + 4;
    }

    /// <summary>
    /// EVEX with registers only: vectors of 128 bits, no mask, none of the registers above 15, so that R', V' and X are always set.
    /// </summary>
    private void EncodeEvex(uint row, int reg, int vvvv, int rm) => _next = WriteEvex(row, reg, vvvv, rm);

    /// <summary>EVEX with registers and an immediate byte behind.</summary>
    private void EncodeEvex(uint row, int reg, int vvvv, int rm, byte immediate)
    {
        var p = WriteEvex(row, reg, vvvv, rm);
        *p = immediate;
        _next = p + 1;
    }

    // 62, then R X B R' 0 m m m, then W v v v v 1 p p, then z L' L b V' a a a.
    private byte* WriteEvex(uint row, int reg, int vvvv, int rm)
    {
        var p = Reserve();
        var first = (~(uint)reg << 4 & 0x80) | 0x40 | (~(uint)rm << 2 & 0x20) | 0x10 | (row >> 8 & 7);
        var second = (row >> 16 & 0x83) | (~(uint)vvvv << 3 & 0x78) | 4;
        *(uint*)p = 0x62 | first << 8 | second << 16 | 0x08u << 24;
        p[4] = (byte)row;
        p[5] = (byte)(0xC0 | (reg & 7) << 3 | rm & 7);
        return p + 6;
    }

    // The room that Reserve gave the instruction is still there.
    private void Append8(int value) => *_next++ = (byte)value;

    private void Append16(int value)
    {
        *(short*)_next = (short)value;
        _next += 2;
    }

    private void Append32(int value)
    {
        *(int*)_next = value;
        _next += 4;
    }

    private void Append64(long value)
    {
        *(long*)_next = value;
        _next += 8;
    }
}
