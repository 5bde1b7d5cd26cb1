;; A machine whose states are functions: each ends by calling the next, directly, through a table or through a reference, so that a run of
;; any length needs the stack of one call.
(module
  ;; include support/io.wat
  (type $state (func (param i64 i64 i64) (result i64)))
  (table $states funcref (elem $even $odd $even_again $odd_again))
  (elem declare func $finish)

  ;; Numbers are x (halved, or tripled and increased), steps so far, and the sum of all.
  (func $choose (type $state)
    (if (i64.le_u (local.get 0) (i64.const 1))
      (then
        (return_call_ref $state (local.get 0) (local.get 1) (local.get 2) (ref.func $finish))))
    (return_call_indirect $states (type $state)
      (local.get 0)
      (i64.add (local.get 1) (i64.const 1))
      (i64.add (i64.rotl (local.get 2) (i64.const 1)) (local.get 0))
      (i32.and (i32.wrap_i64 (local.get 0)) (i32.const 3))))
  (func $even (type $state)
    (return_call $choose (i64.shr_u (local.get 0) (i64.const 1)) (local.get 1) (local.get 2)))
  (func $odd (type $state)
    (return_call $choose
      (i64.add (i64.mul (local.get 0) (i64.const 3)) (i64.const 1)) (local.get 1) (local.get 2)))
  (func $even_again (type $state)
    (return_call $even (local.get 0) (i64.add (local.get 1) (i64.const 1)) (local.get 2)))
  (func $odd_again (type $state)
    (return_call $odd (local.get 0) (local.get 1) (i64.xor (local.get 2) (i64.const 255))))
  (func $finish (type $state) (i64.add (i64.mul (local.get 2) (i64.const 1000)) (local.get 1)))

  ;; A loop made of nothing but calls, with more arguments than registers.
  (func $count (param $n i64) (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (i64.sub (local.get 1) (local.get 8)))))
    (return_call $count
      (i64.sub (local.get $n) (i64.const 1))
      (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8)
      (i64.add (local.get 1) (local.get $n))))

  (func (export "_start")
    (local $i i64) (local $n i64) (local $sum i64)
    (local.set $n (i64.extend_i32_u (call $size_of_work (i32.const 800))))
    (loop $again
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 7)) (call $choose (local.get $i) (i64.const 0) (i64.const 0))))
      (br_if $again (i64.lt_u (local.get $i) (local.get $n))))
    (call $print (local.get $sum))
    (call $print
      (call $count
        (i64.mul (local.get $n) (i64.const 100))
        (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)))))
