using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// The search for a handler, from the current instruction outwards over the frames of the innermost activation. Beyond it lies the host: there
/// the exception goes on as a .NET exception. spec: exec-throw_ref
/// </summary>
internal static unsafe class Unwinding
{
    /// <summary>Where execution goes on. The context's frame is then the handler's.</summary>
    /// <exception cref="WasmThrownException">Nothing in this activation catches it.</exception>
    public static int* Raise(uint exception, ExecutionContext context)
    {
        var target = TryCatch(exception, context);
        return target != null ? target : throw WasmThrownException.FromReference(context.Store, exception);
    }

    /// <summary>As <see cref="Raise"/>, but null where nothing catches it, and the context is as before.</summary>
    public static int* TryCatch(uint exception, ExecutionContext context)
    {
        for (var frame = new FrameCursor(context); frame.Fp != context.Entry; frame.MoveOut())
        {
            var fp = frame.Fp;
            var handlers = frame.Code.Handlers;
            var word = frame.Word;
            var index = 0;
            while (index < handlers.Length)
            {
                ref readonly var handler = ref handlers[index];
                if (word < handler.Start || word >= handler.End || !Matches(handler, exception, fp, context))
                {
                    index++;
                }
                else if (handler.Kind == HandlerKind.Delegate)
                {
                    index = handler.Target;
                }
                else
                {
                    HandOn(handler, exception, fp, context);
                    context.Fp = fp;
                    return frame.Code.Code->Entry + handler.Target;
                }
            }
        }

        return null;
    }

    private static bool Matches(in ExceptionHandler handler, uint exception, Slot* fp, ExecutionContext context) =>
        handler.Kind is not (HandlerKind.Catch or HandlerKind.CatchRef or HandlerKind.LegacyCatch)
        || Frame.Instance(fp)->Tags[handler.Tag] == context.Heap.ExceptionTag(exception);

    private static void HandOn(in ExceptionHandler handler, uint exception, Slot* fp, ExecutionContext context)
    {
        var s = fp + handler.Slot;
        if (handler.Kind is HandlerKind.LegacyCatch or HandlerKind.LegacyCatchAll)
        {
            s++->SetRef(exception);
        }

        if (handler.Kind is HandlerKind.Catch or HandlerKind.CatchRef or HandlerKind.LegacyCatch)
        {
            foreach (var value in context.Heap.ExceptionPayload(exception))
            {
                *s++ = value;
            }
        }

        if (handler.Kind is HandlerKind.CatchRef or HandlerKind.CatchAllRef)
        {
            s->SetRef(exception);
        }
    }
}
