using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>
/// One instruction may move gigabytes: an interruption does not wait for its end, and pieces make no difference otherwise.
/// </summary>
public class InterruptionTests
{
    private const uint Bytes = 48 << 20;

    [Theory]
    [InlineData("(memory.fill (i32.const 0) (i32.const 1) (i32.const 50331648))")]
    [InlineData("(memory.copy $b $a (i32.const 0) (i32.const 0) (i32.const 50331648))")]
    public void BulkOperationsAreInterrupted(string instruction)
    {
        using var guest = new Guest(
            $"""
            (import "host" "interrupt" (func $interrupt))
            (memory $a (export "memory") 768) (memory $b 768)
            (func (export "f") (i32.store8 $a (i32.const 50331647) (i32.const 7)) (call $interrupt) {instruction})
            """,
            define: (linker, store) => linker.DefineFunction("host", "interrupt", store.Interrupt));
        Assert.Equal(TrapCode.Interrupted, guest.Trap("f").Code);
        Assert.Equal(7, guest.Instance.GetMemory("memory").Read<byte>(Bytes - 1));
        guest.Instance.GetMemory("memory").Write<byte>(Bytes - 1, 0);
    }

    [Theory]
    [InlineData(0, 1, Bytes - 1)]
    [InlineData(1, 0, Bytes - 1)]
    [InlineData(20 << 20, 3 << 20, 25 << 20)]
    [InlineData(3 << 20, 20 << 20, 25 << 20)]
    [InlineData(0, 0, Bytes)]
    public void LongCopiesOfOverlappingRangesAreRight(uint to, uint from, uint count)
    {
        using var guest = new Guest(
            """
            (memory (export "memory") 768)
            (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
            """);
        var memory = guest.Instance.GetMemory("memory");
        var expected = new byte[Bytes];
        new Random(1).NextBytes(expected);
        memory.Write(0, expected);
        guest.Call("copy", Value.FromInt32((int)to), Value.FromInt32((int)from), Value.FromInt32((int)count));
        expected.AsSpan((int)from, (int)count).CopyTo(expected.AsSpan((int)to));
        Assert.True(memory.GetSpan(0, (int)Bytes).SequenceEqual(expected));
    }

    [Fact]
    public void LongFillsAreRight()
    {
        using var guest = new Guest(
            "(memory (export \"memory\") 768) (func (export \"f\") (memory.fill (i32.const 3) (i32.const 5) (i32.const 50331640)))");
        guest.Call("f");
        var bytes = guest.Instance.GetMemory("memory").GetSpan(0, (int)Bytes);
        Assert.Equal(2, bytes.IndexOf((byte)5) - 1);
        Assert.Equal((int)Bytes - 6, bytes.LastIndexOf((byte)5));
        Assert.False(bytes[3..^5].ContainsAnyExcept((byte)5));
    }
}
