;; Calls: the 15th Fibonacci number by recursion, n times.
(module
  (func $fib (param $i i32) (result i32)
    (if (result i32) (i32.lt_u (local.get $i) (i32.const 2))
      (then (local.get $i))
      (else (i32.add
        (call $fib (i32.sub (local.get $i) (i32.const 1)))
        (call $fib (i32.sub (local.get $i) (i32.const 2)))))))
  (func (export "run") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $fib (i32.const 15))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))
