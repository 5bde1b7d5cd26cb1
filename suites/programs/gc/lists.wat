;; Lists of anything: small integers without an object, boxed ones, strings as arrays of bytes; mapped by functions with an environment.
(module
  ;; include support/io.wat
  (type $list (struct (field $head anyref) (field $tail (ref null $list))))
  (type $box (struct (field $value i64)))
  (type $bytes (array (mut i8)))
  (rec
    (type $code (func (param (ref $closure) anyref) (result anyref)))
    (type $closure (struct (field $code (ref $code)) (field $by i32))))
  (data $text "a list of letters")
  (elem declare func $add)

  (func $item (param $i i32) (result anyref)
    (local $kind i32)
    (local.set $kind (i32.and (local.get $i) (i32.const 3)))
    (if (i32.eqz (local.get $kind)) (then (return (struct.new $box (i64.extend_i32_u (local.get $i))))))
    (if (i32.eq (local.get $kind) (i32.const 1))
      (then (return (array.new_data $bytes $text (i32.rem_u (local.get $i) (i32.const 10)) (i32.const 7)))))
    (ref.i31 (local.get $i)))

  (func $value (param $item anyref) (result i64)
    (local $i i32) (local $sum i64) (local $letters (ref null $bytes))
    (block $other (result anyref)
      (return (i64.extend_i32_s (i31.get_s (br_on_cast_fail $other anyref (ref i31) (local.get $item))))))
    (drop)
    (if (ref.test (ref $box) (local.get $item))
      (then (return (struct.get $box $value (ref.cast (ref $box) (local.get $item))))))
    (local.set $letters (ref.cast (ref $bytes) (local.get $item)))
    (loop $each
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 7))
          (i64.extend_i32_u (array.get_u $bytes (local.get $letters) (local.get $i)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $i) (array.len (local.get $letters)))))
    (local.get $sum))

  (func $add (type $code)
    (struct.new $box
      (i64.add (call $value (local.get 1)) (i64.extend_i32_s (struct.get $closure $by (local.get 0))))))

  (func $reverse_map (param $list (ref null $list)) (param $function (ref $closure)) (result (ref null $list))
    (local $result (ref null $list))
    (loop $each
      (if (i32.eqz (ref.is_null (local.get $list)))
        (then
          (local.set $result
            (struct.new $list
              (call_ref $code
                (local.get $function)
                (struct.get $list $head (local.get $list))
                (struct.get $closure $code (local.get $function)))
              (local.get $result)))
          (local.set $list (struct.get $list $tail (local.get $list)))
          (br $each))))
    (local.get $result))

  (func (export "_start")
    (local $list (ref null $list)) (local $i i32) (local $rounds i32) (local $sum i64)
    (local.set $rounds (call $size_of_work (i32.const 20)))
    (loop $fill
      (local.set $list (struct.new $list (call $item (local.get $i)) (local.get $list)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $i) (i32.const 400))))
    (loop $again
      (local.set $list
        (call $reverse_map (local.get $list) (struct.new $closure (ref.func $add) (local.get $rounds))))
      (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $rounds) (i32.const 0))))
    (loop $each
      (if (i32.eqz (ref.is_null (local.get $list)))
        (then
          (local.set $sum
            (i64.add
              (i64.mul (local.get $sum) (i64.const 3))
              (call $value (struct.get $list $head (local.get $list)))))
          (local.set $list (struct.get $list $tail (local.get $list)))
          (br $each))))
    (call $print (local.get $sum))))
