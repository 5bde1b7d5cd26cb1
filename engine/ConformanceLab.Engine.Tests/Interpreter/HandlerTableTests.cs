using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Interpreter;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public sealed unsafe class HandlerTableTests
{
    [Fact]
    public void EveryInstructionHasAHandler()
    {
        for (var opcode = 0; opcode < Opcodes.Count; opcode++)
        {
            Assert.True(HandlerTable.Table[opcode] != null, ((Opcode)opcode).ToString());
        }
    }

    [Fact]
    public void EveryInternalInstructionHasAHandler()
    {
        for (var opcode = Opcodes.Count; opcode < (int)InternalOpcode.Count; opcode++)
        {
            Assert.True(HandlerTable.Table[opcode] != null, ((InternalOpcode)opcode).ToString());
        }
    }

    [Fact]
    public void OnlyInstructionsThatShapeTheCodeShareTheHandlerOfThoseThatAreNotEmitted()
    {
        var shared = (nint)HandlerTable.Table[(int)Opcode.Nop];
        var names = Enum.GetValues<Opcode>()
            .Where(opcode => (nint)HandlerTable.Table[(int)opcode] == shared)
            .Select(opcode => opcode.Mnemonic());
        Assert.Equal(
            ["nop", "block", "else", "try", "catch", "end", "delegate", "catch_all", "try_table", "drop", "any.convert_extern",
                "extern.convert_any"],
            names);
    }
}
