using Iced.Intel;
using Xunit;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

public sealed class LabelTests
{
    private readonly X64.Assembler _assembler = new(64);

    public static TheoryData<int, int> BackwardDistances => new()
    {
        // Bytes between the label and the jump, length of the jump.
        { 0, 2 }, { 1, 2 }, { 125, 2 }, { 126, 2 }, { 127, 5 }, { 1000, 5 }, { 100_000, 5 },
    };

    [Fact]
    public void WhereALabelWasBoundLastIsKnown()
    {
        Assert.Equal(-1, _assembler.LastBound);
        _assembler.Nop(3);
        var label = _assembler.NewLabel();
        Assert.Equal(-1, _assembler.LastBound);
        _assembler.Bind(label);
        _assembler.Nop(2);
        Assert.Equal(3, _assembler.LastBound);
        _assembler.BindNew();
        Assert.Equal(5, _assembler.LastBound);
        _assembler.Reset();
        Assert.Equal(-1, _assembler.LastBound);
    }

    [Theory]
    [MemberData(nameof(BackwardDistances))]
    public void BackwardJumpsAreShortWhereTheyReach(int distance, int length)
    {
        _assembler.Nop(3);
        var label = _assembler.BindNew();
        _assembler.Nop(distance);
        _assembler.Jmp(label);
        Assert.Equal(3 + distance + length, _assembler.Offset);
        var jump = DecodeAt(_assembler.Finish(), 3 + distance);
        Assert.Equal(Mnemonic.Jmp, jump.Mnemonic);
        Assert.Equal(3UL, jump.NearBranchTarget);
        Assert.Equal(length, jump.Length);
    }

    [Theory]
    [MemberData(nameof(BackwardDistances))]
    public void BackwardConditionalJumpsAreShortWhereTheyReach(int distance, int length)
    {
        var label = _assembler.BindNew();
        _assembler.Nop(distance);
        _assembler.Jcc(X64.Condition.LessOrEqual, label);
        var jump = DecodeAt(_assembler.Finish(), distance);
        Assert.Equal(Mnemonic.Jle, jump.Mnemonic);
        Assert.Equal(0UL, jump.NearBranchTarget);
        Assert.Equal(length == 2 ? 2 : 6, jump.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(70_000)]
    public void ForwardJumpsAndCallsArrive(int distance)
    {
        var label = _assembler.NewLabel();
        _assembler.Jmp(label);
        _assembler.Jcc(X64.Condition.Equal, label);
        _assembler.Call(label);
        _assembler.Lea(X64.OperandSize.Qword, X64.Register.R9, X64.MemoryOperand.Relative(label));
        _assembler.Nop(distance);
        _assembler.Bind(label);
        Assert.Equal(23 + distance, _assembler.OffsetOf(label));
        _assembler.Ret();
        var code = _assembler.Finish();
        var target = (ulong)(23 + distance);
        Assert.Equal(target, DecodeAt(code, 0).NearBranchTarget);
        Assert.Equal(target, DecodeAt(code, 5).NearBranchTarget);
        Assert.Equal(Mnemonic.Call, DecodeAt(code, 11).Mnemonic);
        Assert.Equal(target, DecodeAt(code, 11).NearBranchTarget);
        Assert.Equal(target, DecodeAt(code, 16).IPRelativeMemoryAddress);
    }

    [Fact]
    public void BackwardCallsAndAddressesArrive()
    {
        var label = _assembler.BindNew();
        _assembler.Nop(200);
        _assembler.Call(label);
        _assembler.Emit(X64.ArithmeticOperation.Cmp, X64.OperandSize.Dword, X64.MemoryOperand.Relative(label), 100_000);
        var code = _assembler.Finish();
        Assert.Equal(0UL, DecodeAt(code, 200).NearBranchTarget);
        Assert.Equal(0UL, DecodeAt(code, 205).IPRelativeMemoryAddress);
    }

    [Fact]
    public void EveryConditionHasItsJump()
    {
        string[] mnemonics = ["Jo", "Jno", "Jb", "Jae", "Je", "Jne", "Jbe", "Ja", "Js", "Jns", "Jp", "Jnp", "Jl", "Jge", "Jle", "Jg"];
        foreach (var condition in Enum.GetValues<X64.Condition>())
        {
            var expected = Enum.Parse<Mnemonic>(mnemonics[(int)condition]);
            _assembler.Reset();
            var label = _assembler.NewLabel();
            _assembler.Jcc(condition, label);
            _assembler.JccShort(condition, label);
            _assembler.Bind(label);
            _assembler.Jcc(condition, label);
            var code = _assembler.Finish();
            foreach (var offset in (int[])[0, 6, 8])
            {
                Assert.Equal(expected, DecodeAt(code, offset).Mnemonic);
                Assert.Equal(8UL, DecodeAt(code, offset).NearBranchTarget);
            }
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(127, true)]
    [InlineData(128, false)]
    public void ShortForwardJumpsReachOrThrow(int distance, bool reaches)
    {
        var label = _assembler.NewLabel();
        _assembler.JmpShort(label);
        _assembler.Nop(distance);
        _assembler.Bind(label);
        Assert.Equal(2 + distance, _assembler.Offset);
        if (!reaches)
        {
            Assert.Throws<InvalidOperationException>(() => { _assembler.Finish(); });
            return;
        }

        Assert.Equal((ulong)(2 + distance), DecodeAt(_assembler.Finish(), 0).NearBranchTarget);
    }

    [Fact]
    public void ShortBackwardJumpsReachOrThrow()
    {
        var label = _assembler.BindNew();
        _assembler.Nop(126);
        _assembler.JmpShort(label);
        Assert.Equal(0UL, DecodeAt(_assembler.Finish(), 126).NearBranchTarget);
        _assembler.Reset();
        label = _assembler.BindNew();
        _assembler.Nop(127);
        _assembler.JmpShort(label);
        Assert.Throws<InvalidOperationException>(() => { _assembler.Finish(); });
    }

    [Fact]
    public void MisuseOfLabelsThrows()
    {
        var label = _assembler.NewLabel();
        Assert.Throws<InvalidOperationException>(() => _assembler.Jmp(default(X64.Label)));
        Assert.Throws<InvalidOperationException>(() => _assembler.JmpShort(default));
        Assert.Throws<InvalidOperationException>(() => _assembler.Bind(new X64.Label(2)));
        Assert.Throws<InvalidOperationException>(() => _assembler.OffsetOf(label));
        _assembler.Bind(label);
        Assert.Throws<InvalidOperationException>(() => _assembler.Bind(label));
    }

    [Fact]
    public void LabelsThatAreUsedMustBeBound()
    {
        // One that nothing refers to does no harm.
        _assembler.NewLabel();
        _assembler.Finish();
        _assembler.Reset();
        _assembler.Jmp(_assembler.NewLabel());
        Assert.Throws<InvalidOperationException>(() => { _assembler.Finish(); });
    }

    [Fact]
    public void ManyReferencesToManyLabelsArrive()
    {
        var random = new Random(7);
        var labels = Enumerable.Range(0, 500).Select(_ => _assembler.NewLabel()).ToArray();
        var jumps = new List<(int Offset, X64.Label Target)>();
        foreach (var label in labels)
        {
            _assembler.Bind(label);
            for (var i = 0; i < 5; i++)
            {
                var target = labels[random.Next(labels.Length)];
                jumps.Add((_assembler.Offset, target));
                _assembler.Jcc(X64.Condition.Above, target);
            }
        }

        var code = _assembler.Finish();
        foreach (var (offset, target) in jumps)
            Assert.Equal((ulong)_assembler.OffsetOf(target), DecodeAt(code, offset).NearBranchTarget);
    }

    private static Instruction DecodeAt(ReadOnlySpan<byte> code, int offset) => Disassembly.At(code, offset);
}
