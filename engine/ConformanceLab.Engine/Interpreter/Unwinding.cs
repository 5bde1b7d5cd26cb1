using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// The search for a handler, from the current instruction outwards over the frames of the innermost activation. Beyond it lies the host: there
/// the exception goes on as a .NET exception. spec: exec-throw_ref
/// </summary>
internal static unsafe class Unwinding
{
    /// <summary>Where execution goes on. The context's frame is then the handler's.</summary>
    /// <exception cref="WasmThrownException">Nothing in this activation catches it; the context is as before.</exception>
    public static int* Raise(uint exception, ExecutionContext context)
    {
        if (!TryFind(context.Heap.ExceptionTag(exception), context, out var frame, out var handler))
        {
            throw WasmThrownException.FromReference(context.Store, exception);
        }

        HandOn(handler, exception, frame.Fp, context);
        context.Fp = frame.Fp;
        return frame.Code.Code->Entry + handler.Target;
    }

    /// <summary>
    /// Whether an exception that a host function has thrown is caught in this activation. Only looks: what lies between the throw and
    /// here has not been unwound. Exceptions of other stores pass like any of .NET.
    /// </summary>
    public static bool CanCatch(WasmThrownException thrown, ExecutionContext context) =>
        ReferenceEquals(thrown.Tag.State, context.Store) && TryFind(thrown.Tag.Instance.Id, context, out _, out _);

    private static bool TryFind(uint tag, ExecutionContext context, out FrameCursor frame, out ExceptionHandler found)
    {
        for (frame = new FrameCursor(context); frame.Fp != context.Entry; frame.MoveOut())
        {
            var fp = frame.Fp;
            var handlers = frame.Code.Handlers;
            var word = frame.Word;
            var index = 0;
            while (index < handlers.Length)
            {
                ref readonly var handler = ref handlers[index];
                if (word < handler.Start || word >= handler.End || !Matches(handler, tag, fp))
                {
                    index++;
                }
                else if (handler.Kind == HandlerKind.Delegate)
                {
                    index = handler.Target;
                }
                else
                {
                    found = handler;
                    return true;
                }
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
