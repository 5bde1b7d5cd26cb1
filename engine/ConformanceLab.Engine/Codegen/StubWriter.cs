using System.Buffers.Binary;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>General registers, by the number that instructions encode.</summary>
internal enum StubRegister : byte
{
    Rax, Rcx, Rdx, Rbx, Rsp, Rbp, Rsi, Rdi, R8, R9, R10, R11, R12, R13, R14, R15,
}

/// <summary>Conditions of jumps, by the number that instructions encode.</summary>
internal enum StubCondition : byte
{
    Below = 2,
    AboveOrEqual = 3,
    Equal = 4,
    NotEqual = 5,
    Less = 12,
    GreaterOrEqual = 13,
    LessOrEqual = 14,
    Greater = 15,
}

/// <summary>
/// The few instructions that stubs and thunks need, as bytes. Not an assembler: always the general encoding.
/// Source: Intel SDM volume 2.
/// </summary>
internal sealed class StubWriter
{
    private readonly List<byte> _bytes = [];
    private readonly List<(int Position, int Label)> _jumps = [];
    private readonly List<(int Position, nint Target)> _farJumps = [];
    private readonly List<int> _labels = [];

    /// <summary>Bytes so far: the offset of the next instruction.</summary>
    public int Length => _bytes.Count;

    /// <summary>A place that is not known yet.</summary>
    public int NewLabel()
    {
        _labels.Add(-1);
        return _labels.Count - 1;
    }

    /// <summary>The place is here.</summary>
    public void Bind(int label) => _labels[label] = Length;

    /// <summary>Bytes as they are.</summary>
    public void Raw(params ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>mov to, from (64 bits).</summary>
    public void Move(StubRegister to, StubRegister from) => RegisterForm(0x89, from, to);

    /// <summary>mov to, imm64.</summary>
    public void MoveImmediate(StubRegister to, long value)
    {
        Raw((byte)(0x48 | ((byte)to >> 3)), (byte)(0xB8 | ((byte)to & 7)));
        for (var i = 0; i < 8; i++)
        {
            Raw((byte)(value >> (8 * i)));
        }
    }

    /// <summary>mov to, imm32, the upper half becomes 0.</summary>
    public void MoveImmediate32(StubRegister to, int value)
    {
        if ((byte)to >= 8)
        {
            Raw(0x41);
        }

        Raw((byte)(0xB8 | ((byte)to & 7)));
        Int32(value);
    }

    /// <summary>mov to, [address + displacement] (64 bits).</summary>
    public void Load(StubRegister to, StubRegister address, int displacement) => MemoryForm(0x8B, (byte)to, address, displacement);

    /// <summary>mov to, [address + displacement] (32 bits, the upper half becomes 0).</summary>
    public void Load32(StubRegister to, StubRegister address, int displacement) =>
        MemoryForm(0x8B, (byte)to, address, displacement, is64: false);

    /// <summary>mov [address + displacement], from (64 bits).</summary>
    public void Store(StubRegister address, int displacement, StubRegister from) =>
        MemoryForm(0x89, (byte)from, address, displacement);

    /// <summary>mov [address + displacement], from (32 bits).</summary>
    public void Store32(StubRegister address, int displacement, StubRegister from) =>
        MemoryForm(0x89, (byte)from, address, displacement, is64: false);

    /// <summary>mov qword [address + displacement], imm32 (sign-extended).</summary>
    public void StoreImmediate(StubRegister address, int displacement, int value)
    {
        MemoryForm(0xC7, 0, address, displacement);
        Int32(value);
    }

    /// <summary>mov dword [address + displacement], imm32.</summary>
    public void StoreImmediate32(StubRegister address, int displacement, int value)
    {
        MemoryForm(0xC7, 0, address, displacement, is64: false);
        Int32(value);
    }

    /// <summary>lea to, [address + displacement].</summary>
    public void LoadAddress(StubRegister to, StubRegister address, int displacement) =>
        MemoryForm(0x8D, (byte)to, address, displacement);

    /// <summary>add to, from (64 bits).</summary>
    public void Add(StubRegister to, StubRegister from) => RegisterForm(0x01, from, to);

    /// <summary>sub to, from (64 bits).</summary>
    public void Subtract(StubRegister to, StubRegister from) => RegisterForm(0x29, from, to);

    /// <summary>add to, imm32.</summary>
    public void AddImmediate(StubRegister to, int value) => ImmediateForm(0, to, value);

    /// <summary>and to, imm32 (sign-extended).</summary>
    public void AndImmediate(StubRegister to, int value) => ImmediateForm(4, to, value);

    /// <summary>sub to, imm32.</summary>
    public void SubtractImmediate(StubRegister to, int value) => ImmediateForm(5, to, value);

    /// <summary>cmp left, imm32 (sign-extended).</summary>
    public void CompareImmediate(StubRegister left, int value) => ImmediateForm(7, left, value);

    /// <summary>cmp left, right (64 bits).</summary>
    public void Compare(StubRegister left, StubRegister right) => RegisterForm(0x39, right, left);

    /// <summary>cmp left, [address + displacement] (64 bits).</summary>
    public void CompareMemory(StubRegister left, StubRegister address, int displacement) =>
        MemoryForm(0x3B, (byte)left, address, displacement);

    /// <summary>cmp dword [address + displacement], imm32.</summary>
    public void CompareMemoryImmediate32(StubRegister address, int displacement, int value)
    {
        MemoryForm(0x81, 7, address, displacement, is64: false);
        Int32(value);
    }

    /// <summary>test eax, eax.</summary>
    public void TestEax() => Raw(0x85, 0xC0);

    /// <summary>cmp eax, value.</summary>
    public void CompareEax(sbyte value) => Raw(0x83, 0xF8, (byte)value);

    /// <summary>xor eax, eax.</summary>
    public void ClearEax() => Raw(0x31, 0xC0);

    /// <summary>push register.</summary>
    public void Push(StubRegister register)
    {
        if ((byte)register >= 8)
        {
            Raw(0x41);
        }

        Raw((byte)(0x50 | ((byte)register & 7)));
    }

    /// <summary>pop register.</summary>
    public void Pop(StubRegister register)
    {
        if ((byte)register >= 8)
        {
            Raw(0x41);
        }

        Raw((byte)(0x58 | ((byte)register & 7)));
    }

    /// <summary>call register.</summary>
    public void CallRegister(StubRegister register) => RegisterForm(0xFF, (StubRegister)2, register);

    /// <summary>jmp register.</summary>
    public void JumpRegister(StubRegister register) => RegisterForm(0xFF, (StubRegister)4, register);

    /// <summary>call [address + displacement].</summary>
    public void CallMemory(StubRegister address, int displacement) => MemoryForm(0xFF, 2, address, displacement);

    /// <summary>jmp [address + displacement].</summary>
    public void JumpMemory(StubRegister address, int displacement) => MemoryForm(0xFF, 4, address, displacement);

    /// <summary>jmp to a label.</summary>
    public void Jump(int label)
    {
        Raw(0xE9);
        _jumps.Add((Length, label));
        Int32(0);
    }

    /// <summary>Conditional jump to a label.</summary>
    public void JumpIf(StubCondition condition, int label)
    {
        Raw(0x0F, (byte)(0x80 | (byte)condition));
        _jumps.Add((Length, label));
        Int32(0);
    }

    /// <summary>jmp to an address in code space.</summary>
    public void JumpTo(nint target)
    {
        Raw(0xE9);
        _farJumps.Add((Length, target));
        Int32(0);
    }

    /// <summary>Conditional jump to an address in code space.</summary>
    public void JumpIf(StubCondition condition, nint target)
    {
        Raw(0x0F, (byte)(0x80 | (byte)condition));
        _farJumps.Add((Length, target));
        Int32(0);
    }

    /// <summary>jmp or call through a cell in code space: [rip + displacement].</summary>
    public void CallCell(nint cell)
    {
        Raw(0xFF, 0x15);
        _farJumps.Add((Length, cell));
        Int32(0);
    }

    /// <summary>ret, popping so many bytes of arguments.</summary>
    public void Return(int argumentBytes = 0)
    {
        if (argumentBytes == 0)
        {
            Raw(0xC3);
        }
        else
        {
            Raw(0xC2, (byte)argumentBytes, (byte)(checked((ushort)argumentBytes) >> 8));
        }
    }

    /// <summary>leave.</summary>
    public void Leave() => Raw(0xC9);

    /// <summary>int3: what nobody executes.</summary>
    public void Breakpoint() => Raw(0xCC);

    /// <summary>syscall.</summary>
    public void SystemCall() => Raw(0x0F, 0x05);

    /// <summary>vzeroupper: what follows may be legacy SSE code.</summary>
    public void ClearUpperVectors() => Raw(0xC5, 0xF8, 0x77);

    /// <summary>vmovss, vmovsd or vmovups xmm, [address + displacement].</summary>
    public void LoadVector(VectorMove move, byte to, StubRegister address, int displacement) =>
        VectorForm(move, 0x10, to, address, displacement);

    /// <summary>vmovss, vmovsd or vmovups [address + displacement], xmm.</summary>
    public void StoreVector(VectorMove move, StubRegister address, int displacement, byte from) =>
        VectorForm(move, 0x11, from, address, displacement);

    /// <summary>The bytes as they must stand at an address.</summary>
    public byte[] Finish(nint address)
    {
        var bytes = _bytes.ToArray();
        foreach (var (position, label) in _jumps)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), checked(_labels[label] - (position + 4)));
        }

        foreach (var (position, target) in _farJumps)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(position), checked((int)(target - (address + position + 4))));
        }

        return bytes;
    }

    /// <summary>Puts the code into a block; null if the block is full.</summary>
    public CompiledCode? TryPlace(CodeBlock block, TrapSites? trapSites = null, object? description = null)
    {
        var code = block.TryReserve(Length, description);
        if (code is not null)
        {
            Finish(code.Address).CopyTo(code.Writable);
            code.Complete(trapSites ?? TrapSites.Empty);
        }

        return code;
    }

    private void Int32(int value) => Raw((byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24));

    // REX.W opcode /r with two registers.
    private void RegisterForm(byte opcode, StubRegister register, StubRegister operand) =>
        Raw(
            (byte)(0x48 | ((byte)register >> 3 << 2) | ((byte)operand >> 3)),
            opcode,
            (byte)(0xC0 | (((byte)register & 7) << 3) | ((byte)operand & 7)));

    // REX.W 81 /n imm32.
    private void ImmediateForm(byte extension, StubRegister operand, int value)
    {
        RegisterForm(0x81, (StubRegister)extension, operand);
        Int32(value);
    }

    // REX opcode /r with a register and a memory operand.
    private void MemoryForm(byte opcode, byte register, StubRegister address, int displacement, bool is64 = true)
    {
        Raw((byte)((is64 ? 0x48 : 0x40) | (register >> 3 << 2) | ((byte)address >> 3)), opcode);
        Operand(register, address, displacement);
    }

    // VEX.128.pp.0F.WIG opcode /r, in the three-byte form.
    private void VectorForm(VectorMove move, byte opcode, byte register, StubRegister address, int displacement)
    {
        var notR = register >= 8 ? 0 : 0x80;
        var notB = (byte)address >= 8 ? 0 : 0x20;
        Raw(0xC4, (byte)(notR | 0x40 | notB | 1), (byte)(0x78 | (byte)move), opcode);
        Operand(register, address, displacement);
    }

    private void Operand(byte register, StubRegister address, int displacement)
    {
        var isShort = (sbyte)displacement == displacement;
        Raw((byte)((isShort ? 0x40 : 0x80) | ((register & 7) << 3) | ((byte)address & 7)));
        if (((byte)address & 7) == 4)
        {
            Raw(0x24); // rsp and r12 as a base need a SIB byte
        }

        if (isShort)
        {
            Raw((byte)displacement);
        }
        else
        {
            Int32(displacement);
        }
    }
}

/// <summary>Moves between vector registers and memory, by the prefix that they encode.</summary>
internal enum VectorMove : byte
{
    /// <summary>16 bytes, unaligned.</summary>
    V128 = 0,

    /// <summary>4 bytes.</summary>
    F32 = 2,

    /// <summary>8 bytes.</summary>
    F64 = 3,
}
