;; Written by scripts/regenerate. Do not edit.
;; Instructions of known types: used rightly, with other operands, with other results.

(module
  (memory 1)
  (data "")
  (elem func)
  (func nop)
  (func elem.drop 0)
  (func (param i32) (result i32) local.get 0 i32.load)
  (func (param i32) (result i64) local.get 0 i64.load)
  (func (param i32) (result f32) local.get 0 f32.load)
  (func (param i32) (result f64) local.get 0 f64.load)
  (func (param i32) (result i32) local.get 0 i32.load8_s)
  (func (param i32) (result i32) local.get 0 i32.load8_u)
  (func (param i32) (result i32) local.get 0 i32.load16_s)
  (func (param i32) (result i32) local.get 0 i32.load16_u)
  (func (param i32) (result i64) local.get 0 i64.load8_s)
  (func (param i32) (result i64) local.get 0 i64.load8_u)
  (func (param i32) (result i64) local.get 0 i64.load16_s)
  (func (param i32) (result i64) local.get 0 i64.load16_u)
  (func (param i32) (result i64) local.get 0 i64.load32_s)
  (func (param i32) (result i64) local.get 0 i64.load32_u)
  (func (param i32 i32) local.get 0 local.get 1 i32.store)
  (func (param i32 i64) local.get 0 local.get 1 i64.store)
  (func (param i32 f32) local.get 0 local.get 1 f32.store)
  (func (param i32 f64) local.get 0 local.get 1 f64.store)
  (func (param i32 i32) local.get 0 local.get 1 i32.store8)
  (func (param i32 i32) local.get 0 local.get 1 i32.store16)
  (func (param i32 i64) local.get 0 local.get 1 i64.store8)
  (func (param i32 i64) local.get 0 local.get 1 i64.store16)
  (func (param i32 i64) local.get 0 local.get 1 i64.store32)
  (func (result i32) memory.size)
  (func (param i32) (result i32) local.get 0 memory.grow)
  (func data.drop 0)
  (func (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.fill)
  (func (result i32) i32.const 0)
  (func (result i64) i64.const 0)
  (func (result f32) f32.const 0)
  (func (result f64) f64.const 0)
  (func (param i32) (result i32) local.get 0 i32.eqz)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.eq)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.ne)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.lt_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.lt_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.gt_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.gt_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.le_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.le_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.ge_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.ge_u)
  (func (param i64) (result i32) local.get 0 i64.eqz)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.eq)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.ne)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.lt_s)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.lt_u)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.gt_s)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.gt_u)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.le_s)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.le_u)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.ge_s)
  (func (param i64 i64) (result i32) local.get 0 local.get 1 i64.ge_u)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.eq)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.ne)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.lt)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.gt)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.le)
  (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.ge)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.eq)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.ne)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.lt)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.gt)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.le)
  (func (param f64 f64) (result i32) local.get 0 local.get 1 f64.ge)
  (func (param i32) (result i32) local.get 0 i32.clz)
  (func (param i32) (result i32) local.get 0 i32.ctz)
  (func (param i32) (result i32) local.get 0 i32.popcnt)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.sub)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.mul)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.div_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.rem_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.rem_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.and)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.or)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.xor)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.shl)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.shr_s)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.shr_u)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.rotl)
  (func (param i32 i32) (result i32) local.get 0 local.get 1 i32.rotr)
  (func (param i64) (result i64) local.get 0 i64.clz)
  (func (param i64) (result i64) local.get 0 i64.ctz)
  (func (param i64) (result i64) local.get 0 i64.popcnt)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.add)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.sub)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.mul)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.div_s)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.div_u)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.rem_s)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.rem_u)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.and)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.or)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.xor)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.shl)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.shr_s)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.shr_u)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.rotl)
  (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.rotr)
  (func (param f32) (result f32) local.get 0 f32.abs)
  (func (param f32) (result f32) local.get 0 f32.neg)
  (func (param f32) (result f32) local.get 0 f32.ceil)
  (func (param f32) (result f32) local.get 0 f32.floor)
  (func (param f32) (result f32) local.get 0 f32.trunc)
  (func (param f32) (result f32) local.get 0 f32.nearest)
  (func (param f32) (result f32) local.get 0 f32.sqrt)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.add)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.sub)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.mul)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.div)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.min)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.max)
  (func (param f32 f32) (result f32) local.get 0 local.get 1 f32.copysign)
  (func (param f64) (result f64) local.get 0 f64.abs)
  (func (param f64) (result f64) local.get 0 f64.neg)
  (func (param f64) (result f64) local.get 0 f64.ceil)
  (func (param f64) (result f64) local.get 0 f64.floor)
  (func (param f64) (result f64) local.get 0 f64.trunc)
  (func (param f64) (result f64) local.get 0 f64.nearest)
  (func (param f64) (result f64) local.get 0 f64.sqrt)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.add)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.sub)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.mul)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.div)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.min)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.max)
  (func (param f64 f64) (result f64) local.get 0 local.get 1 f64.copysign)
  (func (param i64) (result i32) local.get 0 i32.wrap_i64)
  (func (param f32) (result i32) local.get 0 i32.trunc_f32_s)
  (func (param f32) (result i32) local.get 0 i32.trunc_f32_u)
  (func (param f64) (result i32) local.get 0 i32.trunc_f64_s)
  (func (param f64) (result i32) local.get 0 i32.trunc_f64_u)
  (func (param i32) (result i64) local.get 0 i64.extend_i32_s)
  (func (param i32) (result i64) local.get 0 i64.extend_i32_u)
  (func (param f32) (result i64) local.get 0 i64.trunc_f32_s)
  (func (param f32) (result i64) local.get 0 i64.trunc_f32_u)
  (func (param f64) (result i64) local.get 0 i64.trunc_f64_s)
  (func (param f64) (result i64) local.get 0 i64.trunc_f64_u)
  (func (param i32) (result f32) local.get 0 f32.convert_i32_s)
  (func (param i32) (result f32) local.get 0 f32.convert_i32_u)
  (func (param i64) (result f32) local.get 0 f32.convert_i64_s)
  (func (param i64) (result f32) local.get 0 f32.convert_i64_u)
  (func (param f64) (result f32) local.get 0 f32.demote_f64)
  (func (param i32) (result f64) local.get 0 f64.convert_i32_s)
  (func (param i32) (result f64) local.get 0 f64.convert_i32_u)
  (func (param i64) (result f64) local.get 0 f64.convert_i64_s)
  (func (param i64) (result f64) local.get 0 f64.convert_i64_u)
  (func (param f32) (result f64) local.get 0 f64.promote_f32)
  (func (param f32) (result i32) local.get 0 i32.reinterpret_f32)
  (func (param f64) (result i64) local.get 0 i64.reinterpret_f64)
  (func (param i32) (result f32) local.get 0 f32.reinterpret_i32)
  (func (param i64) (result f64) local.get 0 f64.reinterpret_i64)
  (func (param i32) (result i32) local.get 0 i32.extend8_s)
  (func (param i32) (result i32) local.get 0 i32.extend16_s)
  (func (param i64) (result i64) local.get 0 i64.extend8_s)
  (func (param i64) (result i64) local.get 0 i64.extend16_s)
  (func (param i64) (result i64) local.get 0 i64.extend32_s)
  (func (param f32) (result i32) local.get 0 i32.trunc_sat_f32_s)
  (func (param f32) (result i32) local.get 0 i32.trunc_sat_f32_u)
  (func (param f64) (result i32) local.get 0 i32.trunc_sat_f64_s)
  (func (param f64) (result i32) local.get 0 i32.trunc_sat_f64_u)
  (func (param f32) (result i64) local.get 0 i64.trunc_sat_f32_s)
  (func (param f32) (result i64) local.get 0 i64.trunc_sat_f32_u)
  (func (param f64) (result i64) local.get 0 i64.trunc_sat_f64_s)
  (func (param f64) (result i64) local.get 0 i64.trunc_sat_f64_u)
  (func (param i32) (result v128) local.get 0 v128.load)
  (func (param i32) (result v128) local.get 0 v128.load8x8_s)
  (func (param i32) (result v128) local.get 0 v128.load8x8_u)
  (func (param i32) (result v128) local.get 0 v128.load16x4_s)
  (func (param i32) (result v128) local.get 0 v128.load16x4_u)
  (func (param i32) (result v128) local.get 0 v128.load32x2_s)
  (func (param i32) (result v128) local.get 0 v128.load32x2_u)
  (func (param i32) (result v128) local.get 0 v128.load8_splat)
  (func (param i32) (result v128) local.get 0 v128.load16_splat)
  (func (param i32) (result v128) local.get 0 v128.load32_splat)
  (func (param i32) (result v128) local.get 0 v128.load64_splat)
  (func (param i32 v128) local.get 0 local.get 1 v128.store)
  (func (result v128) v128.const i64x2 0 0)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.swizzle)
  (func (param i32) (result v128) local.get 0 i8x16.splat)
  (func (param i32) (result v128) local.get 0 i16x8.splat)
  (func (param i32) (result v128) local.get 0 i32x4.splat)
  (func (param i64) (result v128) local.get 0 i64x2.splat)
  (func (param f32) (result v128) local.get 0 f32x4.splat)
  (func (param f64) (result v128) local.get 0 f64x2.splat)
  (func (param v128) (result i32) local.get 0 i8x16.extract_lane_s 0)
  (func (param v128) (result i32) local.get 0 i8x16.extract_lane_u 0)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.replace_lane 0)
  (func (param v128) (result i32) local.get 0 i16x8.extract_lane_s 0)
  (func (param v128) (result i32) local.get 0 i16x8.extract_lane_u 0)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.replace_lane 0)
  (func (param v128) (result i32) local.get 0 i32x4.extract_lane 0)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.replace_lane 0)
  (func (param v128) (result i64) local.get 0 i64x2.extract_lane 0)
  (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.replace_lane 0)
  (func (param v128) (result f32) local.get 0 f32x4.extract_lane 0)
  (func (param v128 f32) (result v128) local.get 0 local.get 1 f32x4.replace_lane 0)
  (func (param v128) (result f64) local.get 0 f64x2.extract_lane 0)
  (func (param v128 f64) (result v128) local.get 0 local.get 1 f64x2.replace_lane 0)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.lt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.lt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.gt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.gt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.le_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.le_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.ge_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.ge_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.lt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.lt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.gt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.gt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.le_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.le_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.ge_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.ge_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.lt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.lt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.gt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.gt_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.le_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.le_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.ge_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.ge_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.lt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.gt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.le)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.ge)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.lt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.gt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.le)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.ge)
  (func (param v128) (result v128) local.get 0 v128.not)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 v128.and)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 v128.andnot)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 v128.or)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 v128.xor)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 v128.bitselect)
  (func (param v128) (result i32) local.get 0 v128.any_true)
  (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 0)
  (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 0)
  (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 0)
  (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 0)
  (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane 0)
  (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane 0)
  (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane 0)
  (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane 0)
  (func (param i32) (result v128) local.get 0 v128.load32_zero)
  (func (param i32) (result v128) local.get 0 v128.load64_zero)
  (func (param v128) (result v128) local.get 0 f32x4.demote_f64x2_zero)
  (func (param v128) (result v128) local.get 0 f64x2.promote_low_f32x4)
  (func (param v128) (result v128) local.get 0 i8x16.abs)
  (func (param v128) (result v128) local.get 0 i8x16.neg)
  (func (param v128) (result v128) local.get 0 i8x16.popcnt)
  (func (param v128) (result i32) local.get 0 i8x16.all_true)
  (func (param v128) (result i32) local.get 0 i8x16.bitmask)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_u)
  (func (param v128) (result v128) local.get 0 f32x4.ceil)
  (func (param v128) (result v128) local.get 0 f32x4.floor)
  (func (param v128) (result v128) local.get 0 f32x4.trunc)
  (func (param v128) (result v128) local.get 0 f32x4.nearest)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.shl)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.shr_s)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.shr_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.add_sat_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.add_sat_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.sub_sat_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.sub_sat_u)
  (func (param v128) (result v128) local.get 0 f64x2.ceil)
  (func (param v128) (result v128) local.get 0 f64x2.floor)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.min_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.min_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.max_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.max_u)
  (func (param v128) (result v128) local.get 0 f64x2.trunc)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.avgr_u)
  (func (param v128) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_s)
  (func (param v128) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_u)
  (func (param v128) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_s)
  (func (param v128) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_u)
  (func (param v128) (result v128) local.get 0 i16x8.abs)
  (func (param v128) (result v128) local.get 0 i16x8.neg)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.q15mulr_sat_s)
  (func (param v128) (result i32) local.get 0 i16x8.all_true)
  (func (param v128) (result i32) local.get 0 i16x8.bitmask)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_u)
  (func (param v128) (result v128) local.get 0 i16x8.extend_low_i8x16_s)
  (func (param v128) (result v128) local.get 0 i16x8.extend_high_i8x16_s)
  (func (param v128) (result v128) local.get 0 i16x8.extend_low_i8x16_u)
  (func (param v128) (result v128) local.get 0 i16x8.extend_high_i8x16_u)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.shl)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.shr_s)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.shr_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.add_sat_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.add_sat_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.sub_sat_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.sub_sat_u)
  (func (param v128) (result v128) local.get 0 f64x2.nearest)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.mul)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.min_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.min_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.max_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.max_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.avgr_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_u)
  (func (param v128) (result v128) local.get 0 i32x4.abs)
  (func (param v128) (result v128) local.get 0 i32x4.neg)
  (func (param v128) (result i32) local.get 0 i32x4.all_true)
  (func (param v128) (result i32) local.get 0 i32x4.bitmask)
  (func (param v128) (result v128) local.get 0 i32x4.extend_low_i16x8_s)
  (func (param v128) (result v128) local.get 0 i32x4.extend_high_i16x8_s)
  (func (param v128) (result v128) local.get 0 i32x4.extend_low_i16x8_u)
  (func (param v128) (result v128) local.get 0 i32x4.extend_high_i16x8_u)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.shl)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.shr_s)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.shr_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.mul)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.min_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.min_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.max_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.max_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.dot_i16x8_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_u)
  (func (param v128) (result v128) local.get 0 i64x2.abs)
  (func (param v128) (result v128) local.get 0 i64x2.neg)
  (func (param v128) (result i32) local.get 0 i64x2.all_true)
  (func (param v128) (result i32) local.get 0 i64x2.bitmask)
  (func (param v128) (result v128) local.get 0 i64x2.extend_low_i32x4_s)
  (func (param v128) (result v128) local.get 0 i64x2.extend_high_i32x4_s)
  (func (param v128) (result v128) local.get 0 i64x2.extend_low_i32x4_u)
  (func (param v128) (result v128) local.get 0 i64x2.extend_high_i32x4_u)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i64x2.shl)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i64x2.shr_s)
  (func (param v128 i32) (result v128) local.get 0 local.get 1 i64x2.shr_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.mul)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.eq)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.ne)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.lt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.gt_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.le_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.ge_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_u)
  (func (param v128) (result v128) local.get 0 f32x4.abs)
  (func (param v128) (result v128) local.get 0 f32x4.neg)
  (func (param v128) (result v128) local.get 0 f32x4.sqrt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.mul)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.div)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.min)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.max)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.pmin)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.pmax)
  (func (param v128) (result v128) local.get 0 f64x2.abs)
  (func (param v128) (result v128) local.get 0 f64x2.neg)
  (func (param v128) (result v128) local.get 0 f64x2.sqrt)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.add)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.sub)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.mul)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.div)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.min)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.max)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.pmin)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.pmax)
  (func (param v128) (result v128) local.get 0 i32x4.trunc_sat_f32x4_s)
  (func (param v128) (result v128) local.get 0 i32x4.trunc_sat_f32x4_u)
  (func (param v128) (result v128) local.get 0 f32x4.convert_i32x4_s)
  (func (param v128) (result v128) local.get 0 f32x4.convert_i32x4_u)
  (func (param v128) (result v128) local.get 0 i32x4.trunc_sat_f64x2_s_zero)
  (func (param v128) (result v128) local.get 0 i32x4.trunc_sat_f64x2_u_zero)
  (func (param v128) (result v128) local.get 0 f64x2.convert_low_i32x4_s)
  (func (param v128) (result v128) local.get 0 f64x2.convert_low_i32x4_u)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.relaxed_swizzle)
  (func (param v128) (result v128) local.get 0 i32x4.relaxed_trunc_f32x4_s)
  (func (param v128) (result v128) local.get 0 i32x4.relaxed_trunc_f32x4_u)
  (func (param v128) (result v128) local.get 0 i32x4.relaxed_trunc_f64x2_s_zero)
  (func (param v128) (result v128) local.get 0 i32x4.relaxed_trunc_f64x2_u_zero)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_nmadd)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_nmadd)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i8x16.relaxed_laneselect)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i16x8.relaxed_laneselect)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_laneselect)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i64x2.relaxed_laneselect)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_min)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_max)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_min)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_max)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_q15mulr_s)
  (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_dot_i8x16_i7x16_s)
  (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_dot_i8x16_i7x16_add_s)
)

(module
  (memory i64 1)
  (data "")
  (elem func)
  (func (param i64) (result i32) local.get 0 i32.load)
  (func (param i64) (result i64) local.get 0 i64.load)
  (func (param i64) (result f32) local.get 0 f32.load)
  (func (param i64) (result f64) local.get 0 f64.load)
  (func (param i64) (result i32) local.get 0 i32.load8_s)
  (func (param i64) (result i32) local.get 0 i32.load8_u)
  (func (param i64) (result i32) local.get 0 i32.load16_s)
  (func (param i64) (result i32) local.get 0 i32.load16_u)
  (func (param i64) (result i64) local.get 0 i64.load8_s)
  (func (param i64) (result i64) local.get 0 i64.load8_u)
  (func (param i64) (result i64) local.get 0 i64.load16_s)
  (func (param i64) (result i64) local.get 0 i64.load16_u)
  (func (param i64) (result i64) local.get 0 i64.load32_s)
  (func (param i64) (result i64) local.get 0 i64.load32_u)
  (func (param i64 i32) local.get 0 local.get 1 i32.store)
  (func (param i64 i64) local.get 0 local.get 1 i64.store)
  (func (param i64 f32) local.get 0 local.get 1 f32.store)
  (func (param i64 f64) local.get 0 local.get 1 f64.store)
  (func (param i64 i32) local.get 0 local.get 1 i32.store8)
  (func (param i64 i32) local.get 0 local.get 1 i32.store16)
  (func (param i64 i64) local.get 0 local.get 1 i64.store8)
  (func (param i64 i64) local.get 0 local.get 1 i64.store16)
  (func (param i64 i64) local.get 0 local.get 1 i64.store32)
  (func (result i64) memory.size)
  (func (param i64) (result i64) local.get 0 memory.grow)
  (func (param i64 i32 i64) local.get 0 local.get 1 local.get 2 memory.fill)
  (func (param i64) (result v128) local.get 0 v128.load)
  (func (param i64) (result v128) local.get 0 v128.load8x8_s)
  (func (param i64) (result v128) local.get 0 v128.load8x8_u)
  (func (param i64) (result v128) local.get 0 v128.load16x4_s)
  (func (param i64) (result v128) local.get 0 v128.load16x4_u)
  (func (param i64) (result v128) local.get 0 v128.load32x2_s)
  (func (param i64) (result v128) local.get 0 v128.load32x2_u)
  (func (param i64) (result v128) local.get 0 v128.load8_splat)
  (func (param i64) (result v128) local.get 0 v128.load16_splat)
  (func (param i64) (result v128) local.get 0 v128.load32_splat)
  (func (param i64) (result v128) local.get 0 v128.load64_splat)
  (func (param i64 v128) local.get 0 local.get 1 v128.store)
  (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 0)
  (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 0)
  (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 0)
  (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 0)
  (func (param i64 v128) local.get 0 local.get 1 v128.store8_lane 0)
  (func (param i64 v128) local.get 0 local.get 1 v128.store16_lane 0)
  (func (param i64 v128) local.get 0 local.get 1 v128.store32_lane 0)
  (func (param i64 v128) local.get 0 local.get 1 v128.store64_lane 0)
  (func (param i64) (result v128) local.get 0 v128.load32_zero)
  (func (param i64) (result v128) local.get 0 v128.load64_zero)
)

;; nop

;; elem.drop
(assert_invalid (module (func elem.drop 0)) "unknown elem segment")

;; i32.load
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 i32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) i32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) local.get 0 i32.load)) "type mismatch")

;; i64.load
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load)) "type mismatch")

;; f32.load
(assert_invalid (module (memory 1) (func (param i64) (result f32) local.get 0 f32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (result f32) f32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 f32.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f32) local.get 0 f32.load align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result f32) local.get 0 f32.load offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result f32) local.get 0 f32.load 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result f32) local.get 0 f32.load)) "type mismatch")

;; f64.load
(assert_invalid (module (memory 1) (func (param i64) (result f64) local.get 0 f64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (result f64) f64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f32) local.get 0 f64.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 f64.load align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 f64.load offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 f64.load 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result f64) local.get 0 f64.load)) "type mismatch")

;; i32.load8_s
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 i32.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) i32.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i32.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_s align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) local.get 0 i32.load8_s)) "type mismatch")

;; i32.load8_u
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 i32.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) i32.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i32.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_u align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load8_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) local.get 0 i32.load8_u)) "type mismatch")

;; i32.load16_s
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 i32.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) i32.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i32.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_s align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) local.get 0 i32.load16_s)) "type mismatch")

;; i32.load16_u
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 i32.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) i32.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i32.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_u align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 i32.load16_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) local.get 0 i32.load16_u)) "type mismatch")

;; i64.load8_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_s align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load8_s)) "type mismatch")

;; i64.load8_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_u align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load8_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load8_u)) "type mismatch")

;; i64.load16_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load16_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_s align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load16_s)) "type mismatch")

;; i64.load16_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load16_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_u align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load16_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load16_u)) "type mismatch")

;; i64.load32_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load32_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load32_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load32_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_s align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load32_s)) "type mismatch")

;; i64.load32_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) local.get 0 i64.load32_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) i64.load32_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) local.get 0 i64.load32_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_u align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 i64.load32_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 i64.load32_u)) "type mismatch")

;; i32.store
(assert_invalid (module (memory 1) (func (param i64 i32) local.get 0 local.get 1 i32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) local.get 0 local.get 1 i32.store)) "type mismatch")

;; i64.store
(assert_invalid (module (memory 1) (func (param i64 i64) local.get 0 local.get 1 i64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 i64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) local.get 0 local.get 1 i64.store)) "type mismatch")

;; f32.store
(assert_invalid (module (memory 1) (func (param i64 f32) local.get 0 local.get 1 f32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 f32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 f32.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f32) local.get 0 local.get 1 f32.store align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 f32) local.get 0 local.get 1 f32.store offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 f32) local.get 0 local.get 1 f32.store 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 f32) local.get 0 local.get 1 f32.store)) "type mismatch")

;; f64.store
(assert_invalid (module (memory 1) (func (param i64 f64) local.get 0 local.get 1 f64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f32) local.get 0 local.get 1 f64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 f64.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 f64.store align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 f64.store offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 f64.store 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 f64) local.get 0 local.get 1 f64.store)) "type mismatch")

;; i32.store8
(assert_invalid (module (memory 1) (func (param i64 i32) local.get 0 local.get 1 i32.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i32.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i32.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store8 align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store8 offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store8 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) local.get 0 local.get 1 i32.store8)) "type mismatch")

;; i32.store16
(assert_invalid (module (memory 1) (func (param i64 i32) local.get 0 local.get 1 i32.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i32.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i32.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store16 align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store16 offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 i32.store16 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) local.get 0 local.get 1 i32.store16)) "type mismatch")

;; i64.store8
(assert_invalid (module (memory 1) (func (param i64 i64) local.get 0 local.get 1 i64.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 i64.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i64.store8)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store8 align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store8 offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store8 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) local.get 0 local.get 1 i64.store8)) "type mismatch")

;; i64.store16
(assert_invalid (module (memory 1) (func (param i64 i64) local.get 0 local.get 1 i64.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 i64.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i64.store16)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store16 align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store16 offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store16 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) local.get 0 local.get 1 i64.store16)) "type mismatch")

;; i64.store32
(assert_invalid (module (memory 1) (func (param i64 i64) local.get 0 local.get 1 i64.store32)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) local.get 0 local.get 1 i64.store32)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 i64.store32)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store32 align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store32 offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 i64.store32 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) local.get 0 local.get 1 i64.store32)) "type mismatch")

;; memory.size
(assert_invalid (module (memory 1) (func (result i64) memory.size)) "type mismatch")
(assert_invalid (module (func (result i32) memory.size)) "unknown memory")
(assert_invalid (module (memory 1) (func (result i32) memory.size 1)) "unknown memory")

;; memory.grow
(assert_invalid (module (memory 1) (func (param i64) (result i32) local.get 0 memory.grow)) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) memory.grow)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 memory.grow)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 memory.grow)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32) (result i32) local.get 0 memory.grow 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) local.get 0 memory.grow)) "type mismatch")

;; data.drop
(assert_invalid (module (func data.drop 0)) "unknown data segment")

;; memory.fill
(assert_invalid (module (memory 1) (func (param i64 i32 i32) local.get 0 local.get 1 local.get 2 memory.fill)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64 i32) local.get 0 local.get 1 local.get 2 memory.fill)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32 i64) local.get 0 local.get 1 local.get 2 memory.fill)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) local.get 0 local.get 1 memory.fill)) "type mismatch")
(assert_invalid (module (func (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.fill)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.fill 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32 i64) local.get 0 local.get 1 local.get 2 memory.fill)) "type mismatch")

;; i32.const
(assert_invalid (module (func (result i64) i32.const 0)) "type mismatch")

;; i64.const
(assert_invalid (module (func (result f64) i64.const 0)) "type mismatch")

;; f32.const
(assert_invalid (module (func (result i32) f32.const 0)) "type mismatch")

;; f64.const
(assert_invalid (module (func (result f32) f64.const 0)) "type mismatch")

;; i32.eqz
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.eqz)) "type mismatch")
(assert_invalid (module (func (result i32) i32.eqz)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.eqz)) "type mismatch")

;; i32.eq
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.eq)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.eq)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.eq)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.eq)) "type mismatch")

;; i32.ne
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.ne)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.ne)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.ne)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.ne)) "type mismatch")

;; i32.lt_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.lt_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.lt_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.lt_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.lt_s)) "type mismatch")

;; i32.lt_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.lt_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.lt_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.lt_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.lt_u)) "type mismatch")

;; i32.gt_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.gt_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.gt_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.gt_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.gt_s)) "type mismatch")

;; i32.gt_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.gt_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.gt_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.gt_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.gt_u)) "type mismatch")

;; i32.le_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.le_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.le_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.le_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.le_s)) "type mismatch")

;; i32.le_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.le_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.le_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.le_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.le_u)) "type mismatch")

;; i32.ge_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.ge_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.ge_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.ge_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.ge_s)) "type mismatch")

;; i32.ge_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.ge_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.ge_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.ge_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.ge_u)) "type mismatch")

;; i64.eqz
(assert_invalid (module (func (param f64) (result i32) local.get 0 i64.eqz)) "type mismatch")
(assert_invalid (module (func (result i32) i64.eqz)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.eqz)) "type mismatch")

;; i64.eq
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.eq)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.eq)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.eq)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.eq)) "type mismatch")

;; i64.ne
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.ne)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.ne)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.ne)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.ne)) "type mismatch")

;; i64.lt_s
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.lt_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.lt_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.lt_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.lt_s)) "type mismatch")

;; i64.lt_u
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.lt_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.lt_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.lt_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.lt_u)) "type mismatch")

;; i64.gt_s
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.gt_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.gt_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.gt_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.gt_s)) "type mismatch")

;; i64.gt_u
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.gt_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.gt_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.gt_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.gt_u)) "type mismatch")

;; i64.le_s
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.le_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.le_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.le_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.le_s)) "type mismatch")

;; i64.le_u
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.le_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.le_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.le_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.le_u)) "type mismatch")

;; i64.ge_s
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.ge_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.ge_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.ge_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.ge_s)) "type mismatch")

;; i64.ge_u
(assert_invalid (module (func (param f64 i64) (result i32) local.get 0 local.get 1 i64.ge_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) local.get 0 local.get 1 i64.ge_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64.ge_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) local.get 0 local.get 1 i64.ge_u)) "type mismatch")

;; f32.eq
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.eq)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.eq)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.eq)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.eq)) "type mismatch")

;; f32.ne
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.ne)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.ne)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.ne)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.ne)) "type mismatch")

;; f32.lt
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.lt)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.lt)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.lt)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.lt)) "type mismatch")

;; f32.gt
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.gt)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.gt)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.gt)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.gt)) "type mismatch")

;; f32.le
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.le)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.le)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.le)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.le)) "type mismatch")

;; f32.ge
(assert_invalid (module (func (param i32 f32) (result i32) local.get 0 local.get 1 f32.ge)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) local.get 0 local.get 1 f32.ge)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.ge)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) local.get 0 local.get 1 f32.ge)) "type mismatch")

;; f64.eq
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.eq)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.eq)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.eq)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.eq)) "type mismatch")

;; f64.ne
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.ne)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.ne)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.ne)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.ne)) "type mismatch")

;; f64.lt
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.lt)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.lt)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.lt)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.lt)) "type mismatch")

;; f64.gt
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.gt)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.gt)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.gt)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.gt)) "type mismatch")

;; f64.le
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.le)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.le)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.le)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.le)) "type mismatch")

;; f64.ge
(assert_invalid (module (func (param f32 f64) (result i32) local.get 0 local.get 1 f64.ge)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) local.get 0 local.get 1 f64.ge)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f64.ge)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) local.get 0 local.get 1 f64.ge)) "type mismatch")

;; i32.clz
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.clz)) "type mismatch")
(assert_invalid (module (func (result i32) i32.clz)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.clz)) "type mismatch")

;; i32.ctz
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.ctz)) "type mismatch")
(assert_invalid (module (func (result i32) i32.ctz)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.ctz)) "type mismatch")

;; i32.popcnt
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.popcnt)) "type mismatch")
(assert_invalid (module (func (result i32) i32.popcnt)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.popcnt)) "type mismatch")

;; i32.add
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.add)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.add)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.add)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.add)) "type mismatch")

;; i32.sub
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.sub)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.sub)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.sub)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.sub)) "type mismatch")

;; i32.mul
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.mul)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.mul)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.mul)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.mul)) "type mismatch")

;; i32.div_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.div_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.div_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.div_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.div_s)) "type mismatch")

;; i32.div_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.div_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.div_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.div_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.div_u)) "type mismatch")

;; i32.rem_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.rem_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.rem_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.rem_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.rem_s)) "type mismatch")

;; i32.rem_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.rem_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.rem_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.rem_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.rem_u)) "type mismatch")

;; i32.and
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.and)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.and)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.and)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.and)) "type mismatch")

;; i32.or
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.or)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.or)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.or)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.or)) "type mismatch")

;; i32.xor
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.xor)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.xor)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.xor)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.xor)) "type mismatch")

;; i32.shl
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.shl)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.shl)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.shl)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.shl)) "type mismatch")

;; i32.shr_s
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.shr_s)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.shr_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.shr_s)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.shr_s)) "type mismatch")

;; i32.shr_u
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.shr_u)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.shr_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.shr_u)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.shr_u)) "type mismatch")

;; i32.rotl
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.rotl)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.rotl)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.rotl)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.rotl)) "type mismatch")

;; i32.rotr
(assert_invalid (module (func (param i64 i32) (result i32) local.get 0 local.get 1 i32.rotr)) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) local.get 0 local.get 1 i32.rotr)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.rotr)) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) local.get 0 local.get 1 i32.rotr)) "type mismatch")

;; i64.clz
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.clz)) "type mismatch")
(assert_invalid (module (func (result i64) i64.clz)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.clz)) "type mismatch")

;; i64.ctz
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.ctz)) "type mismatch")
(assert_invalid (module (func (result i64) i64.ctz)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.ctz)) "type mismatch")

;; i64.popcnt
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.popcnt)) "type mismatch")
(assert_invalid (module (func (result i64) i64.popcnt)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.popcnt)) "type mismatch")

;; i64.add
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.add)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.add)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.add)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.add)) "type mismatch")

;; i64.sub
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.sub)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.sub)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.sub)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.sub)) "type mismatch")

;; i64.mul
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.mul)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.mul)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.mul)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.mul)) "type mismatch")

;; i64.div_s
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.div_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.div_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.div_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.div_s)) "type mismatch")

;; i64.div_u
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.div_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.div_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.div_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.div_u)) "type mismatch")

;; i64.rem_s
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.rem_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.rem_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.rem_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.rem_s)) "type mismatch")

;; i64.rem_u
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.rem_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.rem_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.rem_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.rem_u)) "type mismatch")

;; i64.and
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.and)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.and)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.and)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.and)) "type mismatch")

;; i64.or
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.or)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.or)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.or)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.or)) "type mismatch")

;; i64.xor
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.xor)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.xor)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.xor)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.xor)) "type mismatch")

;; i64.shl
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.shl)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.shl)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.shl)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.shl)) "type mismatch")

;; i64.shr_s
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.shr_s)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.shr_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.shr_s)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.shr_s)) "type mismatch")

;; i64.shr_u
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.shr_u)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.shr_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.shr_u)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.shr_u)) "type mismatch")

;; i64.rotl
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.rotl)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.rotl)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.rotl)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.rotl)) "type mismatch")

;; i64.rotr
(assert_invalid (module (func (param f64 i64) (result i64) local.get 0 local.get 1 i64.rotr)) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) local.get 0 local.get 1 i64.rotr)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.rotr)) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) local.get 0 local.get 1 i64.rotr)) "type mismatch")

;; f32.abs
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.abs)) "type mismatch")
(assert_invalid (module (func (result f32) f32.abs)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.abs)) "type mismatch")

;; f32.neg
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.neg)) "type mismatch")
(assert_invalid (module (func (result f32) f32.neg)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.neg)) "type mismatch")

;; f32.ceil
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.ceil)) "type mismatch")
(assert_invalid (module (func (result f32) f32.ceil)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.ceil)) "type mismatch")

;; f32.floor
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.floor)) "type mismatch")
(assert_invalid (module (func (result f32) f32.floor)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.floor)) "type mismatch")

;; f32.trunc
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.trunc)) "type mismatch")
(assert_invalid (module (func (result f32) f32.trunc)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.trunc)) "type mismatch")

;; f32.nearest
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.nearest)) "type mismatch")
(assert_invalid (module (func (result f32) f32.nearest)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.nearest)) "type mismatch")

;; f32.sqrt
(assert_invalid (module (func (param i32) (result f32) local.get 0 f32.sqrt)) "type mismatch")
(assert_invalid (module (func (result f32) f32.sqrt)) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) local.get 0 f32.sqrt)) "type mismatch")

;; f32.add
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.add)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.add)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.add)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.add)) "type mismatch")

;; f32.sub
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.sub)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.sub)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.sub)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.sub)) "type mismatch")

;; f32.mul
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.mul)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.mul)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.mul)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.mul)) "type mismatch")

;; f32.div
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.div)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.div)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.div)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.div)) "type mismatch")

;; f32.min
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.min)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.min)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.min)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.min)) "type mismatch")

;; f32.max
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.max)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.max)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.max)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.max)) "type mismatch")

;; f32.copysign
(assert_invalid (module (func (param i32 f32) (result f32) local.get 0 local.get 1 f32.copysign)) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) local.get 0 local.get 1 f32.copysign)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.copysign)) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) local.get 0 local.get 1 f32.copysign)) "type mismatch")

;; f64.abs
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.abs)) "type mismatch")
(assert_invalid (module (func (result f64) f64.abs)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.abs)) "type mismatch")

;; f64.neg
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.neg)) "type mismatch")
(assert_invalid (module (func (result f64) f64.neg)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.neg)) "type mismatch")

;; f64.ceil
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.ceil)) "type mismatch")
(assert_invalid (module (func (result f64) f64.ceil)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.ceil)) "type mismatch")

;; f64.floor
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.floor)) "type mismatch")
(assert_invalid (module (func (result f64) f64.floor)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.floor)) "type mismatch")

;; f64.trunc
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.trunc)) "type mismatch")
(assert_invalid (module (func (result f64) f64.trunc)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.trunc)) "type mismatch")

;; f64.nearest
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.nearest)) "type mismatch")
(assert_invalid (module (func (result f64) f64.nearest)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.nearest)) "type mismatch")

;; f64.sqrt
(assert_invalid (module (func (param f32) (result f64) local.get 0 f64.sqrt)) "type mismatch")
(assert_invalid (module (func (result f64) f64.sqrt)) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) local.get 0 f64.sqrt)) "type mismatch")

;; f64.add
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.add)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.add)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.add)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.add)) "type mismatch")

;; f64.sub
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.sub)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.sub)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.sub)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.sub)) "type mismatch")

;; f64.mul
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.mul)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.mul)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.mul)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.mul)) "type mismatch")

;; f64.div
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.div)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.div)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.div)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.div)) "type mismatch")

;; f64.min
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.min)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.min)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.min)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.min)) "type mismatch")

;; f64.max
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.max)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.max)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.max)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.max)) "type mismatch")

;; f64.copysign
(assert_invalid (module (func (param f32 f64) (result f64) local.get 0 local.get 1 f64.copysign)) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) local.get 0 local.get 1 f64.copysign)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.copysign)) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) local.get 0 local.get 1 f64.copysign)) "type mismatch")

;; i32.wrap_i64
(assert_invalid (module (func (param f64) (result i32) local.get 0 i32.wrap_i64)) "type mismatch")
(assert_invalid (module (func (result i32) i32.wrap_i64)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i32.wrap_i64)) "type mismatch")

;; i32.trunc_f32_s
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.trunc_f32_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_f32_s)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 i32.trunc_f32_s)) "type mismatch")

;; i32.trunc_f32_u
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.trunc_f32_u)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_f32_u)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 i32.trunc_f32_u)) "type mismatch")

;; i32.trunc_f64_s
(assert_invalid (module (func (param f32) (result i32) local.get 0 i32.trunc_f64_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_f64_s)) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) local.get 0 i32.trunc_f64_s)) "type mismatch")

;; i32.trunc_f64_u
(assert_invalid (module (func (param f32) (result i32) local.get 0 i32.trunc_f64_u)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_f64_u)) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) local.get 0 i32.trunc_f64_u)) "type mismatch")

;; i64.extend_i32_s
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.extend_i32_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.extend_i32_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result f64) local.get 0 i64.extend_i32_s)) "type mismatch")

;; i64.extend_i32_u
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64.extend_i32_u)) "type mismatch")
(assert_invalid (module (func (result i64) i64.extend_i32_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result f64) local.get 0 i64.extend_i32_u)) "type mismatch")

;; i64.trunc_f32_s
(assert_invalid (module (func (param i32) (result i64) local.get 0 i64.trunc_f32_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_f32_s)) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) local.get 0 i64.trunc_f32_s)) "type mismatch")

;; i64.trunc_f32_u
(assert_invalid (module (func (param i32) (result i64) local.get 0 i64.trunc_f32_u)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_f32_u)) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) local.get 0 i64.trunc_f32_u)) "type mismatch")

;; i64.trunc_f64_s
(assert_invalid (module (func (param f32) (result i64) local.get 0 i64.trunc_f64_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_f64_s)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 i64.trunc_f64_s)) "type mismatch")

;; i64.trunc_f64_u
(assert_invalid (module (func (param f32) (result i64) local.get 0 i64.trunc_f64_u)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_f64_u)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 i64.trunc_f64_u)) "type mismatch")

;; f32.convert_i32_s
(assert_invalid (module (func (param i64) (result f32) local.get 0 f32.convert_i32_s)) "type mismatch")
(assert_invalid (module (func (result f32) f32.convert_i32_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 f32.convert_i32_s)) "type mismatch")

;; f32.convert_i32_u
(assert_invalid (module (func (param i64) (result f32) local.get 0 f32.convert_i32_u)) "type mismatch")
(assert_invalid (module (func (result f32) f32.convert_i32_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 f32.convert_i32_u)) "type mismatch")

;; f32.convert_i64_s
(assert_invalid (module (func (param f64) (result f32) local.get 0 f32.convert_i64_s)) "type mismatch")
(assert_invalid (module (func (result f32) f32.convert_i64_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 f32.convert_i64_s)) "type mismatch")

;; f32.convert_i64_u
(assert_invalid (module (func (param f64) (result f32) local.get 0 f32.convert_i64_u)) "type mismatch")
(assert_invalid (module (func (result f32) f32.convert_i64_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) local.get 0 f32.convert_i64_u)) "type mismatch")

;; f32.demote_f64
(assert_invalid (module (func (param f32) (result f32) local.get 0 f32.demote_f64)) "type mismatch")
(assert_invalid (module (func (result f32) f32.demote_f64)) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) local.get 0 f32.demote_f64)) "type mismatch")

;; f64.convert_i32_s
(assert_invalid (module (func (param i64) (result f64) local.get 0 f64.convert_i32_s)) "type mismatch")
(assert_invalid (module (func (result f64) f64.convert_i32_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result f32) local.get 0 f64.convert_i32_s)) "type mismatch")

;; f64.convert_i32_u
(assert_invalid (module (func (param i64) (result f64) local.get 0 f64.convert_i32_u)) "type mismatch")
(assert_invalid (module (func (result f64) f64.convert_i32_u)) "type mismatch")
(assert_invalid (module (func (param i32) (result f32) local.get 0 f64.convert_i32_u)) "type mismatch")

;; f64.convert_i64_s
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.convert_i64_s)) "type mismatch")
(assert_invalid (module (func (result f64) f64.convert_i64_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) local.get 0 f64.convert_i64_s)) "type mismatch")

;; f64.convert_i64_u
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.convert_i64_u)) "type mismatch")
(assert_invalid (module (func (result f64) f64.convert_i64_u)) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) local.get 0 f64.convert_i64_u)) "type mismatch")

;; f64.promote_f32
(assert_invalid (module (func (param i32) (result f64) local.get 0 f64.promote_f32)) "type mismatch")
(assert_invalid (module (func (result f64) f64.promote_f32)) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) local.get 0 f64.promote_f32)) "type mismatch")

;; i32.reinterpret_f32
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.reinterpret_f32)) "type mismatch")
(assert_invalid (module (func (result i32) i32.reinterpret_f32)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 i32.reinterpret_f32)) "type mismatch")

;; i64.reinterpret_f64
(assert_invalid (module (func (param f32) (result i64) local.get 0 i64.reinterpret_f64)) "type mismatch")
(assert_invalid (module (func (result i64) i64.reinterpret_f64)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 i64.reinterpret_f64)) "type mismatch")

;; f32.reinterpret_i32
(assert_invalid (module (func (param i64) (result f32) local.get 0 f32.reinterpret_i32)) "type mismatch")
(assert_invalid (module (func (result f32) f32.reinterpret_i32)) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) local.get 0 f32.reinterpret_i32)) "type mismatch")

;; f64.reinterpret_i64
(assert_invalid (module (func (param f64) (result f64) local.get 0 f64.reinterpret_i64)) "type mismatch")
(assert_invalid (module (func (result f64) f64.reinterpret_i64)) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) local.get 0 f64.reinterpret_i64)) "type mismatch")

;; i32.extend8_s
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.extend8_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.extend8_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.extend8_s)) "type mismatch")

;; i32.extend16_s
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32.extend16_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.extend16_s)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32.extend16_s)) "type mismatch")

;; i64.extend8_s
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.extend8_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.extend8_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.extend8_s)) "type mismatch")

;; i64.extend16_s
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.extend16_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.extend16_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.extend16_s)) "type mismatch")

;; i64.extend32_s
(assert_invalid (module (func (param f64) (result i64) local.get 0 i64.extend32_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.extend32_s)) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) local.get 0 i64.extend32_s)) "type mismatch")

;; i32.trunc_sat_f32_s
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.trunc_sat_f32_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_sat_f32_s)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 i32.trunc_sat_f32_s)) "type mismatch")

;; i32.trunc_sat_f32_u
(assert_invalid (module (func (param i32) (result i32) local.get 0 i32.trunc_sat_f32_u)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_sat_f32_u)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 i32.trunc_sat_f32_u)) "type mismatch")

;; i32.trunc_sat_f64_s
(assert_invalid (module (func (param f32) (result i32) local.get 0 i32.trunc_sat_f64_s)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_sat_f64_s)) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) local.get 0 i32.trunc_sat_f64_s)) "type mismatch")

;; i32.trunc_sat_f64_u
(assert_invalid (module (func (param f32) (result i32) local.get 0 i32.trunc_sat_f64_u)) "type mismatch")
(assert_invalid (module (func (result i32) i32.trunc_sat_f64_u)) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) local.get 0 i32.trunc_sat_f64_u)) "type mismatch")

;; i64.trunc_sat_f32_s
(assert_invalid (module (func (param i32) (result i64) local.get 0 i64.trunc_sat_f32_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_sat_f32_s)) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) local.get 0 i64.trunc_sat_f32_s)) "type mismatch")

;; i64.trunc_sat_f32_u
(assert_invalid (module (func (param i32) (result i64) local.get 0 i64.trunc_sat_f32_u)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_sat_f32_u)) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) local.get 0 i64.trunc_sat_f32_u)) "type mismatch")

;; i64.trunc_sat_f64_s
(assert_invalid (module (func (param f32) (result i64) local.get 0 i64.trunc_sat_f64_s)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_sat_f64_s)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 i64.trunc_sat_f64_s)) "type mismatch")

;; i64.trunc_sat_f64_u
(assert_invalid (module (func (param f32) (result i64) local.get 0 i64.trunc_sat_f64_u)) "type mismatch")
(assert_invalid (module (func (result i64) i64.trunc_sat_f64_u)) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) local.get 0 i64.trunc_sat_f64_u)) "type mismatch")

;; v128.load
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load align=32)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load)) "type mismatch")

;; v128.load8x8_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load8x8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load8x8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load8x8_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_s align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load8x8_s)) "type mismatch")

;; v128.load8x8_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load8x8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load8x8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load8x8_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_u align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8x8_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load8x8_u)) "type mismatch")

;; v128.load16x4_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load16x4_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load16x4_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load16x4_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_s align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load16x4_s)) "type mismatch")

;; v128.load16x4_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load16x4_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load16x4_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load16x4_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_u align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16x4_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load16x4_u)) "type mismatch")

;; v128.load32x2_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load32x2_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load32x2_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load32x2_s)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_s align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_s offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_s 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load32x2_s)) "type mismatch")

;; v128.load32x2_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load32x2_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load32x2_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load32x2_u)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_u align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_u offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32x2_u 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load32x2_u)) "type mismatch")

;; v128.load8_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load8_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load8_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load8_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8_splat align=2)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8_splat offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8_splat 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load8_splat)) "type mismatch")

;; v128.load16_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load16_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load16_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load16_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16_splat align=4)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16_splat offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16_splat 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load16_splat)) "type mismatch")

;; v128.load32_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load32_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load32_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load32_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_splat align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_splat offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_splat 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load32_splat)) "type mismatch")

;; v128.load64_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load64_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load64_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load64_splat)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_splat align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_splat offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_splat 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load64_splat)) "type mismatch")

;; v128.store
(assert_invalid (module (memory 1) (func (param i64 v128) local.get 0 local.get 1 v128.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 v128.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 v128.store)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store align=32)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 v128) local.get 0 local.get 1 v128.store)) "type mismatch")

;; v128.const
(assert_invalid (module (func (result i64) v128.const i64x2 0 0)) "type mismatch")

;; i8x16.shuffle
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 32)) "invalid lane index")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.shuffle 255 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)) "invalid lane index")

;; i8x16.swizzle
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.swizzle)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.swizzle)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.swizzle)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.swizzle)) "type mismatch")

;; i8x16.splat
(assert_invalid (module (func (param i64) (result v128) local.get 0 i8x16.splat)) "type mismatch")
(assert_invalid (module (func (result v128) i8x16.splat)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i8x16.splat)) "type mismatch")

;; i16x8.splat
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.splat)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.splat)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i16x8.splat)) "type mismatch")

;; i32x4.splat
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.splat)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.splat)) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) local.get 0 i32x4.splat)) "type mismatch")

;; i64x2.splat
(assert_invalid (module (func (param f64) (result v128) local.get 0 i64x2.splat)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.splat)) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64x2.splat)) "type mismatch")

;; f32x4.splat
(assert_invalid (module (func (param i32) (result v128) local.get 0 f32x4.splat)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.splat)) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) local.get 0 f32x4.splat)) "type mismatch")

;; f64x2.splat
(assert_invalid (module (func (param f32) (result v128) local.get 0 f64x2.splat)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.splat)) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) local.get 0 f64x2.splat)) "type mismatch")

;; i8x16.extract_lane_s
(assert_invalid (module (func (param i64) (result i32) local.get 0 i8x16.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (result i32) i8x16.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i8x16.extract_lane_s 16)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i8x16.extract_lane_s 255)) "invalid lane index")

;; i8x16.extract_lane_u
(assert_invalid (module (func (param i64) (result i32) local.get 0 i8x16.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (result i32) i8x16.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i8x16.extract_lane_u 16)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i8x16.extract_lane_u 255)) "invalid lane index")

;; i8x16.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i8x16.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i8x16.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.replace_lane 16)) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i8x16.replace_lane 255)) "invalid lane index")

;; i16x8.extract_lane_s
(assert_invalid (module (func (param i64) (result i32) local.get 0 i16x8.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (result i32) i16x8.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extract_lane_s 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i16x8.extract_lane_s 8)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i16x8.extract_lane_s 255)) "invalid lane index")

;; i16x8.extract_lane_u
(assert_invalid (module (func (param i64) (result i32) local.get 0 i16x8.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (result i32) i16x8.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extract_lane_u 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i16x8.extract_lane_u 8)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i16x8.extract_lane_u 255)) "invalid lane index")

;; i16x8.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i16x8.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i16x8.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.replace_lane 8)) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i16x8.replace_lane 255)) "invalid lane index")

;; i32x4.extract_lane
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (result i32) i32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i32x4.extract_lane 4)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) local.get 0 i32x4.extract_lane 255)) "invalid lane index")

;; i32x4.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.replace_lane 4)) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 i32x4.replace_lane 255)) "invalid lane index")

;; i64x2.extract_lane
(assert_invalid (module (func (param i64) (result i64) local.get 0 i64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (result i64) i64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result f64) local.get 0 i64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extract_lane 2)) "invalid lane index")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extract_lane 255)) "invalid lane index")

;; i64x2.replace_lane
(assert_invalid (module (func (param i64 i64) (result v128) local.get 0 local.get 1 i64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result v128) local.get 0 local.get 1 i64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result i64) local.get 0 local.get 1 i64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.replace_lane 2)) "invalid lane index")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.replace_lane 255)) "invalid lane index")

;; f32x4.extract_lane
(assert_invalid (module (func (param i64) (result f32) local.get 0 f32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (result f32) f32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) local.get 0 f32x4.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result f32) local.get 0 f32x4.extract_lane 4)) "invalid lane index")
(assert_invalid (module (func (param v128) (result f32) local.get 0 f32x4.extract_lane 255)) "invalid lane index")

;; f32x4.replace_lane
(assert_invalid (module (func (param i64 f32) (result v128) local.get 0 local.get 1 f32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) local.get 0 local.get 1 f32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result i64) local.get 0 local.get 1 f32x4.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result v128) local.get 0 local.get 1 f32x4.replace_lane 4)) "invalid lane index")
(assert_invalid (module (func (param v128 f32) (result v128) local.get 0 local.get 1 f32x4.replace_lane 255)) "invalid lane index")

;; f64x2.extract_lane
(assert_invalid (module (func (param i64) (result f64) local.get 0 f64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (result f64) f64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result f32) local.get 0 f64x2.extract_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result f64) local.get 0 f64x2.extract_lane 2)) "invalid lane index")
(assert_invalid (module (func (param v128) (result f64) local.get 0 f64x2.extract_lane 255)) "invalid lane index")

;; f64x2.replace_lane
(assert_invalid (module (func (param i64 f64) (result v128) local.get 0 local.get 1 f64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result v128) local.get 0 local.get 1 f64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result i64) local.get 0 local.get 1 f64x2.replace_lane 0)) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result v128) local.get 0 local.get 1 f64x2.replace_lane 2)) "invalid lane index")
(assert_invalid (module (func (param v128 f64) (result v128) local.get 0 local.get 1 f64x2.replace_lane 255)) "invalid lane index")

;; i8x16.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.eq)) "type mismatch")

;; i8x16.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.ne)) "type mismatch")

;; i8x16.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.lt_s)) "type mismatch")

;; i8x16.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.lt_u)) "type mismatch")

;; i8x16.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.gt_s)) "type mismatch")

;; i8x16.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.gt_u)) "type mismatch")

;; i8x16.le_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.le_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.le_s)) "type mismatch")

;; i8x16.le_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.le_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.le_u)) "type mismatch")

;; i8x16.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.ge_s)) "type mismatch")

;; i8x16.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.ge_u)) "type mismatch")

;; i16x8.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.eq)) "type mismatch")

;; i16x8.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.ne)) "type mismatch")

;; i16x8.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.lt_s)) "type mismatch")

;; i16x8.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.lt_u)) "type mismatch")

;; i16x8.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.gt_s)) "type mismatch")

;; i16x8.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.gt_u)) "type mismatch")

;; i16x8.le_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.le_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.le_s)) "type mismatch")

;; i16x8.le_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.le_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.le_u)) "type mismatch")

;; i16x8.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.ge_s)) "type mismatch")

;; i16x8.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.ge_u)) "type mismatch")

;; i32x4.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.eq)) "type mismatch")

;; i32x4.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.ne)) "type mismatch")

;; i32x4.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.lt_s)) "type mismatch")

;; i32x4.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.lt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.lt_u)) "type mismatch")

;; i32x4.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.gt_s)) "type mismatch")

;; i32x4.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.gt_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.gt_u)) "type mismatch")

;; i32x4.le_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.le_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.le_s)) "type mismatch")

;; i32x4.le_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.le_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.le_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.le_u)) "type mismatch")

;; i32x4.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.ge_s)) "type mismatch")

;; i32x4.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.ge_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.ge_u)) "type mismatch")

;; f32x4.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.eq)) "type mismatch")

;; f32x4.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.ne)) "type mismatch")

;; f32x4.lt
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.lt)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.lt)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.lt)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.lt)) "type mismatch")

;; f32x4.gt
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.gt)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.gt)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.gt)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.gt)) "type mismatch")

;; f32x4.le
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.le)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.le)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.le)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.le)) "type mismatch")

;; f32x4.ge
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.ge)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.ge)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.ge)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.ge)) "type mismatch")

;; f64x2.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.eq)) "type mismatch")

;; f64x2.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.ne)) "type mismatch")

;; f64x2.lt
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.lt)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.lt)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.lt)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.lt)) "type mismatch")

;; f64x2.gt
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.gt)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.gt)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.gt)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.gt)) "type mismatch")

;; f64x2.le
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.le)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.le)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.le)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.le)) "type mismatch")

;; f64x2.ge
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.ge)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.ge)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.ge)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.ge)) "type mismatch")

;; v128.not
(assert_invalid (module (func (param i64) (result v128) local.get 0 v128.not)) "type mismatch")
(assert_invalid (module (func (result v128) v128.not)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 v128.not)) "type mismatch")

;; v128.and
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.and)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 v128.and)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 v128.and)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 v128.and)) "type mismatch")

;; v128.andnot
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.andnot)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 v128.andnot)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 v128.andnot)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 v128.andnot)) "type mismatch")

;; v128.or
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.or)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 v128.or)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 v128.or)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 v128.or)) "type mismatch")

;; v128.xor
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.xor)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 v128.xor)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 v128.xor)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 v128.xor)) "type mismatch")

;; v128.bitselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 v128.bitselect)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 v128.bitselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 v128.bitselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 v128.bitselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 v128.bitselect)) "type mismatch")

;; v128.any_true
(assert_invalid (module (func (param i64) (result i32) local.get 0 v128.any_true)) "type mismatch")
(assert_invalid (module (func (result i32) v128.any_true)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 v128.any_true)) "type mismatch")

;; v128.load8_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) local.get 0 local.get 1 v128.load8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) local.get 0 local.get 1 v128.load8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane align=2 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 16)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load8_lane 0)) "type mismatch")

;; v128.load16_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) local.get 0 local.get 1 v128.load16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) local.get 0 local.get 1 v128.load16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane align=4 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 8)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load16_lane 0)) "type mismatch")

;; v128.load32_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) local.get 0 local.get 1 v128.load32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) local.get 0 local.get 1 v128.load32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane align=8 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 4)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load32_lane 0)) "type mismatch")

;; v128.load64_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) local.get 0 local.get 1 v128.load64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) local.get 0 local.get 1 v128.load64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane align=16 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 2)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) local.get 0 local.get 1 v128.load64_lane 0)) "type mismatch")

;; v128.store8_lane
(assert_invalid (module (memory 1) (func (param i64 v128) local.get 0 local.get 1 v128.store8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 v128.store8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 v128.store8_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane align=2 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane 16)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) local.get 0 local.get 1 v128.store8_lane 0)) "type mismatch")

;; v128.store16_lane
(assert_invalid (module (memory 1) (func (param i64 v128) local.get 0 local.get 1 v128.store16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 v128.store16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 v128.store16_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane align=4 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane 8)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) local.get 0 local.get 1 v128.store16_lane 0)) "type mismatch")

;; v128.store32_lane
(assert_invalid (module (memory 1) (func (param i64 v128) local.get 0 local.get 1 v128.store32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 v128.store32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 v128.store32_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane align=8 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane 4)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) local.get 0 local.get 1 v128.store32_lane 0)) "type mismatch")

;; v128.store64_lane
(assert_invalid (module (memory 1) (func (param i64 v128) local.get 0 local.get 1 v128.store64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) local.get 0 local.get 1 v128.store64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) local.get 0 v128.store64_lane 0)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane align=16 0)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane offset=0x100000000 0)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane 1 0)) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane 2)) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane 255)) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) local.get 0 local.get 1 v128.store64_lane 0)) "type mismatch")

;; v128.load32_zero
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load32_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load32_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load32_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_zero align=8)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_zero offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load32_zero 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load32_zero)) "type mismatch")

;; v128.load64_zero
(assert_invalid (module (memory 1) (func (param i64) (result v128) local.get 0 v128.load64_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) v128.load64_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) local.get 0 v128.load64_zero)) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_zero align=16)) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_zero offset=0x100000000)) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) local.get 0 v128.load64_zero 1)) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) local.get 0 v128.load64_zero)) "type mismatch")

;; f32x4.demote_f64x2_zero
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.demote_f64x2_zero)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.demote_f64x2_zero)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.demote_f64x2_zero)) "type mismatch")

;; f64x2.promote_low_f32x4
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.promote_low_f32x4)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.promote_low_f32x4)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.promote_low_f32x4)) "type mismatch")

;; i8x16.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 i8x16.abs)) "type mismatch")
(assert_invalid (module (func (result v128) i8x16.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.abs)) "type mismatch")

;; i8x16.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 i8x16.neg)) "type mismatch")
(assert_invalid (module (func (result v128) i8x16.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.neg)) "type mismatch")

;; i8x16.popcnt
(assert_invalid (module (func (param i64) (result v128) local.get 0 i8x16.popcnt)) "type mismatch")
(assert_invalid (module (func (result v128) i8x16.popcnt)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.popcnt)) "type mismatch")

;; i8x16.all_true
(assert_invalid (module (func (param i64) (result i32) local.get 0 i8x16.all_true)) "type mismatch")
(assert_invalid (module (func (result i32) i8x16.all_true)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.all_true)) "type mismatch")

;; i8x16.bitmask
(assert_invalid (module (func (param i64) (result i32) local.get 0 i8x16.bitmask)) "type mismatch")
(assert_invalid (module (func (result i32) i8x16.bitmask)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i8x16.bitmask)) "type mismatch")

;; i8x16.narrow_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.narrow_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.narrow_i16x8_s)) "type mismatch")

;; i8x16.narrow_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.narrow_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.narrow_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.narrow_i16x8_u)) "type mismatch")

;; f32x4.ceil
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.ceil)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.ceil)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.ceil)) "type mismatch")

;; f32x4.floor
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.floor)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.floor)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.floor)) "type mismatch")

;; f32x4.trunc
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.trunc)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.trunc)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.trunc)) "type mismatch")

;; f32x4.nearest
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.nearest)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.nearest)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.nearest)) "type mismatch")

;; i8x16.shl
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i8x16.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.shl)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i8x16.shl)) "type mismatch")

;; i8x16.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i8x16.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i8x16.shr_s)) "type mismatch")

;; i8x16.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i8x16.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i8x16.shr_u)) "type mismatch")

;; i8x16.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.add)) "type mismatch")

;; i8x16.add_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.add_sat_s)) "type mismatch")

;; i8x16.add_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.add_sat_u)) "type mismatch")

;; i8x16.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.sub)) "type mismatch")

;; i8x16.sub_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.sub_sat_s)) "type mismatch")

;; i8x16.sub_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.sub_sat_u)) "type mismatch")

;; f64x2.ceil
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.ceil)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.ceil)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.ceil)) "type mismatch")

;; f64x2.floor
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.floor)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.floor)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.floor)) "type mismatch")

;; i8x16.min_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.min_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.min_s)) "type mismatch")

;; i8x16.min_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.min_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.min_u)) "type mismatch")

;; i8x16.max_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.max_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.max_s)) "type mismatch")

;; i8x16.max_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.max_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.max_u)) "type mismatch")

;; f64x2.trunc
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.trunc)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.trunc)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.trunc)) "type mismatch")

;; i8x16.avgr_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.avgr_u)) "type mismatch")

;; i16x8.extadd_pairwise_i8x16_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_s)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extadd_pairwise_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extadd_pairwise_i8x16_s)) "type mismatch")

;; i16x8.extadd_pairwise_i8x16_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extadd_pairwise_i8x16_u)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extadd_pairwise_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extadd_pairwise_i8x16_u)) "type mismatch")

;; i32x4.extadd_pairwise_i16x8_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_s)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extadd_pairwise_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extadd_pairwise_i16x8_s)) "type mismatch")

;; i32x4.extadd_pairwise_i16x8_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extadd_pairwise_i16x8_u)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extadd_pairwise_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extadd_pairwise_i16x8_u)) "type mismatch")

;; i16x8.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.abs)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.abs)) "type mismatch")

;; i16x8.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.neg)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.neg)) "type mismatch")

;; i16x8.q15mulr_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.q15mulr_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.q15mulr_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.q15mulr_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.q15mulr_sat_s)) "type mismatch")

;; i16x8.all_true
(assert_invalid (module (func (param i64) (result i32) local.get 0 i16x8.all_true)) "type mismatch")
(assert_invalid (module (func (result i32) i16x8.all_true)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.all_true)) "type mismatch")

;; i16x8.bitmask
(assert_invalid (module (func (param i64) (result i32) local.get 0 i16x8.bitmask)) "type mismatch")
(assert_invalid (module (func (result i32) i16x8.bitmask)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.bitmask)) "type mismatch")

;; i16x8.narrow_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.narrow_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.narrow_i32x4_s)) "type mismatch")

;; i16x8.narrow_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.narrow_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.narrow_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.narrow_i32x4_u)) "type mismatch")

;; i16x8.extend_low_i8x16_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extend_low_i8x16_s)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extend_low_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extend_low_i8x16_s)) "type mismatch")

;; i16x8.extend_high_i8x16_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extend_high_i8x16_s)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extend_high_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extend_high_i8x16_s)) "type mismatch")

;; i16x8.extend_low_i8x16_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extend_low_i8x16_u)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extend_low_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extend_low_i8x16_u)) "type mismatch")

;; i16x8.extend_high_i8x16_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i16x8.extend_high_i8x16_u)) "type mismatch")
(assert_invalid (module (func (result v128) i16x8.extend_high_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i16x8.extend_high_i8x16_u)) "type mismatch")

;; i16x8.shl
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i16x8.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.shl)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i16x8.shl)) "type mismatch")

;; i16x8.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i16x8.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i16x8.shr_s)) "type mismatch")

;; i16x8.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i16x8.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i16x8.shr_u)) "type mismatch")

;; i16x8.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.add)) "type mismatch")

;; i16x8.add_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.add_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.add_sat_s)) "type mismatch")

;; i16x8.add_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.add_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.add_sat_u)) "type mismatch")

;; i16x8.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.sub)) "type mismatch")

;; i16x8.sub_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.sub_sat_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.sub_sat_s)) "type mismatch")

;; i16x8.sub_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.sub_sat_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.sub_sat_u)) "type mismatch")

;; f64x2.nearest
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.nearest)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.nearest)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.nearest)) "type mismatch")

;; i16x8.mul
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.mul)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.mul)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.mul)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.mul)) "type mismatch")

;; i16x8.min_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.min_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.min_s)) "type mismatch")

;; i16x8.min_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.min_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.min_u)) "type mismatch")

;; i16x8.max_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.max_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.max_s)) "type mismatch")

;; i16x8.max_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.max_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.max_u)) "type mismatch")

;; i16x8.avgr_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.avgr_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.avgr_u)) "type mismatch")

;; i16x8.extmul_low_i8x16_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.extmul_low_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.extmul_low_i8x16_s)) "type mismatch")

;; i16x8.extmul_high_i8x16_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.extmul_high_i8x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.extmul_high_i8x16_s)) "type mismatch")

;; i16x8.extmul_low_i8x16_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.extmul_low_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.extmul_low_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.extmul_low_i8x16_u)) "type mismatch")

;; i16x8.extmul_high_i8x16_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.extmul_high_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.extmul_high_i8x16_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.extmul_high_i8x16_u)) "type mismatch")

;; i32x4.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.abs)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.abs)) "type mismatch")

;; i32x4.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.neg)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.neg)) "type mismatch")

;; i32x4.all_true
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32x4.all_true)) "type mismatch")
(assert_invalid (module (func (result i32) i32x4.all_true)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.all_true)) "type mismatch")

;; i32x4.bitmask
(assert_invalid (module (func (param i64) (result i32) local.get 0 i32x4.bitmask)) "type mismatch")
(assert_invalid (module (func (result i32) i32x4.bitmask)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.bitmask)) "type mismatch")

;; i32x4.extend_low_i16x8_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extend_low_i16x8_s)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extend_low_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extend_low_i16x8_s)) "type mismatch")

;; i32x4.extend_high_i16x8_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extend_high_i16x8_s)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extend_high_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extend_high_i16x8_s)) "type mismatch")

;; i32x4.extend_low_i16x8_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extend_low_i16x8_u)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extend_low_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extend_low_i16x8_u)) "type mismatch")

;; i32x4.extend_high_i16x8_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.extend_high_i16x8_u)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.extend_high_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.extend_high_i16x8_u)) "type mismatch")

;; i32x4.shl
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i32x4.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.shl)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i32x4.shl)) "type mismatch")

;; i32x4.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i32x4.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i32x4.shr_s)) "type mismatch")

;; i32x4.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i32x4.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i32x4.shr_u)) "type mismatch")

;; i32x4.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.add)) "type mismatch")

;; i32x4.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.sub)) "type mismatch")

;; i32x4.mul
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.mul)) "type mismatch")

;; i32x4.min_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.min_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.min_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.min_s)) "type mismatch")

;; i32x4.min_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.min_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.min_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.min_u)) "type mismatch")

;; i32x4.max_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.max_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.max_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.max_s)) "type mismatch")

;; i32x4.max_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.max_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.max_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.max_u)) "type mismatch")

;; i32x4.dot_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.dot_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.dot_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.dot_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.dot_i16x8_s)) "type mismatch")

;; i32x4.extmul_low_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.extmul_low_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.extmul_low_i16x8_s)) "type mismatch")

;; i32x4.extmul_high_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.extmul_high_i16x8_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.extmul_high_i16x8_s)) "type mismatch")

;; i32x4.extmul_low_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.extmul_low_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.extmul_low_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.extmul_low_i16x8_u)) "type mismatch")

;; i32x4.extmul_high_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i32x4.extmul_high_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i32x4.extmul_high_i16x8_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i32x4.extmul_high_i16x8_u)) "type mismatch")

;; i64x2.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.abs)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.abs)) "type mismatch")

;; i64x2.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.neg)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.neg)) "type mismatch")

;; i64x2.all_true
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64x2.all_true)) "type mismatch")
(assert_invalid (module (func (result i32) i64x2.all_true)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.all_true)) "type mismatch")

;; i64x2.bitmask
(assert_invalid (module (func (param i64) (result i32) local.get 0 i64x2.bitmask)) "type mismatch")
(assert_invalid (module (func (result i32) i64x2.bitmask)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.bitmask)) "type mismatch")

;; i64x2.extend_low_i32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.extend_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.extend_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extend_low_i32x4_s)) "type mismatch")

;; i64x2.extend_high_i32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.extend_high_i32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.extend_high_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extend_high_i32x4_s)) "type mismatch")

;; i64x2.extend_low_i32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.extend_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.extend_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extend_low_i32x4_u)) "type mismatch")

;; i64x2.extend_high_i32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i64x2.extend_high_i32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) i64x2.extend_high_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i64x2.extend_high_i32x4_u)) "type mismatch")

;; i64x2.shl
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i64x2.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.shl)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.shl)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i64x2.shl)) "type mismatch")

;; i64x2.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i64x2.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.shr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i64x2.shr_s)) "type mismatch")

;; i64x2.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) local.get 0 local.get 1 i64x2.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.shr_u)) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) local.get 0 local.get 1 i64x2.shr_u)) "type mismatch")

;; i64x2.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.add)) "type mismatch")

;; i64x2.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.sub)) "type mismatch")

;; i64x2.mul
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.mul)) "type mismatch")

;; i64x2.eq
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.eq)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.eq)) "type mismatch")

;; i64x2.ne
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.ne)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.ne)) "type mismatch")

;; i64x2.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.lt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.lt_s)) "type mismatch")

;; i64x2.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.gt_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.gt_s)) "type mismatch")

;; i64x2.le_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.le_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.le_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.le_s)) "type mismatch")

;; i64x2.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.ge_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.ge_s)) "type mismatch")

;; i64x2.extmul_low_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.extmul_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.extmul_low_i32x4_s)) "type mismatch")

;; i64x2.extmul_high_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.extmul_high_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.extmul_high_i32x4_s)) "type mismatch")

;; i64x2.extmul_low_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.extmul_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.extmul_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.extmul_low_i32x4_u)) "type mismatch")

;; i64x2.extmul_high_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i64x2.extmul_high_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i64x2.extmul_high_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i64x2.extmul_high_i32x4_u)) "type mismatch")

;; f32x4.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.abs)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.abs)) "type mismatch")

;; f32x4.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.neg)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.neg)) "type mismatch")

;; f32x4.sqrt
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.sqrt)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.sqrt)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.sqrt)) "type mismatch")

;; f32x4.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.add)) "type mismatch")

;; f32x4.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.sub)) "type mismatch")

;; f32x4.mul
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.mul)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.mul)) "type mismatch")

;; f32x4.div
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.div)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.div)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.div)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.div)) "type mismatch")

;; f32x4.min
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.min)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.min)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.min)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.min)) "type mismatch")

;; f32x4.max
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.max)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.max)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.max)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.max)) "type mismatch")

;; f32x4.pmin
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.pmin)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.pmin)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.pmin)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.pmin)) "type mismatch")

;; f32x4.pmax
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.pmax)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.pmax)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.pmax)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.pmax)) "type mismatch")

;; f64x2.abs
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.abs)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.abs)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.abs)) "type mismatch")

;; f64x2.neg
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.neg)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.neg)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.neg)) "type mismatch")

;; f64x2.sqrt
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.sqrt)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.sqrt)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.sqrt)) "type mismatch")

;; f64x2.add
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.add)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.add)) "type mismatch")

;; f64x2.sub
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.sub)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.sub)) "type mismatch")

;; f64x2.mul
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.mul)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.mul)) "type mismatch")

;; f64x2.div
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.div)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.div)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.div)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.div)) "type mismatch")

;; f64x2.min
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.min)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.min)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.min)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.min)) "type mismatch")

;; f64x2.max
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.max)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.max)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.max)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.max)) "type mismatch")

;; f64x2.pmin
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.pmin)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.pmin)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.pmin)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.pmin)) "type mismatch")

;; f64x2.pmax
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.pmax)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.pmax)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.pmax)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.pmax)) "type mismatch")

;; i32x4.trunc_sat_f32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.trunc_sat_f32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.trunc_sat_f32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.trunc_sat_f32x4_s)) "type mismatch")

;; i32x4.trunc_sat_f32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.trunc_sat_f32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.trunc_sat_f32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.trunc_sat_f32x4_u)) "type mismatch")

;; f32x4.convert_i32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.convert_i32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.convert_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.convert_i32x4_s)) "type mismatch")

;; f32x4.convert_i32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 f32x4.convert_i32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) f32x4.convert_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f32x4.convert_i32x4_u)) "type mismatch")

;; i32x4.trunc_sat_f64x2_s_zero
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.trunc_sat_f64x2_s_zero)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.trunc_sat_f64x2_s_zero)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.trunc_sat_f64x2_s_zero)) "type mismatch")

;; i32x4.trunc_sat_f64x2_u_zero
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.trunc_sat_f64x2_u_zero)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.trunc_sat_f64x2_u_zero)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.trunc_sat_f64x2_u_zero)) "type mismatch")

;; f64x2.convert_low_i32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.convert_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.convert_low_i32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.convert_low_i32x4_s)) "type mismatch")

;; f64x2.convert_low_i32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 f64x2.convert_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) f64x2.convert_low_i32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 f64x2.convert_low_i32x4_u)) "type mismatch")

;; i8x16.relaxed_swizzle
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i8x16.relaxed_swizzle)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i8x16.relaxed_swizzle)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i8x16.relaxed_swizzle)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i8x16.relaxed_swizzle)) "type mismatch")

;; i32x4.relaxed_trunc_f32x4_s
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.relaxed_trunc_f32x4_s)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.relaxed_trunc_f32x4_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.relaxed_trunc_f32x4_s)) "type mismatch")

;; i32x4.relaxed_trunc_f32x4_u
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.relaxed_trunc_f32x4_u)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.relaxed_trunc_f32x4_u)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.relaxed_trunc_f32x4_u)) "type mismatch")

;; i32x4.relaxed_trunc_f64x2_s_zero
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.relaxed_trunc_f64x2_s_zero)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.relaxed_trunc_f64x2_s_zero)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.relaxed_trunc_f64x2_s_zero)) "type mismatch")

;; i32x4.relaxed_trunc_f64x2_u_zero
(assert_invalid (module (func (param i64) (result v128) local.get 0 i32x4.relaxed_trunc_f64x2_u_zero)) "type mismatch")
(assert_invalid (module (func (result v128) i32x4.relaxed_trunc_f64x2_u_zero)) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) local.get 0 i32x4.relaxed_trunc_f64x2_u_zero)) "type mismatch")

;; f32x4.relaxed_madd
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 f32x4.relaxed_madd)) "type mismatch")

;; f32x4.relaxed_nmadd
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 f32x4.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 f32x4.relaxed_nmadd)) "type mismatch")

;; f64x2.relaxed_madd
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_madd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd)) "type mismatch")

;; f64x2.relaxed_nmadd
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_nmadd)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 f64x2.relaxed_nmadd)) "type mismatch")

;; i8x16.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i8x16.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 i8x16.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 i8x16.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i8x16.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 i8x16.relaxed_laneselect)) "type mismatch")

;; i16x8.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i16x8.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 i16x8.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 i16x8.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 i16x8.relaxed_laneselect)) "type mismatch")

;; i32x4.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 i32x4.relaxed_laneselect)) "type mismatch")

;; i64x2.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i64x2.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 i64x2.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 i64x2.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i64x2.relaxed_laneselect)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 i64x2.relaxed_laneselect)) "type mismatch")

;; f32x4.relaxed_min
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.relaxed_min)) "type mismatch")

;; f32x4.relaxed_max
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f32x4.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f32x4.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f32x4.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f32x4.relaxed_max)) "type mismatch")

;; f64x2.relaxed_min
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.relaxed_min)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.relaxed_min)) "type mismatch")

;; f64x2.relaxed_max
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 f64x2.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 f64x2.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 f64x2.relaxed_max)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 f64x2.relaxed_max)) "type mismatch")

;; i16x8.relaxed_q15mulr_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_q15mulr_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.relaxed_q15mulr_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.relaxed_q15mulr_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.relaxed_q15mulr_s)) "type mismatch")

;; i16x8.relaxed_dot_i8x16_i7x16_s
(assert_invalid (module (func (param i64 v128) (result v128) local.get 0 local.get 1 i16x8.relaxed_dot_i8x16_i7x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) local.get 0 local.get 1 i16x8.relaxed_dot_i8x16_i7x16_s)) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) local.get 0 i16x8.relaxed_dot_i8x16_i7x16_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) local.get 0 local.get 1 i16x8.relaxed_dot_i8x16_i7x16_s)) "type mismatch")

;; i32x4.relaxed_dot_i8x16_i7x16_add_s
(assert_invalid (module (func (param i64 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_dot_i8x16_i7x16_add_s)) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_dot_i8x16_i7x16_add_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) local.get 0 local.get 1 local.get 2 i32x4.relaxed_dot_i8x16_i7x16_add_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) local.get 0 local.get 1 i32x4.relaxed_dot_i8x16_i7x16_add_s)) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) local.get 0 local.get 1 local.get 2 i32x4.relaxed_dot_i8x16_i7x16_add_s)) "type mismatch")
