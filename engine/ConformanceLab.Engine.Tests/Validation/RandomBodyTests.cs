using System.Runtime.Intrinsics;
using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>Whatever the bytes, the validator accepts or throws <see cref="ModuleException"/>.</summary>
public class RandomBodyTests
{
    [Fact]
    public void RandomBytesAreRejectedInOrder()
    {
        var random = new Random(1);
        var context = TextParser.ParseModule(Encoding.UTF8.GetBytes(Modules.WithBody("", "(param i32)")));
        for (var i = 0; i < 20_000; i++)
        {
            var body = new byte[random.Next(1, 40)];
            random.NextBytes(body);
            Check(context, body);
        }
    }

    // Well-formed instructions with random immediates get further than random bytes do.
    [Fact]
    public void RandomInstructionsAreAcceptedOrRejectedInOrder()
    {
        var random = new Random(2);
        var context = TextParser.ParseModule(Encoding.UTF8.GetBytes(Modules.WithBody("", "(param i32)")));
        var writer = new ByteWriter();
        var accepted = 0;
        for (var i = 0; i < 30_000; i++)
        {
            writer.Truncate();
            var encoder = new InstructionEncoder(writer);

            // Half of the bodies are polymorphic from the start, so that operands seldom fail.
            if (random.Next(2) == 0)
            {
                encoder.Plain(Opcode.Unreachable);
            }

            for (var left = random.Next(12); left > 0; left--)
            {
                WriteInstruction(encoder, (Opcode)random.Next(Opcodes.Count), random);
            }

            encoder.Plain(Opcode.End);
            accepted += Check(context, writer.ToArray()) ? 1 : 0;
        }

        Assert.True(accepted > 2_000, $"only {accepted} bodies were valid");
    }

    private static bool Check(WasmModule context, byte[] body)
    {
        var original = context.Functions[^1];
        context.Functions[^1] = original with { Body = new Code(body) };
        try
        {
            ModuleValidator.Validate(context);
            return true;
        }
        catch (ModuleException)
        {
            return false;
        }
        finally
        {
            context.Functions[^1] = original;
        }
    }

    private static void WriteInstruction(InstructionEncoder encoder, Opcode opcode, Random random)
    {
        int Small() => random.Next(20) == 0 ? int.MaxValue : random.Next(4);
        HeapType Heap() => random.Next(2) == 0 ? HeapType.Concrete(random.Next(11))
            : HeapType.TryFromCode((byte)random.Next(0x69, 0x75), out var type) ? type
            : HeapType.Any;
        BlockType Block() =>
            random.Next(3) switch { 0 => BlockType.Empty, 1 => BlockType.Single(ValType.I32), _ => BlockType.Index(random.Next(11)) };
        MemArg MemArg() => new((uint)random.Next(4), random.Next(3), (ulong)random.Next(100));
        switch (InstructionVisitorMethod(opcode))
        {
            case "Block":
                encoder.Block(opcode, Block());
                break;
            case "Label":
                encoder.Label(opcode, (uint)Small());
                break;
            case "Labels":
                encoder.Labels(opcode, [(uint)Small(), (uint)Small(), 0]);
                break;
            case "TryTable":
                encoder.TryTable(opcode, Block(), [new CatchClause((CatchKind)random.Next(4), random.Next(3), (uint)random.Next(3))]);
                break;
            case "BranchOnCast":
                encoder.BranchOnCast(
                    opcode, (uint)Small(), ValType.Ref(Heap(), random.Next(2) == 0), ValType.Ref(Heap(), random.Next(2) == 0));
                break;
            case "Index":
                encoder.Index(opcode, Small());
                break;
            case "Indices":
                encoder.Indices(opcode, Small(), Small());
                break;
            case "Types":
                encoder.Types(opcode, [ValType.Ref(Heap(), true)]);
                break;
            case "Heap":
                encoder.Heap(opcode, Heap());
                break;
            case "Memory":
                encoder.Memory(opcode, MemArg());
                break;
            case "MemoryLane":
                encoder.MemoryLane(opcode, MemArg(), (byte)random.Next(18));
                break;
            case "Lane":
                encoder.Lane(opcode, (byte)random.Next(18));
                break;
            case "Vector":
                encoder.Vector(opcode, Vector128.Create((byte)random.Next(40)));
                break;
            case "Const32":
                encoder.Const32(opcode, (uint)random.Next());
                break;
            case "Const64":
                encoder.Const64(opcode, (ulong)random.NextInt64());
                break;
            default:
                encoder.Plain(opcode);
                break;
        }
    }

    private static string InstructionVisitorMethod(Opcode opcode) => opcode.Shape() switch
    {
        ImmediateShape.None or ImmediateShape.Zero => "Plain",
        ImmediateShape.Block => "Block",
        ImmediateShape.Label => "Label",
        ImmediateShape.Labels => "Labels",
        ImmediateShape.Trytable => "TryTable",
        ImmediateShape.Brcast => "BranchOnCast",
        ImmediateShape.Func or ImmediateShape.Type or ImmediateShape.Table or ImmediateShape.Memory or ImmediateShape.Local
            or ImmediateShape.Global or ImmediateShape.Elem or ImmediateShape.Data or ImmediateShape.Tag => "Index",
        ImmediateShape.Types => "Types",
        ImmediateShape.Heaptype => "Heap",
        ImmediateShape.Memarg => "Memory",
        ImmediateShape.MemargLane => "MemoryLane",
        ImmediateShape.Lane => "Lane",
        ImmediateShape.Shuffle or ImmediateShape.V128 => "Vector",
        ImmediateShape.I32 or ImmediateShape.F32 => "Const32",
        ImmediateShape.I64 or ImmediateShape.F64 => "Const64",
        _ => "Indices",
    };
}
