;; Memories with pages of one byte.

(module
  (memory 3 5 (pagesize 1))
  (data (i32.const 0) "abc")
  (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "size") (result i32) (memory.size))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
)
(assert_return (invoke "load" (i32.const 2)) (i32.const 0x63))
(assert_trap (invoke "load" (i32.const 3)) "out of bounds memory access")
(assert_return (invoke "grow" (i32.const 2)) (i32.const 3))
(assert_return (invoke "load" (i32.const 4)) (i32.const 0))
(assert_return (invoke "grow" (i32.const 1)) (i32.const -1))
(assert_return (invoke "size") (i32.const 5))
(assert_invalid (module (memory 1 (pagesize 2))) "invalid custom page size")
(assert_malformed (module quote "(memory 1 (pagesize 3))") "invalid custom page size")
(assert_malformed (module binary "\00asm\01\00\00\00" "\05\04\01\08\00\40") "invalid custom page size")
(assert_malformed (module binary "\00asm\01\00\00\00" "\02\09\01\01a\01b\02\08\00\40") "invalid custom page size")
