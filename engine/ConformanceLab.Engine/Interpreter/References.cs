using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// References of all hierarchies take a slot whose other bits are zero, so null is a slot of zero whatever the type.
// A cast target is two words: [kind of match by CastWord, type index].
internal static unsafe partial class Handlers
{
    /// <summary>Words of a cast target.</summary>
    public const int CastTargetWords = 2;

    /// <summary>[opcode, slot]; spec: exec-ref.null</summary>
    public static int* RefNull(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].U64 = 0;
        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-ref.is_null</summary>
    public static int* RefIsNull(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = s->U64 == 0 ? 1 : 0;
        return ip + 2;
    }

    /// <summary>[opcode, slot, function]; spec: exec-ref.func</summary>
    public static int* RefFunc(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].Function = Frame.Instance(fp)->Functions[ip[2]];
        return ip + 3;
    }

    /// <summary>[opcode, slot]; spec: exec-ref.eq</summary>
    public static int* RefEq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = s[0].Ref == s[1].Ref ? 1 : 0;
        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-ref.as_non_null</summary>
    public static int* RefAsNonNull(int* ip, Slot* fp, ExecutionContext context)
    {
        TrapIfNull(fp + ip[1], TrapCode.NullReference);
        return ip + 2;
    }

    /// <summary>[opcode, slot, cast target]; spec: exec-ref.test</summary>
    public static int* RefTest(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Matches(s, ip + 2, fp, context) ? 1 : 0;
        return ip + 2 + CastTargetWords;
    }

    /// <summary>[opcode, slot, cast target]; spec: exec-ref.test</summary>
    public static int* RefTestNull(int* ip, Slot* fp, ExecutionContext context) => RefTest(ip, fp, context);

    /// <summary>[opcode, slot, cast target]; spec: exec-ref.cast</summary>
    public static int* RefCast(int* ip, Slot* fp, ExecutionContext context)
    {
        context.Heap.RefCast(fp[ip[1]], TargetOf(ip + 2, fp, context));
        return ip + 2 + CastTargetWords;
    }

    /// <summary>[opcode, slot, cast target]; spec: exec-ref.cast</summary>
    public static int* RefCastNull(int* ip, Slot* fp, ExecutionContext context) => RefCast(ip, fp, context);

    // Whether the reference in the slot has the type of the cast target.
    private static bool Matches(Slot* s, int* target, Slot* fp, ExecutionContext context) =>
        context.Heap.RefTest(*s, TargetOf(target, fp, context));

    private static CastTarget TargetOf(int* target, Slot* fp, ExecutionContext context)
    {
        var kind = (CastKind)(target[0] & CastWord.KindMask);
        var isNullable = (target[0] & CastWord.Nullable) != 0;
        if (kind is not (CastKind.Object or CastKind.Function))
        {
            return new CastTarget(kind, isNullable, TypeDescriptor.NoType, 0);
        }

        var type = Frame.Instance(fp)->Types[target[1]];
        return new CastTarget(kind, isNullable, type, context.Types[type].Depth);
    }

    // Whether the canonical type is the module's type or below it; spec: match-deftype
    private static bool IsSubtype(uint canonicalType, int typeIndex, Slot* fp, ExecutionContext context)
    {
        var expected = Frame.Instance(fp)->Types[typeIndex];
        return canonicalType == expected || context.Types[canonicalType].IsSubtypeOf(expected, context.Types[expected].Depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TrapIfNull(Slot* reference, TrapCode code)
    {
        if (reference->U64 == 0)
        {
            TrapException.Throw(code);
        }
    }
}

/// <summary>First word of a cast target: a <see cref="CastKind"/> and whether null passes.</summary>
internal static class CastWord
{
    /// <summary>Bit: null matches too.</summary>
    public const int Nullable = 0x100;

    /// <summary>The other bits.</summary>
    public const int KindMask = 0xFF;
}
