// Written by scripts/regenerate from instructions.def. Do not edit.
#nullable enable

namespace ConformanceLab.Wasm.Instructions;

/// <summary>Every instruction, numbered densely. <see cref="Opcodes"/> has their properties.</summary>
public enum Opcode : ushort
{
    /// <summary><c>unreachable</c> (0x00), spec: exec-unreachable</summary>
    Unreachable = 0,
    /// <summary><c>nop</c> (0x01), spec: exec-nop</summary>
    Nop = 1,
    /// <summary><c>block</c> (0x02), spec: exec-block</summary>
    Block = 2,
    /// <summary><c>loop</c> (0x03), spec: exec-loop</summary>
    Loop = 3,
    /// <summary><c>if</c> (0x04), spec: exec-if</summary>
    If = 4,
    /// <summary><c>else</c> (0x05), spec: exec-if</summary>
    Else = 5,
    /// <summary><c>try</c> (0x06), spec: exec-try-catch</summary>
    Try = 6,
    /// <summary><c>catch</c> (0x07), spec: exec-try-catch</summary>
    Catch = 7,
    /// <summary><c>throw</c> (0x08), spec: exec-throw</summary>
    Throw = 8,
    /// <summary><c>rethrow</c> (0x09), spec: exec-rethrow</summary>
    Rethrow = 9,
    /// <summary><c>throw_ref</c> (0x0A), spec: exec-throw_ref</summary>
    ThrowRef = 10,
    /// <summary><c>end</c> (0x0B), spec: exec-block</summary>
    End = 11,
    /// <summary><c>br</c> (0x0C), spec: exec-br</summary>
    Br = 12,
    /// <summary><c>br_if</c> (0x0D), spec: exec-br_if</summary>
    BrIf = 13,
    /// <summary><c>br_table</c> (0x0E), spec: exec-br_table</summary>
    BrTable = 14,
    /// <summary><c>return</c> (0x0F), spec: exec-return</summary>
    Return = 15,
    /// <summary><c>call</c> (0x10), spec: exec-call</summary>
    Call = 16,
    /// <summary><c>call_indirect</c> (0x11), spec: exec-call_indirect</summary>
    CallIndirect = 17,
    /// <summary><c>return_call</c> (0x12), spec: exec-return_call</summary>
    ReturnCall = 18,
    /// <summary><c>return_call_indirect</c> (0x13), spec: exec-return_call_indirect</summary>
    ReturnCallIndirect = 19,
    /// <summary><c>call_ref</c> (0x14), spec: exec-call_ref</summary>
    CallRef = 20,
    /// <summary><c>return_call_ref</c> (0x15), spec: exec-return_call_ref</summary>
    ReturnCallRef = 21,
    /// <summary><c>delegate</c> (0x18), spec: exec-try-delegate</summary>
    Delegate = 22,
    /// <summary><c>catch_all</c> (0x19), spec: exec-try-catch</summary>
    CatchAll = 23,
    /// <summary><c>try_table</c> (0x1F), spec: exec-try_table</summary>
    TryTable = 24,
    /// <summary><c>br_on_null</c> (0xD5), spec: exec-br_on_null</summary>
    BrOnNull = 25,
    /// <summary><c>br_on_non_null</c> (0xD6), spec: exec-br_on_non_null</summary>
    BrOnNonNull = 26,
    /// <summary><c>br_on_cast</c> (0xFB 24), spec: exec-br_on_cast</summary>
    BrOnCast = 27,
    /// <summary><c>br_on_cast_fail</c> (0xFB 25), spec: exec-br_on_cast_fail</summary>
    BrOnCastFail = 28,
    /// <summary><c>drop</c> (0x1A), spec: exec-drop</summary>
    Drop = 29,
    /// <summary><c>select</c> (0x1B), spec: exec-select</summary>
    Select = 30,
    /// <summary><c>select_typed</c> (0x1C), spec: exec-select</summary>
    SelectTyped = 31,
    /// <summary><c>local.get</c> (0x20), spec: exec-local.get</summary>
    LocalGet = 32,
    /// <summary><c>local.set</c> (0x21), spec: exec-local.set</summary>
    LocalSet = 33,
    /// <summary><c>local.tee</c> (0x22), spec: exec-local.tee</summary>
    LocalTee = 34,
    /// <summary><c>global.get</c> (0x23), spec: exec-global.get</summary>
    GlobalGet = 35,
    /// <summary><c>global.set</c> (0x24), spec: exec-global.set</summary>
    GlobalSet = 36,
    /// <summary><c>table.get</c> (0x25), spec: exec-table.get</summary>
    TableGet = 37,
    /// <summary><c>table.set</c> (0x26), spec: exec-table.set</summary>
    TableSet = 38,
    /// <summary><c>table.init</c> (0xFC 12), spec: exec-table.init</summary>
    TableInit = 39,
    /// <summary><c>elem.drop</c> (0xFC 13), spec: exec-elem.drop</summary>
    ElemDrop = 40,
    /// <summary><c>table.copy</c> (0xFC 14), spec: exec-table.copy</summary>
    TableCopy = 41,
    /// <summary><c>table.grow</c> (0xFC 15), spec: exec-table.grow</summary>
    TableGrow = 42,
    /// <summary><c>table.size</c> (0xFC 16), spec: exec-table.size</summary>
    TableSize = 43,
    /// <summary><c>table.fill</c> (0xFC 17), spec: exec-table.fill</summary>
    TableFill = 44,
    /// <summary><c>i32.load</c> (0x28), spec: exec-load-val</summary>
    I32Load = 45,
    /// <summary><c>i64.load</c> (0x29), spec: exec-load-val</summary>
    I64Load = 46,
    /// <summary><c>f32.load</c> (0x2A), spec: exec-load-val</summary>
    F32Load = 47,
    /// <summary><c>f64.load</c> (0x2B), spec: exec-load-val</summary>
    F64Load = 48,
    /// <summary><c>i32.load8_s</c> (0x2C), spec: exec-load-pack</summary>
    I32Load8S = 49,
    /// <summary><c>i32.load8_u</c> (0x2D), spec: exec-load-pack</summary>
    I32Load8U = 50,
    /// <summary><c>i32.load16_s</c> (0x2E), spec: exec-load-pack</summary>
    I32Load16S = 51,
    /// <summary><c>i32.load16_u</c> (0x2F), spec: exec-load-pack</summary>
    I32Load16U = 52,
    /// <summary><c>i64.load8_s</c> (0x30), spec: exec-load-pack</summary>
    I64Load8S = 53,
    /// <summary><c>i64.load8_u</c> (0x31), spec: exec-load-pack</summary>
    I64Load8U = 54,
    /// <summary><c>i64.load16_s</c> (0x32), spec: exec-load-pack</summary>
    I64Load16S = 55,
    /// <summary><c>i64.load16_u</c> (0x33), spec: exec-load-pack</summary>
    I64Load16U = 56,
    /// <summary><c>i64.load32_s</c> (0x34), spec: exec-load-pack</summary>
    I64Load32S = 57,
    /// <summary><c>i64.load32_u</c> (0x35), spec: exec-load-pack</summary>
    I64Load32U = 58,
    /// <summary><c>i32.store</c> (0x36), spec: exec-store-val</summary>
    I32Store = 59,
    /// <summary><c>i64.store</c> (0x37), spec: exec-store-val</summary>
    I64Store = 60,
    /// <summary><c>f32.store</c> (0x38), spec: exec-store-val</summary>
    F32Store = 61,
    /// <summary><c>f64.store</c> (0x39), spec: exec-store-val</summary>
    F64Store = 62,
    /// <summary><c>i32.store8</c> (0x3A), spec: exec-store-pack</summary>
    I32Store8 = 63,
    /// <summary><c>i32.store16</c> (0x3B), spec: exec-store-pack</summary>
    I32Store16 = 64,
    /// <summary><c>i64.store8</c> (0x3C), spec: exec-store-pack</summary>
    I64Store8 = 65,
    /// <summary><c>i64.store16</c> (0x3D), spec: exec-store-pack</summary>
    I64Store16 = 66,
    /// <summary><c>i64.store32</c> (0x3E), spec: exec-store-pack</summary>
    I64Store32 = 67,
    /// <summary><c>memory.size</c> (0x3F), spec: exec-memory.size</summary>
    MemorySize = 68,
    /// <summary><c>memory.grow</c> (0x40), spec: exec-memory.grow</summary>
    MemoryGrow = 69,
    /// <summary><c>memory.init</c> (0xFC 8), spec: exec-memory.init</summary>
    MemoryInit = 70,
    /// <summary><c>data.drop</c> (0xFC 9), spec: exec-data.drop</summary>
    DataDrop = 71,
    /// <summary><c>memory.copy</c> (0xFC 10), spec: exec-memory.copy</summary>
    MemoryCopy = 72,
    /// <summary><c>memory.fill</c> (0xFC 11), spec: exec-memory.fill</summary>
    MemoryFill = 73,
    /// <summary><c>i32.const</c> (0x41), spec: exec-const</summary>
    I32Const = 74,
    /// <summary><c>i64.const</c> (0x42), spec: exec-const</summary>
    I64Const = 75,
    /// <summary><c>f32.const</c> (0x43), spec: exec-const</summary>
    F32Const = 76,
    /// <summary><c>f64.const</c> (0x44), spec: exec-const</summary>
    F64Const = 77,
    /// <summary><c>i32.eqz</c> (0x45), spec: exec-testop</summary>
    I32Eqz = 78,
    /// <summary><c>i32.eq</c> (0x46), spec: exec-relop</summary>
    I32Eq = 79,
    /// <summary><c>i32.ne</c> (0x47), spec: exec-relop</summary>
    I32Ne = 80,
    /// <summary><c>i32.lt_s</c> (0x48), spec: exec-relop</summary>
    I32LtS = 81,
    /// <summary><c>i32.lt_u</c> (0x49), spec: exec-relop</summary>
    I32LtU = 82,
    /// <summary><c>i32.gt_s</c> (0x4A), spec: exec-relop</summary>
    I32GtS = 83,
    /// <summary><c>i32.gt_u</c> (0x4B), spec: exec-relop</summary>
    I32GtU = 84,
    /// <summary><c>i32.le_s</c> (0x4C), spec: exec-relop</summary>
    I32LeS = 85,
    /// <summary><c>i32.le_u</c> (0x4D), spec: exec-relop</summary>
    I32LeU = 86,
    /// <summary><c>i32.ge_s</c> (0x4E), spec: exec-relop</summary>
    I32GeS = 87,
    /// <summary><c>i32.ge_u</c> (0x4F), spec: exec-relop</summary>
    I32GeU = 88,
    /// <summary><c>i64.eqz</c> (0x50), spec: exec-testop</summary>
    I64Eqz = 89,
    /// <summary><c>i64.eq</c> (0x51), spec: exec-relop</summary>
    I64Eq = 90,
    /// <summary><c>i64.ne</c> (0x52), spec: exec-relop</summary>
    I64Ne = 91,
    /// <summary><c>i64.lt_s</c> (0x53), spec: exec-relop</summary>
    I64LtS = 92,
    /// <summary><c>i64.lt_u</c> (0x54), spec: exec-relop</summary>
    I64LtU = 93,
    /// <summary><c>i64.gt_s</c> (0x55), spec: exec-relop</summary>
    I64GtS = 94,
    /// <summary><c>i64.gt_u</c> (0x56), spec: exec-relop</summary>
    I64GtU = 95,
    /// <summary><c>i64.le_s</c> (0x57), spec: exec-relop</summary>
    I64LeS = 96,
    /// <summary><c>i64.le_u</c> (0x58), spec: exec-relop</summary>
    I64LeU = 97,
    /// <summary><c>i64.ge_s</c> (0x59), spec: exec-relop</summary>
    I64GeS = 98,
    /// <summary><c>i64.ge_u</c> (0x5A), spec: exec-relop</summary>
    I64GeU = 99,
    /// <summary><c>f32.eq</c> (0x5B), spec: exec-relop</summary>
    F32Eq = 100,
    /// <summary><c>f32.ne</c> (0x5C), spec: exec-relop</summary>
    F32Ne = 101,
    /// <summary><c>f32.lt</c> (0x5D), spec: exec-relop</summary>
    F32Lt = 102,
    /// <summary><c>f32.gt</c> (0x5E), spec: exec-relop</summary>
    F32Gt = 103,
    /// <summary><c>f32.le</c> (0x5F), spec: exec-relop</summary>
    F32Le = 104,
    /// <summary><c>f32.ge</c> (0x60), spec: exec-relop</summary>
    F32Ge = 105,
    /// <summary><c>f64.eq</c> (0x61), spec: exec-relop</summary>
    F64Eq = 106,
    /// <summary><c>f64.ne</c> (0x62), spec: exec-relop</summary>
    F64Ne = 107,
    /// <summary><c>f64.lt</c> (0x63), spec: exec-relop</summary>
    F64Lt = 108,
    /// <summary><c>f64.gt</c> (0x64), spec: exec-relop</summary>
    F64Gt = 109,
    /// <summary><c>f64.le</c> (0x65), spec: exec-relop</summary>
    F64Le = 110,
    /// <summary><c>f64.ge</c> (0x66), spec: exec-relop</summary>
    F64Ge = 111,
    /// <summary><c>i32.clz</c> (0x67), spec: exec-unop</summary>
    I32Clz = 112,
    /// <summary><c>i32.ctz</c> (0x68), spec: exec-unop</summary>
    I32Ctz = 113,
    /// <summary><c>i32.popcnt</c> (0x69), spec: exec-unop</summary>
    I32Popcnt = 114,
    /// <summary><c>i32.add</c> (0x6A), spec: exec-binop</summary>
    I32Add = 115,
    /// <summary><c>i32.sub</c> (0x6B), spec: exec-binop</summary>
    I32Sub = 116,
    /// <summary><c>i32.mul</c> (0x6C), spec: exec-binop</summary>
    I32Mul = 117,
    /// <summary><c>i32.div_s</c> (0x6D), spec: exec-binop</summary>
    I32DivS = 118,
    /// <summary><c>i32.div_u</c> (0x6E), spec: exec-binop</summary>
    I32DivU = 119,
    /// <summary><c>i32.rem_s</c> (0x6F), spec: exec-binop</summary>
    I32RemS = 120,
    /// <summary><c>i32.rem_u</c> (0x70), spec: exec-binop</summary>
    I32RemU = 121,
    /// <summary><c>i32.and</c> (0x71), spec: exec-binop</summary>
    I32And = 122,
    /// <summary><c>i32.or</c> (0x72), spec: exec-binop</summary>
    I32Or = 123,
    /// <summary><c>i32.xor</c> (0x73), spec: exec-binop</summary>
    I32Xor = 124,
    /// <summary><c>i32.shl</c> (0x74), spec: exec-binop</summary>
    I32Shl = 125,
    /// <summary><c>i32.shr_s</c> (0x75), spec: exec-binop</summary>
    I32ShrS = 126,
    /// <summary><c>i32.shr_u</c> (0x76), spec: exec-binop</summary>
    I32ShrU = 127,
    /// <summary><c>i32.rotl</c> (0x77), spec: exec-binop</summary>
    I32Rotl = 128,
    /// <summary><c>i32.rotr</c> (0x78), spec: exec-binop</summary>
    I32Rotr = 129,
    /// <summary><c>i64.clz</c> (0x79), spec: exec-unop</summary>
    I64Clz = 130,
    /// <summary><c>i64.ctz</c> (0x7A), spec: exec-unop</summary>
    I64Ctz = 131,
    /// <summary><c>i64.popcnt</c> (0x7B), spec: exec-unop</summary>
    I64Popcnt = 132,
    /// <summary><c>i64.add</c> (0x7C), spec: exec-binop</summary>
    I64Add = 133,
    /// <summary><c>i64.sub</c> (0x7D), spec: exec-binop</summary>
    I64Sub = 134,
    /// <summary><c>i64.mul</c> (0x7E), spec: exec-binop</summary>
    I64Mul = 135,
    /// <summary><c>i64.div_s</c> (0x7F), spec: exec-binop</summary>
    I64DivS = 136,
    /// <summary><c>i64.div_u</c> (0x80), spec: exec-binop</summary>
    I64DivU = 137,
    /// <summary><c>i64.rem_s</c> (0x81), spec: exec-binop</summary>
    I64RemS = 138,
    /// <summary><c>i64.rem_u</c> (0x82), spec: exec-binop</summary>
    I64RemU = 139,
    /// <summary><c>i64.and</c> (0x83), spec: exec-binop</summary>
    I64And = 140,
    /// <summary><c>i64.or</c> (0x84), spec: exec-binop</summary>
    I64Or = 141,
    /// <summary><c>i64.xor</c> (0x85), spec: exec-binop</summary>
    I64Xor = 142,
    /// <summary><c>i64.shl</c> (0x86), spec: exec-binop</summary>
    I64Shl = 143,
    /// <summary><c>i64.shr_s</c> (0x87), spec: exec-binop</summary>
    I64ShrS = 144,
    /// <summary><c>i64.shr_u</c> (0x88), spec: exec-binop</summary>
    I64ShrU = 145,
    /// <summary><c>i64.rotl</c> (0x89), spec: exec-binop</summary>
    I64Rotl = 146,
    /// <summary><c>i64.rotr</c> (0x8A), spec: exec-binop</summary>
    I64Rotr = 147,
    /// <summary><c>f32.abs</c> (0x8B), spec: exec-unop</summary>
    F32Abs = 148,
    /// <summary><c>f32.neg</c> (0x8C), spec: exec-unop</summary>
    F32Neg = 149,
    /// <summary><c>f32.ceil</c> (0x8D), spec: exec-unop</summary>
    F32Ceil = 150,
    /// <summary><c>f32.floor</c> (0x8E), spec: exec-unop</summary>
    F32Floor = 151,
    /// <summary><c>f32.trunc</c> (0x8F), spec: exec-unop</summary>
    F32Trunc = 152,
    /// <summary><c>f32.nearest</c> (0x90), spec: exec-unop</summary>
    F32Nearest = 153,
    /// <summary><c>f32.sqrt</c> (0x91), spec: exec-unop</summary>
    F32Sqrt = 154,
    /// <summary><c>f32.add</c> (0x92), spec: exec-binop</summary>
    F32Add = 155,
    /// <summary><c>f32.sub</c> (0x93), spec: exec-binop</summary>
    F32Sub = 156,
    /// <summary><c>f32.mul</c> (0x94), spec: exec-binop</summary>
    F32Mul = 157,
    /// <summary><c>f32.div</c> (0x95), spec: exec-binop</summary>
    F32Div = 158,
    /// <summary><c>f32.min</c> (0x96), spec: exec-binop</summary>
    F32Min = 159,
    /// <summary><c>f32.max</c> (0x97), spec: exec-binop</summary>
    F32Max = 160,
    /// <summary><c>f32.copysign</c> (0x98), spec: exec-binop</summary>
    F32Copysign = 161,
    /// <summary><c>f64.abs</c> (0x99), spec: exec-unop</summary>
    F64Abs = 162,
    /// <summary><c>f64.neg</c> (0x9A), spec: exec-unop</summary>
    F64Neg = 163,
    /// <summary><c>f64.ceil</c> (0x9B), spec: exec-unop</summary>
    F64Ceil = 164,
    /// <summary><c>f64.floor</c> (0x9C), spec: exec-unop</summary>
    F64Floor = 165,
    /// <summary><c>f64.trunc</c> (0x9D), spec: exec-unop</summary>
    F64Trunc = 166,
    /// <summary><c>f64.nearest</c> (0x9E), spec: exec-unop</summary>
    F64Nearest = 167,
    /// <summary><c>f64.sqrt</c> (0x9F), spec: exec-unop</summary>
    F64Sqrt = 168,
    /// <summary><c>f64.add</c> (0xA0), spec: exec-binop</summary>
    F64Add = 169,
    /// <summary><c>f64.sub</c> (0xA1), spec: exec-binop</summary>
    F64Sub = 170,
    /// <summary><c>f64.mul</c> (0xA2), spec: exec-binop</summary>
    F64Mul = 171,
    /// <summary><c>f64.div</c> (0xA3), spec: exec-binop</summary>
    F64Div = 172,
    /// <summary><c>f64.min</c> (0xA4), spec: exec-binop</summary>
    F64Min = 173,
    /// <summary><c>f64.max</c> (0xA5), spec: exec-binop</summary>
    F64Max = 174,
    /// <summary><c>f64.copysign</c> (0xA6), spec: exec-binop</summary>
    F64Copysign = 175,
    /// <summary><c>i32.wrap_i64</c> (0xA7), spec: exec-cvtop</summary>
    I32WrapI64 = 176,
    /// <summary><c>i32.trunc_f32_s</c> (0xA8), spec: exec-cvtop</summary>
    I32TruncF32S = 177,
    /// <summary><c>i32.trunc_f32_u</c> (0xA9), spec: exec-cvtop</summary>
    I32TruncF32U = 178,
    /// <summary><c>i32.trunc_f64_s</c> (0xAA), spec: exec-cvtop</summary>
    I32TruncF64S = 179,
    /// <summary><c>i32.trunc_f64_u</c> (0xAB), spec: exec-cvtop</summary>
    I32TruncF64U = 180,
    /// <summary><c>i64.extend_i32_s</c> (0xAC), spec: exec-cvtop</summary>
    I64ExtendI32S = 181,
    /// <summary><c>i64.extend_i32_u</c> (0xAD), spec: exec-cvtop</summary>
    I64ExtendI32U = 182,
    /// <summary><c>i64.trunc_f32_s</c> (0xAE), spec: exec-cvtop</summary>
    I64TruncF32S = 183,
    /// <summary><c>i64.trunc_f32_u</c> (0xAF), spec: exec-cvtop</summary>
    I64TruncF32U = 184,
    /// <summary><c>i64.trunc_f64_s</c> (0xB0), spec: exec-cvtop</summary>
    I64TruncF64S = 185,
    /// <summary><c>i64.trunc_f64_u</c> (0xB1), spec: exec-cvtop</summary>
    I64TruncF64U = 186,
    /// <summary><c>f32.convert_i32_s</c> (0xB2), spec: exec-cvtop</summary>
    F32ConvertI32S = 187,
    /// <summary><c>f32.convert_i32_u</c> (0xB3), spec: exec-cvtop</summary>
    F32ConvertI32U = 188,
    /// <summary><c>f32.convert_i64_s</c> (0xB4), spec: exec-cvtop</summary>
    F32ConvertI64S = 189,
    /// <summary><c>f32.convert_i64_u</c> (0xB5), spec: exec-cvtop</summary>
    F32ConvertI64U = 190,
    /// <summary><c>f32.demote_f64</c> (0xB6), spec: exec-cvtop</summary>
    F32DemoteF64 = 191,
    /// <summary><c>f64.convert_i32_s</c> (0xB7), spec: exec-cvtop</summary>
    F64ConvertI32S = 192,
    /// <summary><c>f64.convert_i32_u</c> (0xB8), spec: exec-cvtop</summary>
    F64ConvertI32U = 193,
    /// <summary><c>f64.convert_i64_s</c> (0xB9), spec: exec-cvtop</summary>
    F64ConvertI64S = 194,
    /// <summary><c>f64.convert_i64_u</c> (0xBA), spec: exec-cvtop</summary>
    F64ConvertI64U = 195,
    /// <summary><c>f64.promote_f32</c> (0xBB), spec: exec-cvtop</summary>
    F64PromoteF32 = 196,
    /// <summary><c>i32.reinterpret_f32</c> (0xBC), spec: exec-cvtop</summary>
    I32ReinterpretF32 = 197,
    /// <summary><c>i64.reinterpret_f64</c> (0xBD), spec: exec-cvtop</summary>
    I64ReinterpretF64 = 198,
    /// <summary><c>f32.reinterpret_i32</c> (0xBE), spec: exec-cvtop</summary>
    F32ReinterpretI32 = 199,
    /// <summary><c>f64.reinterpret_i64</c> (0xBF), spec: exec-cvtop</summary>
    F64ReinterpretI64 = 200,
    /// <summary><c>i32.extend8_s</c> (0xC0), spec: exec-unop</summary>
    I32Extend8S = 201,
    /// <summary><c>i32.extend16_s</c> (0xC1), spec: exec-unop</summary>
    I32Extend16S = 202,
    /// <summary><c>i64.extend8_s</c> (0xC2), spec: exec-unop</summary>
    I64Extend8S = 203,
    /// <summary><c>i64.extend16_s</c> (0xC3), spec: exec-unop</summary>
    I64Extend16S = 204,
    /// <summary><c>i64.extend32_s</c> (0xC4), spec: exec-unop</summary>
    I64Extend32S = 205,
    /// <summary><c>i32.trunc_sat_f32_s</c> (0xFC 0), spec: exec-cvtop</summary>
    I32TruncSatF32S = 206,
    /// <summary><c>i32.trunc_sat_f32_u</c> (0xFC 1), spec: exec-cvtop</summary>
    I32TruncSatF32U = 207,
    /// <summary><c>i32.trunc_sat_f64_s</c> (0xFC 2), spec: exec-cvtop</summary>
    I32TruncSatF64S = 208,
    /// <summary><c>i32.trunc_sat_f64_u</c> (0xFC 3), spec: exec-cvtop</summary>
    I32TruncSatF64U = 209,
    /// <summary><c>i64.trunc_sat_f32_s</c> (0xFC 4), spec: exec-cvtop</summary>
    I64TruncSatF32S = 210,
    /// <summary><c>i64.trunc_sat_f32_u</c> (0xFC 5), spec: exec-cvtop</summary>
    I64TruncSatF32U = 211,
    /// <summary><c>i64.trunc_sat_f64_s</c> (0xFC 6), spec: exec-cvtop</summary>
    I64TruncSatF64S = 212,
    /// <summary><c>i64.trunc_sat_f64_u</c> (0xFC 7), spec: exec-cvtop</summary>
    I64TruncSatF64U = 213,
    /// <summary><c>i64.add128</c> (0xFC 19), spec: wide-arithmetic#execution</summary>
    I64Add128 = 214,
    /// <summary><c>i64.sub128</c> (0xFC 20), spec: wide-arithmetic#execution</summary>
    I64Sub128 = 215,
    /// <summary><c>i64.mul_wide_s</c> (0xFC 21), spec: wide-arithmetic#execution</summary>
    I64MulWideS = 216,
    /// <summary><c>i64.mul_wide_u</c> (0xFC 22), spec: wide-arithmetic#execution</summary>
    I64MulWideU = 217,
    /// <summary><c>ref.null</c> (0xD0), spec: exec-ref.null</summary>
    RefNull = 218,
    /// <summary><c>ref.is_null</c> (0xD1), spec: exec-ref.is_null</summary>
    RefIsNull = 219,
    /// <summary><c>ref.func</c> (0xD2), spec: exec-ref.func</summary>
    RefFunc = 220,
    /// <summary><c>ref.eq</c> (0xD3), spec: exec-ref.eq</summary>
    RefEq = 221,
    /// <summary><c>ref.as_non_null</c> (0xD4), spec: exec-ref.as_non_null</summary>
    RefAsNonNull = 222,
    /// <summary><c>ref.test</c> (0xFB 20), spec: exec-ref.test</summary>
    RefTest = 223,
    /// <summary><c>ref.test_null</c> (0xFB 21), spec: exec-ref.test</summary>
    RefTestNull = 224,
    /// <summary><c>ref.cast</c> (0xFB 22), spec: exec-ref.cast</summary>
    RefCast = 225,
    /// <summary><c>ref.cast_null</c> (0xFB 23), spec: exec-ref.cast</summary>
    RefCastNull = 226,
    /// <summary><c>struct.new</c> (0xFB 0), spec: exec-struct.new</summary>
    StructNew = 227,
    /// <summary><c>struct.new_default</c> (0xFB 1), spec: exec-struct.new_default</summary>
    StructNewDefault = 228,
    /// <summary><c>struct.get</c> (0xFB 2), spec: exec-struct.get</summary>
    StructGet = 229,
    /// <summary><c>struct.get_s</c> (0xFB 3), spec: exec-struct.get</summary>
    StructGetS = 230,
    /// <summary><c>struct.get_u</c> (0xFB 4), spec: exec-struct.get</summary>
    StructGetU = 231,
    /// <summary><c>struct.set</c> (0xFB 5), spec: exec-struct.set</summary>
    StructSet = 232,
    /// <summary><c>array.new</c> (0xFB 6), spec: exec-array.new</summary>
    ArrayNew = 233,
    /// <summary><c>array.new_default</c> (0xFB 7), spec: exec-array.new_default</summary>
    ArrayNewDefault = 234,
    /// <summary><c>array.new_fixed</c> (0xFB 8), spec: exec-array.new_fixed</summary>
    ArrayNewFixed = 235,
    /// <summary><c>array.new_data</c> (0xFB 9), spec: exec-array.new_data</summary>
    ArrayNewData = 236,
    /// <summary><c>array.new_elem</c> (0xFB 10), spec: exec-array.new_elem</summary>
    ArrayNewElem = 237,
    /// <summary><c>array.get</c> (0xFB 11), spec: exec-array.get</summary>
    ArrayGet = 238,
    /// <summary><c>array.get_s</c> (0xFB 12), spec: exec-array.get</summary>
    ArrayGetS = 239,
    /// <summary><c>array.get_u</c> (0xFB 13), spec: exec-array.get</summary>
    ArrayGetU = 240,
    /// <summary><c>array.set</c> (0xFB 14), spec: exec-array.set</summary>
    ArraySet = 241,
    /// <summary><c>array.len</c> (0xFB 15), spec: exec-array.len</summary>
    ArrayLen = 242,
    /// <summary><c>array.fill</c> (0xFB 16), spec: exec-array.fill</summary>
    ArrayFill = 243,
    /// <summary><c>array.copy</c> (0xFB 17), spec: exec-array.copy</summary>
    ArrayCopy = 244,
    /// <summary><c>array.init_data</c> (0xFB 18), spec: exec-array.init_data</summary>
    ArrayInitData = 245,
    /// <summary><c>array.init_elem</c> (0xFB 19), spec: exec-array.init_elem</summary>
    ArrayInitElem = 246,
    /// <summary><c>any.convert_extern</c> (0xFB 26), spec: exec-any.convert_extern</summary>
    AnyConvertExtern = 247,
    /// <summary><c>extern.convert_any</c> (0xFB 27), spec: exec-extern.convert_any</summary>
    ExternConvertAny = 248,
    /// <summary><c>ref.i31</c> (0xFB 28), spec: exec-ref.i31</summary>
    RefI31 = 249,
    /// <summary><c>i31.get_s</c> (0xFB 29), spec: exec-i31.get</summary>
    I31GetS = 250,
    /// <summary><c>i31.get_u</c> (0xFB 30), spec: exec-i31.get</summary>
    I31GetU = 251,
    /// <summary><c>v128.load</c> (0xFD 0), spec: exec-vload-val</summary>
    V128Load = 252,
    /// <summary><c>v128.load8x8_s</c> (0xFD 1), spec: exec-vload-pack</summary>
    V128Load8x8S = 253,
    /// <summary><c>v128.load8x8_u</c> (0xFD 2), spec: exec-vload-pack</summary>
    V128Load8x8U = 254,
    /// <summary><c>v128.load16x4_s</c> (0xFD 3), spec: exec-vload-pack</summary>
    V128Load16x4S = 255,
    /// <summary><c>v128.load16x4_u</c> (0xFD 4), spec: exec-vload-pack</summary>
    V128Load16x4U = 256,
    /// <summary><c>v128.load32x2_s</c> (0xFD 5), spec: exec-vload-pack</summary>
    V128Load32x2S = 257,
    /// <summary><c>v128.load32x2_u</c> (0xFD 6), spec: exec-vload-pack</summary>
    V128Load32x2U = 258,
    /// <summary><c>v128.load8_splat</c> (0xFD 7), spec: exec-vload-splat</summary>
    V128Load8Splat = 259,
    /// <summary><c>v128.load16_splat</c> (0xFD 8), spec: exec-vload-splat</summary>
    V128Load16Splat = 260,
    /// <summary><c>v128.load32_splat</c> (0xFD 9), spec: exec-vload-splat</summary>
    V128Load32Splat = 261,
    /// <summary><c>v128.load64_splat</c> (0xFD 10), spec: exec-vload-splat</summary>
    V128Load64Splat = 262,
    /// <summary><c>v128.store</c> (0xFD 11), spec: exec-vstore</summary>
    V128Store = 263,
    /// <summary><c>v128.const</c> (0xFD 12), spec: exec-vconst</summary>
    V128Const = 264,
    /// <summary><c>i8x16.shuffle</c> (0xFD 13), spec: exec-vshuffle</summary>
    I8x16Shuffle = 265,
    /// <summary><c>i8x16.swizzle</c> (0xFD 14), spec: exec-vswizzlop</summary>
    I8x16Swizzle = 266,
    /// <summary><c>i8x16.splat</c> (0xFD 15), spec: exec-vsplat</summary>
    I8x16Splat = 267,
    /// <summary><c>i16x8.splat</c> (0xFD 16), spec: exec-vsplat</summary>
    I16x8Splat = 268,
    /// <summary><c>i32x4.splat</c> (0xFD 17), spec: exec-vsplat</summary>
    I32x4Splat = 269,
    /// <summary><c>i64x2.splat</c> (0xFD 18), spec: exec-vsplat</summary>
    I64x2Splat = 270,
    /// <summary><c>f32x4.splat</c> (0xFD 19), spec: exec-vsplat</summary>
    F32x4Splat = 271,
    /// <summary><c>f64x2.splat</c> (0xFD 20), spec: exec-vsplat</summary>
    F64x2Splat = 272,
    /// <summary><c>i8x16.extract_lane_s</c> (0xFD 21), spec: exec-vextract_lane</summary>
    I8x16ExtractLaneS = 273,
    /// <summary><c>i8x16.extract_lane_u</c> (0xFD 22), spec: exec-vextract_lane</summary>
    I8x16ExtractLaneU = 274,
    /// <summary><c>i8x16.replace_lane</c> (0xFD 23), spec: exec-vreplace_lane</summary>
    I8x16ReplaceLane = 275,
    /// <summary><c>i16x8.extract_lane_s</c> (0xFD 24), spec: exec-vextract_lane</summary>
    I16x8ExtractLaneS = 276,
    /// <summary><c>i16x8.extract_lane_u</c> (0xFD 25), spec: exec-vextract_lane</summary>
    I16x8ExtractLaneU = 277,
    /// <summary><c>i16x8.replace_lane</c> (0xFD 26), spec: exec-vreplace_lane</summary>
    I16x8ReplaceLane = 278,
    /// <summary><c>i32x4.extract_lane</c> (0xFD 27), spec: exec-vextract_lane</summary>
    I32x4ExtractLane = 279,
    /// <summary><c>i32x4.replace_lane</c> (0xFD 28), spec: exec-vreplace_lane</summary>
    I32x4ReplaceLane = 280,
    /// <summary><c>i64x2.extract_lane</c> (0xFD 29), spec: exec-vextract_lane</summary>
    I64x2ExtractLane = 281,
    /// <summary><c>i64x2.replace_lane</c> (0xFD 30), spec: exec-vreplace_lane</summary>
    I64x2ReplaceLane = 282,
    /// <summary><c>f32x4.extract_lane</c> (0xFD 31), spec: exec-vextract_lane</summary>
    F32x4ExtractLane = 283,
    /// <summary><c>f32x4.replace_lane</c> (0xFD 32), spec: exec-vreplace_lane</summary>
    F32x4ReplaceLane = 284,
    /// <summary><c>f64x2.extract_lane</c> (0xFD 33), spec: exec-vextract_lane</summary>
    F64x2ExtractLane = 285,
    /// <summary><c>f64x2.replace_lane</c> (0xFD 34), spec: exec-vreplace_lane</summary>
    F64x2ReplaceLane = 286,
    /// <summary><c>i8x16.eq</c> (0xFD 35), spec: exec-vrelop</summary>
    I8x16Eq = 287,
    /// <summary><c>i8x16.ne</c> (0xFD 36), spec: exec-vrelop</summary>
    I8x16Ne = 288,
    /// <summary><c>i8x16.lt_s</c> (0xFD 37), spec: exec-vrelop</summary>
    I8x16LtS = 289,
    /// <summary><c>i8x16.lt_u</c> (0xFD 38), spec: exec-vrelop</summary>
    I8x16LtU = 290,
    /// <summary><c>i8x16.gt_s</c> (0xFD 39), spec: exec-vrelop</summary>
    I8x16GtS = 291,
    /// <summary><c>i8x16.gt_u</c> (0xFD 40), spec: exec-vrelop</summary>
    I8x16GtU = 292,
    /// <summary><c>i8x16.le_s</c> (0xFD 41), spec: exec-vrelop</summary>
    I8x16LeS = 293,
    /// <summary><c>i8x16.le_u</c> (0xFD 42), spec: exec-vrelop</summary>
    I8x16LeU = 294,
    /// <summary><c>i8x16.ge_s</c> (0xFD 43), spec: exec-vrelop</summary>
    I8x16GeS = 295,
    /// <summary><c>i8x16.ge_u</c> (0xFD 44), spec: exec-vrelop</summary>
    I8x16GeU = 296,
    /// <summary><c>i16x8.eq</c> (0xFD 45), spec: exec-vrelop</summary>
    I16x8Eq = 297,
    /// <summary><c>i16x8.ne</c> (0xFD 46), spec: exec-vrelop</summary>
    I16x8Ne = 298,
    /// <summary><c>i16x8.lt_s</c> (0xFD 47), spec: exec-vrelop</summary>
    I16x8LtS = 299,
    /// <summary><c>i16x8.lt_u</c> (0xFD 48), spec: exec-vrelop</summary>
    I16x8LtU = 300,
    /// <summary><c>i16x8.gt_s</c> (0xFD 49), spec: exec-vrelop</summary>
    I16x8GtS = 301,
    /// <summary><c>i16x8.gt_u</c> (0xFD 50), spec: exec-vrelop</summary>
    I16x8GtU = 302,
    /// <summary><c>i16x8.le_s</c> (0xFD 51), spec: exec-vrelop</summary>
    I16x8LeS = 303,
    /// <summary><c>i16x8.le_u</c> (0xFD 52), spec: exec-vrelop</summary>
    I16x8LeU = 304,
    /// <summary><c>i16x8.ge_s</c> (0xFD 53), spec: exec-vrelop</summary>
    I16x8GeS = 305,
    /// <summary><c>i16x8.ge_u</c> (0xFD 54), spec: exec-vrelop</summary>
    I16x8GeU = 306,
    /// <summary><c>i32x4.eq</c> (0xFD 55), spec: exec-vrelop</summary>
    I32x4Eq = 307,
    /// <summary><c>i32x4.ne</c> (0xFD 56), spec: exec-vrelop</summary>
    I32x4Ne = 308,
    /// <summary><c>i32x4.lt_s</c> (0xFD 57), spec: exec-vrelop</summary>
    I32x4LtS = 309,
    /// <summary><c>i32x4.lt_u</c> (0xFD 58), spec: exec-vrelop</summary>
    I32x4LtU = 310,
    /// <summary><c>i32x4.gt_s</c> (0xFD 59), spec: exec-vrelop</summary>
    I32x4GtS = 311,
    /// <summary><c>i32x4.gt_u</c> (0xFD 60), spec: exec-vrelop</summary>
    I32x4GtU = 312,
    /// <summary><c>i32x4.le_s</c> (0xFD 61), spec: exec-vrelop</summary>
    I32x4LeS = 313,
    /// <summary><c>i32x4.le_u</c> (0xFD 62), spec: exec-vrelop</summary>
    I32x4LeU = 314,
    /// <summary><c>i32x4.ge_s</c> (0xFD 63), spec: exec-vrelop</summary>
    I32x4GeS = 315,
    /// <summary><c>i32x4.ge_u</c> (0xFD 64), spec: exec-vrelop</summary>
    I32x4GeU = 316,
    /// <summary><c>f32x4.eq</c> (0xFD 65), spec: exec-vrelop</summary>
    F32x4Eq = 317,
    /// <summary><c>f32x4.ne</c> (0xFD 66), spec: exec-vrelop</summary>
    F32x4Ne = 318,
    /// <summary><c>f32x4.lt</c> (0xFD 67), spec: exec-vrelop</summary>
    F32x4Lt = 319,
    /// <summary><c>f32x4.gt</c> (0xFD 68), spec: exec-vrelop</summary>
    F32x4Gt = 320,
    /// <summary><c>f32x4.le</c> (0xFD 69), spec: exec-vrelop</summary>
    F32x4Le = 321,
    /// <summary><c>f32x4.ge</c> (0xFD 70), spec: exec-vrelop</summary>
    F32x4Ge = 322,
    /// <summary><c>f64x2.eq</c> (0xFD 71), spec: exec-vrelop</summary>
    F64x2Eq = 323,
    /// <summary><c>f64x2.ne</c> (0xFD 72), spec: exec-vrelop</summary>
    F64x2Ne = 324,
    /// <summary><c>f64x2.lt</c> (0xFD 73), spec: exec-vrelop</summary>
    F64x2Lt = 325,
    /// <summary><c>f64x2.gt</c> (0xFD 74), spec: exec-vrelop</summary>
    F64x2Gt = 326,
    /// <summary><c>f64x2.le</c> (0xFD 75), spec: exec-vrelop</summary>
    F64x2Le = 327,
    /// <summary><c>f64x2.ge</c> (0xFD 76), spec: exec-vrelop</summary>
    F64x2Ge = 328,
    /// <summary><c>v128.not</c> (0xFD 77), spec: exec-vvunop</summary>
    V128Not = 329,
    /// <summary><c>v128.and</c> (0xFD 78), spec: exec-vvbinop</summary>
    V128And = 330,
    /// <summary><c>v128.andnot</c> (0xFD 79), spec: exec-vvbinop</summary>
    V128Andnot = 331,
    /// <summary><c>v128.or</c> (0xFD 80), spec: exec-vvbinop</summary>
    V128Or = 332,
    /// <summary><c>v128.xor</c> (0xFD 81), spec: exec-vvbinop</summary>
    V128Xor = 333,
    /// <summary><c>v128.bitselect</c> (0xFD 82), spec: exec-vvternop</summary>
    V128Bitselect = 334,
    /// <summary><c>v128.any_true</c> (0xFD 83), spec: exec-vvtestop</summary>
    V128AnyTrue = 335,
    /// <summary><c>v128.load8_lane</c> (0xFD 84), spec: exec-vload_lane</summary>
    V128Load8Lane = 336,
    /// <summary><c>v128.load16_lane</c> (0xFD 85), spec: exec-vload_lane</summary>
    V128Load16Lane = 337,
    /// <summary><c>v128.load32_lane</c> (0xFD 86), spec: exec-vload_lane</summary>
    V128Load32Lane = 338,
    /// <summary><c>v128.load64_lane</c> (0xFD 87), spec: exec-vload_lane</summary>
    V128Load64Lane = 339,
    /// <summary><c>v128.store8_lane</c> (0xFD 88), spec: exec-vstore_lane</summary>
    V128Store8Lane = 340,
    /// <summary><c>v128.store16_lane</c> (0xFD 89), spec: exec-vstore_lane</summary>
    V128Store16Lane = 341,
    /// <summary><c>v128.store32_lane</c> (0xFD 90), spec: exec-vstore_lane</summary>
    V128Store32Lane = 342,
    /// <summary><c>v128.store64_lane</c> (0xFD 91), spec: exec-vstore_lane</summary>
    V128Store64Lane = 343,
    /// <summary><c>v128.load32_zero</c> (0xFD 92), spec: exec-vload-zero</summary>
    V128Load32Zero = 344,
    /// <summary><c>v128.load64_zero</c> (0xFD 93), spec: exec-vload-zero</summary>
    V128Load64Zero = 345,
    /// <summary><c>f32x4.demote_f64x2_zero</c> (0xFD 94), spec: exec-vcvtop</summary>
    F32x4DemoteF64x2Zero = 346,
    /// <summary><c>f64x2.promote_low_f32x4</c> (0xFD 95), spec: exec-vcvtop</summary>
    F64x2PromoteLowF32x4 = 347,
    /// <summary><c>i8x16.abs</c> (0xFD 96), spec: exec-vunop</summary>
    I8x16Abs = 348,
    /// <summary><c>i8x16.neg</c> (0xFD 97), spec: exec-vunop</summary>
    I8x16Neg = 349,
    /// <summary><c>i8x16.popcnt</c> (0xFD 98), spec: exec-vunop</summary>
    I8x16Popcnt = 350,
    /// <summary><c>i8x16.all_true</c> (0xFD 99), spec: exec-vtestop</summary>
    I8x16AllTrue = 351,
    /// <summary><c>i8x16.bitmask</c> (0xFD 100), spec: exec-vbitmask</summary>
    I8x16Bitmask = 352,
    /// <summary><c>i8x16.narrow_i16x8_s</c> (0xFD 101), spec: exec-vnarrow</summary>
    I8x16NarrowI16x8S = 353,
    /// <summary><c>i8x16.narrow_i16x8_u</c> (0xFD 102), spec: exec-vnarrow</summary>
    I8x16NarrowI16x8U = 354,
    /// <summary><c>f32x4.ceil</c> (0xFD 103), spec: exec-vunop</summary>
    F32x4Ceil = 355,
    /// <summary><c>f32x4.floor</c> (0xFD 104), spec: exec-vunop</summary>
    F32x4Floor = 356,
    /// <summary><c>f32x4.trunc</c> (0xFD 105), spec: exec-vunop</summary>
    F32x4Trunc = 357,
    /// <summary><c>f32x4.nearest</c> (0xFD 106), spec: exec-vunop</summary>
    F32x4Nearest = 358,
    /// <summary><c>i8x16.shl</c> (0xFD 107), spec: exec-vshiftop</summary>
    I8x16Shl = 359,
    /// <summary><c>i8x16.shr_s</c> (0xFD 108), spec: exec-vshiftop</summary>
    I8x16ShrS = 360,
    /// <summary><c>i8x16.shr_u</c> (0xFD 109), spec: exec-vshiftop</summary>
    I8x16ShrU = 361,
    /// <summary><c>i8x16.add</c> (0xFD 110), spec: exec-vbinop</summary>
    I8x16Add = 362,
    /// <summary><c>i8x16.add_sat_s</c> (0xFD 111), spec: exec-vbinop</summary>
    I8x16AddSatS = 363,
    /// <summary><c>i8x16.add_sat_u</c> (0xFD 112), spec: exec-vbinop</summary>
    I8x16AddSatU = 364,
    /// <summary><c>i8x16.sub</c> (0xFD 113), spec: exec-vbinop</summary>
    I8x16Sub = 365,
    /// <summary><c>i8x16.sub_sat_s</c> (0xFD 114), spec: exec-vbinop</summary>
    I8x16SubSatS = 366,
    /// <summary><c>i8x16.sub_sat_u</c> (0xFD 115), spec: exec-vbinop</summary>
    I8x16SubSatU = 367,
    /// <summary><c>f64x2.ceil</c> (0xFD 116), spec: exec-vunop</summary>
    F64x2Ceil = 368,
    /// <summary><c>f64x2.floor</c> (0xFD 117), spec: exec-vunop</summary>
    F64x2Floor = 369,
    /// <summary><c>i8x16.min_s</c> (0xFD 118), spec: exec-vbinop</summary>
    I8x16MinS = 370,
    /// <summary><c>i8x16.min_u</c> (0xFD 119), spec: exec-vbinop</summary>
    I8x16MinU = 371,
    /// <summary><c>i8x16.max_s</c> (0xFD 120), spec: exec-vbinop</summary>
    I8x16MaxS = 372,
    /// <summary><c>i8x16.max_u</c> (0xFD 121), spec: exec-vbinop</summary>
    I8x16MaxU = 373,
    /// <summary><c>f64x2.trunc</c> (0xFD 122), spec: exec-vunop</summary>
    F64x2Trunc = 374,
    /// <summary><c>i8x16.avgr_u</c> (0xFD 123), spec: exec-vbinop</summary>
    I8x16AvgrU = 375,
    /// <summary><c>i16x8.extadd_pairwise_i8x16_s</c> (0xFD 124), spec: exec-vextunop</summary>
    I16x8ExtaddPairwiseI8x16S = 376,
    /// <summary><c>i16x8.extadd_pairwise_i8x16_u</c> (0xFD 125), spec: exec-vextunop</summary>
    I16x8ExtaddPairwiseI8x16U = 377,
    /// <summary><c>i32x4.extadd_pairwise_i16x8_s</c> (0xFD 126), spec: exec-vextunop</summary>
    I32x4ExtaddPairwiseI16x8S = 378,
    /// <summary><c>i32x4.extadd_pairwise_i16x8_u</c> (0xFD 127), spec: exec-vextunop</summary>
    I32x4ExtaddPairwiseI16x8U = 379,
    /// <summary><c>i16x8.abs</c> (0xFD 128), spec: exec-vunop</summary>
    I16x8Abs = 380,
    /// <summary><c>i16x8.neg</c> (0xFD 129), spec: exec-vunop</summary>
    I16x8Neg = 381,
    /// <summary><c>i16x8.q15mulr_sat_s</c> (0xFD 130), spec: exec-vbinop</summary>
    I16x8Q15mulrSatS = 382,
    /// <summary><c>i16x8.all_true</c> (0xFD 131), spec: exec-vtestop</summary>
    I16x8AllTrue = 383,
    /// <summary><c>i16x8.bitmask</c> (0xFD 132), spec: exec-vbitmask</summary>
    I16x8Bitmask = 384,
    /// <summary><c>i16x8.narrow_i32x4_s</c> (0xFD 133), spec: exec-vnarrow</summary>
    I16x8NarrowI32x4S = 385,
    /// <summary><c>i16x8.narrow_i32x4_u</c> (0xFD 134), spec: exec-vnarrow</summary>
    I16x8NarrowI32x4U = 386,
    /// <summary><c>i16x8.extend_low_i8x16_s</c> (0xFD 135), spec: exec-vcvtop</summary>
    I16x8ExtendLowI8x16S = 387,
    /// <summary><c>i16x8.extend_high_i8x16_s</c> (0xFD 136), spec: exec-vcvtop</summary>
    I16x8ExtendHighI8x16S = 388,
    /// <summary><c>i16x8.extend_low_i8x16_u</c> (0xFD 137), spec: exec-vcvtop</summary>
    I16x8ExtendLowI8x16U = 389,
    /// <summary><c>i16x8.extend_high_i8x16_u</c> (0xFD 138), spec: exec-vcvtop</summary>
    I16x8ExtendHighI8x16U = 390,
    /// <summary><c>i16x8.shl</c> (0xFD 139), spec: exec-vshiftop</summary>
    I16x8Shl = 391,
    /// <summary><c>i16x8.shr_s</c> (0xFD 140), spec: exec-vshiftop</summary>
    I16x8ShrS = 392,
    /// <summary><c>i16x8.shr_u</c> (0xFD 141), spec: exec-vshiftop</summary>
    I16x8ShrU = 393,
    /// <summary><c>i16x8.add</c> (0xFD 142), spec: exec-vbinop</summary>
    I16x8Add = 394,
    /// <summary><c>i16x8.add_sat_s</c> (0xFD 143), spec: exec-vbinop</summary>
    I16x8AddSatS = 395,
    /// <summary><c>i16x8.add_sat_u</c> (0xFD 144), spec: exec-vbinop</summary>
    I16x8AddSatU = 396,
    /// <summary><c>i16x8.sub</c> (0xFD 145), spec: exec-vbinop</summary>
    I16x8Sub = 397,
    /// <summary><c>i16x8.sub_sat_s</c> (0xFD 146), spec: exec-vbinop</summary>
    I16x8SubSatS = 398,
    /// <summary><c>i16x8.sub_sat_u</c> (0xFD 147), spec: exec-vbinop</summary>
    I16x8SubSatU = 399,
    /// <summary><c>f64x2.nearest</c> (0xFD 148), spec: exec-vunop</summary>
    F64x2Nearest = 400,
    /// <summary><c>i16x8.mul</c> (0xFD 149), spec: exec-vbinop</summary>
    I16x8Mul = 401,
    /// <summary><c>i16x8.min_s</c> (0xFD 150), spec: exec-vbinop</summary>
    I16x8MinS = 402,
    /// <summary><c>i16x8.min_u</c> (0xFD 151), spec: exec-vbinop</summary>
    I16x8MinU = 403,
    /// <summary><c>i16x8.max_s</c> (0xFD 152), spec: exec-vbinop</summary>
    I16x8MaxS = 404,
    /// <summary><c>i16x8.max_u</c> (0xFD 153), spec: exec-vbinop</summary>
    I16x8MaxU = 405,
    /// <summary><c>i16x8.avgr_u</c> (0xFD 155), spec: exec-vbinop</summary>
    I16x8AvgrU = 406,
    /// <summary><c>i16x8.extmul_low_i8x16_s</c> (0xFD 156), spec: exec-vextbinop</summary>
    I16x8ExtmulLowI8x16S = 407,
    /// <summary><c>i16x8.extmul_high_i8x16_s</c> (0xFD 157), spec: exec-vextbinop</summary>
    I16x8ExtmulHighI8x16S = 408,
    /// <summary><c>i16x8.extmul_low_i8x16_u</c> (0xFD 158), spec: exec-vextbinop</summary>
    I16x8ExtmulLowI8x16U = 409,
    /// <summary><c>i16x8.extmul_high_i8x16_u</c> (0xFD 159), spec: exec-vextbinop</summary>
    I16x8ExtmulHighI8x16U = 410,
    /// <summary><c>i32x4.abs</c> (0xFD 160), spec: exec-vunop</summary>
    I32x4Abs = 411,
    /// <summary><c>i32x4.neg</c> (0xFD 161), spec: exec-vunop</summary>
    I32x4Neg = 412,
    /// <summary><c>i32x4.all_true</c> (0xFD 163), spec: exec-vtestop</summary>
    I32x4AllTrue = 413,
    /// <summary><c>i32x4.bitmask</c> (0xFD 164), spec: exec-vbitmask</summary>
    I32x4Bitmask = 414,
    /// <summary><c>i32x4.extend_low_i16x8_s</c> (0xFD 167), spec: exec-vcvtop</summary>
    I32x4ExtendLowI16x8S = 415,
    /// <summary><c>i32x4.extend_high_i16x8_s</c> (0xFD 168), spec: exec-vcvtop</summary>
    I32x4ExtendHighI16x8S = 416,
    /// <summary><c>i32x4.extend_low_i16x8_u</c> (0xFD 169), spec: exec-vcvtop</summary>
    I32x4ExtendLowI16x8U = 417,
    /// <summary><c>i32x4.extend_high_i16x8_u</c> (0xFD 170), spec: exec-vcvtop</summary>
    I32x4ExtendHighI16x8U = 418,
    /// <summary><c>i32x4.shl</c> (0xFD 171), spec: exec-vshiftop</summary>
    I32x4Shl = 419,
    /// <summary><c>i32x4.shr_s</c> (0xFD 172), spec: exec-vshiftop</summary>
    I32x4ShrS = 420,
    /// <summary><c>i32x4.shr_u</c> (0xFD 173), spec: exec-vshiftop</summary>
    I32x4ShrU = 421,
    /// <summary><c>i32x4.add</c> (0xFD 174), spec: exec-vbinop</summary>
    I32x4Add = 422,
    /// <summary><c>i32x4.sub</c> (0xFD 177), spec: exec-vbinop</summary>
    I32x4Sub = 423,
    /// <summary><c>i32x4.mul</c> (0xFD 181), spec: exec-vbinop</summary>
    I32x4Mul = 424,
    /// <summary><c>i32x4.min_s</c> (0xFD 182), spec: exec-vbinop</summary>
    I32x4MinS = 425,
    /// <summary><c>i32x4.min_u</c> (0xFD 183), spec: exec-vbinop</summary>
    I32x4MinU = 426,
    /// <summary><c>i32x4.max_s</c> (0xFD 184), spec: exec-vbinop</summary>
    I32x4MaxS = 427,
    /// <summary><c>i32x4.max_u</c> (0xFD 185), spec: exec-vbinop</summary>
    I32x4MaxU = 428,
    /// <summary><c>i32x4.dot_i16x8_s</c> (0xFD 186), spec: exec-vextbinop</summary>
    I32x4DotI16x8S = 429,
    /// <summary><c>i32x4.extmul_low_i16x8_s</c> (0xFD 188), spec: exec-vextbinop</summary>
    I32x4ExtmulLowI16x8S = 430,
    /// <summary><c>i32x4.extmul_high_i16x8_s</c> (0xFD 189), spec: exec-vextbinop</summary>
    I32x4ExtmulHighI16x8S = 431,
    /// <summary><c>i32x4.extmul_low_i16x8_u</c> (0xFD 190), spec: exec-vextbinop</summary>
    I32x4ExtmulLowI16x8U = 432,
    /// <summary><c>i32x4.extmul_high_i16x8_u</c> (0xFD 191), spec: exec-vextbinop</summary>
    I32x4ExtmulHighI16x8U = 433,
    /// <summary><c>i64x2.abs</c> (0xFD 192), spec: exec-vunop</summary>
    I64x2Abs = 434,
    /// <summary><c>i64x2.neg</c> (0xFD 193), spec: exec-vunop</summary>
    I64x2Neg = 435,
    /// <summary><c>i64x2.all_true</c> (0xFD 195), spec: exec-vtestop</summary>
    I64x2AllTrue = 436,
    /// <summary><c>i64x2.bitmask</c> (0xFD 196), spec: exec-vbitmask</summary>
    I64x2Bitmask = 437,
    /// <summary><c>i64x2.extend_low_i32x4_s</c> (0xFD 199), spec: exec-vcvtop</summary>
    I64x2ExtendLowI32x4S = 438,
    /// <summary><c>i64x2.extend_high_i32x4_s</c> (0xFD 200), spec: exec-vcvtop</summary>
    I64x2ExtendHighI32x4S = 439,
    /// <summary><c>i64x2.extend_low_i32x4_u</c> (0xFD 201), spec: exec-vcvtop</summary>
    I64x2ExtendLowI32x4U = 440,
    /// <summary><c>i64x2.extend_high_i32x4_u</c> (0xFD 202), spec: exec-vcvtop</summary>
    I64x2ExtendHighI32x4U = 441,
    /// <summary><c>i64x2.shl</c> (0xFD 203), spec: exec-vshiftop</summary>
    I64x2Shl = 442,
    /// <summary><c>i64x2.shr_s</c> (0xFD 204), spec: exec-vshiftop</summary>
    I64x2ShrS = 443,
    /// <summary><c>i64x2.shr_u</c> (0xFD 205), spec: exec-vshiftop</summary>
    I64x2ShrU = 444,
    /// <summary><c>i64x2.add</c> (0xFD 206), spec: exec-vbinop</summary>
    I64x2Add = 445,
    /// <summary><c>i64x2.sub</c> (0xFD 209), spec: exec-vbinop</summary>
    I64x2Sub = 446,
    /// <summary><c>i64x2.mul</c> (0xFD 213), spec: exec-vbinop</summary>
    I64x2Mul = 447,
    /// <summary><c>i64x2.eq</c> (0xFD 214), spec: exec-vrelop</summary>
    I64x2Eq = 448,
    /// <summary><c>i64x2.ne</c> (0xFD 215), spec: exec-vrelop</summary>
    I64x2Ne = 449,
    /// <summary><c>i64x2.lt_s</c> (0xFD 216), spec: exec-vrelop</summary>
    I64x2LtS = 450,
    /// <summary><c>i64x2.gt_s</c> (0xFD 217), spec: exec-vrelop</summary>
    I64x2GtS = 451,
    /// <summary><c>i64x2.le_s</c> (0xFD 218), spec: exec-vrelop</summary>
    I64x2LeS = 452,
    /// <summary><c>i64x2.ge_s</c> (0xFD 219), spec: exec-vrelop</summary>
    I64x2GeS = 453,
    /// <summary><c>i64x2.extmul_low_i32x4_s</c> (0xFD 220), spec: exec-vextbinop</summary>
    I64x2ExtmulLowI32x4S = 454,
    /// <summary><c>i64x2.extmul_high_i32x4_s</c> (0xFD 221), spec: exec-vextbinop</summary>
    I64x2ExtmulHighI32x4S = 455,
    /// <summary><c>i64x2.extmul_low_i32x4_u</c> (0xFD 222), spec: exec-vextbinop</summary>
    I64x2ExtmulLowI32x4U = 456,
    /// <summary><c>i64x2.extmul_high_i32x4_u</c> (0xFD 223), spec: exec-vextbinop</summary>
    I64x2ExtmulHighI32x4U = 457,
    /// <summary><c>f32x4.abs</c> (0xFD 224), spec: exec-vunop</summary>
    F32x4Abs = 458,
    /// <summary><c>f32x4.neg</c> (0xFD 225), spec: exec-vunop</summary>
    F32x4Neg = 459,
    /// <summary><c>f32x4.sqrt</c> (0xFD 227), spec: exec-vunop</summary>
    F32x4Sqrt = 460,
    /// <summary><c>f32x4.add</c> (0xFD 228), spec: exec-vbinop</summary>
    F32x4Add = 461,
    /// <summary><c>f32x4.sub</c> (0xFD 229), spec: exec-vbinop</summary>
    F32x4Sub = 462,
    /// <summary><c>f32x4.mul</c> (0xFD 230), spec: exec-vbinop</summary>
    F32x4Mul = 463,
    /// <summary><c>f32x4.div</c> (0xFD 231), spec: exec-vbinop</summary>
    F32x4Div = 464,
    /// <summary><c>f32x4.min</c> (0xFD 232), spec: exec-vbinop</summary>
    F32x4Min = 465,
    /// <summary><c>f32x4.max</c> (0xFD 233), spec: exec-vbinop</summary>
    F32x4Max = 466,
    /// <summary><c>f32x4.pmin</c> (0xFD 234), spec: exec-vbinop</summary>
    F32x4Pmin = 467,
    /// <summary><c>f32x4.pmax</c> (0xFD 235), spec: exec-vbinop</summary>
    F32x4Pmax = 468,
    /// <summary><c>f64x2.abs</c> (0xFD 236), spec: exec-vunop</summary>
    F64x2Abs = 469,
    /// <summary><c>f64x2.neg</c> (0xFD 237), spec: exec-vunop</summary>
    F64x2Neg = 470,
    /// <summary><c>f64x2.sqrt</c> (0xFD 239), spec: exec-vunop</summary>
    F64x2Sqrt = 471,
    /// <summary><c>f64x2.add</c> (0xFD 240), spec: exec-vbinop</summary>
    F64x2Add = 472,
    /// <summary><c>f64x2.sub</c> (0xFD 241), spec: exec-vbinop</summary>
    F64x2Sub = 473,
    /// <summary><c>f64x2.mul</c> (0xFD 242), spec: exec-vbinop</summary>
    F64x2Mul = 474,
    /// <summary><c>f64x2.div</c> (0xFD 243), spec: exec-vbinop</summary>
    F64x2Div = 475,
    /// <summary><c>f64x2.min</c> (0xFD 244), spec: exec-vbinop</summary>
    F64x2Min = 476,
    /// <summary><c>f64x2.max</c> (0xFD 245), spec: exec-vbinop</summary>
    F64x2Max = 477,
    /// <summary><c>f64x2.pmin</c> (0xFD 246), spec: exec-vbinop</summary>
    F64x2Pmin = 478,
    /// <summary><c>f64x2.pmax</c> (0xFD 247), spec: exec-vbinop</summary>
    F64x2Pmax = 479,
    /// <summary><c>i32x4.trunc_sat_f32x4_s</c> (0xFD 248), spec: exec-vcvtop</summary>
    I32x4TruncSatF32x4S = 480,
    /// <summary><c>i32x4.trunc_sat_f32x4_u</c> (0xFD 249), spec: exec-vcvtop</summary>
    I32x4TruncSatF32x4U = 481,
    /// <summary><c>f32x4.convert_i32x4_s</c> (0xFD 250), spec: exec-vcvtop</summary>
    F32x4ConvertI32x4S = 482,
    /// <summary><c>f32x4.convert_i32x4_u</c> (0xFD 251), spec: exec-vcvtop</summary>
    F32x4ConvertI32x4U = 483,
    /// <summary><c>i32x4.trunc_sat_f64x2_s_zero</c> (0xFD 252), spec: exec-vcvtop</summary>
    I32x4TruncSatF64x2SZero = 484,
    /// <summary><c>i32x4.trunc_sat_f64x2_u_zero</c> (0xFD 253), spec: exec-vcvtop</summary>
    I32x4TruncSatF64x2UZero = 485,
    /// <summary><c>f64x2.convert_low_i32x4_s</c> (0xFD 254), spec: exec-vcvtop</summary>
    F64x2ConvertLowI32x4S = 486,
    /// <summary><c>f64x2.convert_low_i32x4_u</c> (0xFD 255), spec: exec-vcvtop</summary>
    F64x2ConvertLowI32x4U = 487,
    /// <summary><c>i8x16.relaxed_swizzle</c> (0xFD 256), spec: exec-vswizzlop</summary>
    I8x16RelaxedSwizzle = 488,
    /// <summary><c>i32x4.relaxed_trunc_f32x4_s</c> (0xFD 257), spec: exec-vcvtop</summary>
    I32x4RelaxedTruncF32x4S = 489,
    /// <summary><c>i32x4.relaxed_trunc_f32x4_u</c> (0xFD 258), spec: exec-vcvtop</summary>
    I32x4RelaxedTruncF32x4U = 490,
    /// <summary><c>i32x4.relaxed_trunc_f64x2_s_zero</c> (0xFD 259), spec: exec-vcvtop</summary>
    I32x4RelaxedTruncF64x2SZero = 491,
    /// <summary><c>i32x4.relaxed_trunc_f64x2_u_zero</c> (0xFD 260), spec: exec-vcvtop</summary>
    I32x4RelaxedTruncF64x2UZero = 492,
    /// <summary><c>f32x4.relaxed_madd</c> (0xFD 261), spec: exec-vternop</summary>
    F32x4RelaxedMadd = 493,
    /// <summary><c>f32x4.relaxed_nmadd</c> (0xFD 262), spec: exec-vternop</summary>
    F32x4RelaxedNmadd = 494,
    /// <summary><c>f64x2.relaxed_madd</c> (0xFD 263), spec: exec-vternop</summary>
    F64x2RelaxedMadd = 495,
    /// <summary><c>f64x2.relaxed_nmadd</c> (0xFD 264), spec: exec-vternop</summary>
    F64x2RelaxedNmadd = 496,
    /// <summary><c>i8x16.relaxed_laneselect</c> (0xFD 265), spec: exec-vternop</summary>
    I8x16RelaxedLaneselect = 497,
    /// <summary><c>i16x8.relaxed_laneselect</c> (0xFD 266), spec: exec-vternop</summary>
    I16x8RelaxedLaneselect = 498,
    /// <summary><c>i32x4.relaxed_laneselect</c> (0xFD 267), spec: exec-vternop</summary>
    I32x4RelaxedLaneselect = 499,
    /// <summary><c>i64x2.relaxed_laneselect</c> (0xFD 268), spec: exec-vternop</summary>
    I64x2RelaxedLaneselect = 500,
    /// <summary><c>f32x4.relaxed_min</c> (0xFD 269), spec: exec-vbinop</summary>
    F32x4RelaxedMin = 501,
    /// <summary><c>f32x4.relaxed_max</c> (0xFD 270), spec: exec-vbinop</summary>
    F32x4RelaxedMax = 502,
    /// <summary><c>f64x2.relaxed_min</c> (0xFD 271), spec: exec-vbinop</summary>
    F64x2RelaxedMin = 503,
    /// <summary><c>f64x2.relaxed_max</c> (0xFD 272), spec: exec-vbinop</summary>
    F64x2RelaxedMax = 504,
    /// <summary><c>i16x8.relaxed_q15mulr_s</c> (0xFD 273), spec: exec-vbinop</summary>
    I16x8RelaxedQ15mulrS = 505,
    /// <summary><c>i16x8.relaxed_dot_i8x16_i7x16_s</c> (0xFD 274), spec: exec-vextbinop</summary>
    I16x8RelaxedDotI8x16I7x16S = 506,
    /// <summary><c>i32x4.relaxed_dot_i8x16_i7x16_add_s</c> (0xFD 275), spec: exec-vextternop</summary>
    I32x4RelaxedDotI8x16I7x16AddS = 507,
    /// <summary><c>memory.atomic.notify</c> (0xFE 0), spec: exec-memory.atomic.notify</summary>
    MemoryAtomicNotify = 508,
    /// <summary><c>memory.atomic.wait32</c> (0xFE 1), spec: exec-memory.atomic.waitn</summary>
    MemoryAtomicWait32 = 509,
    /// <summary><c>memory.atomic.wait64</c> (0xFE 2), spec: exec-memory.atomic.waitn</summary>
    MemoryAtomicWait64 = 510,
    /// <summary><c>atomic.fence</c> (0xFE 3), spec: exec-memory.atomic.fence</summary>
    AtomicFence = 511,
    /// <summary><c>i32.atomic.load</c> (0xFE 16), spec: exec-atomic.load</summary>
    I32AtomicLoad = 512,
    /// <summary><c>i64.atomic.load</c> (0xFE 17), spec: exec-atomic.load</summary>
    I64AtomicLoad = 513,
    /// <summary><c>i32.atomic.load8_u</c> (0xFE 18), spec: exec-atomic.loadn</summary>
    I32AtomicLoad8U = 514,
    /// <summary><c>i32.atomic.load16_u</c> (0xFE 19), spec: exec-atomic.loadn</summary>
    I32AtomicLoad16U = 515,
    /// <summary><c>i64.atomic.load8_u</c> (0xFE 20), spec: exec-atomic.loadn</summary>
    I64AtomicLoad8U = 516,
    /// <summary><c>i64.atomic.load16_u</c> (0xFE 21), spec: exec-atomic.loadn</summary>
    I64AtomicLoad16U = 517,
    /// <summary><c>i64.atomic.load32_u</c> (0xFE 22), spec: exec-atomic.loadn</summary>
    I64AtomicLoad32U = 518,
    /// <summary><c>i32.atomic.store</c> (0xFE 23), spec: exec-atomic.store</summary>
    I32AtomicStore = 519,
    /// <summary><c>i64.atomic.store</c> (0xFE 24), spec: exec-atomic.store</summary>
    I64AtomicStore = 520,
    /// <summary><c>i32.atomic.store8</c> (0xFE 25), spec: exec-atomic.storen</summary>
    I32AtomicStore8 = 521,
    /// <summary><c>i32.atomic.store16</c> (0xFE 26), spec: exec-atomic.storen</summary>
    I32AtomicStore16 = 522,
    /// <summary><c>i64.atomic.store8</c> (0xFE 27), spec: exec-atomic.storen</summary>
    I64AtomicStore8 = 523,
    /// <summary><c>i64.atomic.store16</c> (0xFE 28), spec: exec-atomic.storen</summary>
    I64AtomicStore16 = 524,
    /// <summary><c>i64.atomic.store32</c> (0xFE 29), spec: exec-atomic.storen</summary>
    I64AtomicStore32 = 525,
    /// <summary><c>i32.atomic.rmw.add</c> (0xFE 30), spec: exec-atomic.rmw</summary>
    I32AtomicRmwAdd = 526,
    /// <summary><c>i64.atomic.rmw.add</c> (0xFE 31), spec: exec-atomic.rmw</summary>
    I64AtomicRmwAdd = 527,
    /// <summary><c>i32.atomic.rmw8.add_u</c> (0xFE 32), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8AddU = 528,
    /// <summary><c>i32.atomic.rmw16.add_u</c> (0xFE 33), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16AddU = 529,
    /// <summary><c>i64.atomic.rmw8.add_u</c> (0xFE 34), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8AddU = 530,
    /// <summary><c>i64.atomic.rmw16.add_u</c> (0xFE 35), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16AddU = 531,
    /// <summary><c>i64.atomic.rmw32.add_u</c> (0xFE 36), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32AddU = 532,
    /// <summary><c>i32.atomic.rmw.sub</c> (0xFE 37), spec: exec-atomic.rmw</summary>
    I32AtomicRmwSub = 533,
    /// <summary><c>i64.atomic.rmw.sub</c> (0xFE 38), spec: exec-atomic.rmw</summary>
    I64AtomicRmwSub = 534,
    /// <summary><c>i32.atomic.rmw8.sub_u</c> (0xFE 39), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8SubU = 535,
    /// <summary><c>i32.atomic.rmw16.sub_u</c> (0xFE 40), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16SubU = 536,
    /// <summary><c>i64.atomic.rmw8.sub_u</c> (0xFE 41), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8SubU = 537,
    /// <summary><c>i64.atomic.rmw16.sub_u</c> (0xFE 42), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16SubU = 538,
    /// <summary><c>i64.atomic.rmw32.sub_u</c> (0xFE 43), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32SubU = 539,
    /// <summary><c>i32.atomic.rmw.and</c> (0xFE 44), spec: exec-atomic.rmw</summary>
    I32AtomicRmwAnd = 540,
    /// <summary><c>i64.atomic.rmw.and</c> (0xFE 45), spec: exec-atomic.rmw</summary>
    I64AtomicRmwAnd = 541,
    /// <summary><c>i32.atomic.rmw8.and_u</c> (0xFE 46), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8AndU = 542,
    /// <summary><c>i32.atomic.rmw16.and_u</c> (0xFE 47), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16AndU = 543,
    /// <summary><c>i64.atomic.rmw8.and_u</c> (0xFE 48), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8AndU = 544,
    /// <summary><c>i64.atomic.rmw16.and_u</c> (0xFE 49), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16AndU = 545,
    /// <summary><c>i64.atomic.rmw32.and_u</c> (0xFE 50), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32AndU = 546,
    /// <summary><c>i32.atomic.rmw.or</c> (0xFE 51), spec: exec-atomic.rmw</summary>
    I32AtomicRmwOr = 547,
    /// <summary><c>i64.atomic.rmw.or</c> (0xFE 52), spec: exec-atomic.rmw</summary>
    I64AtomicRmwOr = 548,
    /// <summary><c>i32.atomic.rmw8.or_u</c> (0xFE 53), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8OrU = 549,
    /// <summary><c>i32.atomic.rmw16.or_u</c> (0xFE 54), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16OrU = 550,
    /// <summary><c>i64.atomic.rmw8.or_u</c> (0xFE 55), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8OrU = 551,
    /// <summary><c>i64.atomic.rmw16.or_u</c> (0xFE 56), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16OrU = 552,
    /// <summary><c>i64.atomic.rmw32.or_u</c> (0xFE 57), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32OrU = 553,
    /// <summary><c>i32.atomic.rmw.xor</c> (0xFE 58), spec: exec-atomic.rmw</summary>
    I32AtomicRmwXor = 554,
    /// <summary><c>i64.atomic.rmw.xor</c> (0xFE 59), spec: exec-atomic.rmw</summary>
    I64AtomicRmwXor = 555,
    /// <summary><c>i32.atomic.rmw8.xor_u</c> (0xFE 60), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8XorU = 556,
    /// <summary><c>i32.atomic.rmw16.xor_u</c> (0xFE 61), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16XorU = 557,
    /// <summary><c>i64.atomic.rmw8.xor_u</c> (0xFE 62), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8XorU = 558,
    /// <summary><c>i64.atomic.rmw16.xor_u</c> (0xFE 63), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16XorU = 559,
    /// <summary><c>i64.atomic.rmw32.xor_u</c> (0xFE 64), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32XorU = 560,
    /// <summary><c>i32.atomic.rmw.xchg</c> (0xFE 65), spec: exec-atomic.rmw</summary>
    I32AtomicRmwXchg = 561,
    /// <summary><c>i64.atomic.rmw.xchg</c> (0xFE 66), spec: exec-atomic.rmw</summary>
    I64AtomicRmwXchg = 562,
    /// <summary><c>i32.atomic.rmw8.xchg_u</c> (0xFE 67), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw8XchgU = 563,
    /// <summary><c>i32.atomic.rmw16.xchg_u</c> (0xFE 68), spec: exec-atomic.rmwn</summary>
    I32AtomicRmw16XchgU = 564,
    /// <summary><c>i64.atomic.rmw8.xchg_u</c> (0xFE 69), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw8XchgU = 565,
    /// <summary><c>i64.atomic.rmw16.xchg_u</c> (0xFE 70), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw16XchgU = 566,
    /// <summary><c>i64.atomic.rmw32.xchg_u</c> (0xFE 71), spec: exec-atomic.rmwn</summary>
    I64AtomicRmw32XchgU = 567,
    /// <summary><c>i32.atomic.rmw.cmpxchg</c> (0xFE 72), spec: exec-atomic.rmw.cmpxchg</summary>
    I32AtomicRmwCmpxchg = 568,
    /// <summary><c>i64.atomic.rmw.cmpxchg</c> (0xFE 73), spec: exec-atomic.rmw.cmpxchg</summary>
    I64AtomicRmwCmpxchg = 569,
    /// <summary><c>i32.atomic.rmw8.cmpxchg_u</c> (0xFE 74), spec: exec-atomic.rmwn.cmpxchg</summary>
    I32AtomicRmw8CmpxchgU = 570,
    /// <summary><c>i32.atomic.rmw16.cmpxchg_u</c> (0xFE 75), spec: exec-atomic.rmwn.cmpxchg</summary>
    I32AtomicRmw16CmpxchgU = 571,
    /// <summary><c>i64.atomic.rmw8.cmpxchg_u</c> (0xFE 76), spec: exec-atomic.rmwn.cmpxchg</summary>
    I64AtomicRmw8CmpxchgU = 572,
    /// <summary><c>i64.atomic.rmw16.cmpxchg_u</c> (0xFE 77), spec: exec-atomic.rmwn.cmpxchg</summary>
    I64AtomicRmw16CmpxchgU = 573,
    /// <summary><c>i64.atomic.rmw32.cmpxchg_u</c> (0xFE 78), spec: exec-atomic.rmwn.cmpxchg</summary>
    I64AtomicRmw32CmpxchgU = 574,
}

/// <summary>Shapes of immediates, in binary order.</summary>
public enum ImmediateShape : byte
{
    /// <summary><c>-</c></summary>
    None,
    /// <summary><c>zero</c></summary>
    Zero,
    /// <summary><c>block</c></summary>
    Block,
    /// <summary><c>label</c></summary>
    Label,
    /// <summary><c>labels</c></summary>
    Labels,
    /// <summary><c>trytable</c></summary>
    Trytable,
    /// <summary><c>brcast</c></summary>
    Brcast,
    /// <summary><c>func</c></summary>
    Func,
    /// <summary><c>type</c></summary>
    Type,
    /// <summary><c>table</c></summary>
    Table,
    /// <summary><c>memory</c></summary>
    Memory,
    /// <summary><c>local</c></summary>
    Local,
    /// <summary><c>global</c></summary>
    Global,
    /// <summary><c>elem</c></summary>
    Elem,
    /// <summary><c>data</c></summary>
    Data,
    /// <summary><c>tag</c></summary>
    Tag,
    /// <summary><c>type table</c></summary>
    TypeTable,
    /// <summary><c>elem table</c></summary>
    ElemTable,
    /// <summary><c>table table</c></summary>
    TableTable,
    /// <summary><c>data memory</c></summary>
    DataMemory,
    /// <summary><c>memory memory</c></summary>
    MemoryMemory,
    /// <summary><c>type field</c></summary>
    TypeField,
    /// <summary><c>type type</c></summary>
    TypeType,
    /// <summary><c>type data</c></summary>
    TypeData,
    /// <summary><c>type elem</c></summary>
    TypeElem,
    /// <summary><c>type count</c></summary>
    TypeCount,
    /// <summary><c>types</c></summary>
    Types,
    /// <summary><c>heaptype</c></summary>
    Heaptype,
    /// <summary><c>memarg</c></summary>
    Memarg,
    /// <summary><c>memarg lane</c></summary>
    MemargLane,
    /// <summary><c>lane</c></summary>
    Lane,
    /// <summary><c>shuffle</c></summary>
    Shuffle,
    /// <summary><c>v128</c></summary>
    V128,
    /// <summary><c>i32</c></summary>
    I32,
    /// <summary><c>f32</c></summary>
    F32,
    /// <summary><c>i64</c></summary>
    I64,
    /// <summary><c>f64</c></summary>
    F64,
}

/// <summary>What an instruction does.</summary>
public enum InstructionClass : byte
{
    /// <summary><c>control</c></summary>
    Control,
    /// <summary><c>parametric</c></summary>
    Parametric,
    /// <summary><c>variable</c></summary>
    Variable,
    /// <summary><c>table</c></summary>
    Table,
    /// <summary><c>load</c></summary>
    Load,
    /// <summary><c>store</c></summary>
    Store,
    /// <summary><c>memory</c></summary>
    Memory,
    /// <summary><c>const</c></summary>
    Const,
    /// <summary><c>test</c></summary>
    Test,
    /// <summary><c>compare</c></summary>
    Compare,
    /// <summary><c>unary</c></summary>
    Unary,
    /// <summary><c>binary</c></summary>
    Binary,
    /// <summary><c>convert</c></summary>
    Convert,
    /// <summary><c>reference</c></summary>
    Reference,
    /// <summary><c>aggregate</c></summary>
    Aggregate,
    /// <summary><c>lane</c></summary>
    Lane,
    /// <summary><c>vbinary</c></summary>
    Vbinary,
    /// <summary><c>vunary</c></summary>
    Vunary,
    /// <summary><c>vternary</c></summary>
    Vternary,
    /// <summary><c>vtest</c></summary>
    Vtest,
    /// <summary><c>vshift</c></summary>
    Vshift,
    /// <summary><c>atomic</c></summary>
    Atomic,
}
