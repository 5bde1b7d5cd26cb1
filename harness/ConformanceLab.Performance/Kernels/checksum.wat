;; Integer mixing over memory: FNV-1a and a rotate, 2,000,000 steps.
(module
  (memory 1)
  (func (export "run") (result i32) (local $i i32) (local $h i32)
    (local.set $h (i32.const 0x811c9dc5))
    (loop $next
      (local.set $h (i32.mul (i32.xor (local.get $h) (i32.load8_u (i32.and (local.get $i) (i32.const 0xffff)))) (i32.const 0x01000193)))
      (i32.store8 (i32.and (local.get $h) (i32.const 0xffff)) (i32.rotl (local.get $h) (i32.const 7)))
      (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 2000000))))
    (local.get $h)))
