using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Calls and returns. All calls are Frame.CallWords long and name the slot above their arguments: [opcode, slot, roots, …]. The arguments
// belong to the callee: the call's root node lists what lies below them.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, function, 0]; spec: exec-call</summary>
    public static int* Call(int* ip, Slot* fp, ExecutionContext context) =>
        Enter(ip, fp, fp + ip[1], Frame.Instance(fp)->Functions[ip[3]], context);

    /// <summary>[opcode, slot, roots, type, table]: the index stands in the slot; spec: exec-call_indirect</summary>
    public static int* CallIndirect(int* ip, Slot* fp, ExecutionContext context) =>
        Enter(ip, fp, fp + ip[1], IndirectCallee(ip, fp, context), context);

    /// <summary>[opcode, slot, roots, 0, 0]: the reference stands in the slot; spec: exec-call_ref</summary>
    public static int* CallRef(int* ip, Slot* fp, ExecutionContext context) =>
        Enter(ip, fp, fp + ip[1], ReferencedCallee(ip, fp), context);

    /// <summary>[opcode, slot, roots, function, 0, slots of the arguments, base]; spec: exec-return_call</summary>
    public static int* ReturnCall(int* ip, Slot* fp, ExecutionContext context) =>
        Replace(ip, fp, Frame.Instance(fp)->Functions[ip[3]], context);

    /// <summary>[opcode, slot, roots, type, table, slots of the arguments, base]; spec: exec-return_call_indirect</summary>
    public static int* ReturnCallIndirect(int* ip, Slot* fp, ExecutionContext context) =>
        Replace(ip, fp, IndirectCallee(ip, fp, context), context);

    /// <summary>[opcode, slot, roots, 0, 0, slots of the arguments, base]; spec: exec-return_call_ref</summary>
    public static int* ReturnCallRef(int* ip, Slot* fp, ExecutionContext context) => Replace(ip, fp, ReferencedCallee(ip, fp), context);

    /// <summary>[opcode, slot of the results, their slots, base]; spec: exec-return</summary>
    public static int* Return(int* ip, Slot* fp, ExecutionContext context)
    {
        // Read first: the results may overwrite the header.
        var site = Frame.CallSite(fp);
        context.Fp = Frame.Caller(fp);
        Move(fp + ip[1], fp + ip[3], ip[2]);
        return site + Frame.CallWords;
    }

    /// <summary>[opcode]: leaves the activation.</summary>
    public static int* Exit(int* ip, Slot* fp, ExecutionContext context) => null;

    /// <summary>
    /// Calls a function whose arguments end at <paramref name="top"/>: builds its frame, or runs it if it is the host's.
    /// spec: exec-invoke
    /// </summary>
    /// <param name="site">The call instruction; what follows it is the return address.</param>
    /// <param name="caller">The frame to return to.</param>
    /// <param name="top">End of the arguments.</param>
    /// <param name="function">The callee.</param>
    /// <param name="context">The context, whose frame is the caller's.</param>
    /// <returns>The next instruction.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int* Enter(int* site, Slot* caller, Slot* top, FunctionRecord* function, ExecutionContext context)
    {
        var code = (FunctionCode*)function->Code;
        if (code == null)
        {
            return EnterFirst(site, caller, top, function, context);
        }

        var fp = top + (code->LocalSlots - code->ParameterSlots + Frame.HeaderSlots);
        if (fp + code->OperandSlots > context.StackEnd)
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }

        context.Poll();
        for (var local = top; local < fp - Frame.HeaderSlots; local++)
        {
            *local = default;
        }

        Frame.SetHeader(fp, site, caller, function);
        context.Fp = fp;
        return code->Entry;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int* EnterFirst(int* site, Slot* caller, Slot* top, FunctionRecord* function, ExecutionContext context)
    {
        var callee = context.Store.FunctionOf(function);
        if (callee is WasmFunction wasm)
        {
            context.Executor.Translate(wasm);
            return Enter(site, caller, top, function, context);
        }

        context.Executor.CallHost((HostFunctionInstance)callee, context.InstanceOf(Frame.Instance(caller)), top - callee.ParameterSlots);
        return site + Frame.CallWords;
    }

    // A tail call: the frame gives way before the callee's is built, so the stack does not grow. spec: exec-return_call_ref
    private static int* Replace(int* ip, Slot* fp, FunctionRecord* function, ExecutionContext context)
    {
        var site = Frame.CallSite(fp);
        var caller = Frame.Caller(fp);
        var instance = Frame.Instance(fp);
        var arguments = fp + ip[6];
        Move(fp + ip[1] - ip[5], arguments, ip[5]);
        context.Fp = caller;
        context.Ip = Frame.SuspendedIp(site, arguments);
        if (function->Instance != null)
        {
            return Enter(site, caller, arguments + ip[5], function, context);
        }

        context.Executor.CallHost((HostFunctionInstance)context.Store.FunctionOf(function), context.InstanceOf(instance), arguments);
        return site + Frame.CallWords;
    }

    // spec: exec-call_indirect
    private static FunctionRecord* IndirectCallee(int* ip, Slot* fp, ExecutionContext context)
    {
        var instance = Frame.Instance(fp);
        var table = instance->Tables[ip[4]];
        var operand = fp[ip[1]];
        var index = table->Is64 != 0 ? operand.U64 : operand.U32;
        if (index >= table->Length)
        {
            TrapException.Throw(TrapCode.UndefinedElement);
        }

        var function = *table->FunctionAt(index);
        if (function == null)
        {
            TrapException.ThrowUninitializedElement(index);
        }

        if (function->CanonicalType != instance->Types[ip[3]] && !IsSubtype(function->CanonicalType, ip[3], fp, context))
        {
            TrapException.Throw(TrapCode.IndirectCallTypeMismatch);
        }

        return function;
    }

    private static FunctionRecord* ReferencedCallee(int* ip, Slot* fp)
    {
        var reference = fp + ip[1];
        TrapIfNull(reference, TrapCode.NullFunctionReference);
        return reference->Function;
    }
}
