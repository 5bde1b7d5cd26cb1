;; Fills half a megabyte behind 64-bit addresses and sums it with strides.
(module
  ;; include support/io.wat
  (memory $data i64 8)

  (func (export "_start")
    (local $at i64) (local $x i64) (local $sum i64) (local $stride i64) (local $rounds i32)
    (local.set $rounds (call $size_of_work (i32.const 3)))
    (local.set $x (i64.const 1))
    (loop $fill
      (local.set $x (i64.add (i64.mul (local.get $x) (i64.const 6364136223846793005)) (i64.const 1442695040888963407)))
      (i64.store $data (local.get $at) (local.get $x))
      (local.set $at (i64.add (local.get $at) (i64.const 8)))
      (br_if $fill (i64.lt_u (local.get $at) (i64.const 524288))))
    (loop $again
      (local.set $stride (i64.const 8))
      (loop $strides
        (local.set $at (i64.const 0))
        (loop $walk
          (local.set $sum
            (i64.add
              (i64.rotl (local.get $sum) (i64.const 5))
              (i64.xor (i64.load $data (local.get $at)) (i64.load32_u $data offset=4 (local.get $at)))))
          (local.set $at (i64.add (local.get $at) (local.get $stride)))
          (br_if $walk (i64.lt_u (local.get $at) (i64.const 524280))))
        (local.set $stride (i64.mul (local.get $stride) (i64.const 4)))
        (br_if $strides (i64.le_u (local.get $stride) (i64.const 8192))))
      (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $rounds) (i32.const 0))))
    (call $print (local.get $sum))
    (call $print (memory.size $data))
    (call $print (memory.grow $data (i64.const 3)))
    (call $print (memory.size $data))))
