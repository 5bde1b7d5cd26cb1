;; Binary trees: many objects that live shortly, among some that live long.
(module
  ;; include support/io.wat
  (type $tree (struct (field $left (ref null $tree)) (field $right (ref null $tree)) (field $value i32)))

  (func $build (param $depth i32) (param $value i32) (result (ref null $tree))
    (if (i32.lt_s (local.get $depth) (i32.const 0)) (then (return (ref.null $tree))))
    (struct.new $tree
      (call $build (i32.sub (local.get $depth) (i32.const 1)) (i32.mul (local.get $value) (i32.const 2)))
      (call $build (i32.sub (local.get $depth) (i32.const 1)) (i32.add (i32.mul (local.get $value) (i32.const 2)) (i32.const 1)))
      (local.get $value)))

  (func $sum (param $tree (ref null $tree)) (result i64)
    (if (ref.is_null (local.get $tree)) (then (return (i64.const 1))))
    (i64.add
      (i64.add
        (i64.mul (call $sum (struct.get $tree $left (local.get $tree))) (i64.const 3))
        (call $sum (struct.get $tree $right (local.get $tree))))
      (i64.extend_i32_u (struct.get $tree $value (local.get $tree)))))

  (func (export "_start")
    (local $old (ref null $tree)) (local $depth i32) (local $most i32) (local $round i32) (local $total i64)
    (local.set $most (call $size_of_work (i32.const 9)))
    (local.set $old (call $build (local.get $most) (i32.const 1)))
    (loop $depths
      (local.set $round (i32.const 0))
      (loop $rounds
        (local.set $total
          (i64.add
            (i64.mul (local.get $total) (i64.const 5))
            (call $sum (call $build (local.get $depth) (local.get $round)))))
        (local.set $round (i32.add (local.get $round) (i32.const 1)))
        (br_if $rounds (i32.lt_s (local.get $round) (i32.const 12))))
      (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
      (br_if $depths (i32.le_s (local.get $depth) (local.get $most))))
    (call $print (local.get $total))
    (call $print (call $sum (local.get $old)))))
