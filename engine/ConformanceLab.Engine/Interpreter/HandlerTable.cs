using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// The handlers of all instructions, indexed by the first word of an instruction. A handler takes the instruction's address, the frame and
/// the context and returns the address of the next instruction to execute, or null to leave the activation.
/// </summary>
internal static unsafe partial class HandlerTable
{
    /// <summary>The table. Never freed: it belongs to the process.</summary>
    public static readonly delegate*<int*, Slot*, ExecutionContext, int*>* Table = Create();

    /// <summary>
    /// What stands as the call site of an entry's frame: an instruction as long as a call, then <see cref="InternalOpcode.Exit"/>.
    /// </summary>
    public static readonly int* ExitSite = CreateExitSite();

    private static delegate*<int*, Slot*, ExecutionContext, int*>* Create()
    {
        var table = (delegate*<int*, Slot*, ExecutionContext, int*>*)NativeMemory.AllocZeroed(
            (nuint)InternalOpcode.Count, (nuint)sizeof(nint));
        FillInstructions(table);
        table[(int)InternalOpcode.Exit] = &Handlers.Exit;
        table[(int)InternalOpcode.ConsumeFuel] = &Handlers.ConsumeFuel;
        table[(int)InternalOpcode.CountInstruction] = &Handlers.CountInstruction;
        table[(int)InternalOpcode.SelectVector] = &Handlers.SelectVector;
        table[(int)InternalOpcode.LocalGetVector] = &Handlers.LocalGetVector;
        table[(int)InternalOpcode.LocalSetVector] = &Handlers.LocalSetVector;
        table[(int)InternalOpcode.LocalTeeVector] = &Handlers.LocalTeeVector;
        table[(int)InternalOpcode.GlobalGetVector] = &Handlers.GlobalGetVector;
        table[(int)InternalOpcode.GlobalSetVector] = &Handlers.GlobalSetVector;
        return table;
    }

    private static int* CreateExitSite()
    {
        var words = (int*)NativeMemory.Alloc(Frame.CallWords + 1, sizeof(int));
        for (var i = 0; i <= Frame.CallWords; i++)
        {
            words[i] = (int)InternalOpcode.Exit;
        }

        return words;
    }
}
