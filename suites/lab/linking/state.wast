;; What must not be mixed up or forgotten: names that are registered again, instances of one module, what start functions, segments and calls
;; leave behind.

;; A name that is registered again stands for the new instance; who has imported the old one keeps it.
(module $old (func (export "which") (result i32) (i32.const 1)) (global (export "g") i64 (i64.const 10)))
(register "name" $old)
(module $early (func (import "name" "which") (result i32)) (export "which" (func 0)))
(module $new (func (export "which") (result i32) (i32.const 2)))
(register "name" $new)
(module $late (func (import "name" "which") (result i32)) (export "which" (func 0)))
(assert_return (invoke $early "which") (i32.const 1))
(assert_return (invoke $late "which") (i32.const 2))
(assert_unlinkable (module (import "name" "g" (global i64))) "unknown import")
(assert_return (get $old "g") (i64.const 10))

;; Two instances of one definition have memories of their own.
(module definition $M
  (memory (export "memory") 1)
  (func (export "store") (param i32) (i32.store8 (i32.const 5) (local.get 0)))
  (func (export "load") (result i32) (i32.load8_u (i32.const 5))))
(module instance $first $M)
(module instance $second $M)
(invoke $first "store" (i32.const 77))
(assert_return (invoke $first "load") (i32.const 77))
(assert_return (invoke $second "load") (i32.const 0))
(invoke $second "store" (i32.const 78))
(assert_return (invoke $second "load") (i32.const 78))
(assert_return (invoke $first "load") (i32.const 77))

;; A start function runs once, after the segments are in place.
(module
  (memory 1)
  (data (i32.const 0) "\07")
  (global $seen (mut i32) (i32.const -1))
  (func $begin (global.set $seen (i32.add (global.get $seen) (i32.load8_u (i32.const 0)))))
  (start $begin)
  (func (export "seen") (result i32) (global.get $seen)))
(assert_return (invoke "seen") (i32.const 6))
(assert_return (invoke "seen") (i32.const 6))
(assert_trap (module (func $divide (drop (i32.div_u (i32.const 1) (i32.const 0)))) (start $divide)) "integer divide by zero")
(assert_trap (module (table 1 funcref) (func $f) (elem (i32.const 1) $f)) "out of bounds table access")
(assert_trap (module (memory 1) (data (i32.const 65535) "ab")) "out of bounds memory access")

;; The same call with another answer each time, and one that traps from the third time on.
(module
  (global $left (mut i32) (i32.const 2))
  (func (export "take") (result i32)
    (if (i32.eqz (global.get $left)) (then (unreachable)))
    (global.set $left (i32.sub (global.get $left) (i32.const 1)))
    (global.get $left))
  (func (export "put") (global.set $left (i32.const 9))))
(assert_return (invoke "take") (i32.const 1))
(assert_return (invoke "take") (i32.const 0))
(assert_trap (invoke "take") "unreachable")
(assert_return (invoke "put"))
(assert_return (invoke "take") (i32.const 8))

;; Modules from quotes and bytes are instances like others.
(module $quoted quote "(func (export \"f\") (result i32) (i32.const 3))")
(assert_return (invoke $quoted "f") (i32.const 3))
(module $binary binary "\00asm\01\00\00\00" "\01\05\01\60\00\01\7f" "\03\02\01\00" "\07\05\01\01f\00\00" "\0a\06\01\04\00\41\04\0b")
(assert_return (invoke $binary "f") (i32.const 4))
(assert_invalid (module quote "(func (result i32))") "type mismatch")
(assert_invalid (module binary "\00asm\01\00\00\00" "\01\05\01\60\00\01\7f" "\03\02\01\00" "\0a\04\01\02\00\0b") "type mismatch")

;; Commands inside a script see the names around it.
(script (assert_return (invoke $quoted "f") (i32.const 3)) (script (assert_return (invoke $binary "f") (i32.const 4))))
