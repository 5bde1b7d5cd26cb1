using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

/// <summary>
/// Every instruction with all kinds of immediates: what the encoder writes, the body reader reads, and nothing else of it.
/// </summary>
public class InstructionEncodingTests
{
    private static readonly ValType[] s_types =
    [
        ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128, ValType.FuncRef, ValType.ExnRef,
        ValType.Ref(HeapType.I31, nullable: false), ValType.Ref(HeapType.Concrete(0), nullable: true),
        ValType.Ref(HeapType.Concrete(70), nullable: false),
    ];

    [Fact]
    public void EveryInstructionRoundTrips() => Gen.ULong.Sample(seed =>
    {
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var bytes = Encode((Opcode)i, new Random((int)(seed ^ (ulong)i)));
            var again = new ByteWriter();
            var reader = new BodyReader(bytes, WasmFeatures.All);
            var encoder = new InstructionEncoder(again);
            reader.Read(ref encoder);
            Assert.True(reader.IsAtEnd, ((Opcode)i).ToString());
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(again.Written));
        }
    }, iter: 200);

    [Fact]
    public void EveryCutInstructionEndsUnexpectedly()
    {
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var bytes = Encode((Opcode)i, new Random(i));
            for (var length = 0; length < bytes.Length; length++)
            {
                var cut = bytes[..length];
                var error = Assert.Throws<ModuleException>(() =>
                {
                    var encoder = new InstructionEncoder(new ByteWriter());
                    new BodyReader(cut, WasmFeatures.All).Read(ref encoder);
                });

                // A count of elements may already exceed what is left.
                Assert.True(
                    error.Reason is "unexpected end of section or function" or "length out of bounds", $"{(Opcode)i}: {error.Message}");
            }
        }
    }

    [Fact]
    public void InstructionsThatAreOffAreIllegal()
    {
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var opcode = (Opcode)i;
            if (opcode.Feature() == WasmFeatures.None)
            {
                continue;
            }

            var bytes = Encode(opcode, new Random(i));
            var error = Assert.Throws<ModuleException>(() =>
            {
                var encoder = new InstructionEncoder(new ByteWriter());
                new BodyReader(bytes, WasmFeatures.None).Read(ref encoder);
            });
            Assert.StartsWith("illegal opcode ", error.Reason, StringComparison.Ordinal);
            Assert.Contains(WasmFeatureNames.NameOf(opcode.Feature()), error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Opcode.I32Const, 0xFFFF_FFFFu, "417F")]
    [InlineData(Opcode.F32Const, 0x3F80_0000u, "430000803F")]
    public void ConstantsHaveTheirOwnEncodings(Opcode opcode, uint bits, string expected)
    {
        var writer = new ByteWriter();
        new InstructionEncoder(writer).Const32(opcode, bits);
        Assert.Equal(expected, Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void MemoryIndexIsWrittenOnlyIfItIsNotZero()
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        encoder.Memory(Opcode.I32Load, new MemArg(2, 0, 16));
        encoder.Memory(Opcode.I32Load, new MemArg(2, 1, 16));
        Assert.Equal("28021028420110", Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void BranchTableNeedsItsDefault() =>
        Assert.Throws<ArgumentException>(() => new InstructionEncoder(new ByteWriter()).Labels(Opcode.BrTable, []));

    internal static byte[] Encode(Opcode opcode, Random random)
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        switch (opcode.Shape())
        {
            case ImmediateShape.None or ImmediateShape.Zero:
                encoder.Plain(opcode);
                break;
            case ImmediateShape.Block:
                encoder.Block(opcode, BlockOf(random));
                break;
            case ImmediateShape.Label:
                encoder.Label(opcode, IndexOf(random));
                break;
            case ImmediateShape.Labels:
                encoder.Labels(opcode, Enumerable.Range(0, 1 + random.Next(100)).Select(_ => IndexOf(random)).ToArray());
                break;
            case ImmediateShape.Trytable:
                encoder.TryTable(opcode, BlockOf(random), Enumerable.Range(0, random.Next(10)).Select(_ => ClauseOf(random)).ToArray());
                break;
            case ImmediateShape.Brcast:
                encoder.BranchOnCast(
                    opcode,
                    IndexOf(random),
                    ValType.Ref(HeapOf(random), random.Next(2) == 0),
                    ValType.Ref(HeapOf(random), random.Next(2) == 0));
                break;
            case ImmediateShape.Types:
                encoder.Types(opcode, Enumerable.Range(0, random.Next(5)).Select(_ => s_types[random.Next(s_types.Length)]).ToArray());
                break;
            case ImmediateShape.Heaptype:
                encoder.Heap(opcode, HeapOf(random));
                break;
            case ImmediateShape.Memarg:
                encoder.Memory(opcode, MemArgOf(random));
                break;
            case ImmediateShape.MemargLane:
                encoder.MemoryLane(opcode, MemArgOf(random), (byte)random.Next(256));
                break;
            case ImmediateShape.Lane:
                encoder.Lane(opcode, (byte)random.Next(256));
                break;
            case ImmediateShape.Shuffle or ImmediateShape.V128:
                encoder.Vector(opcode, Vector128.Create(random.NextInt64(), random.NextInt64()).AsByte());
                break;
            case ImmediateShape.I32 or ImmediateShape.F32:
                encoder.Const32(opcode, (uint)random.NextInt64() >> random.Next(32));
                break;
            case ImmediateShape.I64 or ImmediateShape.F64:
                encoder.Const64(opcode, (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
                break;
            case ImmediateShape.Func or ImmediateShape.Type or ImmediateShape.Table or ImmediateShape.Memory or ImmediateShape.Local
                or ImmediateShape.Global or ImmediateShape.Elem or ImmediateShape.Data or ImmediateShape.Tag:
                encoder.Index(opcode, (int)IndexOf(random));
                break;
            default:
                encoder.Indices(opcode, (int)IndexOf(random), (int)IndexOf(random));
                break;
        }

        return writer.ToArray();
    }

    private static uint IndexOf(Random random) => (uint)random.Next() >> random.Next(31);

    private static HeapType HeapOf(Random random) =>
        HeapType.TryFromCode((byte)random.Next(0x60, 0x80), out var type)
            ? type
            : HeapType.Concrete(random.Next(1 << 20) >> random.Next(20));

    private static BlockType BlockOf(Random random) => random.Next(3) switch
    {
        0 => BlockType.Empty,
        1 => BlockType.Single(s_types[random.Next(s_types.Length)]),
        _ => BlockType.Index(random.Next(1 << 20) >> random.Next(20)),
    };

    private static CatchClause ClauseOf(Random random)
    {
        var kind = (CatchKind)random.Next(4);
        return new CatchClause(kind, kind <= CatchKind.CatchRef ? (int)IndexOf(random) : 0, IndexOf(random));
    }

    private static MemArg MemArgOf(Random random) =>
        new((uint)random.Next(64), random.Next(2) == 0 ? 0 : (int)IndexOf(random), (ulong)random.NextInt64() >> random.Next(63));
}
