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
        if (!Matches(fp + ip[1], ip + 2, fp, context))
        {
            TrapException.Throw(TrapCode.CastFailure);
        }

        return ip + 2 + CastTargetWords;
    }

    /// <summary>[opcode, slot, cast target]; spec: exec-ref.cast</summary>
    public static int* RefCastNull(int* ip, Slot* fp, ExecutionContext context) => RefCast(ip, fp, context);

    // Whether the reference in the slot has the type of the cast target; spec: match-reftype, valid-val
    private static bool Matches(Slot* s, int* target, Slot* fp, ExecutionContext context)
    {
        if (s->U64 == 0)
        {
            return (target[0] & CastWord.Nullable) != 0;
        }

        switch (target[0] & CastWord.KindMask)
        {
            case CastWord.Top:
                return true;
            case CastWord.Eq:
                return ObjectLayout.IsI31(s->Ref) || ObjectLayout.IsObject(s->Ref);
            case CastWord.I31:
                return ObjectLayout.IsI31(s->Ref);
            case CastWord.Struct:
                return ObjectLayout.IsObject(s->Ref) && context.Heap.DescriptorOf(s->Ref)->Kind == DescriptorKind.Struct;
            case CastWord.Array:
                return ObjectLayout.IsObject(s->Ref) && context.Heap.DescriptorOf(s->Ref)->Kind == DescriptorKind.Array;
            case CastWord.Object:
                return ObjectLayout.IsObject(s->Ref) && IsSubtype(context.Heap.TypeIdOf(s->Ref), target[1], fp, context);
            case CastWord.Function:
                return IsSubtype(s->Function->CanonicalType, target[1], fp, context);
            default:
                return false;
        }
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

/// <summary>First word of a cast target: which references match.</summary>
internal static class CastWord
{
    /// <summary>Bit: null matches too.</summary>
    public const int Nullable = 0x100;

    /// <summary>The other bits.</summary>
    public const int KindMask = 0xFF;

    /// <summary>None: a bottom type.</summary>
    public const int Bottom = 0;

    /// <summary>All of the hierarchy.</summary>
    public const int Top = 1;

    /// <summary>eq.</summary>
    public const int Eq = 2;

    /// <summary>i31.</summary>
    public const int I31 = 3;

    /// <summary>struct.</summary>
    public const int Struct = 4;

    /// <summary>array.</summary>
    public const int Array = 5;

    /// <summary>A defined type of structures or arrays.</summary>
    public const int Object = 6;

    /// <summary>A defined type of functions.</summary>
    public const int Function = 7;
}
