;; Throws through frames of other functions, catches by tag with payload, catches all, rethrows by reference, and lets most calls end well.
(module
  ;; include support/io.wat
  (tag $wrong (param i32 i64))
  (tag $other)

  (func $work (param $depth i32) (param $x i64) (result i64)
    (if (i32.eqz (local.get $depth))
      (then
        (if (i64.eqz (i64.rem_u (local.get $x) (i64.const 7)))
          (then (throw $wrong (i32.wrap_i64 (local.get $x)) (i64.mul (local.get $x) (i64.const 3)))))
        (if (i64.eqz (i64.rem_u (local.get $x) (i64.const 11))) (then (throw $other)))
        (return (i64.add (local.get $x) (i64.const 1)))))
    (i64.add
      (call $work (i32.sub (local.get $depth) (i32.const 1)) (local.get $x))
      (i64.extend_i32_u (local.get $depth))))

  ;; Looks at what comes through, counts it, and throws it on.
  (global $seen (mut i64) (i64.const 0))
  (func $between (param $depth i32) (param $x i64) (result i64)
    (block $caught (result exnref)
      (return
        (try_table (result i64) (catch_all_ref $caught) (call $work (local.get $depth) (local.get $x)))))
    (global.set $seen (i64.add (global.get $seen) (i64.const 1)))
    (throw_ref))

  (func $guarded (param $depth i32) (param $x i64) (result i64)
    (local $code i32) (local $value i64)
    (block $rest
      (block $payload (result i32 i64)
        (return
          (try_table (result i64) (catch $wrong $payload) (catch_all $rest)
            (call $between (local.get $depth) (local.get $x)))))
      (local.set $value)
      (local.set $code)
      (return (i64.add (local.get $value) (i64.extend_i32_s (local.get $code)))))
    (i64.const 1000))

  (func (export "_start")
    (local $i i64) (local $n i64) (local $sum i64)
    (local.set $n (i64.extend_i32_u (call $size_of_work (i32.const 3000))))
    (loop $again
      (local.set $i (i64.add (local.get $i) (i64.const 1)))
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 3))
          (call $guarded (i32.wrap_i64 (i64.and (local.get $i) (i64.const 15))) (local.get $i))))
      (br_if $again (i64.lt_u (local.get $i) (local.get $n))))
    (call $print (local.get $sum))
    (call $print (global.get $seen))))
