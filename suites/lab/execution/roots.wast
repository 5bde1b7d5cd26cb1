;; What lies on the operand stack while the heap is collected: references that came together and leave one by one, numbers that stand where
;; references stood, references to functions, which are none of the heap's.

(module
  (type $box (struct (field i32)))
  (type $garbage (array (mut i64)))
  (type $number (func (result i32)))
  (table $functions 4 funcref)
  (elem (table $functions) (i32.const 0) func $seven $eight)
  (func $seven (type $number) (i32.const 7))
  (func $eight (type $number) (i32.const 8))
  (func $box (param i32) (result (ref $box)) (struct.new $box (local.get 0)))
  (func $three (param i32) (result (ref $box) (ref $box) (ref $box))
    (call $box (local.get 0)) (call $box (i32.add (local.get 0) (i32.const 1))) (call $box (i32.add (local.get 0) (i32.const 2))))
  (func $waste (local $n i32)
    (loop $again
      (drop (array.new_default $garbage (i32.const 2000)))
      (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 1000)))))

  ;; The numbers look like addresses of objects.
  (func (export "two leave") (result i32 i64 i64) (local $a i64) (local $b i64)
    (call $three (i32.const 40))
    (drop) (drop)
    (i64.const 0x1008) (i64.const 0x2010)
    (call $waste)
    (local.set $b) (local.set $a)
    (struct.get $box 0) (local.get $a) (local.get $b))
  (func (export "one leaves") (result i32 i32 i64) (local $a i64) (local $one (ref null $box))
    (call $three (i32.const 50))
    (drop)
    (i64.const 0x10000)
    (call $waste)
    (local.set $a) (local.set $one)
    (struct.get $box 0) (struct.get $box 0 (local.get $one)) (local.get $a))
  (func (export "all leave") (result i64 i64 i64) (local $a i64) (local $b i64) (local $c i64)
    (call $three (i32.const 60))
    (drop) (drop) (drop)
    (i64.const 0x40) (i64.const 0x1040) (i64.const 0x4000)
    (call $waste)
    (local.set $c) (local.set $b) (local.set $a)
    (local.get $a) (local.get $b) (local.get $c))
  (func (export "others come") (result i32 i32) (local $one (ref null $box))
    (call $three (i32.const 70))
    (drop) (drop)
    (call $box (i32.const 9))
    (call $waste)
    (local.set $one)
    (struct.get $box 0) (struct.get $box 0 (local.get $one)))

  (func (export "functions in locals") (result i32) (local $a funcref) (local $b (ref null func))
    (local.set $a (table.get $functions (i32.const 0)))
    (local.set $b (table.get $functions (i32.const 1)))
    (call $waste)
    (table.set $functions (i32.const 2) (local.get $a))
    (table.set $functions (i32.const 3) (local.get $b))
    (i32.add
      (call_indirect $functions (type $number) (i32.const 2))
      (i32.mul (call_indirect $functions (type $number) (i32.const 3)) (i32.const 10))))
  (func (export "functions on the stack") (result i32)
    (i32.const 2) (table.get $functions (i32.const 1))
    (i32.const 3) (table.get $functions (i32.const 0))
    (call $waste)
    (table.set $functions)
    (table.set $functions)
    (i32.add
      (call_indirect $functions (type $number) (i32.const 2))
      (i32.mul (call_indirect $functions (type $number) (i32.const 3)) (i32.const 10))))
  (func $keep (param $f funcref) (result funcref) (call $waste) (local.get $f))
  (func (export "functions as arguments") (result i32)
    (call_ref $number (ref.cast (ref $number) (call $keep (table.get $functions (i32.const 1)))))))

(assert_return (invoke "two leave") (i32.const 40) (i64.const 0x1008) (i64.const 0x2010))
(assert_return (invoke "one leaves") (i32.const 50) (i32.const 51) (i64.const 0x10000))
(assert_return (invoke "all leave") (i64.const 0x40) (i64.const 0x1040) (i64.const 0x4000))
(assert_return (invoke "others come") (i32.const 70) (i32.const 9))
(assert_return (invoke "functions in locals") (i32.const 87))
(assert_return (invoke "functions on the stack") (i32.const 78))
(assert_return (invoke "functions as arguments") (i32.const 8))

;; 15,000 operands at once: there may be room for the frame, and none for them.
(module
  (func $fifty (result i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)
    (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)
    (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)
    (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)
    (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1))
  (func $wide
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty call $fifty
    return)
  (func $down (export "down") (call $wide) (call $down)))
(assert_exhaustion (invoke "down") "call stack exhausted")
