;; Validation rules, each in both directions.

(module (func (result i32) (i32.const 1)))
(assert_invalid (module (func (result i32) (i64.const 1))) "type mismatch")
(assert_invalid (module (func (result i32))) "type mismatch")
(assert_invalid (module (func (i32.const 1))) "type mismatch")
(assert_invalid (module (func (i32.add (i32.const 1) (f32.const 1)) (drop))) "type mismatch")
(assert_invalid (module (func (drop))) "type mismatch")

;; Unreachable code has any operands, but what is there must fit.
(module (func (result i32) (unreachable) (i32.add)))
(assert_invalid (module (func (result i32) (unreachable) (i64.const 1) (i32.add))) "type mismatch")
(module (func (result i64) (block (result i64) (br 0 (i64.const 1)) (drop) (i64.const 2))))

(assert_invalid (module (func (local.get 0) (drop))) "unknown local")
(assert_invalid (module (func (global.get 0) (drop))) "unknown global")
(assert_invalid (module (func (call 1))) "unknown function")
(assert_invalid (module (func (br 1))) "unknown label")
(assert_invalid (module (func (drop (i32.load (i32.const 0))))) "unknown memory")
(assert_invalid (module (func (drop (table.get 0 (i32.const 0))))) "unknown table")
(assert_invalid (module (func (throw 0))) "unknown tag")
(assert_invalid (module (memory 1) (func (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 0)))) "unknown data segment")
(assert_invalid (module (func (type 3))) "unknown type")

(module (global $g (mut i32) (i32.const 0)) (func (global.set $g (i32.const 1))))
(assert_invalid (module (global $g i32 (i32.const 0)) (func (global.set $g (i32.const 1)))) "immutable global")
(assert_invalid (module (global i32 (i64.const 0))) "type mismatch")
(assert_invalid (module (global i32 (i32.ctz (i32.const 0)))) "constant expression required")
(module (global i32 (i32.add (i32.const 1) (i32.mul (i32.const 2) (i32.const 3)))))

(module (memory 1) (func (drop (i32.load align=4 (i32.const 0)))))
(assert_invalid (module (memory 1) (func (drop (i32.load align=8 (i32.const 0))))) "alignment must not be larger than natural")
(assert_invalid (module (memory 65537)) "memory size must be at most")
(assert_invalid (module (memory 2 1)) "size minimum must not be greater than maximum")

(module (func (export "a")) (func (export "b")))
(assert_invalid (module (func (export "a")) (func (export "a"))) "duplicate export name")
(assert_invalid (module (func $main (param i32)) (start $main)) "start function")

;; Locals of non-null reference types must be set before they are read.
(module (type $t (func)) (func $f (local (ref $t)) (local.set 0 (ref.func $f)) (drop (local.get 0))) (elem declare func $f))
(assert_invalid (module (type $t (func)) (func (local (ref $t)) (drop (local.get 0)))) "uninitialized local")

;; Subtyping: declared, structural, final.
(module
  (type $a (sub (struct (field i32))))
  (type $b (sub $a (struct (field i32) (field i64))))
  (func (param (ref $b)) (result (ref $a)) (local.get 0)))
(assert_invalid (module (type $a (struct (field i32))) (type $b (sub $a (struct (field i32))))) "sub type")
(assert_invalid (module (type $a (sub (struct (field i32)))) (type $b (sub $a (struct (field i64))))) "sub type")
(assert_invalid (module (type $a (sub (struct (field i32)))) (type $b (sub $a (struct (field i32)))) (func (param (ref $a)) (result (ref $b)) (local.get 0))) "type mismatch")
(assert_invalid (module (type $s (struct (field i32))) (func (param (ref $s)) (struct.set $s 0 (local.get 0) (i32.const 1)))) "immutable field")

(assert_invalid (module (func $f) (func (drop (ref.func $f)))) "undeclared function reference")
(module (func $f (export "f")) (func (drop (ref.func $f))))
(assert_invalid (module (func (i8x16.extract_lane_s 16 (v128.const i32x4 0 0 0 0)) (drop))) "invalid lane index")
(assert_invalid (module (func (result i32) (return_call $g)) (func $g (result i64) (i64.const 0))) "type mismatch")
