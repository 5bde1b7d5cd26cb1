using ConformanceLab.Wasm;
using Iced.Intel;

namespace ConformanceLab.Harness.Counting;

/// <summary>Reads the machine code of basic blocks.</summary>
internal static class BlockReader
{
    /// <summary>The instructions of a stretch of code, which is taken to begin at address 0: addresses are offsets.</summary>
    public static IEnumerable<Instruction> Decode(byte[] code, int offset, int length)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(code, offset, length), (ulong)offset);
        var end = (ulong)(offset + length);
        while (decoder.IP < end)
        {
            var instruction = decoder.Decode();
            yield return !instruction.IsInvalid
                ? instruction
                : throw new InvalidOperationException($"there is no instruction at {instruction.IP:x} of machine code");
        }
    }

    /// <summary>What an instruction counts as.</summary>
    public static InstructionMix Classify(in Instruction instruction)
    {
        var isStore = false;
        var isLoad = false;
        if (TouchesFrame(instruction))
        {
            isStore = instruction.Op0Kind == OpKind.Memory && instruction.Mnemonic is not (Mnemonic.Cmp or Mnemonic.Test);
            isLoad = !isStore;
        }

        return new InstructionMix(1, isLoad ? 1 : 0, isStore ? 1 : 0, IsRegisterMove(instruction) ? 1 : 0);
    }

    /// <summary>What a block calls of the engine or the C library with its last instruction; null if it is nothing of them.</summary>
    /// <param name="block">Its instructions.</param>
    /// <param name="symbols">What the numbers in them stand for.</param>
    public static string? RuntimeCall(IReadOnlyList<Instruction> block, CodeSymbols symbols)
    {
        // mov r11, helper; mov rax, stub; call rax – or mov rax, function; call rax. What is taken from memory, as in mov rax, [r11 + rax * 8];
        // call rax, is a function of a module: the elements of a table that never changes are their code.
        if (block is not [.., { FlowControl: FlowControl.IndirectCall, Op0Kind: OpKind.Register } call])
        {
            return null;
        }

        if (Load(block, call.Op0Register) is not { } load)
        {
            throw new InvalidOperationException($"who is called at {call.IP:x} of machine code is not known");
        }

        if (load.Op1Kind == OpKind.Memory)
        {
            return null;
        }

        var address = symbols.Find(NumberOf(load));
        if (address?.Kind == CodeAddressKind.HelperStub && Load(block, Register.R11) is { Op1Kind: not OpKind.Memory } helper)
        {
            address = symbols.Find(NumberOf(helper));
        }

        return address?.Name ?? "other";
    }

    private static bool TouchesFrame(in Instruction instruction) =>
        instruction.MemoryBase is Register.RBP or Register.RSP && instruction.Mnemonic != Mnemonic.Lea
        && (instruction.Op0Kind == OpKind.Memory || instruction.Op1Kind == OpKind.Memory || instruction.Op2Kind == OpKind.Memory);

    private static bool IsRegisterMove(in Instruction instruction) =>
        instruction.Mnemonic is Mnemonic.Mov or Mnemonic.Vmovaps or Mnemonic.Vmovups or Mnemonic.Vmovdqa or Mnemonic.Vmovdqu
        && instruction.Op0Kind == OpKind.Register && instruction.Op1Kind == OpKind.Register;

    private static long NumberOf(in Instruction load) => (long)load.GetImmediate(1);

    // The instruction that a register was last loaded by, with a number or from memory; null if it has its value from elsewhere.
    private static Instruction? Load(IReadOnlyList<Instruction> block, Register register)
    {
        for (var index = block.Count - 2; index >= 0; index--)
        {
            var instruction = block[index];
            if (instruction.Mnemonic == Mnemonic.Mov && instruction.Op0Kind == OpKind.Register
                && instruction.Op0Register.GetFullRegister() == register.GetFullRegister())
            {
                return instruction.Op1Kind is OpKind.Immediate64 or OpKind.Immediate32 or OpKind.Immediate32to64 or OpKind.Memory
                    ? instruction
                    : null;
            }
        }

        return null;
    }
}
