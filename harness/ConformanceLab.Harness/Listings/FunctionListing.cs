using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Listings;

/// <summary>
/// A function as people read it: rows of instructions, each with the machine code made from it, and what a header needs. Everything that is
/// shown of a function is a rendering of this. Immutable.
/// </summary>
/// <param name="Function">What the engine says.</param>
/// <param name="Rows">
/// The rows: the prologue; every instruction of the body in order, with its code or none; the code out of line, by offset; the constants.
/// Their code is all of the function's code, each byte once and in order.
/// </param>
public sealed record FunctionListing(FunctionExplanation Function, IReadOnlyList<ListingRow> Rows)
{
    /// <summary>Bytes of instructions; the rest of the code is constants.</summary>
    public int InstructionBytes => Function.Ranges
        .Where(static range => range.Part != CodePart.Constants)
        .Sum(static range => range.Length);

    /// <summary>Bytes of constants behind the instructions, with padding.</summary>
    public int ConstantBytes => Function.Code.Length - InstructionBytes;

    /// <summary>Where an instruction stands: in the module's bytes, or if it came from text in the function's body.</summary>
    /// <param name="bytecode">Its offset in the body.</param>
    public int PlaceOf(int bytecode) => (Function.BodyOffset ?? 0) + bytecode;

    /// <summary>The instruction at an offset in the body; null if none begins there.</summary>
    public ExplainedInstruction? InstructionAt(int bytecode)
    {
        var instructions = Function.Instructions;
        int low = 0, high = instructions.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (instructions[middle].Offset < bytecode)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < instructions.Count && instructions[low].Offset == bytecode ? instructions[low] : null;
    }

    /// <summary>Where a local lives, for people: <c>rbx, [rbp-0x18] at calls</c>.</summary>
    public static string Describe(LocalPlace local)
    {
        if (local.FrameOffset is not { } offset)
        {
            return local.Register ?? "nowhere: it is not used";
        }

        var place = FrameNames.Address(offset);
        return local.Register is null ? place : $"{local.Register}, {place} at calls";
    }
}

/// <summary>An instruction with its machine code, or a piece of code that belongs to it from elsewhere.</summary>
/// <param name="Part">What the code is for.</param>
/// <param name="Bytecode">The instruction, as an offset in the body.</param>
/// <param name="Instruction">The instruction, if the row is its place: each has one. Null where code belongs to it from elsewhere.</param>
/// <param name="Code">The machine code, by offset; may be empty.</param>
public sealed record ListingRow(CodePart Part, int Bytecode, ExplainedInstruction? Instruction, IReadOnlyList<MachineLine> Code);

/// <summary>A machine instruction, or some bytes of data.</summary>
/// <param name="Offset">Where it stands, in bytes from the function's first.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Text">The instruction in Intel's order of operands; data as hexadecimal bytes.</param>
/// <param name="Target">Where a jump within the function goes.</param>
/// <param name="Notes">What is known of it.</param>
public sealed record MachineLine(int Offset, int Length, string Text, int? Target, IReadOnlyList<MachineNote> Notes);

/// <summary>Something known of a machine instruction.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Text">What, for people.</param>
public sealed record MachineNote(NoteKind Kind, string Text);

/// <summary>Kinds of notes.</summary>
public enum NoteKind
{
    /// <summary>What it reads, writes or calls.</summary>
    Operand,

    /// <summary>It may trap, or goes to where a trap is reported.</summary>
    Trap,

    /// <summary>It goes to code out of line.</summary>
    OutOfLine,

    /// <summary>It calls, and this is what a collection finds in the frame.</summary>
    References,

    /// <summary>Who catches exceptions of what it calls.</summary>
    Handler,

    /// <summary>Execution goes on here after this handler caught an exception.</summary>
    LandingPad,
}
