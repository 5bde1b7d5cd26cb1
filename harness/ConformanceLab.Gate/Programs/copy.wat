;; Bulk memory: 16 KiB copied in pieces of 64 bytes, n times.
(module
  (memory 1)
  (data (i32.const 0) "the quick brown fox jumps over the lazy dog, again and again....")
  (func (export "run") (param $n i32) (result i32) (local $at i32)
    (loop $again
      (local.set $at (i32.const 64))
      (loop $next
        (memory.copy (local.get $at) (i32.sub (local.get $at) (i32.const 61)) (i32.const 64))
        (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (i32.const 16384))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.load (i32.const 16000))))
