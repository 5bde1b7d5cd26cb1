;; Indirect calls: four functions in turn, chosen by their own results; 1,000 calls, n times.
(module
  (type $step (func (param i32) (result i32)))
  (table 4 4 funcref)
  (elem (i32.const 0) $a $b $c $d)
  (func $a (type $step) (i32.add (local.get 0) (i32.const 7)))
  (func $b (type $step) (i32.xor (local.get 0) (i32.const 0x55)))
  (func $c (type $step) (i32.mul (local.get 0) (i32.const 5)))
  (func $d (type $step) (i32.rotl (local.get 0) (i32.const 3)))
  (func (export "run") (param $n i32) (result i32) (local $i i32) (local $x i32)
    (loop $again
      (local.set $i (i32.const 1000))
      (loop $next
        (local.set $x (call_indirect (type $step) (local.get $x)
          (i32.and (i32.add (local.get $x) (local.get $i)) (i32.const 3))))
        (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $x)))
