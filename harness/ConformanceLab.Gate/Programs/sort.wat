;; Loads, stores and branches nobody can guess: insertion sort of 100 random numbers, n times.
(module
  (memory 1)
  (func (export "run") (param $n i32) (result i32)
    (local $seed i32) (local $i i32) (local $j i32) (local $value i32) (local $sum i32)
    (local.set $seed (i32.const 12345))
    (loop $again
      (local.set $i (i32.const 0))
      (loop $fill
        (local.set $seed (i32.add (i32.mul (local.get $seed) (i32.const 1103515245)) (i32.const 12345)))
        (i32.store (local.get $i) (i32.shr_u (local.get $seed) (i32.const 8)))
        (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 400))))
      (local.set $i (i32.const 4))
      (loop $insert
        (local.set $value (i32.load (local.get $i)))
        (local.set $j (local.get $i))
        (block $placed
          (loop $shift
            (br_if $placed (i32.eqz (local.get $j)))
            (br_if $placed (i32.le_u (i32.load (i32.sub (local.get $j) (i32.const 4))) (local.get $value)))
            (i32.store (local.get $j) (i32.load (i32.sub (local.get $j) (i32.const 4))))
            (local.set $j (i32.sub (local.get $j) (i32.const 4)))
            (br $shift)))
        (i32.store (local.get $j) (local.get $value))
        (br_if $insert (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 400))))
      (local.set $sum (i32.add (local.get $sum) (i32.load (i32.const 200))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))
