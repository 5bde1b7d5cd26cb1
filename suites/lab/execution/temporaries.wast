;; Locals that are read only right behind where they are set, and others that nearly are: what calls, joins, loops and helpers leave of them.

(module
  (memory 1 10)
  (global $trace (mut i32) (i32.const 0))
  (func $spoil (param i32) (result i32)
    ;; Uses many registers.
    (local i32 i32 i32 i32 i32 i32 i32 i32)
    (local.set 1 (i32.const -1)) (local.set 2 (i32.const -2)) (local.set 3 (i32.const -3)) (local.set 4 (i32.const -4))
    (local.set 5 (i32.const -5)) (local.set 6 (i32.const -6)) (local.set 7 (i32.const -7)) (local.set 8 (i32.const -8))
    (loop $again
      (global.set $trace (i32.add (global.get $trace) (i32.add (i32.add (local.get 1) (local.get 2)) (i32.add (local.get 3) (local.get 4)))))
      (global.set $trace (i32.sub (global.get $trace) (i32.add (i32.add (local.get 5) (local.get 6)) (i32.add (local.get 7) (local.get 8)))))
      (br_if $again (i32.and (i32.const 0) (local.get 1))))
    (local.get 0))

  ;; Temporaries: set and read between two calls.
  (func (export "between calls") (param $n i32) (result i32) (local $t i32) (local $u i64) (local $sum i32)
    (loop $more
      (local.set $t (i32.mul (local.get $n) (i32.const 3)))
      (local.set $sum (i32.add (local.get $sum) (call $spoil (i32.add (local.get $t) (local.get $t)))))
      (local.set $u (i64.extend_i32_u (local.get $n)))
      (local.set $sum (i32.add (local.get $sum) (i32.wrap_i64 (i64.mul (local.get $u) (local.get $u)))))
      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; Read before the call, used behind it: the operand waits.
  (func (export "operand waits") (param $n i32) (result i32) (local $t i32)
    (local.set $t (i32.mul (local.get $n) (i32.const 7)))
    (local.get $t)
    (i32.add (call $spoil (i32.const 1))))
  (func (export "operands wait") (param $n f64) (result f64) (local $t f64) (local $v i64)
    (local.set $t (f64.add (local.get $n) (f64.const 0.5)))
    (local.set $v (i64.trunc_f64_s (local.get $n)))
    (local.get $t)
    (f64.convert_i64_s (local.get $v))
    (f64.convert_i32_s (call $spoil (i32.const 100)))
    (f64.add) (f64.add))

  ;; None: read behind the call, behind a join, in the next turn of a loop, or never set on the way.
  (func (export "behind a call") (param $n i32) (result i32) (local $t i32)
    (local.set $t (i32.mul (local.get $n) (i32.const 7)))
    (i32.add (call $spoil (i32.const 1)) (local.get $t)))
  (func (export "behind a join") (param $n i32) (result i32) (local $t i32)
    (block $out
      (br_if $out (local.get $n))
      (local.set $t (i32.const 5))
      (drop (call $spoil (local.get $t))))
    (local.get $t))
  (func (export "next turn") (param $n i32) (result i32) (local $t i32) (local $sum i32)
    (loop $more
      (local.set $sum (i32.add (local.get $sum) (local.get $t)))
      (local.set $t (call $spoil (local.get $n)))
      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func (export "never set") (param $n i32) (result i64 f32 i32) (local $a i64) (local $b f32) (local $c i32)
    (if (local.get $n) (then (local.set $a (i64.const 9)) (drop (call $spoil (i32.const 0)))))
    (local.get $a) (local.get $b) (local.get $c))

  ;; In arms: a temporary of each, read behind both, and in the other one.
  (func (export "arms") (param $n i32) (result i32) (local $t i32) (local $r i32) (local $s i32)
    (if (local.get $n)
      (then (local.set $t (i32.add (local.get $n) (i32.const 1))) (local.set $r (i32.mul (local.get $t) (local.get $t))))
      (else (local.set $t (i32.const 4)) (local.set $r (call $spoil (local.get $t))) (local.set $s (i32.const 2))))
    (i32.add (local.get $r) (i32.mul (i32.const 100) (local.get $s))))
  (func (export "set in one arm") (param $n i32) (result i32) (local $t i32)
    (if (local.get $n) (then (local.set $t (i32.const 5))) (else (local.set $n (local.get $t))))
    (local.get $n))

  ;; Branches leave it; what they lead to sets it again.
  (func (export "left and set again") (param $n i32) (result i32) (local $t i32) (local $r i32)
    (block $out
      (local.set $t (i32.add (local.get $n) (i32.const 10)))
      (br_if $out (i32.gt_s (local.get $t) (i32.const 12)))
      (local.set $r (call $spoil (i32.const 1000))))
    (local.set $t (i32.add (local.get $r) (local.get $n)))
    (i32.add (local.get $t) (local.get $t)))
  (func (export "loops in loops") (param $n i32) (result i32) (local $t i32) (local $i i32) (local $j i32) (local $sum i32)
    (loop $outer
      (local.set $j (i32.const 0))
      (loop $inner
        (local.set $t (i32.xor (local.get $i) (local.get $j)))
        (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $t) (i32.const 3))))
        (br_if $inner (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n))))
      (local.set $sum (call $spoil (local.get $sum)))
      (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))

  ;; Helpers are no calls: what is set before is read behind.
  (func (export "around a helper") (param $n i32) (result i32) (local $t i32) (local $v v128)
    (local.set $t (i32.mul (local.get $n) (i32.const 11)))
    (local.set $v (i32x4.splat (local.get $t)))
    (drop (memory.grow (i32.const 1)))
    (memory.fill (i32.const 0) (i32.const 1) (i32.const 64))
    (i32.add (local.get $t) (i32x4.extract_lane 3 (local.get $v))))

  ;; A parameter that is set before it is read is one too.
  (func (export "parameter") (param $p i32) (param $q i32) (result i32)
    (local.set $p (call $spoil (local.get $q)))
    (i32.add (local.get $p) (i32.const 1)))
  (func (export "only in dead code") (param $n i32) (result i32) (local $t i32)
    (return (call $spoil (local.get $n)))
    (local.get $t)))

(assert_return (invoke "between calls" (i32.const 3)) (i32.const 50))
(assert_return (invoke "operand waits" (i32.const 3)) (i32.const 22))
(assert_return (invoke "operands wait" (f64.const 2.25)) (f64.const 104.75))
(assert_return (invoke "behind a call" (i32.const 3)) (i32.const 22))
(assert_return (invoke "behind a join" (i32.const 0)) (i32.const 5))
(assert_return (invoke "behind a join" (i32.const 1)) (i32.const 0))
(assert_return (invoke "next turn" (i32.const 4)) (i32.const 9))
(assert_return (invoke "never set" (i32.const 0)) (i64.const 0) (f32.const 0) (i32.const 0))
(assert_return (invoke "never set" (i32.const 1)) (i64.const 9) (f32.const 0) (i32.const 0))
(assert_return (invoke "arms" (i32.const 2)) (i32.const 9))
(assert_return (invoke "arms" (i32.const 0)) (i32.const 204))
(assert_return (invoke "set in one arm" (i32.const 7)) (i32.const 7))
(assert_return (invoke "set in one arm" (i32.const 0)) (i32.const 0))
(assert_return (invoke "left and set again" (i32.const 1)) (i32.const 2002))
(assert_return (invoke "left and set again" (i32.const 5)) (i32.const 10))
(assert_return (invoke "loops in loops" (i32.const 4)) (i32.const 72))
(assert_return (invoke "around a helper" (i32.const 3)) (i32.const 66))
(assert_return (invoke "parameter" (i32.const 99) (i32.const 4)) (i32.const 5))
(assert_return (invoke "only in dead code" (i32.const 8)) (i32.const 8))

;; Exceptions come from calls; references are seen by the collector.
(module
  (type $box (struct (field i32)))
  (tag $e (param i32))
  (func $throw (param i32) (result i32) (if (local.get 0) (then (throw $e (local.get 0)))) (i32.const 3))
  (func (export "caught") (param $n i32) (result i32) (local $t i32) (local $kept i32)
    (local.set $kept (i32.add (local.get $n) (i32.const 40)))
    (block $h (result i32)
      (try_table (result i32) (catch $e $h)
        (local.set $t (i32.mul (local.get $n) (i32.const 2)))
        (call $throw (local.get $t)))
      (local.set $t (i32.const 1000))
      (i32.add (local.get $t)))
    (i32.add (local.get $kept)))
  (func $make (param i32) (result (ref $box)) (struct.new $box (local.get 0)))
  (func (export "boxes") (param $n i32) (result i32) (local $t (ref null $box)) (local $i i32) (local $sum i32)
    (loop $more
      (local.set $t (call $make (local.get $n)))
      (local.set $i (struct.get $box 0 (local.get $t)))
      (local.set $sum (i32.add (local.get $sum) (i32.add (local.get $i) (struct.get $box 0 (struct.new $box (local.get $i))))))
      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))

(assert_return (invoke "caught" (i32.const 0)) (i32.const 1043))
(assert_return (invoke "caught" (i32.const 5)) (i32.const 55))
(assert_return (invoke "boxes" (i32.const 4)) (i32.const 20))
