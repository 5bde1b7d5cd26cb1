  ;; What programs in the text format share: numbers in hexadecimal to standard output, the size of the work from the first argument.
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (memory $io (export "memory") 1)

  ;; Sixteen digits and a line feed, at 64.
  (func $print (param $value i64)
    (local $at i32) (local $digit i32)
    (local.set $at (i32.const 79))
    (loop $digits
      (local.set $digit (i32.and (i32.wrap_i64 (local.get $value)) (i32.const 15)))
      (i32.store8 $io
        (local.get $at)
        (i32.add
          (local.get $digit)
          (select (i32.const 48) (i32.const 87) (i32.lt_u (local.get $digit) (i32.const 10)))))
      (local.set $value (i64.shr_u (local.get $value) (i64.const 4)))
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (br_if $digits (i32.ge_u (local.get $at) (i32.const 64))))
    (i32.store8 $io (i32.const 80) (i32.const 10))
    (i32.store $io (i32.const 0) (i32.const 64))
    (i32.store $io (i32.const 4) (i32.const 17))
    (if (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then unreachable)))

  ;; The first argument as a decimal number; without one, what is usual.
  (func $size_of_work (param $usual i32) (result i32)
    (local $at i32) (local $digit i32) (local $size i32)
    (drop (call $args_sizes_get (i32.const 16) (i32.const 20)))
    (if (i32.or
          (i32.lt_u (i32.load $io (i32.const 16)) (i32.const 2))
          (i32.or
            (i32.gt_u (i32.load $io (i32.const 16)) (i32.const 64))
            (i32.gt_u (i32.load $io (i32.const 20)) (i32.const 4096))))
      (then (return (local.get $usual))))
    (drop (call $args_get (i32.const 1024) (i32.const 2048)))
    (local.set $at (i32.load $io (i32.const 1028)))
    (loop $digits
      (local.set $digit (i32.sub (i32.load8_u $io (local.get $at)) (i32.const 48)))
      (if (i32.lt_u (local.get $digit) (i32.const 10))
        (then
          (local.set $size (i32.add (i32.mul (local.get $size) (i32.const 10)) (local.get $digit)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $digits))))
    (local.get $size))
