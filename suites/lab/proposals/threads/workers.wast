;; A program of four threads, the script's own among them. They draw tickets and add up their squares under a lock, meet, and all see the
;; same sum; then two produce and two consume, through a ring of eight places. Each has an instance of its own, whose code is the same.
;;
;;   0 lock (1: taken)   4 next ticket   8 sum of squares   16 who has arrived   20 all have   32 places free   36 places filled
;;   40 next place to fill   44 next to empty   48 sum of what was consumed   56 somebody has given up   64 … 127 the ring
;;
;; Nobody waits for ever: where a thread does not come, those that wait for it trap after three seconds, which are thirty waits that end with
;; nothing, or after very many that end with something that another thread takes first.

(module $common
  (memory (export "memory") 1 1 shared)
  (data (i32.const 32) "\08"))
(register "common" $common)

(thread $first (shared (module $common))
  (register "common" $common)
  (module
    (memory (import "common" "memory") 1 1 shared)
    (func $lock
      (loop $again
        (if (i32.atomic.rmw.cmpxchg (i32.const 0) (i32.const 0) (i32.const 1))
          (then
            (drop (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const 1000000)))
            (br $again)))))
    (func $unlock
      (i32.atomic.store (i32.const 0) (i32.const 0))
      (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
    (func $patience (param $waits i32) (result i32)
      (if (i32.or (i32.ge_u (local.get $waits) (i32.const 30_000)) (i32.atomic.load (i32.const 56)))
        (then
          (i32.atomic.store (i32.const 56) (i32.const 1))
          (unreachable)))
      (i32.add (local.get $waits) (i32.const 1)))
    (func $acquire (param $semaphore i32) (local $count i32) (local $waits i32)
      (loop $again
        (if (i32.eqz (local.tee $count (i32.atomic.load (local.get $semaphore))))
          (then
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (local.get $semaphore) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br $again)))
        (br_if $again
          (i32.ne
            (local.get $count)
            (i32.atomic.rmw.cmpxchg (local.get $semaphore) (local.get $count) (i32.sub (local.get $count) (i32.const 1)))))))
    (func $release (param $semaphore i32)
      (drop (i32.atomic.rmw.add (local.get $semaphore) (i32.const 1)))
      (drop (memory.atomic.notify (local.get $semaphore) (i32.const 1))))
    (func $meet (param $parties i32) (local $waits i32)
      (if (i32.eq (i32.add (i32.atomic.rmw.add (i32.const 16) (i32.const 1)) (i32.const 1)) (local.get $parties))
        (then
          (i32.atomic.store (i32.const 20) (i32.const 1))
          (drop (memory.atomic.notify (i32.const 20) (i32.const -1))))
        (else
          (loop $again
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (i32.const 20) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br_if $again (i32.eqz (i32.atomic.load (i32.const 20))))))))
    (func (export "squares") (param $count i32) (param $parties i32) (result i64) (local $ticket i64)
      (block $done
        (loop $again
          (local.set $ticket (i64.extend_i32_u (i32.atomic.rmw.add (i32.const 4) (i32.const 1))))
          (br_if $done (i64.ge_u (local.get $ticket) (i64.extend_i32_u (local.get $count))))
          (call $lock)
          (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.mul (local.get $ticket) (local.get $ticket))))
          (call $unlock)
          (br $again)))
      (call $meet (local.get $parties))
      (i64.load (i32.const 8)))
    (func $place (param $cursor i32) (result i32)
      (i32.add (i32.const 64) (i32.shl (i32.and (i32.atomic.rmw.add (local.get $cursor) (i32.const 1)) (i32.const 7)) (i32.const 3))))
    (func (export "produce") (param $from i64) (param $to i64)
      (loop $again
        (call $acquire (i32.const 32))
        (call $lock)
        (i64.store (call $place (i32.const 40)) (local.get $from))
        (call $unlock)
        (call $release (i32.const 36))
        (br_if $again (i64.le_u (local.tee $from (i64.add (local.get $from) (i64.const 1))) (local.get $to)))))
    (func (export "consume") (param $count i32)
      (loop $again
        (call $acquire (i32.const 36))
        (call $lock)
        (drop (i64.atomic.rmw.add (i32.const 48) (i64.load (call $place (i32.const 44)))))
        (call $unlock)
        (call $release (i32.const 32))
        (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
    (func (export "consumed") (result i64) (i64.atomic.load (i32.const 48))))
  (assert_return (invoke "squares" (i32.const 3000) (i32.const 4)) (i64.const 8_995_500_500))
  (assert_return (invoke "produce" (i64.const 1) (i64.const 1000))))

(thread $second (shared (module $common))
  (register "common" $common)
  (module
    (memory (import "common" "memory") 1 1 shared)
    (func $lock
      (loop $again
        (if (i32.atomic.rmw.cmpxchg (i32.const 0) (i32.const 0) (i32.const 1))
          (then
            (drop (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const 1000000)))
            (br $again)))))
    (func $unlock
      (i32.atomic.store (i32.const 0) (i32.const 0))
      (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
    (func $patience (param $waits i32) (result i32)
      (if (i32.or (i32.ge_u (local.get $waits) (i32.const 30_000)) (i32.atomic.load (i32.const 56)))
        (then
          (i32.atomic.store (i32.const 56) (i32.const 1))
          (unreachable)))
      (i32.add (local.get $waits) (i32.const 1)))
    (func $acquire (param $semaphore i32) (local $count i32) (local $waits i32)
      (loop $again
        (if (i32.eqz (local.tee $count (i32.atomic.load (local.get $semaphore))))
          (then
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (local.get $semaphore) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br $again)))
        (br_if $again
          (i32.ne
            (local.get $count)
            (i32.atomic.rmw.cmpxchg (local.get $semaphore) (local.get $count) (i32.sub (local.get $count) (i32.const 1)))))))
    (func $release (param $semaphore i32)
      (drop (i32.atomic.rmw.add (local.get $semaphore) (i32.const 1)))
      (drop (memory.atomic.notify (local.get $semaphore) (i32.const 1))))
    (func $meet (param $parties i32) (local $waits i32)
      (if (i32.eq (i32.add (i32.atomic.rmw.add (i32.const 16) (i32.const 1)) (i32.const 1)) (local.get $parties))
        (then
          (i32.atomic.store (i32.const 20) (i32.const 1))
          (drop (memory.atomic.notify (i32.const 20) (i32.const -1))))
        (else
          (loop $again
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (i32.const 20) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br_if $again (i32.eqz (i32.atomic.load (i32.const 20))))))))
    (func (export "squares") (param $count i32) (param $parties i32) (result i64) (local $ticket i64)
      (block $done
        (loop $again
          (local.set $ticket (i64.extend_i32_u (i32.atomic.rmw.add (i32.const 4) (i32.const 1))))
          (br_if $done (i64.ge_u (local.get $ticket) (i64.extend_i32_u (local.get $count))))
          (call $lock)
          (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.mul (local.get $ticket) (local.get $ticket))))
          (call $unlock)
          (br $again)))
      (call $meet (local.get $parties))
      (i64.load (i32.const 8)))
    (func $place (param $cursor i32) (result i32)
      (i32.add (i32.const 64) (i32.shl (i32.and (i32.atomic.rmw.add (local.get $cursor) (i32.const 1)) (i32.const 7)) (i32.const 3))))
    (func (export "produce") (param $from i64) (param $to i64)
      (loop $again
        (call $acquire (i32.const 32))
        (call $lock)
        (i64.store (call $place (i32.const 40)) (local.get $from))
        (call $unlock)
        (call $release (i32.const 36))
        (br_if $again (i64.le_u (local.tee $from (i64.add (local.get $from) (i64.const 1))) (local.get $to)))))
    (func (export "consume") (param $count i32)
      (loop $again
        (call $acquire (i32.const 36))
        (call $lock)
        (drop (i64.atomic.rmw.add (i32.const 48) (i64.load (call $place (i32.const 44)))))
        (call $unlock)
        (call $release (i32.const 32))
        (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
    (func (export "consumed") (result i64) (i64.atomic.load (i32.const 48))))
  (assert_return (invoke "squares" (i32.const 3000) (i32.const 4)) (i64.const 8_995_500_500))
  (assert_return (invoke "produce" (i64.const 1001) (i64.const 2000))))

(thread $third (shared (module $common))
  (register "common" $common)
  (module
    (memory (import "common" "memory") 1 1 shared)
    (func $lock
      (loop $again
        (if (i32.atomic.rmw.cmpxchg (i32.const 0) (i32.const 0) (i32.const 1))
          (then
            (drop (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const 1000000)))
            (br $again)))))
    (func $unlock
      (i32.atomic.store (i32.const 0) (i32.const 0))
      (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
    (func $patience (param $waits i32) (result i32)
      (if (i32.or (i32.ge_u (local.get $waits) (i32.const 30_000)) (i32.atomic.load (i32.const 56)))
        (then
          (i32.atomic.store (i32.const 56) (i32.const 1))
          (unreachable)))
      (i32.add (local.get $waits) (i32.const 1)))
    (func $acquire (param $semaphore i32) (local $count i32) (local $waits i32)
      (loop $again
        (if (i32.eqz (local.tee $count (i32.atomic.load (local.get $semaphore))))
          (then
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (local.get $semaphore) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br $again)))
        (br_if $again
          (i32.ne
            (local.get $count)
            (i32.atomic.rmw.cmpxchg (local.get $semaphore) (local.get $count) (i32.sub (local.get $count) (i32.const 1)))))))
    (func $release (param $semaphore i32)
      (drop (i32.atomic.rmw.add (local.get $semaphore) (i32.const 1)))
      (drop (memory.atomic.notify (local.get $semaphore) (i32.const 1))))
    (func $meet (param $parties i32) (local $waits i32)
      (if (i32.eq (i32.add (i32.atomic.rmw.add (i32.const 16) (i32.const 1)) (i32.const 1)) (local.get $parties))
        (then
          (i32.atomic.store (i32.const 20) (i32.const 1))
          (drop (memory.atomic.notify (i32.const 20) (i32.const -1))))
        (else
          (loop $again
            (local.set $waits (call $patience (local.get $waits)))
            (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (i32.const 20) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
            (br_if $again (i32.eqz (i32.atomic.load (i32.const 20))))))))
    (func (export "squares") (param $count i32) (param $parties i32) (result i64) (local $ticket i64)
      (block $done
        (loop $again
          (local.set $ticket (i64.extend_i32_u (i32.atomic.rmw.add (i32.const 4) (i32.const 1))))
          (br_if $done (i64.ge_u (local.get $ticket) (i64.extend_i32_u (local.get $count))))
          (call $lock)
          (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.mul (local.get $ticket) (local.get $ticket))))
          (call $unlock)
          (br $again)))
      (call $meet (local.get $parties))
      (i64.load (i32.const 8)))
    (func $place (param $cursor i32) (result i32)
      (i32.add (i32.const 64) (i32.shl (i32.and (i32.atomic.rmw.add (local.get $cursor) (i32.const 1)) (i32.const 7)) (i32.const 3))))
    (func (export "produce") (param $from i64) (param $to i64)
      (loop $again
        (call $acquire (i32.const 32))
        (call $lock)
        (i64.store (call $place (i32.const 40)) (local.get $from))
        (call $unlock)
        (call $release (i32.const 36))
        (br_if $again (i64.le_u (local.tee $from (i64.add (local.get $from) (i64.const 1))) (local.get $to)))))
    (func (export "consume") (param $count i32)
      (loop $again
        (call $acquire (i32.const 36))
        (call $lock)
        (drop (i64.atomic.rmw.add (i32.const 48) (i64.load (call $place (i32.const 44)))))
        (call $unlock)
        (call $release (i32.const 32))
        (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
    (func (export "consumed") (result i64) (i64.atomic.load (i32.const 48))))
  (assert_return (invoke "squares" (i32.const 3000) (i32.const 4)) (i64.const 8_995_500_500))
  (assert_return (invoke "consume" (i32.const 1000))))

(module
  (memory (import "common" "memory") 1 1 shared)
  (func $lock
    (loop $again
      (if (i32.atomic.rmw.cmpxchg (i32.const 0) (i32.const 0) (i32.const 1))
        (then
          (drop (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const 1000000)))
          (br $again)))))
  (func $unlock
    (i32.atomic.store (i32.const 0) (i32.const 0))
    (drop (memory.atomic.notify (i32.const 0) (i32.const 1))))
  (func $patience (param $waits i32) (result i32)
    (if (i32.or (i32.ge_u (local.get $waits) (i32.const 30_000)) (i32.atomic.load (i32.const 56)))
      (then
        (i32.atomic.store (i32.const 56) (i32.const 1))
        (unreachable)))
    (i32.add (local.get $waits) (i32.const 1)))
  (func $acquire (param $semaphore i32) (local $count i32) (local $waits i32)
    (loop $again
      (if (i32.eqz (local.tee $count (i32.atomic.load (local.get $semaphore))))
        (then
          (local.set $waits (call $patience (local.get $waits)))
          (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (local.get $semaphore) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
          (br $again)))
      (br_if $again
        (i32.ne
          (local.get $count)
          (i32.atomic.rmw.cmpxchg (local.get $semaphore) (local.get $count) (i32.sub (local.get $count) (i32.const 1)))))))
  (func $release (param $semaphore i32)
    (drop (i32.atomic.rmw.add (local.get $semaphore) (i32.const 1)))
    (drop (memory.atomic.notify (local.get $semaphore) (i32.const 1))))
  (func $meet (param $parties i32) (local $waits i32)
    (if (i32.eq (i32.add (i32.atomic.rmw.add (i32.const 16) (i32.const 1)) (i32.const 1)) (local.get $parties))
      (then
        (i32.atomic.store (i32.const 20) (i32.const 1))
        (drop (memory.atomic.notify (i32.const 20) (i32.const -1))))
      (else
        (loop $again
          (local.set $waits (call $patience (local.get $waits)))
          (local.set $waits
              (i32.add
                (local.get $waits)
                (i32.mul (i32.eq (memory.atomic.wait32 (i32.const 20) (i32.const 0) (i64.const 100_000_000)) (i32.const 2)) (i32.const 1000))))
          (br_if $again (i32.eqz (i32.atomic.load (i32.const 20))))))))
  (func (export "squares") (param $count i32) (param $parties i32) (result i64) (local $ticket i64)
    (block $done
      (loop $again
        (local.set $ticket (i64.extend_i32_u (i32.atomic.rmw.add (i32.const 4) (i32.const 1))))
        (br_if $done (i64.ge_u (local.get $ticket) (i64.extend_i32_u (local.get $count))))
        (call $lock)
        (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.mul (local.get $ticket) (local.get $ticket))))
        (call $unlock)
        (br $again)))
    (call $meet (local.get $parties))
    (i64.load (i32.const 8)))
  (func $place (param $cursor i32) (result i32)
    (i32.add (i32.const 64) (i32.shl (i32.and (i32.atomic.rmw.add (local.get $cursor) (i32.const 1)) (i32.const 7)) (i32.const 3))))
  (func (export "produce") (param $from i64) (param $to i64)
    (loop $again
      (call $acquire (i32.const 32))
      (call $lock)
      (i64.store (call $place (i32.const 40)) (local.get $from))
      (call $unlock)
      (call $release (i32.const 36))
      (br_if $again (i64.le_u (local.tee $from (i64.add (local.get $from) (i64.const 1))) (local.get $to)))))
  (func (export "consume") (param $count i32)
    (loop $again
      (call $acquire (i32.const 36))
      (call $lock)
      (drop (i64.atomic.rmw.add (i32.const 48) (i64.load (call $place (i32.const 44)))))
      (call $unlock)
      (call $release (i32.const 32))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
  (func (export "consumed") (result i64) (i64.atomic.load (i32.const 48))))
(assert_return (invoke "squares" (i32.const 3000) (i32.const 4)) (i64.const 8_995_500_500))
(assert_return (invoke "consume" (i32.const 1000)))
(wait $first)
(wait $second)
(wait $third)
(assert_return (invoke "consumed") (i64.const 2_001_000))
