;; Imports grouped by module.

(module $m (func (export "one") (result i32) (i32.const 1)) (func (export "two") (result i32) (i32.const 2)))
(register "m" $m)
(module
  (import "m" (item "one" (func $one (result i32))) (item "two" (func $two (result i32))))
  (func (export "both") (result i32) (i32.add (call $one) (call $two))))
(assert_return (invoke "both") (i32.const 3))
