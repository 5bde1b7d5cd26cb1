;; Fills, copies (over itself too), takes from segments, and grows: instructions that move many bytes at once.
(module
  ;; include support/io.wat
  (memory $work 1)
  (data $segment "0123456789abcdef")

  (func $hash (param $length i32) (result i64)
    (local $at i32) (local $hash i64)
    (local.set $hash (i64.const 1469598103934665603))
    (loop $bytes
      (local.set $hash
        (i64.mul
          (i64.xor (local.get $hash) (i64.load8_u $work (local.get $at)))
          (i64.const 1099511628211)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $bytes (i32.lt_u (local.get $at) (local.get $length))))
    (local.get $hash))

  (func (export "_start")
    (local $i i32) (local $n i32)
    (local.set $n (call $size_of_work (i32.const 300)))
    (loop $again
      (memory.fill $work
        (i32.rem_u (i32.mul (local.get $i) (i32.const 977)) (i32.const 60000)) (local.get $i) (i32.const 700))
      (memory.copy $work $work
        (i32.rem_u (i32.mul (local.get $i) (i32.const 577)) (i32.const 50000))
        (i32.rem_u (i32.mul (local.get $i) (i32.const 1009)) (i32.const 50000))
        (i32.const 9000))
      (memory.init $work $segment
        (i32.rem_u (i32.mul (local.get $i) (i32.const 331)) (i32.const 65000))
        (i32.and (local.get $i) (i32.const 7))
        (i32.const 8))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
    (call $print (call $hash (i32.const 65536)))
    (call $print (i64.extend_i32_u (memory.grow $work (i32.const 1))))
    (memory.copy $work $work (i32.const 65536) (i32.const 1) (i32.const 65536))
    (memory.copy $work $work (i32.const 0) (i32.const 65535) (i32.const 65537))
    (call $print (call $hash (i32.const 131072)))))
