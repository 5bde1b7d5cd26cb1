(module
  (type $t (func (param i32) (result i32)))
  (import "m" "t" (table 1 funcref))
  (import "m" "g" (global i32))
  (table 2 funcref)
  (memory 1)
  (elem (i32.const 0) $f)
  (data (i32.const 8) "old")
  (func $f (export "f") (type $t) (call_indirect (type $t) (local.get 0) (i32.load8_u (i32.const 8)))))
