// Written by scripts/regenerate from instructions.def. Do not edit.
#nullable enable

using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// [opcode, slot, immediate …]: operands stand from the slot up, results replace them.
internal static unsafe partial class Handlers
{
    /// <summary><c>i32.eqz</c>, spec: exec-testop</summary>
    public static int* I32Eqz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Eqz(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i32.eq</c>, spec: exec-relop</summary>
    public static int* I32Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Eq(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.ne</c>, spec: exec-relop</summary>
    public static int* I32Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Ne(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.lt_s</c>, spec: exec-relop</summary>
    public static int* I32LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32LtS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.lt_u</c>, spec: exec-relop</summary>
    public static int* I32LtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32LtU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.gt_s</c>, spec: exec-relop</summary>
    public static int* I32GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32GtS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.gt_u</c>, spec: exec-relop</summary>
    public static int* I32GtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32GtU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.le_s</c>, spec: exec-relop</summary>
    public static int* I32LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32LeS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.le_u</c>, spec: exec-relop</summary>
    public static int* I32LeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32LeU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.ge_s</c>, spec: exec-relop</summary>
    public static int* I32GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32GeS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.ge_u</c>, spec: exec-relop</summary>
    public static int* I32GeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32GeU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i64.eqz</c>, spec: exec-testop</summary>
    public static int* I64Eqz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64Eqz(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.eq</c>, spec: exec-relop</summary>
    public static int* I64Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64Eq(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.ne</c>, spec: exec-relop</summary>
    public static int* I64Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64Ne(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.lt_s</c>, spec: exec-relop</summary>
    public static int* I64LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64LtS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.lt_u</c>, spec: exec-relop</summary>
    public static int* I64LtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64LtU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.gt_s</c>, spec: exec-relop</summary>
    public static int* I64GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64GtS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.gt_u</c>, spec: exec-relop</summary>
    public static int* I64GtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64GtU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.le_s</c>, spec: exec-relop</summary>
    public static int* I64LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64LeS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.le_u</c>, spec: exec-relop</summary>
    public static int* I64LeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64LeU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.ge_s</c>, spec: exec-relop</summary>
    public static int* I64GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64GeS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.ge_u</c>, spec: exec-relop</summary>
    public static int* I64GeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64GeU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>f32.eq</c>, spec: exec-relop</summary>
    public static int* F32Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Eq(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.ne</c>, spec: exec-relop</summary>
    public static int* F32Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Ne(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.lt</c>, spec: exec-relop</summary>
    public static int* F32Lt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Lt(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.gt</c>, spec: exec-relop</summary>
    public static int* F32Gt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Gt(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.le</c>, spec: exec-relop</summary>
    public static int* F32Le(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Le(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.ge</c>, spec: exec-relop</summary>
    public static int* F32Ge(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F32Ge(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f64.eq</c>, spec: exec-relop</summary>
    public static int* F64Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Eq(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.ne</c>, spec: exec-relop</summary>
    public static int* F64Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Ne(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.lt</c>, spec: exec-relop</summary>
    public static int* F64Lt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Lt(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.gt</c>, spec: exec-relop</summary>
    public static int* F64Gt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Gt(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.le</c>, spec: exec-relop</summary>
    public static int* F64Le(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Le(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.ge</c>, spec: exec-relop</summary>
    public static int* F64Ge(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.F64Ge(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>i32.clz</c>, spec: exec-unop</summary>
    public static int* I32Clz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Clz(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i32.ctz</c>, spec: exec-unop</summary>
    public static int* I32Ctz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Ctz(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i32.popcnt</c>, spec: exec-unop</summary>
    public static int* I32Popcnt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Popcnt(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i32.add</c>, spec: exec-binop</summary>
    public static int* I32Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Add(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.sub</c>, spec: exec-binop</summary>
    public static int* I32Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Sub(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.mul</c>, spec: exec-binop</summary>
    public static int* I32Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Mul(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.div_s</c>, spec: exec-binop</summary>
    public static int* I32DivS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32DivS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.div_u</c>, spec: exec-binop</summary>
    public static int* I32DivU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32DivU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.rem_s</c>, spec: exec-binop</summary>
    public static int* I32RemS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32RemS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.rem_u</c>, spec: exec-binop</summary>
    public static int* I32RemU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32RemU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.and</c>, spec: exec-binop</summary>
    public static int* I32And(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32And(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.or</c>, spec: exec-binop</summary>
    public static int* I32Or(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Or(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.xor</c>, spec: exec-binop</summary>
    public static int* I32Xor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Xor(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.shl</c>, spec: exec-binop</summary>
    public static int* I32Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Shl(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.shr_s</c>, spec: exec-binop</summary>
    public static int* I32ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32ShrS(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.shr_u</c>, spec: exec-binop</summary>
    public static int* I32ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32ShrU(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.rotl</c>, spec: exec-binop</summary>
    public static int* I32Rotl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Rotl(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i32.rotr</c>, spec: exec-binop</summary>
    public static int* I32Rotr(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Rotr(s[0].I32, s[1].I32);
        return ip + 2;
    }

    /// <summary><c>i64.clz</c>, spec: exec-unop</summary>
    public static int* I64Clz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Clz(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.ctz</c>, spec: exec-unop</summary>
    public static int* I64Ctz(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Ctz(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.popcnt</c>, spec: exec-unop</summary>
    public static int* I64Popcnt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Popcnt(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.add</c>, spec: exec-binop</summary>
    public static int* I64Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Add(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.sub</c>, spec: exec-binop</summary>
    public static int* I64Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Sub(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.mul</c>, spec: exec-binop</summary>
    public static int* I64Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Mul(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.div_s</c>, spec: exec-binop</summary>
    public static int* I64DivS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64DivS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.div_u</c>, spec: exec-binop</summary>
    public static int* I64DivU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64DivU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.rem_s</c>, spec: exec-binop</summary>
    public static int* I64RemS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64RemS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.rem_u</c>, spec: exec-binop</summary>
    public static int* I64RemU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64RemU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.and</c>, spec: exec-binop</summary>
    public static int* I64And(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64And(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.or</c>, spec: exec-binop</summary>
    public static int* I64Or(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Or(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.xor</c>, spec: exec-binop</summary>
    public static int* I64Xor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Xor(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.shl</c>, spec: exec-binop</summary>
    public static int* I64Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Shl(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.shr_s</c>, spec: exec-binop</summary>
    public static int* I64ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64ShrS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.shr_u</c>, spec: exec-binop</summary>
    public static int* I64ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64ShrU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.rotl</c>, spec: exec-binop</summary>
    public static int* I64Rotl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Rotl(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.rotr</c>, spec: exec-binop</summary>
    public static int* I64Rotr(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Rotr(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>f32.abs</c>, spec: exec-unop</summary>
    public static int* F32Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Abs(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.neg</c>, spec: exec-unop</summary>
    public static int* F32Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Neg(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.ceil</c>, spec: exec-unop</summary>
    public static int* F32Ceil(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Ceil(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.floor</c>, spec: exec-unop</summary>
    public static int* F32Floor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Floor(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.trunc</c>, spec: exec-unop</summary>
    public static int* F32Trunc(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Trunc(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.nearest</c>, spec: exec-unop</summary>
    public static int* F32Nearest(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Nearest(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.sqrt</c>, spec: exec-unop</summary>
    public static int* F32Sqrt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Sqrt(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>f32.add</c>, spec: exec-binop</summary>
    public static int* F32Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Add(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.sub</c>, spec: exec-binop</summary>
    public static int* F32Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Sub(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.mul</c>, spec: exec-binop</summary>
    public static int* F32Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Mul(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.div</c>, spec: exec-binop</summary>
    public static int* F32Div(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Div(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.min</c>, spec: exec-binop</summary>
    public static int* F32Min(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Min(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.max</c>, spec: exec-binop</summary>
    public static int* F32Max(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Max(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f32.copysign</c>, spec: exec-binop</summary>
    public static int* F32Copysign(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32Copysign(s[0].F32, s[1].F32);
        return ip + 2;
    }

    /// <summary><c>f64.abs</c>, spec: exec-unop</summary>
    public static int* F64Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Abs(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.neg</c>, spec: exec-unop</summary>
    public static int* F64Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Neg(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.ceil</c>, spec: exec-unop</summary>
    public static int* F64Ceil(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Ceil(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.floor</c>, spec: exec-unop</summary>
    public static int* F64Floor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Floor(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.trunc</c>, spec: exec-unop</summary>
    public static int* F64Trunc(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Trunc(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.nearest</c>, spec: exec-unop</summary>
    public static int* F64Nearest(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Nearest(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.sqrt</c>, spec: exec-unop</summary>
    public static int* F64Sqrt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Sqrt(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.add</c>, spec: exec-binop</summary>
    public static int* F64Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Add(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.sub</c>, spec: exec-binop</summary>
    public static int* F64Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Sub(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.mul</c>, spec: exec-binop</summary>
    public static int* F64Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Mul(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.div</c>, spec: exec-binop</summary>
    public static int* F64Div(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Div(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.min</c>, spec: exec-binop</summary>
    public static int* F64Min(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Min(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.max</c>, spec: exec-binop</summary>
    public static int* F64Max(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Max(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>f64.copysign</c>, spec: exec-binop</summary>
    public static int* F64Copysign(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64Copysign(s[0].F64, s[1].F64);
        return ip + 2;
    }

    /// <summary><c>i32.wrap_i64</c>, spec: exec-cvtop</summary>
    public static int* I32WrapI64(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32WrapI64(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_f32_s</c>, spec: exec-cvtop</summary>
    public static int* I32TruncF32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncF32S(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_f32_u</c>, spec: exec-cvtop</summary>
    public static int* I32TruncF32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncF32U(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_f64_s</c>, spec: exec-cvtop</summary>
    public static int* I32TruncF64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncF64S(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_f64_u</c>, spec: exec-cvtop</summary>
    public static int* I32TruncF64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncF64U(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i64.extend_i32_s</c>, spec: exec-cvtop</summary>
    public static int* I64ExtendI32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64ExtendI32S(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i64.extend_i32_u</c>, spec: exec-cvtop</summary>
    public static int* I64ExtendI32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64ExtendI32U(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_f32_s</c>, spec: exec-cvtop</summary>
    public static int* I64TruncF32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncF32S(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_f32_u</c>, spec: exec-cvtop</summary>
    public static int* I64TruncF32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncF32U(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_f64_s</c>, spec: exec-cvtop</summary>
    public static int* I64TruncF64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncF64S(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_f64_u</c>, spec: exec-cvtop</summary>
    public static int* I64TruncF64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncF64U(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f32.convert_i32_s</c>, spec: exec-cvtop</summary>
    public static int* F32ConvertI32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32ConvertI32S(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>f32.convert_i32_u</c>, spec: exec-cvtop</summary>
    public static int* F32ConvertI32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32ConvertI32U(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>f32.convert_i64_s</c>, spec: exec-cvtop</summary>
    public static int* F32ConvertI64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32ConvertI64S(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>f32.convert_i64_u</c>, spec: exec-cvtop</summary>
    public static int* F32ConvertI64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32ConvertI64U(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>f32.demote_f64</c>, spec: exec-cvtop</summary>
    public static int* F32DemoteF64(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32DemoteF64(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f64.convert_i32_s</c>, spec: exec-cvtop</summary>
    public static int* F64ConvertI32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64ConvertI32S(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>f64.convert_i32_u</c>, spec: exec-cvtop</summary>
    public static int* F64ConvertI32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64ConvertI32U(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>f64.convert_i64_s</c>, spec: exec-cvtop</summary>
    public static int* F64ConvertI64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64ConvertI64S(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>f64.convert_i64_u</c>, spec: exec-cvtop</summary>
    public static int* F64ConvertI64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64ConvertI64U(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>f64.promote_f32</c>, spec: exec-cvtop</summary>
    public static int* F64PromoteF32(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64PromoteF32(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i32.reinterpret_f32</c>, spec: exec-cvtop</summary>
    public static int* I32ReinterpretF32(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32ReinterpretF32(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i64.reinterpret_f64</c>, spec: exec-cvtop</summary>
    public static int* I64ReinterpretF64(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64ReinterpretF64(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>f32.reinterpret_i32</c>, spec: exec-cvtop</summary>
    public static int* F32ReinterpretI32(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32ReinterpretI32(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>f64.reinterpret_i64</c>, spec: exec-cvtop</summary>
    public static int* F64ReinterpretI64(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64ReinterpretI64(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i32.extend8_s</c>, spec: exec-unop</summary>
    public static int* I32Extend8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Extend8S(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i32.extend16_s</c>, spec: exec-unop</summary>
    public static int* I32Extend16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32Extend16S(s[0].I32);
        return ip + 2;
    }

    /// <summary><c>i64.extend8_s</c>, spec: exec-unop</summary>
    public static int* I64Extend8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Extend8S(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.extend16_s</c>, spec: exec-unop</summary>
    public static int* I64Extend16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Extend16S(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i64.extend32_s</c>, spec: exec-unop</summary>
    public static int* I64Extend32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64Extend32S(s[0].I64);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_sat_f32_s</c>, spec: exec-cvtop</summary>
    public static int* I32TruncSatF32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncSatF32S(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_sat_f32_u</c>, spec: exec-cvtop</summary>
    public static int* I32TruncSatF32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncSatF32U(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_sat_f64_s</c>, spec: exec-cvtop</summary>
    public static int* I32TruncSatF64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncSatF64S(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i32.trunc_sat_f64_u</c>, spec: exec-cvtop</summary>
    public static int* I32TruncSatF64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32TruncSatF64U(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_sat_f32_s</c>, spec: exec-cvtop</summary>
    public static int* I64TruncSatF32S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncSatF32S(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_sat_f32_u</c>, spec: exec-cvtop</summary>
    public static int* I64TruncSatF32U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncSatF32U(s[0].F32);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_sat_f64_s</c>, spec: exec-cvtop</summary>
    public static int* I64TruncSatF64S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncSatF64S(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i64.trunc_sat_f64_u</c>, spec: exec-cvtop</summary>
    public static int* I64TruncSatF64U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64TruncSatF64U(s[0].F64);
        return ip + 2;
    }

    /// <summary><c>i64.add128</c>, spec: wide-arithmetic#execution</summary>
    public static int* I64Add128(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        (s[0].I64, s[1].I64) = Numerics.I64Add128(s[0].I64, s[1].I64, s[2].I64, s[3].I64);
        return ip + 2;
    }

    /// <summary><c>i64.sub128</c>, spec: wide-arithmetic#execution</summary>
    public static int* I64Sub128(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        (s[0].I64, s[1].I64) = Numerics.I64Sub128(s[0].I64, s[1].I64, s[2].I64, s[3].I64);
        return ip + 2;
    }

    /// <summary><c>i64.mul_wide_s</c>, spec: wide-arithmetic#execution</summary>
    public static int* I64MulWideS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        (s[0].I64, s[1].I64) = Numerics.I64MulWideS(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i64.mul_wide_u</c>, spec: wide-arithmetic#execution</summary>
    public static int* I64MulWideU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        (s[0].I64, s[1].I64) = Numerics.I64MulWideU(s[0].I64, s[1].I64);
        return ip + 2;
    }

    /// <summary><c>i8x16.shuffle</c>, spec: exec-vshuffle</summary>
    public static int* I8x16Shuffle(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Shuffle(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Vector128.Load((byte*)(ip + 2))));
        return ip + 6;
    }

    /// <summary><c>i8x16.swizzle</c>, spec: exec-vswizzlop</summary>
    public static int* I8x16Swizzle(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Swizzle(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.splat</c>, spec: exec-vsplat</summary>
    public static int* I8x16Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Splat(s[0].I32));
        return ip + 2;
    }

    /// <summary><c>i16x8.splat</c>, spec: exec-vsplat</summary>
    public static int* I16x8Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Splat(s[0].I32));
        return ip + 2;
    }

    /// <summary><c>i32x4.splat</c>, spec: exec-vsplat</summary>
    public static int* I32x4Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Splat(s[0].I32));
        return ip + 2;
    }

    /// <summary><c>i64x2.splat</c>, spec: exec-vsplat</summary>
    public static int* I64x2Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Splat(s[0].I64));
        return ip + 2;
    }

    /// <summary><c>f32x4.splat</c>, spec: exec-vsplat</summary>
    public static int* F32x4Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Splat(s[0].F32));
        return ip + 2;
    }

    /// <summary><c>f64x2.splat</c>, spec: exec-vsplat</summary>
    public static int* F64x2Splat(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Splat(s[0].F64));
        return ip + 2;
    }

    /// <summary><c>i8x16.extract_lane_s</c>, spec: exec-vextract_lane</summary>
    public static int* I8x16ExtractLaneS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I8x16ExtractLaneS(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i8x16.extract_lane_u</c>, spec: exec-vextract_lane</summary>
    public static int* I8x16ExtractLaneU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I8x16ExtractLaneU(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i8x16.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* I8x16ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16ReplaceLane(Slot.GetV128(s + 0), s[2].I32, ip[2]));
        return ip + 3;
    }

    /// <summary><c>i16x8.extract_lane_s</c>, spec: exec-vextract_lane</summary>
    public static int* I16x8ExtractLaneS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I16x8ExtractLaneS(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i16x8.extract_lane_u</c>, spec: exec-vextract_lane</summary>
    public static int* I16x8ExtractLaneU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I16x8ExtractLaneU(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i16x8.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* I16x8ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ReplaceLane(Slot.GetV128(s + 0), s[2].I32, ip[2]));
        return ip + 3;
    }

    /// <summary><c>i32x4.extract_lane</c>, spec: exec-vextract_lane</summary>
    public static int* I32x4ExtractLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32x4ExtractLane(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i32x4.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* I32x4ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ReplaceLane(Slot.GetV128(s + 0), s[2].I32, ip[2]));
        return ip + 3;
    }

    /// <summary><c>i64x2.extract_lane</c>, spec: exec-vextract_lane</summary>
    public static int* I64x2ExtractLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = Numerics.I64x2ExtractLane(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>i64x2.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* I64x2ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ReplaceLane(Slot.GetV128(s + 0), s[2].I64, ip[2]));
        return ip + 3;
    }

    /// <summary><c>f32x4.extract_lane</c>, spec: exec-vextract_lane</summary>
    public static int* F32x4ExtractLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F32 = Numerics.F32x4ExtractLane(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>f32x4.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* F32x4ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4ReplaceLane(Slot.GetV128(s + 0), s[2].F32, ip[2]));
        return ip + 3;
    }

    /// <summary><c>f64x2.extract_lane</c>, spec: exec-vextract_lane</summary>
    public static int* F64x2ExtractLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->F64 = Numerics.F64x2ExtractLane(Slot.GetV128(s + 0), ip[2]);
        return ip + 3;
    }

    /// <summary><c>f64x2.replace_lane</c>, spec: exec-vreplace_lane</summary>
    public static int* F64x2ReplaceLane(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2ReplaceLane(Slot.GetV128(s + 0), s[2].F64, ip[2]));
        return ip + 3;
    }

    /// <summary><c>i8x16.eq</c>, spec: exec-vrelop</summary>
    public static int* I8x16Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.ne</c>, spec: exec-vrelop</summary>
    public static int* I8x16Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.lt_s</c>, spec: exec-vrelop</summary>
    public static int* I8x16LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16LtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.lt_u</c>, spec: exec-vrelop</summary>
    public static int* I8x16LtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16LtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.gt_s</c>, spec: exec-vrelop</summary>
    public static int* I8x16GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16GtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.gt_u</c>, spec: exec-vrelop</summary>
    public static int* I8x16GtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16GtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.le_s</c>, spec: exec-vrelop</summary>
    public static int* I8x16LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16LeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.le_u</c>, spec: exec-vrelop</summary>
    public static int* I8x16LeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16LeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.ge_s</c>, spec: exec-vrelop</summary>
    public static int* I8x16GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16GeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.ge_u</c>, spec: exec-vrelop</summary>
    public static int* I8x16GeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16GeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.eq</c>, spec: exec-vrelop</summary>
    public static int* I16x8Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.ne</c>, spec: exec-vrelop</summary>
    public static int* I16x8Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.lt_s</c>, spec: exec-vrelop</summary>
    public static int* I16x8LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8LtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.lt_u</c>, spec: exec-vrelop</summary>
    public static int* I16x8LtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8LtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.gt_s</c>, spec: exec-vrelop</summary>
    public static int* I16x8GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8GtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.gt_u</c>, spec: exec-vrelop</summary>
    public static int* I16x8GtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8GtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.le_s</c>, spec: exec-vrelop</summary>
    public static int* I16x8LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8LeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.le_u</c>, spec: exec-vrelop</summary>
    public static int* I16x8LeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8LeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.ge_s</c>, spec: exec-vrelop</summary>
    public static int* I16x8GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8GeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.ge_u</c>, spec: exec-vrelop</summary>
    public static int* I16x8GeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8GeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.eq</c>, spec: exec-vrelop</summary>
    public static int* I32x4Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.ne</c>, spec: exec-vrelop</summary>
    public static int* I32x4Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.lt_s</c>, spec: exec-vrelop</summary>
    public static int* I32x4LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4LtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.lt_u</c>, spec: exec-vrelop</summary>
    public static int* I32x4LtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4LtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.gt_s</c>, spec: exec-vrelop</summary>
    public static int* I32x4GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4GtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.gt_u</c>, spec: exec-vrelop</summary>
    public static int* I32x4GtU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4GtU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.le_s</c>, spec: exec-vrelop</summary>
    public static int* I32x4LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4LeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.le_u</c>, spec: exec-vrelop</summary>
    public static int* I32x4LeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4LeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.ge_s</c>, spec: exec-vrelop</summary>
    public static int* I32x4GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4GeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.ge_u</c>, spec: exec-vrelop</summary>
    public static int* I32x4GeU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4GeU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.eq</c>, spec: exec-vrelop</summary>
    public static int* F32x4Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.ne</c>, spec: exec-vrelop</summary>
    public static int* F32x4Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.lt</c>, spec: exec-vrelop</summary>
    public static int* F32x4Lt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Lt(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.gt</c>, spec: exec-vrelop</summary>
    public static int* F32x4Gt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Gt(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.le</c>, spec: exec-vrelop</summary>
    public static int* F32x4Le(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Le(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.ge</c>, spec: exec-vrelop</summary>
    public static int* F32x4Ge(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Ge(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.eq</c>, spec: exec-vrelop</summary>
    public static int* F64x2Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.ne</c>, spec: exec-vrelop</summary>
    public static int* F64x2Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.lt</c>, spec: exec-vrelop</summary>
    public static int* F64x2Lt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Lt(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.gt</c>, spec: exec-vrelop</summary>
    public static int* F64x2Gt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Gt(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.le</c>, spec: exec-vrelop</summary>
    public static int* F64x2Le(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Le(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.ge</c>, spec: exec-vrelop</summary>
    public static int* F64x2Ge(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Ge(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>v128.not</c>, spec: exec-vvunop</summary>
    public static int* V128Not(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128Not(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>v128.and</c>, spec: exec-vvbinop</summary>
    public static int* V128And(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128And(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>v128.andnot</c>, spec: exec-vvbinop</summary>
    public static int* V128Andnot(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128Andnot(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>v128.or</c>, spec: exec-vvbinop</summary>
    public static int* V128Or(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128Or(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>v128.xor</c>, spec: exec-vvbinop</summary>
    public static int* V128Xor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128Xor(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>v128.bitselect</c>, spec: exec-vvternop</summary>
    public static int* V128Bitselect(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.V128Bitselect(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>v128.any_true</c>, spec: exec-vvtestop</summary>
    public static int* V128AnyTrue(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.V128AnyTrue(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>f32x4.demote_f64x2_zero</c>, spec: exec-vcvtop</summary>
    public static int* F32x4DemoteF64x2Zero(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4DemoteF64x2Zero(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.promote_low_f32x4</c>, spec: exec-vcvtop</summary>
    public static int* F64x2PromoteLowF32x4(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2PromoteLowF32x4(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.abs</c>, spec: exec-vunop</summary>
    public static int* I8x16Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.neg</c>, spec: exec-vunop</summary>
    public static int* I8x16Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.popcnt</c>, spec: exec-vunop</summary>
    public static int* I8x16Popcnt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Popcnt(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.all_true</c>, spec: exec-vtestop</summary>
    public static int* I8x16AllTrue(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I8x16AllTrue(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i8x16.bitmask</c>, spec: exec-vbitmask</summary>
    public static int* I8x16Bitmask(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I8x16Bitmask(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i8x16.narrow_i16x8_s</c>, spec: exec-vnarrow</summary>
    public static int* I8x16NarrowI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16NarrowI16x8S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.narrow_i16x8_u</c>, spec: exec-vnarrow</summary>
    public static int* I8x16NarrowI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16NarrowI16x8U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.ceil</c>, spec: exec-vunop</summary>
    public static int* F32x4Ceil(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Ceil(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.floor</c>, spec: exec-vunop</summary>
    public static int* F32x4Floor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Floor(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.trunc</c>, spec: exec-vunop</summary>
    public static int* F32x4Trunc(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Trunc(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.nearest</c>, spec: exec-vunop</summary>
    public static int* F32x4Nearest(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Nearest(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.shl</c>, spec: exec-vshiftop</summary>
    public static int* I8x16Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Shl(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i8x16.shr_s</c>, spec: exec-vshiftop</summary>
    public static int* I8x16ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16ShrS(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i8x16.shr_u</c>, spec: exec-vshiftop</summary>
    public static int* I8x16ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16ShrU(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i8x16.add</c>, spec: exec-vbinop</summary>
    public static int* I8x16Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.add_sat_s</c>, spec: exec-vbinop</summary>
    public static int* I8x16AddSatS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16AddSatS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.add_sat_u</c>, spec: exec-vbinop</summary>
    public static int* I8x16AddSatU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16AddSatU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.sub</c>, spec: exec-vbinop</summary>
    public static int* I8x16Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.sub_sat_s</c>, spec: exec-vbinop</summary>
    public static int* I8x16SubSatS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16SubSatS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.sub_sat_u</c>, spec: exec-vbinop</summary>
    public static int* I8x16SubSatU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16SubSatU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.ceil</c>, spec: exec-vunop</summary>
    public static int* F64x2Ceil(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Ceil(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.floor</c>, spec: exec-vunop</summary>
    public static int* F64x2Floor(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Floor(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.min_s</c>, spec: exec-vbinop</summary>
    public static int* I8x16MinS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16MinS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.min_u</c>, spec: exec-vbinop</summary>
    public static int* I8x16MinU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16MinU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.max_s</c>, spec: exec-vbinop</summary>
    public static int* I8x16MaxS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16MaxS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i8x16.max_u</c>, spec: exec-vbinop</summary>
    public static int* I8x16MaxU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16MaxU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.trunc</c>, spec: exec-vunop</summary>
    public static int* F64x2Trunc(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Trunc(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.avgr_u</c>, spec: exec-vbinop</summary>
    public static int* I8x16AvgrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16AvgrU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extadd_pairwise_i8x16_s</c>, spec: exec-vextunop</summary>
    public static int* I16x8ExtaddPairwiseI8x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtaddPairwiseI8x16S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extadd_pairwise_i8x16_u</c>, spec: exec-vextunop</summary>
    public static int* I16x8ExtaddPairwiseI8x16U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtaddPairwiseI8x16U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extadd_pairwise_i16x8_s</c>, spec: exec-vextunop</summary>
    public static int* I32x4ExtaddPairwiseI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtaddPairwiseI16x8S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extadd_pairwise_i16x8_u</c>, spec: exec-vextunop</summary>
    public static int* I32x4ExtaddPairwiseI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtaddPairwiseI16x8U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.abs</c>, spec: exec-vunop</summary>
    public static int* I16x8Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.neg</c>, spec: exec-vunop</summary>
    public static int* I16x8Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.q15mulr_sat_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8Q15mulrSatS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Q15mulrSatS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.all_true</c>, spec: exec-vtestop</summary>
    public static int* I16x8AllTrue(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I16x8AllTrue(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i16x8.bitmask</c>, spec: exec-vbitmask</summary>
    public static int* I16x8Bitmask(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I16x8Bitmask(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i16x8.narrow_i32x4_s</c>, spec: exec-vnarrow</summary>
    public static int* I16x8NarrowI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8NarrowI32x4S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.narrow_i32x4_u</c>, spec: exec-vnarrow</summary>
    public static int* I16x8NarrowI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8NarrowI32x4U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extend_low_i8x16_s</c>, spec: exec-vcvtop</summary>
    public static int* I16x8ExtendLowI8x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtendLowI8x16S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extend_high_i8x16_s</c>, spec: exec-vcvtop</summary>
    public static int* I16x8ExtendHighI8x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtendHighI8x16S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extend_low_i8x16_u</c>, spec: exec-vcvtop</summary>
    public static int* I16x8ExtendLowI8x16U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtendLowI8x16U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extend_high_i8x16_u</c>, spec: exec-vcvtop</summary>
    public static int* I16x8ExtendHighI8x16U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtendHighI8x16U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.shl</c>, spec: exec-vshiftop</summary>
    public static int* I16x8Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Shl(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i16x8.shr_s</c>, spec: exec-vshiftop</summary>
    public static int* I16x8ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ShrS(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i16x8.shr_u</c>, spec: exec-vshiftop</summary>
    public static int* I16x8ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ShrU(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i16x8.add</c>, spec: exec-vbinop</summary>
    public static int* I16x8Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.add_sat_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8AddSatS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8AddSatS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.add_sat_u</c>, spec: exec-vbinop</summary>
    public static int* I16x8AddSatU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8AddSatU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.sub</c>, spec: exec-vbinop</summary>
    public static int* I16x8Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.sub_sat_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8SubSatS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8SubSatS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.sub_sat_u</c>, spec: exec-vbinop</summary>
    public static int* I16x8SubSatU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8SubSatU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.nearest</c>, spec: exec-vunop</summary>
    public static int* F64x2Nearest(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Nearest(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i16x8.mul</c>, spec: exec-vbinop</summary>
    public static int* I16x8Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8Mul(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.min_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8MinS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8MinS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.min_u</c>, spec: exec-vbinop</summary>
    public static int* I16x8MinU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8MinU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.max_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8MaxS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8MaxS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.max_u</c>, spec: exec-vbinop</summary>
    public static int* I16x8MaxU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8MaxU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.avgr_u</c>, spec: exec-vbinop</summary>
    public static int* I16x8AvgrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8AvgrU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extmul_low_i8x16_s</c>, spec: exec-vextbinop</summary>
    public static int* I16x8ExtmulLowI8x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtmulLowI8x16S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extmul_high_i8x16_s</c>, spec: exec-vextbinop</summary>
    public static int* I16x8ExtmulHighI8x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtmulHighI8x16S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extmul_low_i8x16_u</c>, spec: exec-vextbinop</summary>
    public static int* I16x8ExtmulLowI8x16U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtmulLowI8x16U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.extmul_high_i8x16_u</c>, spec: exec-vextbinop</summary>
    public static int* I16x8ExtmulHighI8x16U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8ExtmulHighI8x16U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.abs</c>, spec: exec-vunop</summary>
    public static int* I32x4Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.neg</c>, spec: exec-vunop</summary>
    public static int* I32x4Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.all_true</c>, spec: exec-vtestop</summary>
    public static int* I32x4AllTrue(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32x4AllTrue(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i32x4.bitmask</c>, spec: exec-vbitmask</summary>
    public static int* I32x4Bitmask(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I32x4Bitmask(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i32x4.extend_low_i16x8_s</c>, spec: exec-vcvtop</summary>
    public static int* I32x4ExtendLowI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtendLowI16x8S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extend_high_i16x8_s</c>, spec: exec-vcvtop</summary>
    public static int* I32x4ExtendHighI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtendHighI16x8S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extend_low_i16x8_u</c>, spec: exec-vcvtop</summary>
    public static int* I32x4ExtendLowI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtendLowI16x8U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extend_high_i16x8_u</c>, spec: exec-vcvtop</summary>
    public static int* I32x4ExtendHighI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtendHighI16x8U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.shl</c>, spec: exec-vshiftop</summary>
    public static int* I32x4Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Shl(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i32x4.shr_s</c>, spec: exec-vshiftop</summary>
    public static int* I32x4ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ShrS(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i32x4.shr_u</c>, spec: exec-vshiftop</summary>
    public static int* I32x4ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ShrU(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i32x4.add</c>, spec: exec-vbinop</summary>
    public static int* I32x4Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.sub</c>, spec: exec-vbinop</summary>
    public static int* I32x4Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.mul</c>, spec: exec-vbinop</summary>
    public static int* I32x4Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4Mul(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.min_s</c>, spec: exec-vbinop</summary>
    public static int* I32x4MinS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4MinS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.min_u</c>, spec: exec-vbinop</summary>
    public static int* I32x4MinU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4MinU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.max_s</c>, spec: exec-vbinop</summary>
    public static int* I32x4MaxS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4MaxS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.max_u</c>, spec: exec-vbinop</summary>
    public static int* I32x4MaxU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4MaxU(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.dot_i16x8_s</c>, spec: exec-vextbinop</summary>
    public static int* I32x4DotI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4DotI16x8S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extmul_low_i16x8_s</c>, spec: exec-vextbinop</summary>
    public static int* I32x4ExtmulLowI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtmulLowI16x8S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extmul_high_i16x8_s</c>, spec: exec-vextbinop</summary>
    public static int* I32x4ExtmulHighI16x8S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtmulHighI16x8S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extmul_low_i16x8_u</c>, spec: exec-vextbinop</summary>
    public static int* I32x4ExtmulLowI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtmulLowI16x8U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.extmul_high_i16x8_u</c>, spec: exec-vextbinop</summary>
    public static int* I32x4ExtmulHighI16x8U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4ExtmulHighI16x8U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.abs</c>, spec: exec-vunop</summary>
    public static int* I64x2Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.neg</c>, spec: exec-vunop</summary>
    public static int* I64x2Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.all_true</c>, spec: exec-vtestop</summary>
    public static int* I64x2AllTrue(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64x2AllTrue(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i64x2.bitmask</c>, spec: exec-vbitmask</summary>
    public static int* I64x2Bitmask(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = Numerics.I64x2Bitmask(Slot.GetV128(s + 0));
        return ip + 2;
    }

    /// <summary><c>i64x2.extend_low_i32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* I64x2ExtendLowI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtendLowI32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extend_high_i32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* I64x2ExtendHighI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtendHighI32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extend_low_i32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* I64x2ExtendLowI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtendLowI32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extend_high_i32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* I64x2ExtendHighI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtendHighI32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i64x2.shl</c>, spec: exec-vshiftop</summary>
    public static int* I64x2Shl(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Shl(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i64x2.shr_s</c>, spec: exec-vshiftop</summary>
    public static int* I64x2ShrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ShrS(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i64x2.shr_u</c>, spec: exec-vshiftop</summary>
    public static int* I64x2ShrU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ShrU(Slot.GetV128(s + 0), s[2].I32));
        return ip + 2;
    }

    /// <summary><c>i64x2.add</c>, spec: exec-vbinop</summary>
    public static int* I64x2Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.sub</c>, spec: exec-vbinop</summary>
    public static int* I64x2Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.mul</c>, spec: exec-vbinop</summary>
    public static int* I64x2Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Mul(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.eq</c>, spec: exec-vrelop</summary>
    public static int* I64x2Eq(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Eq(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.ne</c>, spec: exec-vrelop</summary>
    public static int* I64x2Ne(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2Ne(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.lt_s</c>, spec: exec-vrelop</summary>
    public static int* I64x2LtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2LtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.gt_s</c>, spec: exec-vrelop</summary>
    public static int* I64x2GtS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2GtS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.le_s</c>, spec: exec-vrelop</summary>
    public static int* I64x2LeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2LeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.ge_s</c>, spec: exec-vrelop</summary>
    public static int* I64x2GeS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2GeS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extmul_low_i32x4_s</c>, spec: exec-vextbinop</summary>
    public static int* I64x2ExtmulLowI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtmulLowI32x4S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extmul_high_i32x4_s</c>, spec: exec-vextbinop</summary>
    public static int* I64x2ExtmulHighI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtmulHighI32x4S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extmul_low_i32x4_u</c>, spec: exec-vextbinop</summary>
    public static int* I64x2ExtmulLowI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtmulLowI32x4U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i64x2.extmul_high_i32x4_u</c>, spec: exec-vextbinop</summary>
    public static int* I64x2ExtmulHighI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2ExtmulHighI32x4U(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.abs</c>, spec: exec-vunop</summary>
    public static int* F32x4Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.neg</c>, spec: exec-vunop</summary>
    public static int* F32x4Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.sqrt</c>, spec: exec-vunop</summary>
    public static int* F32x4Sqrt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Sqrt(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.add</c>, spec: exec-vbinop</summary>
    public static int* F32x4Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.sub</c>, spec: exec-vbinop</summary>
    public static int* F32x4Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.mul</c>, spec: exec-vbinop</summary>
    public static int* F32x4Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Mul(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.div</c>, spec: exec-vbinop</summary>
    public static int* F32x4Div(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Div(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.min</c>, spec: exec-vbinop</summary>
    public static int* F32x4Min(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Min(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.max</c>, spec: exec-vbinop</summary>
    public static int* F32x4Max(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Max(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.pmin</c>, spec: exec-vbinop</summary>
    public static int* F32x4Pmin(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Pmin(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.pmax</c>, spec: exec-vbinop</summary>
    public static int* F32x4Pmax(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4Pmax(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.abs</c>, spec: exec-vunop</summary>
    public static int* F64x2Abs(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Abs(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.neg</c>, spec: exec-vunop</summary>
    public static int* F64x2Neg(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Neg(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.sqrt</c>, spec: exec-vunop</summary>
    public static int* F64x2Sqrt(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Sqrt(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.add</c>, spec: exec-vbinop</summary>
    public static int* F64x2Add(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Add(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.sub</c>, spec: exec-vbinop</summary>
    public static int* F64x2Sub(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Sub(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.mul</c>, spec: exec-vbinop</summary>
    public static int* F64x2Mul(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Mul(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.div</c>, spec: exec-vbinop</summary>
    public static int* F64x2Div(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Div(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.min</c>, spec: exec-vbinop</summary>
    public static int* F64x2Min(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Min(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.max</c>, spec: exec-vbinop</summary>
    public static int* F64x2Max(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Max(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.pmin</c>, spec: exec-vbinop</summary>
    public static int* F64x2Pmin(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Pmin(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.pmax</c>, spec: exec-vbinop</summary>
    public static int* F64x2Pmax(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2Pmax(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.trunc_sat_f32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* I32x4TruncSatF32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4TruncSatF32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.trunc_sat_f32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* I32x4TruncSatF32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4TruncSatF32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.convert_i32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* F32x4ConvertI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4ConvertI32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.convert_i32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* F32x4ConvertI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4ConvertI32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.trunc_sat_f64x2_s_zero</c>, spec: exec-vcvtop</summary>
    public static int* I32x4TruncSatF64x2SZero(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4TruncSatF64x2SZero(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.trunc_sat_f64x2_u_zero</c>, spec: exec-vcvtop</summary>
    public static int* I32x4TruncSatF64x2UZero(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4TruncSatF64x2UZero(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.convert_low_i32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* F64x2ConvertLowI32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2ConvertLowI32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f64x2.convert_low_i32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* F64x2ConvertLowI32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2ConvertLowI32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i8x16.relaxed_swizzle</c>, spec: exec-vswizzlop</summary>
    public static int* I8x16RelaxedSwizzle(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16RelaxedSwizzle(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_trunc_f32x4_s</c>, spec: exec-vcvtop</summary>
    public static int* I32x4RelaxedTruncF32x4S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedTruncF32x4S(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_trunc_f32x4_u</c>, spec: exec-vcvtop</summary>
    public static int* I32x4RelaxedTruncF32x4U(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedTruncF32x4U(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_trunc_f64x2_s_zero</c>, spec: exec-vcvtop</summary>
    public static int* I32x4RelaxedTruncF64x2SZero(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedTruncF64x2SZero(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_trunc_f64x2_u_zero</c>, spec: exec-vcvtop</summary>
    public static int* I32x4RelaxedTruncF64x2UZero(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedTruncF64x2UZero(Slot.GetV128(s + 0)));
        return ip + 2;
    }

    /// <summary><c>f32x4.relaxed_madd</c>, spec: exec-vternop</summary>
    public static int* F32x4RelaxedMadd(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4RelaxedMadd(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>f32x4.relaxed_nmadd</c>, spec: exec-vternop</summary>
    public static int* F32x4RelaxedNmadd(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4RelaxedNmadd(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>f64x2.relaxed_madd</c>, spec: exec-vternop</summary>
    public static int* F64x2RelaxedMadd(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2RelaxedMadd(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>f64x2.relaxed_nmadd</c>, spec: exec-vternop</summary>
    public static int* F64x2RelaxedNmadd(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2RelaxedNmadd(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>i8x16.relaxed_laneselect</c>, spec: exec-vternop</summary>
    public static int* I8x16RelaxedLaneselect(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I8x16RelaxedLaneselect(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>i16x8.relaxed_laneselect</c>, spec: exec-vternop</summary>
    public static int* I16x8RelaxedLaneselect(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8RelaxedLaneselect(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_laneselect</c>, spec: exec-vternop</summary>
    public static int* I32x4RelaxedLaneselect(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedLaneselect(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>i64x2.relaxed_laneselect</c>, spec: exec-vternop</summary>
    public static int* I64x2RelaxedLaneselect(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I64x2RelaxedLaneselect(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }

    /// <summary><c>f32x4.relaxed_min</c>, spec: exec-vbinop</summary>
    public static int* F32x4RelaxedMin(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4RelaxedMin(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f32x4.relaxed_max</c>, spec: exec-vbinop</summary>
    public static int* F32x4RelaxedMax(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F32x4RelaxedMax(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.relaxed_min</c>, spec: exec-vbinop</summary>
    public static int* F64x2RelaxedMin(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2RelaxedMin(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>f64x2.relaxed_max</c>, spec: exec-vbinop</summary>
    public static int* F64x2RelaxedMax(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.F64x2RelaxedMax(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.relaxed_q15mulr_s</c>, spec: exec-vbinop</summary>
    public static int* I16x8RelaxedQ15mulrS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8RelaxedQ15mulrS(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i16x8.relaxed_dot_i8x16_i7x16_s</c>, spec: exec-vextbinop</summary>
    public static int* I16x8RelaxedDotI8x16I7x16S(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I16x8RelaxedDotI8x16I7x16S(Slot.GetV128(s + 0), Slot.GetV128(s + 2)));
        return ip + 2;
    }

    /// <summary><c>i32x4.relaxed_dot_i8x16_i7x16_add_s</c>, spec: exec-vextternop</summary>
    public static int* I32x4RelaxedDotI8x16I7x16AddS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        Slot.SetV128(s, Numerics.I32x4RelaxedDotI8x16I7x16AddS(Slot.GetV128(s + 0), Slot.GetV128(s + 2), Slot.GetV128(s + 4)));
        return ip + 2;
    }
}
