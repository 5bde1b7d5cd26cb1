;; Modules that share: functions, memories, tables, globals, tags; what does not match does not link.

(module $provider
  (global $counter (export "counter") (mut i32) (i32.const 5))
  (memory (export "memory") 1 2)
  (table (export "table") 2 funcref)
  (tag (export "tag") (param i32))
  (func (export "bump") (result i32)
    (global.set $counter (i32.add (global.get $counter) (i32.const 1)))
    (global.get $counter))
  (func (export "peek") (param i32) (result i32) (i32.load8_u (local.get 0)))
  (func (export "grow") (result i32) (memory.grow (i32.const 1)))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
(register "provider" $provider)

(module $user
  (global (import "provider" "counter") (mut i32))
  (memory (import "provider" "memory") 1)
  (table (import "provider" "table") 2 funcref)
  (func $bump (import "provider" "bump") (result i32))
  (func $ours (result i32) (i32.const 1234))
  (elem (i32.const 1) $ours)
  (data (i32.const 7) "\2a")
  (func (export "counter") (result i32) (global.get 0))
  (func (export "bump-twice") (result i32) (drop (call $bump)) (call $bump))
  (func (export "size") (result i32) (memory.size)))

(assert_return (invoke "counter") (i32.const 5))
(assert_return (invoke "bump-twice") (i32.const 7))
(assert_return (get $provider "counter") (i32.const 7))
(assert_return (invoke $provider "peek" (i32.const 7)) (i32.const 42))
(assert_return (invoke $provider "call" (i32.const 1)) (i32.const 1234))
(assert_trap (invoke $provider "call" (i32.const 0)) "uninitialized element")
(assert_return (invoke $provider "grow") (i32.const 1))
(assert_return (invoke $user "size") (i32.const 2))

(assert_unlinkable (module (import "provider" "nothing" (func))) "unknown import")
(assert_unlinkable (module (import "nobody" "bump" (func (result i32)))) "unknown import")
(assert_unlinkable (module (import "provider" "bump" (func))) "incompatible import type")
(assert_unlinkable (module (import "provider" "bump" (global i32))) "incompatible import type")
(assert_unlinkable (module (import "provider" "counter" (global i32))) "incompatible import type")
(assert_unlinkable (module (import "provider" "memory" (memory 3))) "incompatible import type")
(assert_unlinkable (module (import "provider" "memory" (memory 1 1))) "incompatible import type")
(assert_unlinkable (module (import "provider" "table" (table 2 externref))) "incompatible import type")
(assert_unlinkable (module (import "provider" "tag" (tag))) "incompatible import type")

;; A start function that traps, and a segment out of bounds: what was written before stays.
(assert_trap (module (import "provider" "memory" (memory 1)) (data (i32.const 8) "\2b") (func $boom (unreachable)) (start $boom)) "unreachable")
(assert_return (invoke $provider "peek" (i32.const 8)) (i32.const 43))
(assert_trap (module (import "provider" "memory" (memory 1)) (data (i32.const 9) "\2c") (data (i32.const 0x20000) "x")) "out of bounds memory access")
(assert_return (invoke $provider "peek" (i32.const 9)) (i32.const 44))

;; One definition, two instances with states of their own.
(module definition $cell (global $g (mut i32) (i32.const 0)) (func (export "next") (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g)))
(module instance $one $cell)
(module instance $two $cell)
(assert_return (invoke $one "next") (i32.const 1))
(assert_return (invoke $one "next") (i32.const 2))
(assert_return (invoke $two "next") (i32.const 1))
