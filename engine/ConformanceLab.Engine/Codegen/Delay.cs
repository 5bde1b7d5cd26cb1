using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>What <see cref="PlantedDelays"/> plants: turns of an empty loop.</summary>
internal static class Delay
{
    /// <summary>Takes its time. Compiled at once to what it stays, so that a turn takes the same time from the first on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Wait(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
        }
    }

    /// <summary>The same in machine code; flags are lost, and the register.</summary>
    public static void Emit(Assembler assembler, Register counter, int turns)
    {
        if (turns > 0)
        {
            assembler.Mov(counter, turns);
            var again = assembler.BindNew();
            assembler.Emit(Sub, Dword, counter, 1);
            assembler.Jcc(Condition.NotEqual, again);
        }
    }
}
