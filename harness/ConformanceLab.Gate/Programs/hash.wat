;; Integer chains: 1,000 steps of a 64-bit mixer, n times.
(module
  (func (export "run") (param $n i32) (result i64) (local $i i32) (local $h i64)
    (local.set $h (i64.const 0x9e3779b97f4a7c15))
    (loop $again
      (local.set $i (i32.const 1000))
      (loop $next
        (local.set $h (i64.mul
          (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 30)))
          (i64.const 0xbf58476d1ce4e5b9)))
        (local.set $h (i64.add (i64.rotl (local.get $h) (i64.const 27)) (i64.extend_i32_u (local.get $i))))
        (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $h)))
