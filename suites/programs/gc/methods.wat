;; Objects of types below one another: methods by reference in a structure that all objects of a type share, casts that succeed and fail,
;; tests of types, fields that are packed.
(module
  ;; include support/io.wat
  (rec
    (type $method (func (param (ref $shape)) (result i64)))
    (type $table (struct (field $area (ref $method)) (field $name i32)))
    (type $shape (sub (struct (field $methods (ref $table)) (field $id (mut i16)))))
    (type $square (sub $shape (struct (field $methods (ref $table)) (field $id (mut i16)) (field $side i32))))
    (type $oblong (sub $square
      (struct (field $methods (ref $table)) (field $id (mut i16)) (field $side i32) (field $other i32))))
    (type $circle (sub $shape (struct (field $methods (ref $table)) (field $id (mut i16)) (field $radius f64)))))
  (type $shapes (array (mut (ref null $shape))))

  (elem declare func $square_area $oblong_area $circle_area)
  (global $squares (ref $table) (struct.new $table (ref.func $square_area) (i32.const 1)))
  (global $oblongs (ref $table) (struct.new $table (ref.func $oblong_area) (i32.const 2)))
  (global $circles (ref $table) (struct.new $table (ref.func $circle_area) (i32.const 3)))

  (func $square_area (type $method)
    (local $side i64)
    (local.set $side (i64.extend_i32_s (struct.get $square $side (ref.cast (ref $square) (local.get 0)))))
    (i64.mul (local.get $side) (local.get $side)))
  (func $oblong_area (type $method)
    (local $own (ref $oblong))
    (local.set $own (ref.cast (ref $oblong) (local.get 0)))
    (i64.mul
      (i64.extend_i32_s (struct.get $oblong $side (local.get $own)))
      (i64.extend_i32_s (struct.get $oblong $other (local.get $own)))))
  (func $circle_area (type $method)
    (local $radius f64)
    (local.set $radius (struct.get $circle $radius (ref.cast (ref $circle) (local.get 0))))
    (i64.trunc_sat_f64_s (f64.mul (f64.mul (local.get $radius) (local.get $radius)) (f64.const 3.25))))

  (func $rename (param $circle (ref $circle))
    (struct.set $circle $id
      (local.get $circle) (i32.mul (struct.get_s $circle $id (local.get $circle)) (i32.const -3))))

  (func $make (param $i i32) (result (ref $shape))
    (local $kind i32)
    (local.set $kind (i32.rem_u (local.get $i) (i32.const 3)))
    (if (i32.eqz (local.get $kind))
      (then (return (struct.new $square (global.get $squares) (local.get $i) (local.get $i)))))
    (if (i32.eq (local.get $kind) (i32.const 1))
      (then
        (return
          (struct.new $oblong
            (global.get $oblongs) (local.get $i) (local.get $i) (i32.add (local.get $i) (i32.const 5))))))
    (struct.new $circle (global.get $circles) (local.get $i) (f64.mul (f64.convert_i32_s (local.get $i)) (f64.const 0.5))))

  (func (export "_start")
    (local $all (ref $shapes)) (local $i i32) (local $round i32) (local $rounds i32) (local $sum i64) (local $one (ref null $shape))
    (local $squares i64) (local $ids i64)
    (local.set $rounds (call $size_of_work (i32.const 40)))
    (local.set $all (array.new_default $shapes (i32.const 500)))
    (loop $fill
      (array.set $shapes (local.get $all) (local.get $i) (call $make (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $i) (array.len (local.get $all)))))
    (loop $again
      (local.set $i (i32.const 0))
      (loop $each
        (local.set $one (array.get $shapes (local.get $all) (local.get $i)))
        (local.set $sum
          (i64.add
            (i64.mul (local.get $sum) (i64.const 3))
            (call_ref $method
              (ref.as_non_null (local.get $one))
              (struct.get $table $area (struct.get $shape $methods (local.get $one))))))
        (local.set $squares
          (i64.add (local.get $squares) (i64.extend_i32_u (ref.test (ref $square) (local.get $one)))))
        ;; The identity of a circle changes, in sixteen bits with a sign.
        (block $no_circle
          (block $circle (result (ref $circle))
            (drop (br_on_cast $circle (ref null $shape) (ref $circle) (local.get $one)))
            (br $no_circle))
          (call $rename))
        (local.set $ids (i64.add (local.get $ids) (i64.extend_i32_s (struct.get_s $shape $id (local.get $one)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $each (i32.lt_u (local.get $i) (array.len (local.get $all)))))
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $round) (local.get $rounds))))
    (call $print (local.get $sum))
    (call $print (local.get $squares))
    (call $print (local.get $ids))))
