using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using Xunit;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

public sealed class PoolTests
{
    private readonly X64.Assembler _assembler = new(64);

    [Fact]
    public void ConstantsAreThereOnceAndAligned()
    {
        var vector = Vector128.Create(0x0123456789ABCDEFUL, 0xFEDCBA9876543210UL).AsByte();
        var loads = new List<(int Offset, int Bytes, ulong Low)>();
        for (var round = 0; round < 2; round++)
        {
            Load(X64.VexScalarMove.Vmovss, _assembler.Constant(0x3F800000U), 4, 0x3F800000U);
            // The same bits in eight bytes are another constant.
            Load(X64.VexScalarMove.Vmovsd, _assembler.Constant(0x3F800000UL), 8, 0x3F800000U);
            loads.Add((_assembler.Offset, 16, 0x0123456789ABCDEFUL));
            _assembler.Emit(X64.VexMove.Vmovaps, X64.VectorRegister.Xmm3, _assembler.Constant(vector));
        }

        var codeLength = _assembler.Offset;
        var code = _assembler.Finish();
        Assert.Equal((codeLength + 15) / 16 * 16 + 16 + 8 + 4, code.Length);
        var addresses = new HashSet<ulong>();
        foreach (var (offset, bytes, low) in loads)
        {
            var address = Disassembly.At(code, offset).IPRelativeMemoryAddress;
            addresses.Add(address);
            Assert.Equal(0UL, address % (ulong)bytes);
            var data = code[(int)address..];
            Assert.Equal(low, bytes == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt64LittleEndian(data));
            if (bytes == 16) Assert.Equal(0xFEDCBA9876543210UL, BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
        }

        Assert.Equal(3, addresses.Count);
        Assert.True(code[codeLength..(int)addresses.Min()].IndexOfAnyExcept((byte)0xCC) < 0);

        void Load(X64.VexScalarMove move, X64.MemoryOperand constant, int bytes, ulong value)
        {
            loads.Add((_assembler.Offset, bytes, value));
            _assembler.Emit(move, X64.VectorRegister.Xmm1, constant);
        }
    }

    // What code is aligned to are addresses, not offsets.
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(28)]
    public void WhereCodeBeginsCountsForWhatIsAligned(int stagger)
    {
        _assembler.Reset(stagger: stagger);
        _assembler.Ret();
        _assembler.Align(16);
        Assert.Equal(0, (stagger + _assembler.Offset) % 16);
        _assembler.Emit(X64.VexMove.Vmovaps, X64.VectorRegister.Xmm3, _assembler.Constant(Vector128.Create((byte)1)));
        var load = _assembler.Offset - 8;
        var code = _assembler.Finish();
        Assert.Equal(0UL, ((ulong)stagger + Disassembly.At(code, load).IPRelativeMemoryAddress) % 16);
    }

    [Fact]
    public void ConstantsAreReachedAcrossAnImmediate()
    {
        var vector = Vector128.Create((byte)1);
        _assembler.Emit(X64.VexRmi.Vpshufd, X64.VectorRegister.Xmm9, _assembler.Constant(vector), 0x1B);
        var code = _assembler.Finish();
        Assert.Equal(16UL, Disassembly.At(code, 0).IPRelativeMemoryAddress);
        Assert.Equal(32, code.Length);
    }

    [Fact]
    public void ResetForgetsConstants()
    {
        _assembler.Emit(X64.VexRm.Vsqrtps, X64.VectorRegister.Xmm0, _assembler.Constant(Vector128<byte>.Zero));
        _assembler.Finish();
        _assembler.Reset();
        _assembler.Ret();
        Assert.Equal([0xC3], _assembler.Finish().ToArray());
    }

    [Fact]
    public void EntriesOfJumpTablesAreOffsetsFromTheTable()
    {
        var backward = _assembler.BindNew();
        var forward = _assembler.NewLabel();
        X64.Label[] targets = [backward, forward, forward, backward];
        var table = _assembler.NewJumpTable(targets);
        var second = _assembler.NewJumpTable([forward]);
        var load = _assembler.Offset;
        _assembler.Lea(X64.OperandSize.Qword, X64.Register.Rdx, X64.MemoryOperand.Relative(table));
        _assembler.Lea(X64.OperandSize.Qword, X64.Register.Rdx, X64.MemoryOperand.Relative(second));
        _assembler.Nop(1000);
        _assembler.Bind(forward);
        _assembler.Ret();
        var code = _assembler.Finish();
        var address = (int)Disassembly.At(code, load).IPRelativeMemoryAddress;
        Assert.Equal(_assembler.OffsetOf(table), address);
        Assert.Equal(0, address % 4);
        for (var i = 0; i < targets.Length; i++)
        {
            var entry = BinaryPrimitives.ReadInt32LittleEndian(code[(address + i * 4)..]);
            Assert.Equal(_assembler.OffsetOf(targets[i]), address + entry);
        }

        var secondAddress = _assembler.OffsetOf(second);
        Assert.Equal(address + 16, secondAddress);
        Assert.Equal(_assembler.OffsetOf(forward), secondAddress + BinaryPrimitives.ReadInt32LittleEndian(code[secondAddress..]));
        Assert.Equal(secondAddress + 4, code.Length);
    }

    [Fact]
    public void TargetsOfJumpTablesMustBeBound()
    {
        _assembler.NewJumpTable([_assembler.NewLabel()]);
        Assert.Throws<InvalidOperationException>(() => { _assembler.Finish(); });
    }

    [Fact]
    public void BigJumpTablesGrowTheBuffer()
    {
        var label = _assembler.BindNew();
        var targets = new X64.Label[10_000];
        Array.Fill(targets, label);
        var table = _assembler.NewJumpTable(targets);
        _assembler.Ret();
        var code = _assembler.Finish();
        Assert.Equal(40_004, code.Length);
        for (var i = 0; i < targets.Length; i++)
            Assert.Equal(-4, BinaryPrimitives.ReadInt32LittleEndian(code[(4 + i * 4)..]));
        Assert.Equal(4, _assembler.OffsetOf(table));
    }
}
