using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Frames of wasm functions lie on the executor's value stack, which grows upwards in slots of 8 bytes. The caller's operands that are the
// arguments become the callee's first locals where they stand, and the results are returned to the same place:
//
//            │ …                       │
//            │ caller's operands       │
//   base ──▸ ├─────────────────────────┤  ◂── results go here when the function returns
//            │ parameters              │
//            │ locals, zero at entry   │  fp − HeaderSlots − LocalSlots + i
//            ├─────────────────────────┤
//            │ call site               │  fp − 4   int*: the call instruction in the caller's code
//            │ caller's fp             │  fp − 3
//            │ function                │  fp − 2   FunctionRecord*
//            │ instance                │  fp − 1   InstanceData*
//   fp ────▸ ├─────────────────────────┤
//            │ operands                │  fp + i
//            │ …                       │
//
// So every local and operand has a static distance from fp, negative for locals: instructions carry it and there is no stack pointer.
// A tail call moves its arguments down to the base and builds the new frame there: the stack stays as it is.
//
// Activations (entries from the host) are linked through the frames themselves. An entry's frame has HandlerTable.ExitSite as its call
// site, the suspended activation's fp as its caller's (null: none), and one more slot below its base: the suspended activation's ip.

/// <summary>Access to the header of a frame, drawn above.</summary>
internal static unsafe class Frame
{
    /// <summary>Slots between locals and operands.</summary>
    public const int HeaderSlots = 4;

    /// <summary>Words of each kind of call instruction: what follows a call site is the return address.</summary>
    public const int CallWords = 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int* CallSite(Slot* fp) => (int*)fp[-4].U64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slot* Caller(Slot* fp) => (Slot*)fp[-3].U64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FunctionRecord* Function(Slot* fp) => (FunctionRecord*)fp[-2].U64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static InstanceData* Instance(Slot* fp) => (InstanceData*)fp[-1].U64;

    /// <summary>
    /// The instruction that a frame's caller is at, given the frame's call site and base: an entry's suspended another activation.
    /// </summary>
    public static int* SuspendedIp(int* callSite, Slot* frameBase) =>
        callSite == HandlerTable.ExitSite ? (int*)frameBase[-1].U64 : callSite;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetHeader(Slot* fp, int* callSite, Slot* caller, FunctionRecord* function)
    {
        fp[-4].U64 = (ulong)callSite;
        fp[-3].U64 = (ulong)caller;
        fp[-2].U64 = (ulong)function;
        fp[-1].U64 = (ulong)function->Instance;
    }
}
