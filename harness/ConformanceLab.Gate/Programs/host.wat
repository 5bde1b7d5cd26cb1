;; Host calls: 1,000 calls with 32 steps of a 32-bit mixer between them, n times.
(module
  (import "host" "add" (func $add (param i32 i32) (result i32)))
  (func (export "run") (param $n i32) (result i32) (local $i i32) (local $step i32) (local $h i32)
    (loop $again
      (local.set $i (i32.const 1000))
      (loop $next
        (local.set $h (call $add (local.get $h) (local.get $i)))
        (local.set $step (i32.const 32))
        (loop $mix
          (local.set $h (i32.mul
            (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 15)))
            (i32.const 0x2c1b3c6d)))
          (br_if $mix (local.tee $step (i32.sub (local.get $step) (i32.const 1)))))
        (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $h)))
