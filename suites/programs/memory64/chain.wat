;; A chain of nodes with 64-bit addresses, in an order that caches cannot foresee: made, walked, turned round, walked again.
(module
  ;; include support/io.wat
  (memory $heap i64 0)

  (func (export "_start")
    (local $nodes i64) (local $i i64) (local $place i64) (local $next i64) (local $sum i64) (local $first i64) (local $last i64)
    (local.set $nodes (i64.extend_i32_u (call $size_of_work (i32.const 40000))))
    (if (i64.eq
          (memory.grow $heap (i64.add (i64.shr_u (i64.mul (local.get $nodes) (i64.const 16)) (i64.const 16)) (i64.const 2)))
          (i64.const -1))
      (then unreachable))
    ;; Node i lies in place (i * 7919) mod n; its link is an address, 0 at the end, so places begin at 16.
    (loop $make
      (local.set $place
        (i64.add (i64.mul (i64.rem_u (i64.mul (local.get $i) (i64.const 7919)) (local.get $nodes)) (i64.const 16)) (i64.const 16)))
      (i64.store $heap (local.get $place) (local.get $last))
      (i64.store $heap offset=8 (local.get $place) (local.get $i))
      (local.set $last (local.get $place))
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (br_if $make (i64.lt_u (local.get $i) (local.get $nodes))))
    (call $print (local.tee $sum (call $walk (local.get $last))))
    (loop $turn
      (local.set $next (i64.load $heap (local.get $last)))
      (i64.store $heap (local.get $last) (local.get $first))
      (local.set $first (local.get $last))
      (local.set $last (local.get $next))
      (br_if $turn (i64.ne (local.get $last) (i64.const 0))))
    (call $print (call $walk (local.get $first))))

  (func $walk (param $at i64) (result i64)
    (local $sum i64)
    (loop $nodes
      (if (i64.ne (local.get $at) (i64.const 0))
        (then
          (local.set $sum
            (i64.add (i64.mul (local.get $sum) (i64.const 31)) (i64.load $heap offset=8 (local.get $at))))
          (local.set $at (i64.load $heap (local.get $at)))
          (br $nodes))))
    (local.get $sum)))
