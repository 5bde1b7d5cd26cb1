using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// The search for a handler, from the current instruction outwards over the frames of the innermost activation. Beyond it lies the host:
/// there the exception goes on as a .NET exception. spec: exec-throw_ref
/// </summary>
internal static unsafe class Unwinding
{
    /// <summary>Where execution goes on. The context's frame is then the handler's.</summary>
    /// <exception cref="WasmThrownException">Nothing in this activation catches it; the context is as before.</exception>
    /// <exception cref="TrapException">Interrupted: a deep stack takes its time.</exception>
    public static int* Raise(uint exception, ExecutionContext context)
    {
        if (!TryFind(context.Heap.ExceptionTag(exception), context, out var frame, out var handler))
        {
            context.Poll();
            throw WasmThrownException.FromReference(context.Store, exception);
        }

        HandOn(handler, exception, frame.Fp, context);
        context.Fp = frame.Fp;
        return frame.Code.Code->Entry + handler.Target;
    }

    /// <summary>
    /// Whether an exception that a host function has thrown is caught in this activation. Only looks: what lies between the throw and
    /// here has not been unwound. Exceptions of other stores pass like any of .NET. An interruption replaces the exception:
    /// <see cref="Raise"/> is to throw it.
    /// </summary>
    public static bool CanCatch(WasmThrownException thrown, ExecutionContext context) =>
        ReferenceEquals(thrown.Tag.State, context.Store)
        && (TryFind(thrown.Tag.Instance.Id, context, out _, out _) || context.IsInterrupted);

    // A stack of thousands of frames with as many handlers each takes its time: an interruption ends the search.
    private static bool TryFind(uint tag, ExecutionContext context, out FrameCursor frame, out ExceptionHandler found)
    {
        for (frame = new FrameCursor(context); frame.Fp != context.Entry && !context.IsInterrupted; frame.MoveOut())
        {
            var code = frame.Code;
            if (code.Handlers.Length > 0 && TryFind(tag, code, frame.Word, frame.Fp, out found))
            {
                return true;
            }
        }

        found = default;
        return false;
    }

    private static bool TryFind(uint tag, TranslatedFunction code, int word, Slot* fp, out ExceptionHandler found)
    {
        var handlers = code.HandlerIndex;
        for (var index = handlers.First(word); index != HandlerIndex.None;)
        {
            ref readonly var handler = ref code.Handlers[index];
            if (handler.Kind == HandlerKind.Delegate)
            {
                for (var target = handler.Target; index != HandlerIndex.None && index < target;)
                {
                    index = handlers.Next(index);
                }
            }
            else if (Matches(handler, tag, fp))
            {
                found = handler;
                return true;
            }
            else
            {
                index = handlers.Next(index);
            }
        }

        found = default;
        return false;
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
