;; Written by scripts/regenerate. Do not edit.
;; Instructions of known types: used rightly, with other operands, with other results.

(module
  (memory 1)
  (data "")
  (elem func)
  (func (nop))
  (func (elem.drop 0))
  (func (param i32) (result i32) (i32.load (local.get 0)))
  (func (param i32) (result i64) (i64.load (local.get 0)))
  (func (param i32) (result f32) (f32.load (local.get 0)))
  (func (param i32) (result f64) (f64.load (local.get 0)))
  (func (param i32) (result i32) (i32.load8_s (local.get 0)))
  (func (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (param i32) (result i32) (i32.load16_s (local.get 0)))
  (func (param i32) (result i32) (i32.load16_u (local.get 0)))
  (func (param i32) (result i64) (i64.load8_s (local.get 0)))
  (func (param i32) (result i64) (i64.load8_u (local.get 0)))
  (func (param i32) (result i64) (i64.load16_s (local.get 0)))
  (func (param i32) (result i64) (i64.load16_u (local.get 0)))
  (func (param i32) (result i64) (i64.load32_s (local.get 0)))
  (func (param i32) (result i64) (i64.load32_u (local.get 0)))
  (func (param i32 i32) (i32.store (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.store (local.get 0) (local.get 1)))
  (func (param i32 f32) (f32.store (local.get 0) (local.get 1)))
  (func (param i32 f64) (f64.store (local.get 0) (local.get 1)))
  (func (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
  (func (param i32 i32) (i32.store16 (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.store8 (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.store16 (local.get 0) (local.get 1)))
  (func (param i32 i64) (i64.store32 (local.get 0) (local.get 1)))
  (func (result i32) (memory.size))
  (func (param i32) (result i32) (memory.grow (local.get 0)))
  (func (data.drop 0))
  (func (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (result i32) (i32.const 0))
  (func (result i64) (i64.const 0))
  (func (result f32) (f32.const 0))
  (func (result f64) (f64.const 0))
  (func (param i32) (result i32) (i32.eqz (local.get 0)))
  (func (param i32 i32) (result i32) (i32.eq (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.ne (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.lt_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.lt_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.gt_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.gt_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.le_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.le_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.ge_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.ge_u (local.get 0) (local.get 1)))
  (func (param i64) (result i32) (i64.eqz (local.get 0)))
  (func (param i64 i64) (result i32) (i64.eq (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.ne (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.lt_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.lt_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.gt_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.gt_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.le_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.le_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.ge_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i32) (i64.ge_u (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.eq (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.ne (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.lt (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.gt (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.le (local.get 0) (local.get 1)))
  (func (param f32 f32) (result i32) (f32.ge (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.eq (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.ne (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.lt (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.gt (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.le (local.get 0) (local.get 1)))
  (func (param f64 f64) (result i32) (f64.ge (local.get 0) (local.get 1)))
  (func (param i32) (result i32) (i32.clz (local.get 0)))
  (func (param i32) (result i32) (i32.ctz (local.get 0)))
  (func (param i32) (result i32) (i32.popcnt (local.get 0)))
  (func (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.mul (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.rem_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.and (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.or (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.xor (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.shl (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.shr_s (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.shr_u (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.rotl (local.get 0) (local.get 1)))
  (func (param i32 i32) (result i32) (i32.rotr (local.get 0) (local.get 1)))
  (func (param i64) (result i64) (i64.clz (local.get 0)))
  (func (param i64) (result i64) (i64.ctz (local.get 0)))
  (func (param i64) (result i64) (i64.popcnt (local.get 0)))
  (func (param i64 i64) (result i64) (i64.add (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.sub (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.mul (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.div_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.div_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rem_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.and (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.or (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.xor (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.shl (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.shr_s (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.shr_u (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))
  (func (param i64 i64) (result i64) (i64.rotr (local.get 0) (local.get 1)))
  (func (param f32) (result f32) (f32.abs (local.get 0)))
  (func (param f32) (result f32) (f32.neg (local.get 0)))
  (func (param f32) (result f32) (f32.ceil (local.get 0)))
  (func (param f32) (result f32) (f32.floor (local.get 0)))
  (func (param f32) (result f32) (f32.trunc (local.get 0)))
  (func (param f32) (result f32) (f32.nearest (local.get 0)))
  (func (param f32) (result f32) (f32.sqrt (local.get 0)))
  (func (param f32 f32) (result f32) (f32.add (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.sub (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.mul (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.div (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.min (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.max (local.get 0) (local.get 1)))
  (func (param f32 f32) (result f32) (f32.copysign (local.get 0) (local.get 1)))
  (func (param f64) (result f64) (f64.abs (local.get 0)))
  (func (param f64) (result f64) (f64.neg (local.get 0)))
  (func (param f64) (result f64) (f64.ceil (local.get 0)))
  (func (param f64) (result f64) (f64.floor (local.get 0)))
  (func (param f64) (result f64) (f64.trunc (local.get 0)))
  (func (param f64) (result f64) (f64.nearest (local.get 0)))
  (func (param f64) (result f64) (f64.sqrt (local.get 0)))
  (func (param f64 f64) (result f64) (f64.add (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.sub (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.mul (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.div (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.max (local.get 0) (local.get 1)))
  (func (param f64 f64) (result f64) (f64.copysign (local.get 0) (local.get 1)))
  (func (param i64) (result i32) (i32.wrap_i64 (local.get 0)))
  (func (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))
  (func (param f32) (result i32) (i32.trunc_f32_u (local.get 0)))
  (func (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func (param f64) (result i32) (i32.trunc_f64_u (local.get 0)))
  (func (param i32) (result i64) (i64.extend_i32_s (local.get 0)))
  (func (param i32) (result i64) (i64.extend_i32_u (local.get 0)))
  (func (param f32) (result i64) (i64.trunc_f32_s (local.get 0)))
  (func (param f32) (result i64) (i64.trunc_f32_u (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_f64_s (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_f64_u (local.get 0)))
  (func (param i32) (result f32) (f32.convert_i32_s (local.get 0)))
  (func (param i32) (result f32) (f32.convert_i32_u (local.get 0)))
  (func (param i64) (result f32) (f32.convert_i64_s (local.get 0)))
  (func (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func (param f64) (result f32) (f32.demote_f64 (local.get 0)))
  (func (param i32) (result f64) (f64.convert_i32_s (local.get 0)))
  (func (param i32) (result f64) (f64.convert_i32_u (local.get 0)))
  (func (param i64) (result f64) (f64.convert_i64_s (local.get 0)))
  (func (param i64) (result f64) (f64.convert_i64_u (local.get 0)))
  (func (param f32) (result f64) (f64.promote_f32 (local.get 0)))
  (func (param f32) (result i32) (i32.reinterpret_f32 (local.get 0)))
  (func (param f64) (result i64) (i64.reinterpret_f64 (local.get 0)))
  (func (param i32) (result f32) (f32.reinterpret_i32 (local.get 0)))
  (func (param i64) (result f64) (f64.reinterpret_i64 (local.get 0)))
  (func (param i32) (result i32) (i32.extend8_s (local.get 0)))
  (func (param i32) (result i32) (i32.extend16_s (local.get 0)))
  (func (param i64) (result i64) (i64.extend8_s (local.get 0)))
  (func (param i64) (result i64) (i64.extend16_s (local.get 0)))
  (func (param i64) (result i64) (i64.extend32_s (local.get 0)))
  (func (param f32) (result i32) (i32.trunc_sat_f32_s (local.get 0)))
  (func (param f32) (result i32) (i32.trunc_sat_f32_u (local.get 0)))
  (func (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0)))
  (func (param f64) (result i32) (i32.trunc_sat_f64_u (local.get 0)))
  (func (param f32) (result i64) (i64.trunc_sat_f32_s (local.get 0)))
  (func (param f32) (result i64) (i64.trunc_sat_f32_u (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_sat_f64_s (local.get 0)))
  (func (param f64) (result i64) (i64.trunc_sat_f64_u (local.get 0)))
  (func (param i32) (result v128) (v128.load (local.get 0)))
  (func (param i32) (result v128) (v128.load8x8_s (local.get 0)))
  (func (param i32) (result v128) (v128.load8x8_u (local.get 0)))
  (func (param i32) (result v128) (v128.load16x4_s (local.get 0)))
  (func (param i32) (result v128) (v128.load16x4_u (local.get 0)))
  (func (param i32) (result v128) (v128.load32x2_s (local.get 0)))
  (func (param i32) (result v128) (v128.load32x2_u (local.get 0)))
  (func (param i32) (result v128) (v128.load8_splat (local.get 0)))
  (func (param i32) (result v128) (v128.load16_splat (local.get 0)))
  (func (param i32) (result v128) (v128.load32_splat (local.get 0)))
  (func (param i32) (result v128) (v128.load64_splat (local.get 0)))
  (func (param i32 v128) (v128.store (local.get 0) (local.get 1)))
  (func (result v128) (v128.const i64x2 0 0))
  (func (param v128 v128) (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func (param i32) (result v128) (i8x16.splat (local.get 0)))
  (func (param i32) (result v128) (i16x8.splat (local.get 0)))
  (func (param i32) (result v128) (i32x4.splat (local.get 0)))
  (func (param i64) (result v128) (i64x2.splat (local.get 0)))
  (func (param f32) (result v128) (f32x4.splat (local.get 0)))
  (func (param f64) (result v128) (f64x2.splat (local.get 0)))
  (func (param v128) (result i32) (i8x16.extract_lane_s 0 (local.get 0)))
  (func (param v128) (result i32) (i8x16.extract_lane_u 0 (local.get 0)))
  (func (param v128 i32) (result v128) (i8x16.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128) (result i32) (i16x8.extract_lane_s 0 (local.get 0)))
  (func (param v128) (result i32) (i16x8.extract_lane_u 0 (local.get 0)))
  (func (param v128 i32) (result v128) (i16x8.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128) (result i32) (i32x4.extract_lane 0 (local.get 0)))
  (func (param v128 i32) (result v128) (i32x4.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128) (result i64) (i64x2.extract_lane 0 (local.get 0)))
  (func (param v128 i64) (result v128) (i64x2.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128) (result f32) (f32x4.extract_lane 0 (local.get 0)))
  (func (param v128 f32) (result v128) (f32x4.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128) (result f64) (f64x2.extract_lane 0 (local.get 0)))
  (func (param v128 f64) (result v128) (f64x2.replace_lane 0 (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.lt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.lt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.gt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.le_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.le_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.ge_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.ge_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.lt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.lt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.gt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.gt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.le_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.le_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.ge_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.ge_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.lt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.lt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.gt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.gt_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.le_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.le_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.ge_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.ge_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.lt (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.gt (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.le (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.ge (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.lt (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.gt (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.le (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.ge (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (v128.not (local.get 0)))
  (func (param v128 v128) (result v128) (v128.and (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (v128.andnot (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (v128.or (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (v128.xor (local.get 0) (local.get 1)))
  (func (param v128 v128 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128) (result i32) (v128.any_true (local.get 0)))
  (func (param i32 v128) (result v128) (v128.load8_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (result v128) (v128.load16_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (result v128) (v128.load32_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (result v128) (v128.load64_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (v128.store8_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (v128.store16_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (v128.store32_lane 0 (local.get 0) (local.get 1)))
  (func (param i32 v128) (v128.store64_lane 0 (local.get 0) (local.get 1)))
  (func (param i32) (result v128) (v128.load32_zero (local.get 0)))
  (func (param i32) (result v128) (v128.load64_zero (local.get 0)))
  (func (param v128) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))
  (func (param v128) (result v128) (f64x2.promote_low_f32x4 (local.get 0)))
  (func (param v128) (result v128) (i8x16.abs (local.get 0)))
  (func (param v128) (result v128) (i8x16.neg (local.get 0)))
  (func (param v128) (result v128) (i8x16.popcnt (local.get 0)))
  (func (param v128) (result i32) (i8x16.all_true (local.get 0)))
  (func (param v128) (result i32) (i8x16.bitmask (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f32x4.ceil (local.get 0)))
  (func (param v128) (result v128) (f32x4.floor (local.get 0)))
  (func (param v128) (result v128) (f32x4.trunc (local.get 0)))
  (func (param v128) (result v128) (f32x4.nearest (local.get 0)))
  (func (param v128 i32) (result v128) (i8x16.shl (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i8x16.shr_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.add_sat_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.add_sat_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.sub_sat_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.sub_sat_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f64x2.ceil (local.get 0)))
  (func (param v128) (result v128) (f64x2.floor (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.min_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.min_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.max_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i8x16.max_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f64x2.trunc (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.avgr_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_s (local.get 0)))
  (func (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_u (local.get 0)))
  (func (param v128) (result v128) (i32x4.extadd_pairwise_i16x8_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.extadd_pairwise_i16x8_u (local.get 0)))
  (func (param v128) (result v128) (i16x8.abs (local.get 0)))
  (func (param v128) (result v128) (i16x8.neg (local.get 0)))
  (func (param v128 v128) (result v128) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  (func (param v128) (result i32) (i16x8.all_true (local.get 0)))
  (func (param v128) (result i32) (i16x8.bitmask (local.get 0)))
  (func (param v128 v128) (result v128) (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i16x8.extend_low_i8x16_s (local.get 0)))
  (func (param v128) (result v128) (i16x8.extend_high_i8x16_s (local.get 0)))
  (func (param v128) (result v128) (i16x8.extend_low_i8x16_u (local.get 0)))
  (func (param v128) (result v128) (i16x8.extend_high_i8x16_u (local.get 0)))
  (func (param v128 i32) (result v128) (i16x8.shl (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i16x8.shr_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.add_sat_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.add_sat_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.sub_sat_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.sub_sat_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f64x2.nearest (local.get 0)))
  (func (param v128 v128) (result v128) (i16x8.mul (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.min_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.min_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.max_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.max_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.avgr_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i32x4.abs (local.get 0)))
  (func (param v128) (result v128) (i32x4.neg (local.get 0)))
  (func (param v128) (result i32) (i32x4.all_true (local.get 0)))
  (func (param v128) (result i32) (i32x4.bitmask (local.get 0)))
  (func (param v128) (result v128) (i32x4.extend_low_i16x8_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.extend_high_i16x8_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.extend_low_i16x8_u (local.get 0)))
  (func (param v128) (result v128) (i32x4.extend_high_i16x8_u (local.get 0)))
  (func (param v128 i32) (result v128) (i32x4.shl (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i32x4.shr_s (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i32x4.shr_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.mul (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.min_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.min_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.max_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.max_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i64x2.abs (local.get 0)))
  (func (param v128) (result v128) (i64x2.neg (local.get 0)))
  (func (param v128) (result i32) (i64x2.all_true (local.get 0)))
  (func (param v128) (result i32) (i64x2.bitmask (local.get 0)))
  (func (param v128) (result v128) (i64x2.extend_low_i32x4_s (local.get 0)))
  (func (param v128) (result v128) (i64x2.extend_high_i32x4_s (local.get 0)))
  (func (param v128) (result v128) (i64x2.extend_low_i32x4_u (local.get 0)))
  (func (param v128) (result v128) (i64x2.extend_high_i32x4_u (local.get 0)))
  (func (param v128 i32) (result v128) (i64x2.shl (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i64x2.shr_s (local.get 0) (local.get 1)))
  (func (param v128 i32) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.eq (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.ne (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.lt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.gt_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.le_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.ge_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f32x4.abs (local.get 0)))
  (func (param v128) (result v128) (f32x4.neg (local.get 0)))
  (func (param v128) (result v128) (f32x4.sqrt (local.get 0)))
  (func (param v128 v128) (result v128) (f32x4.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.mul (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.div (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.max (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.pmax (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (f64x2.abs (local.get 0)))
  (func (param v128) (result v128) (f64x2.neg (local.get 0)))
  (func (param v128) (result v128) (f64x2.sqrt (local.get 0)))
  (func (param v128 v128) (result v128) (f64x2.add (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.sub (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.mul (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.div (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.min (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.max (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.pmin (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.pmax (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f32x4_u (local.get 0)))
  (func (param v128) (result v128) (f32x4.convert_i32x4_s (local.get 0)))
  (func (param v128) (result v128) (f32x4.convert_i32x4_u (local.get 0)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))
  (func (param v128) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  (func (param v128) (result v128) (f64x2.convert_low_i32x4_s (local.get 0)))
  (func (param v128) (result v128) (f64x2.convert_low_i32x4_u (local.get 0)))
  (func (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))
  (func (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_s (local.get 0)))
  (func (param v128) (result v128) (i32x4.relaxed_trunc_f32x4_u (local.get 0)))
  (func (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))
  (func (param v128) (result v128) (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))
  (func (param v128 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128 v128) (result v128) (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))
  (func (param v128 v128) (result v128) (f32x4.relaxed_min (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f32x4.relaxed_max (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.relaxed_min (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (f64x2.relaxed_max (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))
  (func (param v128 v128) (result v128) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))
  (func (param v128 v128 v128) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))
)

(module
  (memory i64 1)
  (data "")
  (elem func)
  (func (param i64) (result i32) (i32.load (local.get 0)))
  (func (param i64) (result i64) (i64.load (local.get 0)))
  (func (param i64) (result f32) (f32.load (local.get 0)))
  (func (param i64) (result f64) (f64.load (local.get 0)))
  (func (param i64) (result i32) (i32.load8_s (local.get 0)))
  (func (param i64) (result i32) (i32.load8_u (local.get 0)))
  (func (param i64) (result i32) (i32.load16_s (local.get 0)))
  (func (param i64) (result i32) (i32.load16_u (local.get 0)))
  (func (param i64) (result i64) (i64.load8_s (local.get 0)))
  (func (param i64) (result i64) (i64.load8_u (local.get 0)))
  (func (param i64) (result i64) (i64.load16_s (local.get 0)))
  (func (param i64) (result i64) (i64.load16_u (local.get 0)))
  (func (param i64) (result i64) (i64.load32_s (local.get 0)))
  (func (param i64) (result i64) (i64.load32_u (local.get 0)))
  (func (param i64 i32) (i32.store (local.get 0) (local.get 1)))
  (func (param i64 i64) (i64.store (local.get 0) (local.get 1)))
  (func (param i64 f32) (f32.store (local.get 0) (local.get 1)))
  (func (param i64 f64) (f64.store (local.get 0) (local.get 1)))
  (func (param i64 i32) (i32.store8 (local.get 0) (local.get 1)))
  (func (param i64 i32) (i32.store16 (local.get 0) (local.get 1)))
  (func (param i64 i64) (i64.store8 (local.get 0) (local.get 1)))
  (func (param i64 i64) (i64.store16 (local.get 0) (local.get 1)))
  (func (param i64 i64) (i64.store32 (local.get 0) (local.get 1)))
  (func (result i64) (memory.size))
  (func (param i64) (result i64) (memory.grow (local.get 0)))
  (func (param i64 i32 i64) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func (param i64) (result v128) (v128.load (local.get 0)))
  (func (param i64) (result v128) (v128.load8x8_s (local.get 0)))
  (func (param i64) (result v128) (v128.load8x8_u (local.get 0)))
  (func (param i64) (result v128) (v128.load16x4_s (local.get 0)))
  (func (param i64) (result v128) (v128.load16x4_u (local.get 0)))
  (func (param i64) (result v128) (v128.load32x2_s (local.get 0)))
  (func (param i64) (result v128) (v128.load32x2_u (local.get 0)))
  (func (param i64) (result v128) (v128.load8_splat (local.get 0)))
  (func (param i64) (result v128) (v128.load16_splat (local.get 0)))
  (func (param i64) (result v128) (v128.load32_splat (local.get 0)))
  (func (param i64) (result v128) (v128.load64_splat (local.get 0)))
  (func (param i64 v128) (v128.store (local.get 0) (local.get 1)))
  (func (param i64 v128) (result v128) (v128.load8_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (result v128) (v128.load16_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (result v128) (v128.load32_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (result v128) (v128.load64_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (v128.store8_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (v128.store16_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (v128.store32_lane 0 (local.get 0) (local.get 1)))
  (func (param i64 v128) (v128.store64_lane 0 (local.get 0) (local.get 1)))
  (func (param i64) (result v128) (v128.load32_zero (local.get 0)))
  (func (param i64) (result v128) (v128.load64_zero (local.get 0)))
)

;; nop

;; elem.drop
(assert_invalid (module (func (elem.drop 0))) "unknown elem segment")

;; i32.load
(assert_invalid (module (memory 1) (func (param i64) (result i32) (i32.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (i32.load))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i32.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) (i32.load (local.get 0)))) "type mismatch")

;; i64.load
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load (local.get 0)))) "type mismatch")

;; f32.load
(assert_invalid (module (memory 1) (func (param i64) (result f32) (f32.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result f32) (f32.load))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (f32.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f32) (f32.load align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result f32) (f32.load offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result f32) (f32.load 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result f32) (f32.load (local.get 0)))) "type mismatch")

;; f64.load
(assert_invalid (module (memory 1) (func (param i64) (result f64) (f64.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result f64) (f64.load))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f32) (f64.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (f64.load align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (f64.load offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (f64.load 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result f64) (f64.load (local.get 0)))) "type mismatch")

;; i32.load8_s
(assert_invalid (module (memory 1) (func (param i64) (result i32) (i32.load8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (i32.load8_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i32.load8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_s align=2 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) (i32.load8_s (local.get 0)))) "type mismatch")

;; i32.load8_u
(assert_invalid (module (memory 1) (func (param i64) (result i32) (i32.load8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (i32.load8_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i32.load8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_u align=2 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load8_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) (i32.load8_u (local.get 0)))) "type mismatch")

;; i32.load16_s
(assert_invalid (module (memory 1) (func (param i64) (result i32) (i32.load16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (i32.load16_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i32.load16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_s align=4 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) (i32.load16_s (local.get 0)))) "type mismatch")

;; i32.load16_u
(assert_invalid (module (memory 1) (func (param i64) (result i32) (i32.load16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (i32.load16_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i32.load16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_u align=4 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (i32.load16_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i32) (i32.load16_u (local.get 0)))) "type mismatch")

;; i64.load8_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load8_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_s align=2 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load8_s (local.get 0)))) "type mismatch")

;; i64.load8_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load8_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_u align=2 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load8_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load8_u (local.get 0)))) "type mismatch")

;; i64.load16_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load16_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_s align=4 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load16_s (local.get 0)))) "type mismatch")

;; i64.load16_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load16_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_u align=4 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load16_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load16_u (local.get 0)))) "type mismatch")

;; i64.load32_s
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load32_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_s align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load32_s (local.get 0)))) "type mismatch")

;; i64.load32_u
(assert_invalid (module (memory 1) (func (param i64) (result i64) (i64.load32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i64) (i64.load32_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result f64) (i64.load32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_u align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (i64.load32_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (i64.load32_u (local.get 0)))) "type mismatch")

;; i32.store
(assert_invalid (module (memory 1) (func (param i64 i32) (i32.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i32.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i32.store (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store align=8 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) (i32.store (local.get 0) (local.get 1)))) "type mismatch")

;; i64.store
(assert_invalid (module (memory 1) (func (param i64 i64) (i64.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) (i64.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i64.store (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store align=16 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) (i64.store (local.get 0) (local.get 1)))) "type mismatch")

;; f32.store
(assert_invalid (module (memory 1) (func (param i64 f32) (f32.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) (f32.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (f32.store (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f32) (f32.store align=8 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 f32) (f32.store offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 f32) (f32.store 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 f32) (f32.store (local.get 0) (local.get 1)))) "type mismatch")

;; f64.store
(assert_invalid (module (memory 1) (func (param i64 f64) (f64.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f32) (f64.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (f64.store (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) (f64.store align=16 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 f64) (f64.store offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 f64) (f64.store 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 f64) (f64.store (local.get 0) (local.get 1)))) "type mismatch")

;; i32.store8
(assert_invalid (module (memory 1) (func (param i64 i32) (i32.store8 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i32.store8 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i32.store8 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store8 align=2 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store8 offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store8 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))) "type mismatch")

;; i32.store16
(assert_invalid (module (memory 1) (func (param i64 i32) (i32.store16 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i32.store16 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i32.store16 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store16 align=4 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store16 offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i32) (i32.store16 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32) (i32.store16 (local.get 0) (local.get 1)))) "type mismatch")

;; i64.store8
(assert_invalid (module (memory 1) (func (param i64 i64) (i64.store8 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) (i64.store8 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i64.store8 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store8 align=2 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store8 offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store8 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) (i64.store8 (local.get 0) (local.get 1)))) "type mismatch")

;; i64.store16
(assert_invalid (module (memory 1) (func (param i64 i64) (i64.store16 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) (i64.store16 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i64.store16 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store16 align=4 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store16 offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store16 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) (i64.store16 (local.get 0) (local.get 1)))) "type mismatch")

;; i64.store32
(assert_invalid (module (memory 1) (func (param i64 i64) (i64.store32 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 f64) (i64.store32 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (i64.store32 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store32 align=8 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store32 offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 i64) (i64.store32 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i64) (i64.store32 (local.get 0) (local.get 1)))) "type mismatch")

;; memory.size
(assert_invalid (module (memory 1) (func (result i64) (memory.size))) "type mismatch")
(assert_invalid (module (func (result i32) (memory.size))) "unknown memory")
(assert_invalid (module (memory 1) (func (result i32) (memory.size 1))) "unknown memory")

;; memory.grow
(assert_invalid (module (memory 1) (func (param i64) (result i32) (memory.grow (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result i32) (memory.grow))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (memory.grow (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (memory.grow (local.get 0)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32) (result i32) (memory.grow 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result i64) (memory.grow (local.get 0)))) "type mismatch")

;; data.drop
(assert_invalid (module (func (data.drop 0))) "unknown data segment")

;; memory.fill
(assert_invalid (module (memory 1) (func (param i64 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32 i64) (memory.fill (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i32) (memory.fill (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 i32 i32) (memory.fill 1 (local.get 0) (local.get 1) (local.get 2)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 i32 i64) (memory.fill (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; i32.const
(assert_invalid (module (func (result i64) (i32.const 0))) "type mismatch")

;; i64.const
(assert_invalid (module (func (result f64) (i64.const 0))) "type mismatch")

;; f32.const
(assert_invalid (module (func (result i32) (f32.const 0))) "type mismatch")

;; f64.const
(assert_invalid (module (func (result f32) (f64.const 0))) "type mismatch")

;; i32.eqz
(assert_invalid (module (func (param i64) (result i32) (i32.eqz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.eqz))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.eqz (local.get 0)))) "type mismatch")

;; i32.eq
(assert_invalid (module (func (param i64 i32) (result i32) (i32.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i32.ne
(assert_invalid (module (func (param i64 i32) (result i32) (i32.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i32.lt_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.lt_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.lt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.lt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.gt_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.gt_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.gt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.gt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.le_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.le_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.le_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.le_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.ge_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.ge_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.ge_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.ge_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.eqz
(assert_invalid (module (func (param f64) (result i32) (i64.eqz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i64.eqz))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.eqz (local.get 0)))) "type mismatch")

;; i64.eq
(assert_invalid (module (func (param f64 i64) (result i32) (i64.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i64.ne
(assert_invalid (module (func (param f64 i64) (result i32) (i64.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i64.lt_s
(assert_invalid (module (func (param f64 i64) (result i32) (i64.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.lt_u
(assert_invalid (module (func (param f64 i64) (result i32) (i64.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.lt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.lt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.gt_s
(assert_invalid (module (func (param f64 i64) (result i32) (i64.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.gt_u
(assert_invalid (module (func (param f64 i64) (result i32) (i64.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.gt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.gt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.le_s
(assert_invalid (module (func (param f64 i64) (result i32) (i64.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.le_u
(assert_invalid (module (func (param f64 i64) (result i32) (i64.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.le_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.le_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.ge_s
(assert_invalid (module (func (param f64 i64) (result i32) (i64.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.ge_u
(assert_invalid (module (func (param f64 i64) (result i32) (i64.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i32) (i64.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (i64.ge_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result i64) (i64.ge_u (local.get 0) (local.get 1)))) "type mismatch")

;; f32.eq
(assert_invalid (module (func (param i32 f32) (result i32) (f32.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.eq (local.get 0) (local.get 1)))) "type mismatch")

;; f32.ne
(assert_invalid (module (func (param i32 f32) (result i32) (f32.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.ne (local.get 0) (local.get 1)))) "type mismatch")

;; f32.lt
(assert_invalid (module (func (param i32 f32) (result i32) (f32.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.lt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.lt (local.get 0) (local.get 1)))) "type mismatch")

;; f32.gt
(assert_invalid (module (func (param i32 f32) (result i32) (f32.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.gt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.gt (local.get 0) (local.get 1)))) "type mismatch")

;; f32.le
(assert_invalid (module (func (param i32 f32) (result i32) (f32.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.le (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.le (local.get 0) (local.get 1)))) "type mismatch")

;; f32.ge
(assert_invalid (module (func (param i32 f32) (result i32) (f32.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result i32) (f32.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.ge (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i64) (f32.ge (local.get 0) (local.get 1)))) "type mismatch")

;; f64.eq
(assert_invalid (module (func (param f32 f64) (result i32) (f64.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.eq (local.get 0) (local.get 1)))) "type mismatch")

;; f64.ne
(assert_invalid (module (func (param f32 f64) (result i32) (f64.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.ne (local.get 0) (local.get 1)))) "type mismatch")

;; f64.lt
(assert_invalid (module (func (param f32 f64) (result i32) (f64.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.lt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.lt (local.get 0) (local.get 1)))) "type mismatch")

;; f64.gt
(assert_invalid (module (func (param f32 f64) (result i32) (f64.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.gt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.gt (local.get 0) (local.get 1)))) "type mismatch")

;; f64.le
(assert_invalid (module (func (param f32 f64) (result i32) (f64.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.le (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.le (local.get 0) (local.get 1)))) "type mismatch")

;; f64.ge
(assert_invalid (module (func (param f32 f64) (result i32) (f64.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result i32) (f64.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f64.ge (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result i64) (f64.ge (local.get 0) (local.get 1)))) "type mismatch")

;; i32.clz
(assert_invalid (module (func (param i64) (result i32) (i32.clz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.clz))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.clz (local.get 0)))) "type mismatch")

;; i32.ctz
(assert_invalid (module (func (param i64) (result i32) (i32.ctz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.ctz))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.ctz (local.get 0)))) "type mismatch")

;; i32.popcnt
(assert_invalid (module (func (param i64) (result i32) (i32.popcnt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.popcnt))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.popcnt (local.get 0)))) "type mismatch")

;; i32.add
(assert_invalid (module (func (param i64 i32) (result i32) (i32.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.add (local.get 0) (local.get 1)))) "type mismatch")

;; i32.sub
(assert_invalid (module (func (param i64 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i32.mul
(assert_invalid (module (func (param i64 i32) (result i32) (i32.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.mul (local.get 0) (local.get 1)))) "type mismatch")

;; i32.div_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.div_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.div_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.div_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.div_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.div_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.div_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.div_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.rem_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.rem_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.rem_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.rem_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.rem_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.rem_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.rem_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.rem_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.rem_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.and
(assert_invalid (module (func (param i64 i32) (result i32) (i32.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.and (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.and (local.get 0) (local.get 1)))) "type mismatch")

;; i32.or
(assert_invalid (module (func (param i64 i32) (result i32) (i32.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.or (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.or (local.get 0) (local.get 1)))) "type mismatch")

;; i32.xor
(assert_invalid (module (func (param i64 i32) (result i32) (i32.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.xor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.xor (local.get 0) (local.get 1)))) "type mismatch")

;; i32.shl
(assert_invalid (module (func (param i64 i32) (result i32) (i32.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i32.shr_s
(assert_invalid (module (func (param i64 i32) (result i32) (i32.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32.shr_u
(assert_invalid (module (func (param i64 i32) (result i32) (i32.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32.rotl
(assert_invalid (module (func (param i64 i32) (result i32) (i32.rotl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.rotl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.rotl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.rotl (local.get 0) (local.get 1)))) "type mismatch")

;; i32.rotr
(assert_invalid (module (func (param i64 i32) (result i32) (i32.rotr (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32 i64) (result i32) (i32.rotr (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (i32.rotr (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i32 i32) (result i64) (i32.rotr (local.get 0) (local.get 1)))) "type mismatch")

;; i64.clz
(assert_invalid (module (func (param f64) (result i64) (i64.clz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.clz))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.clz (local.get 0)))) "type mismatch")

;; i64.ctz
(assert_invalid (module (func (param f64) (result i64) (i64.ctz (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.ctz))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.ctz (local.get 0)))) "type mismatch")

;; i64.popcnt
(assert_invalid (module (func (param f64) (result i64) (i64.popcnt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.popcnt))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.popcnt (local.get 0)))) "type mismatch")

;; i64.add
(assert_invalid (module (func (param f64 i64) (result i64) (i64.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.add (local.get 0) (local.get 1)))) "type mismatch")

;; i64.sub
(assert_invalid (module (func (param f64 i64) (result i64) (i64.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i64.mul
(assert_invalid (module (func (param f64 i64) (result i64) (i64.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.mul (local.get 0) (local.get 1)))) "type mismatch")

;; i64.div_s
(assert_invalid (module (func (param f64 i64) (result i64) (i64.div_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.div_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.div_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.div_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.div_u
(assert_invalid (module (func (param f64 i64) (result i64) (i64.div_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.div_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.div_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.div_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.rem_s
(assert_invalid (module (func (param f64 i64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.rem_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.rem_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.rem_u
(assert_invalid (module (func (param f64 i64) (result i64) (i64.rem_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.rem_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.rem_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.rem_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.and
(assert_invalid (module (func (param f64 i64) (result i64) (i64.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.and (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.and (local.get 0) (local.get 1)))) "type mismatch")

;; i64.or
(assert_invalid (module (func (param f64 i64) (result i64) (i64.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.or (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.or (local.get 0) (local.get 1)))) "type mismatch")

;; i64.xor
(assert_invalid (module (func (param f64 i64) (result i64) (i64.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.xor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.xor (local.get 0) (local.get 1)))) "type mismatch")

;; i64.shl
(assert_invalid (module (func (param f64 i64) (result i64) (i64.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i64.shr_s
(assert_invalid (module (func (param f64 i64) (result i64) (i64.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64.shr_u
(assert_invalid (module (func (param f64 i64) (result i64) (i64.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64.rotl
(assert_invalid (module (func (param f64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.rotl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.rotl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.rotl (local.get 0) (local.get 1)))) "type mismatch")

;; i64.rotr
(assert_invalid (module (func (param f64 i64) (result i64) (i64.rotr (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64 f64) (result i64) (i64.rotr (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64.rotr (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param i64 i64) (result f64) (i64.rotr (local.get 0) (local.get 1)))) "type mismatch")

;; f32.abs
(assert_invalid (module (func (param i32) (result f32) (f32.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.abs))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.abs (local.get 0)))) "type mismatch")

;; f32.neg
(assert_invalid (module (func (param i32) (result f32) (f32.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.neg))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.neg (local.get 0)))) "type mismatch")

;; f32.ceil
(assert_invalid (module (func (param i32) (result f32) (f32.ceil (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.ceil))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.ceil (local.get 0)))) "type mismatch")

;; f32.floor
(assert_invalid (module (func (param i32) (result f32) (f32.floor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.floor))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.floor (local.get 0)))) "type mismatch")

;; f32.trunc
(assert_invalid (module (func (param i32) (result f32) (f32.trunc (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.trunc))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.trunc (local.get 0)))) "type mismatch")

;; f32.nearest
(assert_invalid (module (func (param i32) (result f32) (f32.nearest (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.nearest))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.nearest (local.get 0)))) "type mismatch")

;; f32.sqrt
(assert_invalid (module (func (param i32) (result f32) (f32.sqrt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.sqrt))) "type mismatch")
(assert_invalid (module (func (param f32) (result i32) (f32.sqrt (local.get 0)))) "type mismatch")

;; f32.add
(assert_invalid (module (func (param i32 f32) (result f32) (f32.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.add (local.get 0) (local.get 1)))) "type mismatch")

;; f32.sub
(assert_invalid (module (func (param i32 f32) (result f32) (f32.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.sub (local.get 0) (local.get 1)))) "type mismatch")

;; f32.mul
(assert_invalid (module (func (param i32 f32) (result f32) (f32.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.mul (local.get 0) (local.get 1)))) "type mismatch")

;; f32.div
(assert_invalid (module (func (param i32 f32) (result f32) (f32.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.div (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.div (local.get 0) (local.get 1)))) "type mismatch")

;; f32.min
(assert_invalid (module (func (param i32 f32) (result f32) (f32.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.min (local.get 0) (local.get 1)))) "type mismatch")

;; f32.max
(assert_invalid (module (func (param i32 f32) (result f32) (f32.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.max (local.get 0) (local.get 1)))) "type mismatch")

;; f32.copysign
(assert_invalid (module (func (param i32 f32) (result f32) (f32.copysign (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32 i32) (result f32) (f32.copysign (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f32.copysign (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f32 f32) (result i32) (f32.copysign (local.get 0) (local.get 1)))) "type mismatch")

;; f64.abs
(assert_invalid (module (func (param f32) (result f64) (f64.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.abs))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.abs (local.get 0)))) "type mismatch")

;; f64.neg
(assert_invalid (module (func (param f32) (result f64) (f64.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.neg))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.neg (local.get 0)))) "type mismatch")

;; f64.ceil
(assert_invalid (module (func (param f32) (result f64) (f64.ceil (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.ceil))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.ceil (local.get 0)))) "type mismatch")

;; f64.floor
(assert_invalid (module (func (param f32) (result f64) (f64.floor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.floor))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.floor (local.get 0)))) "type mismatch")

;; f64.trunc
(assert_invalid (module (func (param f32) (result f64) (f64.trunc (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.trunc))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.trunc (local.get 0)))) "type mismatch")

;; f64.nearest
(assert_invalid (module (func (param f32) (result f64) (f64.nearest (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.nearest))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.nearest (local.get 0)))) "type mismatch")

;; f64.sqrt
(assert_invalid (module (func (param f32) (result f64) (f64.sqrt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.sqrt))) "type mismatch")
(assert_invalid (module (func (param f64) (result f32) (f64.sqrt (local.get 0)))) "type mismatch")

;; f64.add
(assert_invalid (module (func (param f32 f64) (result f64) (f64.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.add (local.get 0) (local.get 1)))) "type mismatch")

;; f64.sub
(assert_invalid (module (func (param f32 f64) (result f64) (f64.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.sub (local.get 0) (local.get 1)))) "type mismatch")

;; f64.mul
(assert_invalid (module (func (param f32 f64) (result f64) (f64.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.mul (local.get 0) (local.get 1)))) "type mismatch")

;; f64.div
(assert_invalid (module (func (param f32 f64) (result f64) (f64.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.div (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.div (local.get 0) (local.get 1)))) "type mismatch")

;; f64.min
(assert_invalid (module (func (param f32 f64) (result f64) (f64.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.min (local.get 0) (local.get 1)))) "type mismatch")

;; f64.max
(assert_invalid (module (func (param f32 f64) (result f64) (f64.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.max (local.get 0) (local.get 1)))) "type mismatch")

;; f64.copysign
(assert_invalid (module (func (param f32 f64) (result f64) (f64.copysign (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64 f32) (result f64) (f64.copysign (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (f64.copysign (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param f64 f64) (result f32) (f64.copysign (local.get 0) (local.get 1)))) "type mismatch")

;; i32.wrap_i64
(assert_invalid (module (func (param f64) (result i32) (i32.wrap_i64 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.wrap_i64))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i32.wrap_i64 (local.get 0)))) "type mismatch")

;; i32.trunc_f32_s
(assert_invalid (module (func (param i32) (result i32) (i32.trunc_f32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_f32_s))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (i32.trunc_f32_s (local.get 0)))) "type mismatch")

;; i32.trunc_f32_u
(assert_invalid (module (func (param i32) (result i32) (i32.trunc_f32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_f32_u))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (i32.trunc_f32_u (local.get 0)))) "type mismatch")

;; i32.trunc_f64_s
(assert_invalid (module (func (param f32) (result i32) (i32.trunc_f64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_f64_s))) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) (i32.trunc_f64_s (local.get 0)))) "type mismatch")

;; i32.trunc_f64_u
(assert_invalid (module (func (param f32) (result i32) (i32.trunc_f64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_f64_u))) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) (i32.trunc_f64_u (local.get 0)))) "type mismatch")

;; i64.extend_i32_s
(assert_invalid (module (func (param i64) (result i64) (i64.extend_i32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.extend_i32_s))) "type mismatch")
(assert_invalid (module (func (param i32) (result f64) (i64.extend_i32_s (local.get 0)))) "type mismatch")

;; i64.extend_i32_u
(assert_invalid (module (func (param i64) (result i64) (i64.extend_i32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.extend_i32_u))) "type mismatch")
(assert_invalid (module (func (param i32) (result f64) (i64.extend_i32_u (local.get 0)))) "type mismatch")

;; i64.trunc_f32_s
(assert_invalid (module (func (param i32) (result i64) (i64.trunc_f32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_f32_s))) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) (i64.trunc_f32_s (local.get 0)))) "type mismatch")

;; i64.trunc_f32_u
(assert_invalid (module (func (param i32) (result i64) (i64.trunc_f32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_f32_u))) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) (i64.trunc_f32_u (local.get 0)))) "type mismatch")

;; i64.trunc_f64_s
(assert_invalid (module (func (param f32) (result i64) (i64.trunc_f64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_f64_s))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (i64.trunc_f64_s (local.get 0)))) "type mismatch")

;; i64.trunc_f64_u
(assert_invalid (module (func (param f32) (result i64) (i64.trunc_f64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_f64_u))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (i64.trunc_f64_u (local.get 0)))) "type mismatch")

;; f32.convert_i32_s
(assert_invalid (module (func (param i64) (result f32) (f32.convert_i32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.convert_i32_s))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (f32.convert_i32_s (local.get 0)))) "type mismatch")

;; f32.convert_i32_u
(assert_invalid (module (func (param i64) (result f32) (f32.convert_i32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.convert_i32_u))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (f32.convert_i32_u (local.get 0)))) "type mismatch")

;; f32.convert_i64_s
(assert_invalid (module (func (param f64) (result f32) (f32.convert_i64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.convert_i64_s))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (f32.convert_i64_s (local.get 0)))) "type mismatch")

;; f32.convert_i64_u
(assert_invalid (module (func (param f64) (result f32) (f32.convert_i64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.convert_i64_u))) "type mismatch")
(assert_invalid (module (func (param i64) (result i32) (f32.convert_i64_u (local.get 0)))) "type mismatch")

;; f32.demote_f64
(assert_invalid (module (func (param f32) (result f32) (f32.demote_f64 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.demote_f64))) "type mismatch")
(assert_invalid (module (func (param f64) (result i32) (f32.demote_f64 (local.get 0)))) "type mismatch")

;; f64.convert_i32_s
(assert_invalid (module (func (param i64) (result f64) (f64.convert_i32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.convert_i32_s))) "type mismatch")
(assert_invalid (module (func (param i32) (result f32) (f64.convert_i32_s (local.get 0)))) "type mismatch")

;; f64.convert_i32_u
(assert_invalid (module (func (param i64) (result f64) (f64.convert_i32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.convert_i32_u))) "type mismatch")
(assert_invalid (module (func (param i32) (result f32) (f64.convert_i32_u (local.get 0)))) "type mismatch")

;; f64.convert_i64_s
(assert_invalid (module (func (param f64) (result f64) (f64.convert_i64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.convert_i64_s))) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) (f64.convert_i64_s (local.get 0)))) "type mismatch")

;; f64.convert_i64_u
(assert_invalid (module (func (param f64) (result f64) (f64.convert_i64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.convert_i64_u))) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) (f64.convert_i64_u (local.get 0)))) "type mismatch")

;; f64.promote_f32
(assert_invalid (module (func (param i32) (result f64) (f64.promote_f32 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.promote_f32))) "type mismatch")
(assert_invalid (module (func (param f32) (result f32) (f64.promote_f32 (local.get 0)))) "type mismatch")

;; i32.reinterpret_f32
(assert_invalid (module (func (param i32) (result i32) (i32.reinterpret_f32 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.reinterpret_f32))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (i32.reinterpret_f32 (local.get 0)))) "type mismatch")

;; i64.reinterpret_f64
(assert_invalid (module (func (param f32) (result i64) (i64.reinterpret_f64 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.reinterpret_f64))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (i64.reinterpret_f64 (local.get 0)))) "type mismatch")

;; f32.reinterpret_i32
(assert_invalid (module (func (param i64) (result f32) (f32.reinterpret_i32 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32.reinterpret_i32))) "type mismatch")
(assert_invalid (module (func (param i32) (result i32) (f32.reinterpret_i32 (local.get 0)))) "type mismatch")

;; f64.reinterpret_i64
(assert_invalid (module (func (param f64) (result f64) (f64.reinterpret_i64 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64.reinterpret_i64))) "type mismatch")
(assert_invalid (module (func (param i64) (result f32) (f64.reinterpret_i64 (local.get 0)))) "type mismatch")

;; i32.extend8_s
(assert_invalid (module (func (param i64) (result i32) (i32.extend8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.extend8_s))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.extend8_s (local.get 0)))) "type mismatch")

;; i32.extend16_s
(assert_invalid (module (func (param i64) (result i32) (i32.extend16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.extend16_s))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32.extend16_s (local.get 0)))) "type mismatch")

;; i64.extend8_s
(assert_invalid (module (func (param f64) (result i64) (i64.extend8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.extend8_s))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.extend8_s (local.get 0)))) "type mismatch")

;; i64.extend16_s
(assert_invalid (module (func (param f64) (result i64) (i64.extend16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.extend16_s))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.extend16_s (local.get 0)))) "type mismatch")

;; i64.extend32_s
(assert_invalid (module (func (param f64) (result i64) (i64.extend32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.extend32_s))) "type mismatch")
(assert_invalid (module (func (param i64) (result f64) (i64.extend32_s (local.get 0)))) "type mismatch")

;; i32.trunc_sat_f32_s
(assert_invalid (module (func (param i32) (result i32) (i32.trunc_sat_f32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_sat_f32_s))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (i32.trunc_sat_f32_s (local.get 0)))) "type mismatch")

;; i32.trunc_sat_f32_u
(assert_invalid (module (func (param i32) (result i32) (i32.trunc_sat_f32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_sat_f32_u))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (i32.trunc_sat_f32_u (local.get 0)))) "type mismatch")

;; i32.trunc_sat_f64_s
(assert_invalid (module (func (param f32) (result i32) (i32.trunc_sat_f64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_sat_f64_s))) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) (i32.trunc_sat_f64_s (local.get 0)))) "type mismatch")

;; i32.trunc_sat_f64_u
(assert_invalid (module (func (param f32) (result i32) (i32.trunc_sat_f64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32.trunc_sat_f64_u))) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) (i32.trunc_sat_f64_u (local.get 0)))) "type mismatch")

;; i64.trunc_sat_f32_s
(assert_invalid (module (func (param i32) (result i64) (i64.trunc_sat_f32_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_sat_f32_s))) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) (i64.trunc_sat_f32_s (local.get 0)))) "type mismatch")

;; i64.trunc_sat_f32_u
(assert_invalid (module (func (param i32) (result i64) (i64.trunc_sat_f32_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_sat_f32_u))) "type mismatch")
(assert_invalid (module (func (param f32) (result f64) (i64.trunc_sat_f32_u (local.get 0)))) "type mismatch")

;; i64.trunc_sat_f64_s
(assert_invalid (module (func (param f32) (result i64) (i64.trunc_sat_f64_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_sat_f64_s))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (i64.trunc_sat_f64_s (local.get 0)))) "type mismatch")

;; i64.trunc_sat_f64_u
(assert_invalid (module (func (param f32) (result i64) (i64.trunc_sat_f64_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64.trunc_sat_f64_u))) "type mismatch")
(assert_invalid (module (func (param f64) (result f64) (i64.trunc_sat_f64_u (local.get 0)))) "type mismatch")

;; v128.load
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load align=32 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load (local.get 0)))) "type mismatch")

;; v128.load8x8_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load8x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load8x8_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load8x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_s align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load8x8_s (local.get 0)))) "type mismatch")

;; v128.load8x8_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load8x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load8x8_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load8x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_u align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8x8_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load8x8_u (local.get 0)))) "type mismatch")

;; v128.load16x4_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load16x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load16x4_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load16x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_s align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load16x4_s (local.get 0)))) "type mismatch")

;; v128.load16x4_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load16x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load16x4_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load16x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_u align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16x4_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load16x4_u (local.get 0)))) "type mismatch")

;; v128.load32x2_s
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load32x2_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load32x2_s))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load32x2_s (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_s align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_s offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_s 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load32x2_s (local.get 0)))) "type mismatch")

;; v128.load32x2_u
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load32x2_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load32x2_u))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load32x2_u (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_u align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_u offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32x2_u 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load32x2_u (local.get 0)))) "type mismatch")

;; v128.load8_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load8_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load8_splat))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load8_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8_splat align=2 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8_splat offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8_splat 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load8_splat (local.get 0)))) "type mismatch")

;; v128.load16_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load16_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load16_splat))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load16_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16_splat align=4 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16_splat offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16_splat 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load16_splat (local.get 0)))) "type mismatch")

;; v128.load32_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load32_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load32_splat))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load32_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_splat align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_splat offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_splat 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load32_splat (local.get 0)))) "type mismatch")

;; v128.load64_splat
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load64_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load64_splat))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load64_splat (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_splat align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_splat offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_splat 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load64_splat (local.get 0)))) "type mismatch")

;; v128.store
(assert_invalid (module (memory 1) (func (param i64 v128) (v128.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (v128.store (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (v128.store (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store align=32 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store offset=0x100000000 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store 1 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (v128.store (local.get 0) (local.get 1)))) "type mismatch")

;; v128.const
(assert_invalid (module (func (result i64) (v128.const i64x2 0 0))) "type mismatch")

;; i8x16.shuffle
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 32 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 v128) (result v128) (i8x16.shuffle 255 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (local.get 0) (local.get 1)))) "invalid lane index")

;; i8x16.swizzle
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.swizzle (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.swizzle (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.splat
(assert_invalid (module (func (param i64) (result v128) (i8x16.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i8x16.splat))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i8x16.splat (local.get 0)))) "type mismatch")

;; i16x8.splat
(assert_invalid (module (func (param i64) (result v128) (i16x8.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.splat))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i16x8.splat (local.get 0)))) "type mismatch")

;; i32x4.splat
(assert_invalid (module (func (param i64) (result v128) (i32x4.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.splat))) "type mismatch")
(assert_invalid (module (func (param i32) (result i64) (i32x4.splat (local.get 0)))) "type mismatch")

;; i64x2.splat
(assert_invalid (module (func (param f64) (result v128) (i64x2.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.splat))) "type mismatch")
(assert_invalid (module (func (param i64) (result i64) (i64x2.splat (local.get 0)))) "type mismatch")

;; f32x4.splat
(assert_invalid (module (func (param i32) (result v128) (f32x4.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.splat))) "type mismatch")
(assert_invalid (module (func (param f32) (result i64) (f32x4.splat (local.get 0)))) "type mismatch")

;; f64x2.splat
(assert_invalid (module (func (param f32) (result v128) (f64x2.splat (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.splat))) "type mismatch")
(assert_invalid (module (func (param f64) (result i64) (f64x2.splat (local.get 0)))) "type mismatch")

;; i8x16.extract_lane_s
(assert_invalid (module (func (param i64) (result i32) (i8x16.extract_lane_s 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i8x16.extract_lane_s 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.extract_lane_s 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (i8x16.extract_lane_s 16 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) (i8x16.extract_lane_s 255 (local.get 0)))) "invalid lane index")

;; i8x16.extract_lane_u
(assert_invalid (module (func (param i64) (result i32) (i8x16.extract_lane_u 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i8x16.extract_lane_u 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.extract_lane_u 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (i8x16.extract_lane_u 16 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) (i8x16.extract_lane_u 255 (local.get 0)))) "invalid lane index")

;; i8x16.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) (i8x16.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i8x16.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) (i8x16.replace_lane 16 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) (i8x16.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; i16x8.extract_lane_s
(assert_invalid (module (func (param i64) (result i32) (i16x8.extract_lane_s 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i16x8.extract_lane_s 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extract_lane_s 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (i16x8.extract_lane_s 8 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) (i16x8.extract_lane_s 255 (local.get 0)))) "invalid lane index")

;; i16x8.extract_lane_u
(assert_invalid (module (func (param i64) (result i32) (i16x8.extract_lane_u 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i16x8.extract_lane_u 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extract_lane_u 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (i16x8.extract_lane_u 8 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) (i16x8.extract_lane_u 255 (local.get 0)))) "invalid lane index")

;; i16x8.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) (i16x8.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i16x8.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) (i16x8.replace_lane 8 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) (i16x8.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; i32x4.extract_lane
(assert_invalid (module (func (param i64) (result i32) (i32x4.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32x4.extract_lane 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (i32x4.extract_lane 4 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i32) (i32x4.extract_lane 255 (local.get 0)))) "invalid lane index")

;; i32x4.replace_lane
(assert_invalid (module (func (param i64 i32) (result v128) (i32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) (i32x4.replace_lane 4 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 i32) (result v128) (i32x4.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; i64x2.extract_lane
(assert_invalid (module (func (param i64) (result i64) (i64x2.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i64) (i64x2.extract_lane 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result f64) (i64x2.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extract_lane 2 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extract_lane 255 (local.get 0)))) "invalid lane index")

;; i64x2.replace_lane
(assert_invalid (module (func (param i64 i64) (result v128) (i64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result v128) (i64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result i64) (i64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.replace_lane 2 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; f32x4.extract_lane
(assert_invalid (module (func (param i64) (result f32) (f32x4.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f32) (f32x4.extract_lane 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result i32) (f32x4.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result f32) (f32x4.extract_lane 4 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result f32) (f32x4.extract_lane 255 (local.get 0)))) "invalid lane index")

;; f32x4.replace_lane
(assert_invalid (module (func (param i64 f32) (result v128) (f32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result v128) (f32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result i64) (f32x4.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result v128) (f32x4.replace_lane 4 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 f32) (result v128) (f32x4.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; f64x2.extract_lane
(assert_invalid (module (func (param i64) (result f64) (f64x2.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result f64) (f64x2.extract_lane 0))) "type mismatch")
(assert_invalid (module (func (param v128) (result f32) (f64x2.extract_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128) (result f64) (f64x2.extract_lane 2 (local.get 0)))) "invalid lane index")
(assert_invalid (module (func (param v128) (result f64) (f64x2.extract_lane 255 (local.get 0)))) "invalid lane index")

;; f64x2.replace_lane
(assert_invalid (module (func (param i64 f64) (result v128) (f64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 f32) (result v128) (f64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.replace_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result i64) (f64x2.replace_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 f64) (result v128) (f64x2.replace_lane 2 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (func (param v128 f64) (result v128) (f64x2.replace_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")

;; i8x16.eq
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.ne
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.lt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.lt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.gt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.gt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.le_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.le_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.le_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.le_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.ge_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.ge_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.eq
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.ne
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.lt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.lt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.gt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.gt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.le_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.le_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.le_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.le_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.ge_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.ge_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.eq
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.ne
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.lt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.lt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.lt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.lt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.gt_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.gt_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.gt_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.gt_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.le_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.le_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.le_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.le_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.le_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.ge_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.ge_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.ge_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.ge_u (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.eq
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.eq (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.ne
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.ne (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.lt
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.lt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.lt (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.gt
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.gt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.gt (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.le
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.le (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.le (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.ge
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.ge (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.ge (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.eq
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.eq (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.ne
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.ne (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.lt
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.lt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.lt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.lt (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.gt
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.gt (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.gt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.gt (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.le
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.le (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.le (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.le (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.ge
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.ge (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.ge (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.ge (local.get 0) (local.get 1)))) "type mismatch")

;; v128.not
(assert_invalid (module (func (param i64) (result v128) (v128.not (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (v128.not))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (v128.not (local.get 0)))) "type mismatch")

;; v128.and
(assert_invalid (module (func (param i64 v128) (result v128) (v128.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (v128.and (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (v128.and (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (v128.and (local.get 0) (local.get 1)))) "type mismatch")

;; v128.andnot
(assert_invalid (module (func (param i64 v128) (result v128) (v128.andnot (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (v128.andnot (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (v128.andnot (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (v128.andnot (local.get 0) (local.get 1)))) "type mismatch")

;; v128.or
(assert_invalid (module (func (param i64 v128) (result v128) (v128.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (v128.or (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (v128.or (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (v128.or (local.get 0) (local.get 1)))) "type mismatch")

;; v128.xor
(assert_invalid (module (func (param i64 v128) (result v128) (v128.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (v128.xor (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (v128.xor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (v128.xor (local.get 0) (local.get 1)))) "type mismatch")

;; v128.bitselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (v128.bitselect (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; v128.any_true
(assert_invalid (module (func (param i64) (result i32) (v128.any_true (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (v128.any_true))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (v128.any_true (local.get 0)))) "type mismatch")

;; v128.load8_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) (v128.load8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) (v128.load8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load8_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) (v128.load8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load8_lane align=2 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load8_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load8_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load8_lane 16 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load8_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) (v128.load8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.load16_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) (v128.load16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) (v128.load16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load16_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) (v128.load16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load16_lane align=4 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load16_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load16_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load16_lane 8 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load16_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) (v128.load16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.load32_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) (v128.load32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) (v128.load32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) (v128.load32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load32_lane align=8 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load32_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load32_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load32_lane 4 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load32_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) (v128.load32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.load64_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (result v128) (v128.load64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (result v128) (v128.load64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result i64) (v128.load64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load64_lane align=16 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load64_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load64_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load64_lane 2 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (result v128) (v128.load64_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (result v128) (v128.load64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.store8_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (v128.store8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (v128.store8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (v128.store8_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store8_lane align=2 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store8_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store8_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store8_lane 16 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store8_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (v128.store8_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.store16_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (v128.store16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (v128.store16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (v128.store16_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store16_lane align=4 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store16_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store16_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store16_lane 8 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store16_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (v128.store16_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.store32_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (v128.store32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (v128.store32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (v128.store32_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store32_lane align=8 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store32_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store32_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store32_lane 4 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store32_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (v128.store32_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.store64_lane
(assert_invalid (module (memory 1) (func (param i64 v128) (v128.store64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 i64) (v128.store64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (v128.store64_lane 0 (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store64_lane align=16 0 (local.get 0) (local.get 1)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store64_lane offset=0x100000000 0 (local.get 0) (local.get 1)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store64_lane 1 0 (local.get 0) (local.get 1)))) "unknown memory")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store64_lane 2 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory 1) (func (param i32 v128) (v128.store64_lane 255 (local.get 0) (local.get 1)))) "invalid lane index")
(assert_invalid (module (memory i64 1) (func (param i32 v128) (v128.store64_lane 0 (local.get 0) (local.get 1)))) "type mismatch")

;; v128.load32_zero
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load32_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load32_zero))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load32_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_zero align=8 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_zero offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load32_zero 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load32_zero (local.get 0)))) "type mismatch")

;; v128.load64_zero
(assert_invalid (module (memory 1) (func (param i64) (result v128) (v128.load64_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (result v128) (v128.load64_zero))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result i64) (v128.load64_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_zero align=16 (local.get 0)))) "alignment must not be larger than natural")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_zero offset=0x100000000 (local.get 0)))) "offset out of range")
(assert_invalid (module (memory 1) (func (param i32) (result v128) (v128.load64_zero 1 (local.get 0)))) "unknown memory")
(assert_invalid (module (memory i64 1) (func (param i32) (result v128) (v128.load64_zero (local.get 0)))) "type mismatch")

;; f32x4.demote_f64x2_zero
(assert_invalid (module (func (param i64) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.demote_f64x2_zero))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.demote_f64x2_zero (local.get 0)))) "type mismatch")

;; f64x2.promote_low_f32x4
(assert_invalid (module (func (param i64) (result v128) (f64x2.promote_low_f32x4 (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.promote_low_f32x4))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.promote_low_f32x4 (local.get 0)))) "type mismatch")

;; i8x16.abs
(assert_invalid (module (func (param i64) (result v128) (i8x16.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i8x16.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.abs (local.get 0)))) "type mismatch")

;; i8x16.neg
(assert_invalid (module (func (param i64) (result v128) (i8x16.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i8x16.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.neg (local.get 0)))) "type mismatch")

;; i8x16.popcnt
(assert_invalid (module (func (param i64) (result v128) (i8x16.popcnt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i8x16.popcnt))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.popcnt (local.get 0)))) "type mismatch")

;; i8x16.all_true
(assert_invalid (module (func (param i64) (result i32) (i8x16.all_true (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i8x16.all_true))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.all_true (local.get 0)))) "type mismatch")

;; i8x16.bitmask
(assert_invalid (module (func (param i64) (result i32) (i8x16.bitmask (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i8x16.bitmask))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i8x16.bitmask (local.get 0)))) "type mismatch")

;; i8x16.narrow_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.narrow_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.narrow_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.narrow_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.ceil
(assert_invalid (module (func (param i64) (result v128) (f32x4.ceil (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.ceil))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.ceil (local.get 0)))) "type mismatch")

;; f32x4.floor
(assert_invalid (module (func (param i64) (result v128) (f32x4.floor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.floor))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.floor (local.get 0)))) "type mismatch")

;; f32x4.trunc
(assert_invalid (module (func (param i64) (result v128) (f32x4.trunc (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.trunc))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.trunc (local.get 0)))) "type mismatch")

;; f32x4.nearest
(assert_invalid (module (func (param i64) (result v128) (f32x4.nearest (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.nearest))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.nearest (local.get 0)))) "type mismatch")

;; i8x16.shl
(assert_invalid (module (func (param i64 i32) (result v128) (i8x16.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i8x16.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i8x16.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) (i8x16.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i8x16.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.add
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.add (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.add_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.add_sat_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.add_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.add_sat_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.sub
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.sub_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.sub_sat_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.sub_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.sub_sat_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.ceil
(assert_invalid (module (func (param i64) (result v128) (f64x2.ceil (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.ceil))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.ceil (local.get 0)))) "type mismatch")

;; f64x2.floor
(assert_invalid (module (func (param i64) (result v128) (f64x2.floor (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.floor))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.floor (local.get 0)))) "type mismatch")

;; i8x16.min_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.min_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.min_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.min_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.min_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.min_u (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.max_s
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.max_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.max_s (local.get 0) (local.get 1)))) "type mismatch")

;; i8x16.max_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.max_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.max_u (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.trunc
(assert_invalid (module (func (param i64) (result v128) (f64x2.trunc (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.trunc))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.trunc (local.get 0)))) "type mismatch")

;; i8x16.avgr_u
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.avgr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.avgr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.avgr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.avgr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extadd_pairwise_i8x16_s
(assert_invalid (module (func (param i64) (result v128) (i16x8.extadd_pairwise_i8x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extadd_pairwise_i8x16_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extadd_pairwise_i8x16_s (local.get 0)))) "type mismatch")

;; i16x8.extadd_pairwise_i8x16_u
(assert_invalid (module (func (param i64) (result v128) (i16x8.extadd_pairwise_i8x16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extadd_pairwise_i8x16_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extadd_pairwise_i8x16_u (local.get 0)))) "type mismatch")

;; i32x4.extadd_pairwise_i16x8_s
(assert_invalid (module (func (param i64) (result v128) (i32x4.extadd_pairwise_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extadd_pairwise_i16x8_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extadd_pairwise_i16x8_s (local.get 0)))) "type mismatch")

;; i32x4.extadd_pairwise_i16x8_u
(assert_invalid (module (func (param i64) (result v128) (i32x4.extadd_pairwise_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extadd_pairwise_i16x8_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extadd_pairwise_i16x8_u (local.get 0)))) "type mismatch")

;; i16x8.abs
(assert_invalid (module (func (param i64) (result v128) (i16x8.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.abs (local.get 0)))) "type mismatch")

;; i16x8.neg
(assert_invalid (module (func (param i64) (result v128) (i16x8.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.neg (local.get 0)))) "type mismatch")

;; i16x8.q15mulr_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.q15mulr_sat_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.all_true
(assert_invalid (module (func (param i64) (result i32) (i16x8.all_true (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i16x8.all_true))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.all_true (local.get 0)))) "type mismatch")

;; i16x8.bitmask
(assert_invalid (module (func (param i64) (result i32) (i16x8.bitmask (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i16x8.bitmask))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.bitmask (local.get 0)))) "type mismatch")

;; i16x8.narrow_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.narrow_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.narrow_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.narrow_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.narrow_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extend_low_i8x16_s
(assert_invalid (module (func (param i64) (result v128) (i16x8.extend_low_i8x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extend_low_i8x16_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extend_low_i8x16_s (local.get 0)))) "type mismatch")

;; i16x8.extend_high_i8x16_s
(assert_invalid (module (func (param i64) (result v128) (i16x8.extend_high_i8x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extend_high_i8x16_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extend_high_i8x16_s (local.get 0)))) "type mismatch")

;; i16x8.extend_low_i8x16_u
(assert_invalid (module (func (param i64) (result v128) (i16x8.extend_low_i8x16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extend_low_i8x16_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extend_low_i8x16_u (local.get 0)))) "type mismatch")

;; i16x8.extend_high_i8x16_u
(assert_invalid (module (func (param i64) (result v128) (i16x8.extend_high_i8x16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i16x8.extend_high_i8x16_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i16x8.extend_high_i8x16_u (local.get 0)))) "type mismatch")

;; i16x8.shl
(assert_invalid (module (func (param i64 i32) (result v128) (i16x8.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i16x8.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i16x8.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) (i16x8.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i16x8.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.add
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.add (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.add_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.add_sat_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.add_sat_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.add_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.add_sat_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.add_sat_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.sub
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.sub_sat_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.sub_sat_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.sub_sat_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.sub_sat_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.sub_sat_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.sub_sat_u (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.nearest
(assert_invalid (module (func (param i64) (result v128) (f64x2.nearest (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.nearest))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.nearest (local.get 0)))) "type mismatch")

;; i16x8.mul
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.mul (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.min_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.min_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.min_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.min_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.min_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.min_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.max_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.max_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.max_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.max_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.max_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.max_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.avgr_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.avgr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.avgr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.avgr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.avgr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extmul_low_i8x16_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.extmul_low_i8x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.extmul_low_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extmul_high_i8x16_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.extmul_high_i8x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.extmul_high_i8x16_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extmul_low_i8x16_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.extmul_low_i8x16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.extmul_low_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.extmul_high_i8x16_u
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.extmul_high_i8x16_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.extmul_high_i8x16_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.abs
(assert_invalid (module (func (param i64) (result v128) (i32x4.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.abs (local.get 0)))) "type mismatch")

;; i32x4.neg
(assert_invalid (module (func (param i64) (result v128) (i32x4.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.neg (local.get 0)))) "type mismatch")

;; i32x4.all_true
(assert_invalid (module (func (param i64) (result i32) (i32x4.all_true (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32x4.all_true))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.all_true (local.get 0)))) "type mismatch")

;; i32x4.bitmask
(assert_invalid (module (func (param i64) (result i32) (i32x4.bitmask (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i32x4.bitmask))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.bitmask (local.get 0)))) "type mismatch")

;; i32x4.extend_low_i16x8_s
(assert_invalid (module (func (param i64) (result v128) (i32x4.extend_low_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extend_low_i16x8_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extend_low_i16x8_s (local.get 0)))) "type mismatch")

;; i32x4.extend_high_i16x8_s
(assert_invalid (module (func (param i64) (result v128) (i32x4.extend_high_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extend_high_i16x8_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extend_high_i16x8_s (local.get 0)))) "type mismatch")

;; i32x4.extend_low_i16x8_u
(assert_invalid (module (func (param i64) (result v128) (i32x4.extend_low_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extend_low_i16x8_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extend_low_i16x8_u (local.get 0)))) "type mismatch")

;; i32x4.extend_high_i16x8_u
(assert_invalid (module (func (param i64) (result v128) (i32x4.extend_high_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.extend_high_i16x8_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.extend_high_i16x8_u (local.get 0)))) "type mismatch")

;; i32x4.shl
(assert_invalid (module (func (param i64 i32) (result v128) (i32x4.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i32x4.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) (i32x4.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i32x4.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) (i32x4.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i32x4.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.add
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.add (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.sub
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.mul
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.mul (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.min_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.min_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.min_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.min_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.min_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.min_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.min_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.min_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.max_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.max_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.max_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.max_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.max_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.max_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.max_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.max_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.dot_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.dot_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.extmul_low_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.extmul_low_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.extmul_low_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.extmul_high_i16x8_s
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.extmul_high_i16x8_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.extmul_high_i16x8_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.extmul_low_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.extmul_low_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.extmul_low_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.extmul_high_i16x8_u
(assert_invalid (module (func (param i64 v128) (result v128) (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i32x4.extmul_high_i16x8_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i32x4.extmul_high_i16x8_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.abs
(assert_invalid (module (func (param i64) (result v128) (i64x2.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.abs (local.get 0)))) "type mismatch")

;; i64x2.neg
(assert_invalid (module (func (param i64) (result v128) (i64x2.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.neg (local.get 0)))) "type mismatch")

;; i64x2.all_true
(assert_invalid (module (func (param i64) (result i32) (i64x2.all_true (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i64x2.all_true))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.all_true (local.get 0)))) "type mismatch")

;; i64x2.bitmask
(assert_invalid (module (func (param i64) (result i32) (i64x2.bitmask (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result i32) (i64x2.bitmask))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.bitmask (local.get 0)))) "type mismatch")

;; i64x2.extend_low_i32x4_s
(assert_invalid (module (func (param i64) (result v128) (i64x2.extend_low_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.extend_low_i32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extend_low_i32x4_s (local.get 0)))) "type mismatch")

;; i64x2.extend_high_i32x4_s
(assert_invalid (module (func (param i64) (result v128) (i64x2.extend_high_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.extend_high_i32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extend_high_i32x4_s (local.get 0)))) "type mismatch")

;; i64x2.extend_low_i32x4_u
(assert_invalid (module (func (param i64) (result v128) (i64x2.extend_low_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.extend_low_i32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extend_low_i32x4_u (local.get 0)))) "type mismatch")

;; i64x2.extend_high_i32x4_u
(assert_invalid (module (func (param i64) (result v128) (i64x2.extend_high_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i64x2.extend_high_i32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i64x2.extend_high_i32x4_u (local.get 0)))) "type mismatch")

;; i64x2.shl
(assert_invalid (module (func (param i64 i32) (result v128) (i64x2.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.shl (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.shl (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i64x2.shl (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.shr_s
(assert_invalid (module (func (param i64 i32) (result v128) (i64x2.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.shr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.shr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i64x2.shr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.shr_u
(assert_invalid (module (func (param i64 i32) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.shr_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.shr_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 i32) (result i64) (i64x2.shr_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.add
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.add (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.sub
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.sub (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.mul
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.mul (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.eq
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.eq (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.eq (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.eq (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.ne
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.ne (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.ne (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.ne (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.lt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.lt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.lt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.lt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.gt_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.gt_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.gt_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.gt_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.le_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.le_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.le_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.le_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.ge_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.ge_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.ge_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.ge_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.extmul_low_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.extmul_low_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.extmul_low_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.extmul_high_i32x4_s
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.extmul_high_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.extmul_high_i32x4_s (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.extmul_low_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.extmul_low_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.extmul_low_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")

;; i64x2.extmul_high_i32x4_u
(assert_invalid (module (func (param i64 v128) (result v128) (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i64x2.extmul_high_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i64x2.extmul_high_i32x4_u (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.abs
(assert_invalid (module (func (param i64) (result v128) (f32x4.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.abs (local.get 0)))) "type mismatch")

;; f32x4.neg
(assert_invalid (module (func (param i64) (result v128) (f32x4.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.neg (local.get 0)))) "type mismatch")

;; f32x4.sqrt
(assert_invalid (module (func (param i64) (result v128) (f32x4.sqrt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.sqrt))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.sqrt (local.get 0)))) "type mismatch")

;; f32x4.add
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.add (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.sub
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.sub (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.mul
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.mul (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.div
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.div (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.div (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.min
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.min (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.max
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.max (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.pmin
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.pmin (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.pmin (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.pmax
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.pmax (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.pmax (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.pmax (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.pmax (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.abs
(assert_invalid (module (func (param i64) (result v128) (f64x2.abs (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.abs))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.abs (local.get 0)))) "type mismatch")

;; f64x2.neg
(assert_invalid (module (func (param i64) (result v128) (f64x2.neg (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.neg))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.neg (local.get 0)))) "type mismatch")

;; f64x2.sqrt
(assert_invalid (module (func (param i64) (result v128) (f64x2.sqrt (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.sqrt))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.sqrt (local.get 0)))) "type mismatch")

;; f64x2.add
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.add (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.add (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.add (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.sub
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.sub (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.sub (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.sub (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.mul
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.mul (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.mul (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.mul (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.div
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.div (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.div (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.div (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.min
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.min (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.max
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.max (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.pmin
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.pmin (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.pmin (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.pmin (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.pmin (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.pmax
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.pmax (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.pmax (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.pmax (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.pmax (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.trunc_sat_f32x4_s
(assert_invalid (module (func (param i64) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.trunc_sat_f32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.trunc_sat_f32x4_s (local.get 0)))) "type mismatch")

;; i32x4.trunc_sat_f32x4_u
(assert_invalid (module (func (param i64) (result v128) (i32x4.trunc_sat_f32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.trunc_sat_f32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.trunc_sat_f32x4_u (local.get 0)))) "type mismatch")

;; f32x4.convert_i32x4_s
(assert_invalid (module (func (param i64) (result v128) (f32x4.convert_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.convert_i32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.convert_i32x4_s (local.get 0)))) "type mismatch")

;; f32x4.convert_i32x4_u
(assert_invalid (module (func (param i64) (result v128) (f32x4.convert_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f32x4.convert_i32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f32x4.convert_i32x4_u (local.get 0)))) "type mismatch")

;; i32x4.trunc_sat_f64x2_s_zero
(assert_invalid (module (func (param i64) (result v128) (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.trunc_sat_f64x2_s_zero))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.trunc_sat_f64x2_s_zero (local.get 0)))) "type mismatch")

;; i32x4.trunc_sat_f64x2_u_zero
(assert_invalid (module (func (param i64) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.trunc_sat_f64x2_u_zero))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))) "type mismatch")

;; f64x2.convert_low_i32x4_s
(assert_invalid (module (func (param i64) (result v128) (f64x2.convert_low_i32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.convert_low_i32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.convert_low_i32x4_s (local.get 0)))) "type mismatch")

;; f64x2.convert_low_i32x4_u
(assert_invalid (module (func (param i64) (result v128) (f64x2.convert_low_i32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (f64x2.convert_low_i32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (f64x2.convert_low_i32x4_u (local.get 0)))) "type mismatch")

;; i8x16.relaxed_swizzle
(assert_invalid (module (func (param i64 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.relaxed_trunc_f32x4_s
(assert_invalid (module (func (param i64) (result v128) (i32x4.relaxed_trunc_f32x4_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.relaxed_trunc_f32x4_s))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.relaxed_trunc_f32x4_s (local.get 0)))) "type mismatch")

;; i32x4.relaxed_trunc_f32x4_u
(assert_invalid (module (func (param i64) (result v128) (i32x4.relaxed_trunc_f32x4_u (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.relaxed_trunc_f32x4_u))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.relaxed_trunc_f32x4_u (local.get 0)))) "type mismatch")

;; i32x4.relaxed_trunc_f64x2_s_zero
(assert_invalid (module (func (param i64) (result v128) (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.relaxed_trunc_f64x2_s_zero))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))) "type mismatch")

;; i32x4.relaxed_trunc_f64x2_u_zero
(assert_invalid (module (func (param i64) (result v128) (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))) "type mismatch")
(assert_invalid (module (func (result v128) (i32x4.relaxed_trunc_f64x2_u_zero))) "type mismatch")
(assert_invalid (module (func (param v128) (result i64) (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))) "type mismatch")

;; f32x4.relaxed_madd
(assert_invalid (module (func (param i64 v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (f32x4.relaxed_madd (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; f32x4.relaxed_nmadd
(assert_invalid (module (func (param i64 v128 v128) (result v128) (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (f32x4.relaxed_nmadd (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (f32x4.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; f64x2.relaxed_madd
(assert_invalid (module (func (param i64 v128 v128) (result v128) (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (f64x2.relaxed_madd (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (f64x2.relaxed_madd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; f64x2.relaxed_nmadd
(assert_invalid (module (func (param i64 v128 v128) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (f64x2.relaxed_nmadd (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (f64x2.relaxed_nmadd (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; i8x16.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i8x16.relaxed_laneselect (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (i8x16.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; i16x8.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i16x8.relaxed_laneselect (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (i16x8.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; i32x4.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i32x4.relaxed_laneselect (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (i32x4.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; i64x2.relaxed_laneselect
(assert_invalid (module (func (param i64 v128 v128) (result v128) (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i64x2.relaxed_laneselect (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (i64x2.relaxed_laneselect (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")

;; f32x4.relaxed_min
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.relaxed_min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")

;; f32x4.relaxed_max
(assert_invalid (module (func (param i64 v128) (result v128) (f32x4.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f32x4.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f32x4.relaxed_max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f32x4.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.relaxed_min
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.relaxed_min (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.relaxed_min (local.get 0) (local.get 1)))) "type mismatch")

;; f64x2.relaxed_max
(assert_invalid (module (func (param i64 v128) (result v128) (f64x2.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (f64x2.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (f64x2.relaxed_max (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (f64x2.relaxed_max (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.relaxed_q15mulr_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.relaxed_q15mulr_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.relaxed_q15mulr_s (local.get 0) (local.get 1)))) "type mismatch")

;; i16x8.relaxed_dot_i8x16_i7x16_s
(assert_invalid (module (func (param i64 v128) (result v128) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 i64) (result v128) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128) (result v128) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result i64) (i16x8.relaxed_dot_i8x16_i7x16_s (local.get 0) (local.get 1)))) "type mismatch")

;; i32x4.relaxed_dot_i8x16_i7x16_add_s
(assert_invalid (module (func (param i64 v128 v128) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 i64 v128) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 i64) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
(assert_invalid (module (func (param v128 v128) (result v128) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1)))) "type mismatch")
(assert_invalid (module (func (param v128 v128 v128) (result i64) (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get 0) (local.get 1) (local.get 2)))) "type mismatch")
