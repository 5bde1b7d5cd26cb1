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
        var frame = new FrameCursor(context);
        var index = Find(context.Heap.ExceptionTag(exception), ref frame, context);
        if (index < 0)
        {
            return null;
        }

        ref readonly var handler = ref frame.Code.Handlers[index];
        HandOn(handler, exception, frame.Fp, context);
        context.Fp = frame.Fp;
        return frame.Code.Code->Entry + handler.Target;
    }

    /// <summary>Whether <see cref="TryCatch"/> would find a handler. Changes nothing.</summary>
    /// <param name="tag">Id of the exception's tag.</param>
    /// <param name="context">Where it was thrown.</param>
    public static bool CanCatch(uint tag, ExecutionContext context)
    {
        var frame = new FrameCursor(context);
        return Find(tag, ref frame, context) >= 0;
    }

    // Moves to the frame that catches and returns the index of its handler; -1 if there is none.
    private static int Find(uint tag, ref FrameCursor frame, ExecutionContext context)
    {
        for (; frame.Fp != context.Entry; frame.MoveOut())
        {
            var handlers = frame.Code.Handlers;
            var word = frame.Word;
            var index = 0;
            while (index < handlers.Length)
            {
                ref readonly var handler = ref handlers[index];
                if (word < handler.Start || word >= handler.End || !Matches(handler, tag, frame.Fp))
                {
                    index++;
                }
                else if (handler.Kind == HandlerKind.Delegate)
                {
                    index = handler.Target;
                }
                else
                {
                    return index;
                }
            }
        }

        return -1;
    }

    private static bool Matches(in ExceptionHandler handler, uint tag, Slot* fp) =>
        handler.Kind is not (HandlerKind.Catch or HandlerKind.CatchRef or HandlerKind.LegacyCatch)
        || Frame.Instance(fp)->Tags[handler.Tag] == tag;

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
