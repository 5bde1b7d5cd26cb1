using System.Reflection;
using Iced.Intel;
using Xunit;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

public sealed class AssemblerTests
{
    [Fact]
    public void NopsFillEveryLengthWithAsFewAsPossible()
    {
        var assembler = new X64.Assembler();
        for (var length = 0; length <= 64; length++)
        {
            assembler.Reset();
            assembler.Nop(length);
            var code = assembler.Finish();
            Assert.Equal(length, code.Length);
            var count = 0;
            for (var offset = 0; offset < length; count++)
            {
                var instruction = Disassembly.At(code, offset);
                Assert.Equal(Mnemonic.Nop, instruction.Mnemonic);
                offset += instruction.Length;
            }

            Assert.Equal((length + 8) / 9, count);
        }

        assembler.Reset();
        Assert.Throws<ArgumentOutOfRangeException>(() => assembler.Nop(-1));
    }

    [Fact]
    public void AlignmentIsOfTheOffset()
    {
        var assembler = new X64.Assembler();
        foreach (var alignment in (int[])[1, 2, 4, 8, 16, 32])
        {
            for (var before = 0; before < 40; before++)
            {
                assembler.Reset();
                assembler.Nop(before);
                assembler.Align(alignment);
                Assert.Equal((before + alignment - 1) / alignment * alignment, assembler.Offset);
            }
        }

        foreach (var wrong in (int[])[0, -4, 3, 64])
            Assert.Throws<ArgumentOutOfRangeException>(() => assembler.Align(wrong));
    }

    [Fact]
    public void GrowthKeepsTheCode()
    {
        var small = Program(new X64.Assembler(0));
        var large = Program(new X64.Assembler(1 << 20));
        Assert.True(small.Length > 100_000);
        Assert.Equal(large, small);

        static byte[] Program(X64.Assembler assembler)
        {
            var end = assembler.NewLabel();
            for (var i = 0; i < 10_000; i++)
            {
                assembler.Mov((X64.Register)(i % 16), i * 0x1_2345_6789L);
                assembler.Jcc((X64.Condition)(i % 16), end);
                assembler.Emit(X64.VexRvm.Vaddsd, X64.VectorRegister.Xmm1, X64.VectorRegister.Xmm2, assembler.Constant((ulong)i));
            }

            assembler.Bind(end);
            return assembler.Finish().ToArray();
        }
    }

    [Fact]
    public void ImmediatesCanBeReplaced()
    {
        var assembler = new X64.Assembler();
        assembler.Emit(X64.ArithmeticOperation.Sub, X64.OperandSize.Qword, X64.Register.Rsp, int.MaxValue);
        var field = assembler.Offset - 4;
        assembler.Ret();
        assembler.Patch32(field, 64);
        Assert.Throws<ArgumentOutOfRangeException>(() => assembler.Patch32(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => assembler.Patch32(field + 2, 0));
        var code = assembler.Finish();
        Assert.Equal("sub rsp,40h", Disassembly.At(code, 0).ToString());
        Assert.Equal(Mnemonic.Ret, Disassembly.At(code, 7).Mnemonic);
    }

    [Fact]
    public void FinishedCodeCannotBeContinued()
    {
        var assembler = new X64.Assembler();
        assembler.Ret();
        assembler.Finish();
        Assert.Throws<InvalidOperationException>(assembler.Ret);
        Assert.Throws<InvalidOperationException>(() => assembler.Nop(1));
        Assert.Throws<InvalidOperationException>(() => { assembler.BindNew(); });
        Assert.Throws<InvalidOperationException>(() => { assembler.Finish(); });
        assembler.Reset();
        assembler.Ret();
        Assert.Equal(1, assembler.Offset);
    }

    [Fact]
    public void NothingIsAllocatedInSteadyState()
    {
        var assembler = new X64.Assembler();
        Write();
        Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Write()
        {
            assembler.Reset();
            var label = assembler.NewLabel();
            for (var i = 0; i < 200; i++)
            {
                assembler.Emit(X64.ArithmeticOperation.Add, X64.OperandSize.Dword, X64.Register.Rax, i);
                assembler.Emit(X64.VexRvm.Vmulsd, X64.VectorRegister.Xmm1, X64.VectorRegister.Xmm1, assembler.Constant((ulong)i));
                assembler.Jcc(X64.Condition.Equal, label);
            }

            assembler.NewJumpTable([label, label]);
            assembler.Bind(label);
            assembler.Finish();
        }
    }

    [Fact]
    public void MemoryOperandsRefuseWhatCannotBeEncoded()
    {
        Assert.Throws<ArgumentException>(() => new X64.MemoryOperand(X64.Register.Rax, X64.Register.Rsp));
        Assert.Throws<ArgumentException>(() => new X64.MemoryOperand(X64.Register.Rax, X64.Register.Rcx, 3));
        Assert.Throws<ArgumentException>(() => X64.MemoryOperand.Scaled(X64.Register.Rsp, 2));
        Assert.Throws<OverflowException>(() => new X64.MemoryOperand(X64.Register.Rax, int.MaxValue).Plus(1));
        Assert.Throws<InvalidOperationException>(() => X64.MemoryOperand.Relative(EncodingCases.Label).Plus(8));
    }

    [Fact]
    public void DisplacedMemoryOperandsKeepTheirRegisters()
    {
        var assembler = new X64.Assembler();
        assembler.Mov(X64.OperandSize.Dword, X64.Register.Rax, new X64.MemoryOperand(X64.Register.R9, X64.Register.R10, 4, 8).Plus(-4));
        Assert.Equal("mov eax,[r9+r10*4+4]", Disassembly.At(assembler.Finish(), 0).ToString());
    }

    [Fact]
    public void ConditionsAreNegatedAndSwapped()
    {
        foreach (var condition in Enum.GetValues<X64.Condition>())
        {
            var negated = X64.ConditionExtensions.Negate(condition);
            Assert.NotEqual(condition, negated);
            Assert.Equal(condition, X64.ConditionExtensions.Negate(negated));
        }

        Assert.Equal(X64.Condition.GreaterOrEqual, X64.ConditionExtensions.Negate(X64.Condition.Less));
        Assert.Equal(X64.Condition.BelowOrEqual, X64.ConditionExtensions.Negate(X64.Condition.Above));
        Assert.Equal(X64.Condition.Above, X64.ConditionExtensions.SwapOperands(X64.Condition.Below));
        Assert.Equal(X64.Condition.GreaterOrEqual, X64.ConditionExtensions.SwapOperands(X64.Condition.LessOrEqual));
        Assert.Equal(X64.Condition.Equal, X64.ConditionExtensions.SwapOperands(X64.Condition.Equal));
        Assert.Throws<ArgumentOutOfRangeException>(() => X64.ConditionExtensions.SwapOperands(X64.Condition.Parity));
    }

    [Fact]
    public void NoTwoRowsOfAFamilyAreTheSame()
    {
        foreach (var type in typeof(X64.Assembler).Assembly.GetTypes())
        {
            if (!type.IsEnum || type.Namespace != typeof(X64.Assembler).Namespace) continue;
            var values = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetRawConstantValue()).ToArray();
            Assert.Equal(values.Length, values.Distinct().Count());
        }
    }
}
