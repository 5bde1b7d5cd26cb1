using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Constants, locals, globals, select. Values move as whole slots: nothing here depends on their types but the width.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, value]; spec: exec-const</summary>
    public static int* I32Const(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = ip[2];
        return ip + 3;
    }

    /// <summary>[opcode, slot, value of two words]; spec: exec-const</summary>
    public static int* I64Const(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].U64 = Unsafe.ReadUnaligned<ulong>(ip + 2);
        return ip + 4;
    }

    /// <summary>[opcode, slot, bits]; spec: exec-const</summary>
    public static int* F32Const(int* ip, Slot* fp, ExecutionContext context) => I32Const(ip, fp, context);

    /// <summary>[opcode, slot, bits in two words]; spec: exec-const</summary>
    public static int* F64Const(int* ip, Slot* fp, ExecutionContext context) => I64Const(ip, fp, context);

    /// <summary>[opcode, slot, bits in four words]; spec: exec-vconst</summary>
    public static int* V128Const(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.SetV128(fp + ip[1], Vector128.Load((byte*)(ip + 2)));
        return ip + 6;
    }

    /// <summary>[opcode, slot]; spec: exec-select</summary>
    public static int* Select(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        if (s[2].I32 == 0)
        {
            s[0] = s[1];
        }

        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-select</summary>
    public static int* SelectVector(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        if (s[4].I32 == 0)
        {
            (s[0], s[1]) = (s[2], s[3]);
        }

        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-select</summary>
    public static int* SelectTyped(int* ip, Slot* fp, ExecutionContext context) => Select(ip, fp, context);

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.get</summary>
    public static int* LocalGet(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]] = fp[ip[2]];
        return ip + 3;
    }

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.get</summary>
    public static int* LocalGetVector(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.SetV128(fp + ip[1], Slot.GetV128(fp + ip[2]));
        return ip + 3;
    }

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.set</summary>
    public static int* LocalSet(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[2]] = fp[ip[1]];
        return ip + 3;
    }

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.set</summary>
    public static int* LocalSetVector(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.SetV128(fp + ip[2], Slot.GetV128(fp + ip[1]));
        return ip + 3;
    }

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.tee</summary>
    public static int* LocalTee(int* ip, Slot* fp, ExecutionContext context) => LocalSet(ip, fp, context);

    /// <summary>[opcode, slot, slot of the local]; spec: exec-local.tee</summary>
    public static int* LocalTeeVector(int* ip, Slot* fp, ExecutionContext context) => LocalSetVector(ip, fp, context);

    /// <summary>[opcode, slot, global]; spec: exec-global.get</summary>
    public static int* GlobalGet(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]] = Frame.Instance(fp)->Globals[ip[2]]->Low;
        return ip + 3;
    }

    /// <summary>[opcode, slot, global]; spec: exec-global.get</summary>
    public static int* GlobalGetVector(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.SetV128(fp + ip[1], Slot.GetV128(&Frame.Instance(fp)->Globals[ip[2]]->Low));
        return ip + 3;
    }

    /// <summary>[opcode, slot, global]; spec: exec-global.set</summary>
    public static int* GlobalSet(int* ip, Slot* fp, ExecutionContext context)
    {
        Frame.Instance(fp)->Globals[ip[2]]->Low = fp[ip[1]];
        return ip + 3;
    }

    /// <summary>[opcode, slot, global]; spec: exec-global.set</summary>
    public static int* GlobalSetVector(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.SetV128(&Frame.Instance(fp)->Globals[ip[2]]->Low, Slot.GetV128(fp + ip[1]));
        return ip + 3;
    }
}
