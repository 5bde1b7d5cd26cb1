;; Floating point: points of the Mandelbrot set on n rows of 64 points.
(module
  (func (export "run") (param $n i32) (result i32)
    (local $row i32) (local $column i32) (local $step i32) (local $inside i32)
    (local $x f64) (local $y f64) (local $a f64) (local $b f64) (local $t f64)
    (loop $rows
      (local.set $b (f64.sub (f64.div (f64.convert_i32_u (i32.rem_u (local.get $row) (i32.const 64))) (f64.const 32)) (f64.const 1)))
      (local.set $column (i32.const 0))
      (loop $columns
        (local.set $a (f64.sub (f64.div (f64.convert_i32_u (local.get $column)) (f64.const 24)) (f64.const 2)))
        (local.set $x (f64.const 0))
        (local.set $y (f64.const 0))
        (local.set $step (i32.const 100))
        (block $out
          (loop $iterate
            (local.set $t (f64.add (f64.sub (f64.mul (local.get $x) (local.get $x)) (f64.mul (local.get $y) (local.get $y))) (local.get $a)))
            (local.set $y (f64.add (f64.mul (f64.mul (f64.const 2) (local.get $x)) (local.get $y)) (local.get $b)))
            (local.set $x (local.get $t))
            (br_if $out (f64.gt
              (f64.add (f64.mul (local.get $x) (local.get $x)) (f64.mul (local.get $y) (local.get $y))) (f64.const 4)))
            (br_if $iterate (local.tee $step (i32.sub (local.get $step) (i32.const 1)))))
          (local.set $inside (i32.add (local.get $inside) (i32.const 1))))
        (br_if $columns (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 1))) (i32.const 64))))
      (br_if $rows (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $n))))
    (local.get $inside)))
