namespace ConformanceLab.Wasm.Codegen.X64;

// Control flow, and what only takes up room.
internal sealed unsafe partial class Assembler
{
    // SDM volume 2B, NOP, "Recommended Multi-Byte Sequence of NOP Instruction": one row of nine bytes for each length.
    private static ReadOnlySpan<byte> NopSequences =>
    [
        0x90, 0, 0, 0, 0, 0, 0, 0, 0,
        0x66, 0x90, 0, 0, 0, 0, 0, 0, 0,
        0x0F, 0x1F, 0x00, 0, 0, 0, 0, 0, 0,
        0x0F, 0x1F, 0x40, 0x00, 0, 0, 0, 0, 0,
        0x0F, 0x1F, 0x44, 0x00, 0x00, 0, 0, 0, 0,
        0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00, 0, 0, 0,
        0x0F, 0x1F, 0x80, 0x00, 0x00, 0x00, 0x00, 0, 0,
        0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00, 0,
        0x66, 0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00,
    ];

    private const int LongestNop = 9;

    /// <summary><c>jmp</c>; two bytes if the label is bound and near, else five.</summary>
    public void Jmp(Label target)
    {
        var p = Reserve();
        if (TryWriteShort(p, 0xEB, target, saved: 3)) return;
        *p = 0xE9;
        Refer32(p + 1, target, 0);
        _next = p + 5;
    }

    /// <summary><c>jmp</c> in two bytes. <see cref="Finish"/> throws if the label turns out to be more than 127 bytes away.</summary>
    public void JmpShort(Label target)
    {
        if (!_countsBlocks)
        {
            WriteShort(0xEB, target);
            return;
        }

        TakeForShort(target, saved: 3);
        Jmp(target);
    }

    /// <summary><c>jmp</c> to the address in a register.</summary>
    public void Jmp(Register target) => Encode(0xFF, 4, (int)target);

    /// <summary><c>jmp</c> to the address in memory.</summary>
    public void Jmp(MemoryOperand target) => Encode(0xFF, 4, target);

    /// <summary>Conditional jump; two bytes if the label is bound and near, else six.</summary>
    public void Jcc(Condition condition, Label target)
    {
        var p = Reserve();
        if (!TryWriteShort(p, 0x70 | (int)condition, target, saved: 4))
        {
            *p = 0x0F;
            p[1] = (byte)(0x80 | (int)condition);
            Refer32(p + 2, target, 0);
            _next = p + 6;
        }

        if (_countsBlocks) BeginBlock();
    }

    /// <summary>Conditional jump in two bytes. <see cref="Finish"/> throws if the label turns out to be more than 127 bytes away.</summary>
    public void JccShort(Condition condition, Label target)
    {
        if (!_countsBlocks)
        {
            WriteShort(0x70 | (int)condition, target);
            return;
        }

        TakeForShort(target, saved: 4);
        Jcc(condition, target);
    }

    /// <summary><c>call</c> of a label.</summary>
    public void Call(Label target)
    {
        var p = Reserve();
        *p = 0xE8;
        Refer32(p + 1, target, 0);
        _next = p + 5;
        if (_countsBlocks) BeginBlock();
    }

    /// <summary><c>call</c> of the address in a register.</summary>
    public void Call(Register target)
    {
        Encode(0xFF, 2, (int)target);
        if (_countsBlocks) BeginBlock();
    }

    /// <summary><c>call</c> of the address in memory.</summary>
    public void Call(MemoryOperand target)
    {
        Encode(0xFF, 2, target);
        if (_countsBlocks) BeginBlock();
    }

    /// <summary><c>ret</c>.</summary>
    public void Ret() => Encode(0xC3);

    /// <summary><c>ret</c> that pops bytes of arguments.</summary>
    public void Ret(ushort bytes)
    {
        Encode(0xC2);
        Append16(bytes);
    }

    /// <summary><c>leave</c>: rsp from rbp, then pop rbp.</summary>
    public void Leave() => Encode(0xC9);

    /// <summary><c>ud2</c>: an illegal instruction.</summary>
    public void Ud2() => Encode(0x0B | OpcodeRow.Map0F);

    /// <summary><c>int3</c>: a breakpoint.</summary>
    public void Int3() => Encode(Int3Opcode);

    /// <summary><c>hlt</c>: a privileged instruction, in user mode a fault.</summary>
    public void Hlt() => Encode(0xF4);

    /// <summary>As few <c>nop</c>s as fill that many bytes.</summary>
    public void Nop(int bytes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        while (bytes > 0)
        {
            var length = Math.Min(bytes, LongestNop);
            var p = Reserve();
            NopSequences.Slice((length - 1) * LongestNop, length).CopyTo(new Span<byte>(p, length));
            _next = p + length;
            bytes -= length;
        }
    }

    /// <summary>
    /// <c>nop</c>s up to a multiple of <paramref name="alignment"/>, a power of two of at most <see cref="CodeAlignment"/>.
    /// </summary>
    public void Align(int alignment)
    {
        if (!int.IsPow2(alignment) || alignment > CodeAlignment)
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "Not a power of two that code is aligned to.");
        Nop(-(Stagger + UncountedOffset) & (alignment - 1));
    }

    /// <param name="p">Where it goes.</param>
    /// <param name="opcode">Of the short form.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="saved">Bytes that the short form is shorter.</param>
    private bool TryWriteShort(byte* p, int opcode, Label target, int saved)
    {
        var offset = OffsetOrUnbound(target);
        if (offset == Unbound) return false;
        var distance = offset - ((int)(p - _start) + 2);
        if ((sbyte)distance != distance)
        {
            if (_countsBlocks) NoteLong(target, distance, saved);
            return false;
        }

        *p = (byte)opcode;
        p[1] = (byte)distance;
        _next = p + 2;
        return true;
    }

    private void WriteShort(int opcode, Label target)
    {
        var p = Reserve();
        OffsetOrUnbound(target);
        AddReference(new Reference(Offset + 1, target.Number, IsByte: true));
        *p = (byte)opcode;
        _next = p + 2;
    }
}
