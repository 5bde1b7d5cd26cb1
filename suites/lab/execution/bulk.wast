;; memory.copy and memory.fill where they may go two ways: short and long, inside and outside, narrow and wide addresses, other memories.

(module
  (memory $a 400)
  (memory $b i64 1)
  (func (export "fill") (param i32 i32 i32) (memory.fill $a (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy") (param i32 i32 i32) (memory.copy $a $a (local.get 0) (local.get 1) (local.get 2)))
  (func (export "fill64") (param i64 i32 i64) (memory.fill $b (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy64") (param i64 i64 i64) (memory.copy $b $b (local.get 0) (local.get 1) (local.get 2)))
  (func (export "to64") (param i64 i32 i32) (memory.copy $b $a (local.get 0) (local.get 1) (local.get 2)))
  (func (export "from64") (param i32 i64 i32) (memory.copy $a $b (local.get 0) (local.get 1) (local.get 2)))
  (func (export "get") (param i32) (result i32) (i32.load8_u $a (local.get 0)))
  (func (export "get64") (param i64) (result i32) (i32.load8_u $b (local.get 0)))

  ;; Locals in registers, constants and intermediate results survive the call.
  (func (export "around") (param $x i32) (param $f f64) (result f64) (local $i i32) (local $sum i32)
    (f64.mul (local.get $f) (f64.const 2))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $x)))
      (memory.fill $a (local.get $i) (local.get $x) (i32.const 3))
      (memory.copy $a $a (i32.add (local.get $i) (i32.const 8)) (local.get $i) (i32.const 3))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 100))))
    (f64.convert_i32_s (i32.add (local.get $sum) (i32.load8_u $a (i32.const 109))))
    f64.add))

(assert_return (invoke "around" (i32.const 7) (f64.const 0.5)) (f64.const 708))

;; More than is done without a look at interruptions; both directions.
(assert_return (invoke "fill" (i32.const 100) (i32.const 0x1ab) (i32.const 20_000_000)))
(assert_return (invoke "get" (i32.const 20_000_099)) (i32.const 0xab))
(assert_return (invoke "get" (i32.const 20_000_100)) (i32.const 0))
(assert_return (invoke "fill" (i32.const 100) (i32.const 1) (i32.const 1)))
(assert_return (invoke "copy" (i32.const 1000) (i32.const 100) (i32.const 20_000_000)))
(assert_return (invoke "get" (i32.const 1000)) (i32.const 1))
(assert_return (invoke "get" (i32.const 20_000_999)) (i32.const 0xab))
(assert_return (invoke "get" (i32.const 20_001_000)) (i32.const 0))
(assert_return (invoke "copy" (i32.const 50) (i32.const 1000) (i32.const 20_000_000)))
(assert_return (invoke "get" (i32.const 50)) (i32.const 1))

;; The ends, and nothing is written where something is outside.
(assert_return (invoke "fill" (i32.const 26_214_400) (i32.const 9) (i32.const 0)))
(assert_return (invoke "copy" (i32.const 26_214_400) (i32.const 26_214_400) (i32.const 0)))
(assert_trap (invoke "fill" (i32.const 26_214_401) (i32.const 9) (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 0) (i32.const 26_214_401) (i32.const 0)) "out of bounds memory access")
(assert_trap (invoke "fill" (i32.const 26_214_399) (i32.const 9) (i32.const 2)) "out of bounds memory access")
(assert_return (invoke "get" (i32.const 26_214_399)) (i32.const 0))
(assert_return (invoke "fill" (i32.const 26_214_399) (i32.const 9) (i32.const 1)))
(assert_return (invoke "get" (i32.const 26_214_399)) (i32.const 9))
(assert_trap (invoke "fill" (i32.const 0) (i32.const 9) (i32.const -1)) "out of bounds memory access")
(assert_trap (invoke "fill" (i32.const -1) (i32.const 9) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "fill" (i32.const -1) (i32.const 9) (i32.const -1)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const -1) (i32.const 0) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "copy" (i32.const 0) (i32.const -1) (i32.const 1)) "out of bounds memory access")

;; Sums of 64 bits do not wrap.
(assert_return (invoke "fill64" (i64.const 65535) (i32.const 5) (i64.const 1)))
(assert_trap (invoke "fill64" (i64.const -1) (i32.const 5) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "fill64" (i64.const -1) (i32.const 5) (i64.const 2)) "out of bounds memory access")
(assert_trap (invoke "fill64" (i64.const 2) (i32.const 5) (i64.const -1)) "out of bounds memory access")
(assert_trap (invoke "fill64" (i64.const 0x1_0000_0000) (i32.const 5) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "fill64" (i64.const 0) (i32.const 5) (i64.const 0x1_0000_0001)) "out of bounds memory access")
(assert_trap (invoke "copy64" (i64.const 0x1_0000_0000) (i64.const 0) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "copy64" (i64.const 0) (i64.const 0x1_0000_0000) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "copy64" (i64.const -16) (i64.const 0) (i64.const 17)) "out of bounds memory access")
(assert_trap (invoke "copy64" (i64.const 0) (i64.const -16) (i64.const 17)) "out of bounds memory access")
(assert_trap (invoke "copy64" (i64.const 0) (i64.const 0) (i64.const 0x1_0000_0001)) "out of bounds memory access")

;; Between memories each address has the width of its own.
(assert_return (invoke "to64" (i64.const 3) (i32.const 26_214_399) (i32.const 1)))
(assert_return (invoke "get64" (i64.const 3)) (i32.const 9))
(assert_return (invoke "from64" (i32.const 7) (i64.const 65535) (i32.const 1)))
(assert_return (invoke "get" (i32.const 7)) (i32.const 5))
(assert_trap (invoke "to64" (i64.const 65535) (i32.const 0) (i32.const 2)) "out of bounds memory access")
(assert_trap (invoke "to64" (i64.const 0x1_0000_0000) (i32.const 0) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "from64" (i32.const 0) (i64.const 65535) (i32.const 2)) "out of bounds memory access")
