;; Two instances call each other in tail position, ten million times: the stack stays as deep as it is, though the callees take different
;; numbers of parameters and have more results than there are registers.

(module $even
  (type $results (func (param i64) (result i64 f64 i32 i64 i64 f32 i64 i64 i64 i64)))
  (type $many (func (param i64 f64 i32 i64 i64 f32 i64 i64 i64 i64 i64 f64 f64) (result i64 f64 i32 i64 i64 f32 i64 i64 i64 i64)))
  (table (export "table") 2 funcref)
  (elem (i32.const 0) $even)
  (func $even (export "even") (type $results)
    (if (i64.eqz (local.get 0))
      (then
        (return
          (i64.const 1) (f64.const 2) (i32.const 3) (i64.const 4) (i64.const 5) (f32.const 6) (i64.const 7) (i64.const 8) (i64.const 9)
          (i64.const 10))))
    (return_call_indirect (type $many)
      (i64.sub (local.get 0) (i64.const 1)) (f64.const 1) (i32.const 2) (i64.const 3) (i64.const 4) (f32.const 5) (i64.const 6)
      (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (f64.const 11) (f64.const 12) (i32.const 1)))
  (func (export "once") (param i64) (result i64 i64)
    (local i64)
    (call $even (local.get 0))
    (local.set 1)
    drop drop drop drop drop drop drop drop
    (local.get 1)))

(register "even" $even)

(module $odd
  (type $results (func (param i64) (result i64 f64 i32 i64 i64 f32 i64 i64 i64 i64)))
  (type $many (func (param i64 f64 i32 i64 i64 f32 i64 i64 i64 i64 i64 f64 f64) (result i64 f64 i32 i64 i64 f32 i64 i64 i64 i64)))
  (import "even" "table" (table 2 funcref))
  (import "even" "even" (func $even (type $results)))
  (global $seen (mut i64) (i64.const 0))
  (elem (i32.const 1) $odd)
  (func $odd (type $many)
    (global.set $seen (i64.add (global.get $seen) (local.get 10)))
    (if (i64.eqz (local.get 0))
      (then
        (return
          (local.get 3) (local.get 11) (local.get 2) (local.get 4) (local.get 6) (local.get 5) (local.get 7) (local.get 8) (local.get 9)
          (local.get 10))))
    (return_call $even (i64.sub (local.get 0) (i64.const 1))))
  (func (export "seen") (result i64) (global.get $seen)))

(assert_return (invoke $even "once" (i64.const 10_000_000)) (i64.const 1) (i64.const 10))
(assert_return (invoke $odd "seen") (i64.const 50_000_000))
(assert_return (invoke $even "even" (i64.const 7))
  (i64.const 3) (f64.const 11) (i32.const 2) (i64.const 4) (i64.const 6) (f32.const 5) (i64.const 7) (i64.const 8) (i64.const 9)
  (i64.const 10))
