using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Exceptions are objects of the GC heap. Entering a try block costs nothing: throwing looks the handlers up, frame by frame.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, tag]: the values; spec: exec-throw</summary>
    public static int* Throw(int* ip, Slot* fp, ExecutionContext context)
    {
        var tag = context.Store.Tags[(int)Frame.Instance(fp)->Tags[ip[3]]];
        var exception = context.Heap.ExceptionNew((uint)tag.CanonicalType, tag.Id, fp + ip[1]);
        return Unwinding.Raise(exception, context);
    }

    /// <summary>[opcode, slot, roots]; spec: exec-throw_ref</summary>
    public static int* ThrowRef(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        TrapIfNull(s, TrapCode.NullExceptionReference);
        return Unwinding.Raise(s->Ref, context);
    }

    /// <summary>[opcode, slot of the exception that the catch block keeps, roots]; spec (legacy): exec-rethrow</summary>
    public static int* Rethrow(int* ip, Slot* fp, ExecutionContext context) => Unwinding.Raise(fp[ip[1]].Ref, context);
}
