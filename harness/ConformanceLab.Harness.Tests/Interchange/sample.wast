;; What wabt's wast2json converts too: sample.json is what it writes.
(module $M
  (func (export "f") (param i32 externref v128 f32) (result v128) (unreachable))
  (func (export "g") (param i32 externref) (result externref) (local.get 1))
  (global (export "gl") funcref (ref.null func)))
(register "M" $M)
(register "again")
(assert_return (invoke $M
  "g" (i32.const -1) (ref.extern 3)) (ref.extern 3))
(assert_return (get "gl")
  (ref.null func))
(assert_return
  (invoke "f" (i32.const 1) (ref.null extern) (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -1) (f32.const -1.5))
  (v128.const f32x4 nan:canonical 1.0 nan:arithmetic -1))
(assert_return (invoke "f" (i32.const 0x10) (ref.null extern) (v128.const i16x8 0 1 2 3 4 5 6 -7) (f32.const inf))
  (either (v128.const i64x2 -1 0) (v128.const f64x2 0 nan:canonical)))
(assert_trap
  (invoke "f" (i32.const 1) (ref.null extern) (v128.const i32x4 -1 1 2 3) (f32.const nan:0x3)) "un\t\"reachable\\")
(invoke "g" (i32.const 1) (ref.null extern))
(get $M "gl")
(assert_malformed
  (module quote "(func" "(x)") "unknown operator")
(assert_malformed (module binary "\00asm" "\01") "unexpected end")
(assert_invalid
  (module (func (result i32)))
  "type mismatch")
(assert_invalid (module quote "(func (result i32))") "type mismatch")
(assert_unlinkable (module (import "a" "b" (func))) "unknown import")
(assert_trap (module (func $f unreachable) (start $f)) "unreachable")
(assert_exhaustion (invoke "g" (i32.const 1) (ref.null extern)) "call stack exhausted")
(module (tag $t) (func (export "t") (result i32) (throw $t)))
(assert_exception (invoke "t"))
(module $N binary "\00asm\01\00\00\00")
