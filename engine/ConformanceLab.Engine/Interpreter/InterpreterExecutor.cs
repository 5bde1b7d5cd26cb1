using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Interpreter.Translation;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// Runs the functions of a store by interpretation: translates a function at its first call, keeps the value stack, enters and leaves
/// activations. Calls between wasm functions never use the .NET stack; only an activation does, and a host function that it calls.
/// </summary>
internal sealed unsafe partial class InterpreterExecutor : Executor
{
    private readonly StoreState _store;
    private readonly ExecutionContext _context;
    private readonly Translator _translator;
    private Slot* _stack;

    public InterpreterExecutor(StoreState store)
    {
        _store = store;
        _translator = new Translator(store.Engine.Options.ConsumeFuel, store.Engine.InstructionCounts);
        _context = new ExecutionContext(this, store);
        var slots = Math.Max(store.Limits.StackBytes / Slot.Size, 1);
        _stack = (Slot*)NativeMemory.Alloc((nuint)slots, Slot.Size);
        _context.Top = _stack;
        _context.StackEnd = _stack + slots;
    }

    ~InterpreterExecutor() => NativeMemory.Free(_stack);

    /// <inheritdoc/>
    public override void Invoke(FunctionInstance function, Slot* slots)
    {
        if (function is HostFunctionInstance host)
        {
            EnsureHostStack();
            host.Callback.Invoke(_store, null, slots);
            return;
        }

        EnsureHostStack();
        var context = _context;
        var ip = context.Ip;
        var fp = context.Fp;
        var entry = context.Entry;
        var top = context.Top;
        var arguments = top + 1;
        if (function.BufferSlots >= context.StackEnd - arguments)
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }

        top->U64 = (ulong)ip;
        context.Entry = fp;
        try
        {
            Copy(slots, arguments, function.ParameterSlots);
            CollectIfDue(function.Type.Parameters, arguments);
            Run(Handlers.Enter(HandlerTable.ExitSite, fp, arguments + function.ParameterSlots, function.Record, context), context);
            Copy(arguments, slots, function.ResultSlots);
        }
        catch (Exception error) when (Leave(error, ip, fp, entry, top))
        {
            throw;
        }
        finally
        {
            context.Ip = ip;
            context.Fp = fp;
            context.Entry = entry;
            context.Top = top;
        }
    }

    /// <summary>Calls a host function from wasm. Arguments stand on the value stack, results replace them.</summary>
    /// <param name="function">The function.</param>
    /// <param name="caller">The instance whose code calls.</param>
    /// <param name="arguments">The arguments.</param>
    public void CallHost(HostFunctionInstance function, ModuleInstance caller, Slot* arguments)
    {
        EnsureHostStack();
        if (function.BufferSlots > _context.StackEnd - arguments)
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }

        _context.Top = arguments + function.BufferSlots;
        CollectIfDue(function.Type.Parameters, arguments);
        var data = caller.Data;
        function.Callback.Invoke(_store, &data, arguments);
    }

    /// <summary>Makes a function ready to be called.</summary>
    public void Translate(WasmFunction function)
    {
        var module = function.Instance.Module;
        ref var shared = ref module.Code[function.Index - module.ImportedFunctions];
        var code = (TranslatedFunction?)Volatile.Read(ref shared);
        if (code is null)
        {
            code = _translator.Translate(module, function.Definition);
            if (Interlocked.CompareExchange(ref shared, code, null) is TranslatedFunction other)
            {
                code = other; // another thread was faster
            }
            else
            {
                module.Engine.CountTranslation(Tier.Interpreter);
            }
        }

        function.Code = code;
        function.Record->Code = (nint)code.Code;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        NativeMemory.Free(_stack);
        _stack = null;
        GC.SuppressFinalize(this);
    }

    // An exception passes the innermost activation: notes its frames and makes the suspended one current, for the filters further out.
    // A filter (it never catches) and not a catch block that throws again: those stack up, and a deep nest of wasm and host would
    // overflow the stack of .NET while it is unwound.
    private bool Leave(Exception error, int* ip, Slot* fp, Slot* entry, Slot* top)
    {
        if (error is TrapException { Frames.Count: < TrapFrames } trap)
        {
            trap.AppendFrames(CaptureActivation());
        }
        else if (error is WasmThrownException { Frames.Count: 0 } thrown)
        {
            thrown.Frames = CaptureActivation();
        }

        _context.Ip = ip;
        _context.Fp = fp;
        _context.Entry = entry;
        _context.Top = top;
        return false;
    }

    private static void EnsureHostStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }
    }

    // Executes until the activation ends. An exception that a host function throws is caught by wasm here.
    private void Run(int* ip, ExecutionContext context)
    {
        while (true)
        {
            try
            {
                Dispatch(ip, context);
                return;
            }
            catch (WasmThrownException thrown) when (Unwinding.CanCatch(thrown, context))
            {
                ip = Unwinding.Raise(thrown.ToReference(_store), context);
            }
        }
    }

    private static void Dispatch(int* ip, ExecutionContext context)
    {
        var handlers = HandlerTable.Table;
        do
        {
            context.Ip = ip;
            ip = handlers[*ip](ip, context.Fp, context);
        }
        while (ip != null);
    }

    private static void Copy(Slot* from, Slot* to, int count)
    {
        for (var i = 0; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
