using System.Collections.Immutable;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>Operand and result types of an instruction whose rule needs no context.</summary>
/// <param name="Operands">Popped, the last one first.</param>
/// <param name="Results">Pushed, in order.</param>
public sealed record Signature(ImmutableArray<ValType> Operands, ImmutableArray<ValType> Results)
{
    /// <summary>Stands for the address type of the memory that the instruction names.</summary>
    public static ValType Address => ValType.Bottom;
}

/// <summary>Positions of the bits of <see cref="WasmFeatures"/>, for compact tables.</summary>
internal enum FeatureBit : byte
{
    SignExtension = 0,
    SaturatingFloatToInt = 1,
    MultiValue = 2,
    BulkMemory = 3,
    ReferenceTypes = 4,
    Simd = 5,
    ExtendedConst = 6,
    TailCall = 7,
    FunctionReferences = 8,
    Gc = 9,
    MultiMemory = 10,
    Memory64 = 11,
    ExceptionHandling = 12,
    RelaxedSimd = 13,
    Threads = 16,
    LegacyExceptions = 17,
    CustomPageSizes = 18,
    WideArithmetic = 19,
    CompactImportSection = 20,
}

/// <summary>Properties of instructions, from the table.</summary>
public static partial class Opcodes
{
    private const ushort NoOpcode = 0xFFFF;
    private const byte NoFeature = 0xFF;

    /// <summary>The mnemonic of the text format. <c>select</c>, <c>ref.test</c> and <c>ref.cast</c> each have two opcodes.</summary>
    public static string Mnemonic(this Opcode opcode) => s_mnemonics[(int)opcode];

    /// <summary>The prefix byte of the binary format; 0 if there is none.</summary>
    public static byte Prefix(this Opcode opcode) => Prefixes[(int)opcode];

    /// <summary>The opcode byte, or the sub-opcode after the prefix.</summary>
    public static int Code(this Opcode opcode) => Codes[(int)opcode];

    /// <summary>Shape of the immediates.</summary>
    public static ImmediateShape Shape(this Opcode opcode) => (ImmediateShape)Shapes[(int)opcode];

    /// <summary>What it does.</summary>
    public static InstructionClass Class(this Opcode opcode) => (InstructionClass)Classes[(int)opcode];

    /// <summary>The feature that must be on for the opcode to exist; <see cref="WasmFeatures.None"/> for 1.0.</summary>
    public static WasmFeatures Feature(this Opcode opcode)
    {
        var bit = FeatureBits[(int)opcode];
        return bit == NoFeature ? WasmFeatures.None : (WasmFeatures)(1UL << bit);
    }

    /// <summary>Whether the opcode exists with these features. <c>throw</c> came with both kinds of exception handling.</summary>
    public static bool IsEnabled(this Opcode opcode, WasmFeatures features)
    {
        var feature = opcode.Feature();
        return (features & feature) == feature || (opcode == Opcode.Throw && (features & WasmFeatures.LegacyExceptions) != 0);
    }

    /// <summary>Natural alignment of the memory access, as exponent of a power of 2.</summary>
    public static int NaturalAlignmentLog2(this Opcode opcode) => AlignmentLog2[(int)opcode];

    /// <summary>Number of lanes that a lane immediate selects from.</summary>
    public static int LaneCount(this Opcode opcode) => LaneCounts[(int)opcode];

    /// <summary>Operands and results, or null if the rule depends on context.</summary>
    public static Signature? GetSignature(this Opcode opcode)
    {
        var index = SignatureIndices[(int)opcode];
        return index == 0xFF ? null : s_signatures[index];
    }

    /// <summary>Finds the opcode of a byte that is no prefix.</summary>
    public static bool TryDecode(byte code, out Opcode opcode)
    {
        var value = Decode[code];
        opcode = (Opcode)value;
        return value != NoOpcode;
    }

    /// <summary>Whether the byte is the prefix of longer opcodes.</summary>
    public static bool IsPrefix(byte code) => code is >= 0xFB and <= 0xFE;

    /// <summary>Finds the opcode of a prefix and sub-opcode.</summary>
    public static bool TryDecode(byte prefix, uint code, out Opcode opcode)
    {
        var table = prefix switch
        {
            0xFB => DecodeFB,
            0xFC => DecodeFC,
            0xFD => DecodeFD,
            0xFE => DecodeFE,
            _ => [],
        };
        var value = code < (uint)table.Length ? table[(int)code] : NoOpcode;
        opcode = (Opcode)value;
        return value != NoOpcode;
    }

    /// <summary>Finds an instruction by its mnemonic in UTF-8: the first row of those that share it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> mnemonic, out Opcode opcode)
    {
        var index = Lookup.ByMnemonic.Find(mnemonic);
        opcode = (Opcode)index;
        return index >= 0;
    }

    // A class of its own: the order of static initializers between the parts of a partial class is not defined.
    private static class Lookup
    {
        public static readonly MnemonicTable ByMnemonic = new(s_mnemonics);
    }
}
