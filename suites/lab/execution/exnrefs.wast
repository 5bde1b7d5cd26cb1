;; A thousand exceptions live in a table, one in a global and one in a local while the heap is collected; what they carry is what was thrown.

(module
  (type $box (struct (field i32)))
  (type $garbage (array (mut i64)))
  (tag $pair (param i32 (ref $box)))
  (table $kept 1000 exnref)
  (global $last (mut exnref) (ref.null exn))

  (func $make (param i32) (result exnref)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (throw $pair (local.get 0) (struct.new $box (i32.mul (local.get 0) (i32.const 3)))))
      unreachable))

  ;; The number and the box's, added.
  (func $open (param exnref) (result i32)
    (local $box (ref null $box))
    (block $caught (result i32 (ref $box))
      (try_table (catch $pair $caught) (throw_ref (local.get 0)))
      unreachable)
    (local.set $box)
    (i32.add (struct.get $box 0 (local.get $box))))

  (func (export "run") (param $rounds i32) (result i32)
    (local $i i32) (local $sum i32) (local $mine exnref)
    (local.set $mine (call $make (i32.const 77)))
    (loop $again
      (table.set $kept (local.get $i) (call $make (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))
    (global.set $last (call $make (i32.const 1000)))
    (loop $waste
      (drop (array.new_default $garbage (i32.const 2000)))
      (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
      (br_if $waste (local.get $rounds)))
    (local.set $i (i32.const 0))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $open (table.get $kept (local.get $i)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))
    (i32.add
      (local.get $sum)
      (i32.add (call $open (global.get $last)) (call $open (local.get $mine))))))

;; 4 · (0 + … + 1000 + 77)
(assert_return (invoke "run" (i32.const 100_000)) (i32.const 2_002_308))
(assert_return (invoke "run" (i32.const 1)) (i32.const 2_002_308))
