;; A shared memory in one thread: counters, a lock by exchange and one by comparison, a ring, waits that end at once, bytes beside each other.
(module
  ;; include support/io.wat
  (memory $shared 1 4 shared)

  (func $lock (param $at i32)
    (loop $again
      (br_if $again (i32.atomic.rmw.cmpxchg $shared (local.get $at) (i32.const 0) (i32.const 1)))))
  (func $unlock (param $at i32)
    (i32.atomic.store $shared (local.get $at) (i32.const 0))
    (drop (memory.atomic.notify $shared (local.get $at) (i32.const 1))))

  (func (export "_start")
    (local $i i64) (local $n i64) (local $sum i64) (local $at i32)
    (local.set $n (i64.extend_i32_u (call $size_of_work (i32.const 6000))))
    (loop $again
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (call $lock (i32.const 0))
      (drop (i64.atomic.rmw.add $shared (i32.const 8) (local.get $i)))
      (local.set $at (i32.add (i32.const 64) (i32.shl (i32.and (i32.wrap_i64 (local.get $i)) (i32.const 31)) (i32.const 3))))
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 3))
          (i64.atomic.rmw.xchg $shared (local.get $at) (i64.mul (local.get $i) (i64.const 7)))))
      (drop (i64.atomic.rmw8.sub_u $shared (i32.const 17) (local.get $i)))
      (drop (i32.atomic.rmw16.xor_u $shared (i32.const 18) (i32.wrap_i64 (local.get $i))))
      (drop (i64.atomic.rmw32.or_u $shared (i32.const 24) (i64.shl (i64.const 1) (i64.and (local.get $i) (i64.const 15)))))
      (drop (i64.atomic.rmw.and $shared (i32.const 32) (local.get $i)))
      (atomic.fence)
      (call $unlock (i32.const 0))
      (br_if $again (i64.lt_u (local.get $i) (local.get $n))))
    (call $print (i64.atomic.load $shared (i32.const 8)))
    (call $print (local.get $sum))
    (call $print (i64.atomic.load $shared (i32.const 16)))
    (call $print (i64.atomic.load $shared (i32.const 24)))
    ;; Another value than expected is answer 1; nobody who notifies before the time is over, 2.
    (call $print (i64.extend_i32_u (memory.atomic.wait32 $shared (i32.const 0) (i32.const 5) (i64.const -1))))
    (call $print (i64.extend_i32_u (memory.atomic.wait64 $shared (i32.const 40) (i64.const 0) (i64.const 1000))))
    (call $print (i64.extend_i32_u (memory.grow $shared (i32.const 2))))
    (call $print (i64.atomic.load $shared (i32.const 190000)))))
