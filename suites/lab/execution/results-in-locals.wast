;; Results that go to a local at once: the local's old value is still wanted by operands below, or by the instruction itself.
(module
  (memory 1)
  (data (i32.const 16) "\2a\00\00\00\07\00\00\00")
  (type $pair (struct (field i32) (field i64)))

  ;; The old value waits below.
  (func (export "add") (param i32) (result i32 i32)
    (local.get 0)
    (local.set 0 (i32.add (local.get 0) (i32.const 4)))
    (local.get 0))
  (func (export "many") (param i32) (result i32)
    (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
    (local.set 0 (i32.mul (local.get 0) (i32.const 10)))
    (i32.add) (i32.add) (i32.add) (i32.add) (i32.add)
    (i32.sub (local.get 0)))

  ;; The local is an operand: on the right, on the left, on both sides, and of what does not commute.
  (func (export "sub-right") (param i32 i32) (result i32)
    (local.set 1 (i32.sub (local.get 0) (local.get 1)))
    (local.get 1))
  (func (export "sub-left") (param i32 i32) (result i32)
    (local.set 0 (i32.sub (local.get 0) (local.get 1)))
    (local.get 0))
  (func (export "sub-both") (param i32) (result i32)
    (local.tee 0 (i32.sub (local.get 0) (local.get 0))))
  (func (export "add-both") (param i64) (result i64)
    (local.tee 0 (i64.add (local.get 0) (local.get 0))))
  (func (export "mul-right") (param i32 i32) (result i32)
    (local.tee 1 (i32.mul (local.get 0) (local.get 1))))
  (func (export "sub-minimum") (param i32 i32) (result i32)
    (local.tee 1 (i32.sub (local.get 0) (i32.const 0x80000000))))
  (func (export "sub-constant") (param i64 i64) (result i64)
    (local.tee 1 (i64.sub (local.get 0) (i64.const 5))))
  (func (export "shift-count") (param i32 i32) (result i32)
    (local.tee 1 (i32.shl (local.get 0) (local.get 1))))
  (func (export "shift-value") (param i32 i32) (result i32)
    (local.tee 0 (i32.shr_s (local.get 0) (local.get 1))))
  (func (export "rotate") (param i32 i32) (result i32)
    (local.tee 1 (i32.rotl (local.get 0) (local.get 1))))

  ;; A sum of 32 bits is one of 32 bits, also where it is made like an address.
  (func (export "wraps") (param i32 i32) (result i64)
    (local.set 1 (i32.add (local.get 0) (i32.const 1)))
    (i64.extend_i32_u (local.get 1)))
  (func (export "wraps-registers") (param i32 i32 i32) (result i64)
    (local.set 2 (i32.add (local.get 0) (local.get 1)))
    (i64.extend_i32_u (local.get 2)))

  (func (export "load") (param i32) (result i32 i32)
    (local.get 0)
    (local.set 0 (i32.load (local.get 0)))
    (local.get 0))
  (func (export "load-offset") (param i32) (result i64)
    (local $x i64)
    (local.set $x (i64.load32_u offset=4 (local.get 0)))
    (local.get $x))
  (func (export "extend") (param i64) (result i64)
    (local.tee 0 (i64.extend8_s (local.get 0))))
  (func (export "wrap") (param i64) (result i32)
    (local $x i32)
    (local.set $x (i32.wrap_i64 (local.get 0)))
    (local.get $x))

  (func (export "float") (param f64 f64) (result f64 f64)
    (local.get 1)
    (local.set 1 (f64.sub (local.get 0) (local.get 1)))
    (local.get 1))
  (func (export "sqrt") (param f32) (result f32 f32)
    (local.get 0)
    (local.set 0 (f32.sqrt (local.get 0)))
    (local.get 0))

  (func (export "field") (param i32) (result i32 i64)
    (local $p (ref null $pair)) (local $a i32) (local $b i64)
    (local.set $p (struct.new $pair (local.get 0) (i64.const -1)))
    (local.set $a (struct.get $pair 0 (local.get $p)))
    (local.set $b (struct.get $pair 1 (local.get $p)))
    (local.get $a) (local.get $b))

  ;; A comparison, what it chooses from, and flags that must live as long.
  (func (export "select") (param i32 i32) (result i32)
    (select (i32.const 0) (local.get 1) (i32.lt_s (local.get 0) (local.get 1))))
  (func (export "select-float") (param f64 f64) (result f64)
    (select (local.get 0) (f64.const 0) (f64.gt (local.get 0) (local.get 1))))
  (func (export "select-spilled") (param i32 i32) (result i32)
    (i32.add (i32.const 1) (local.get 0))
    (i32.add (i32.const 2) (local.get 0))
    (i32.add (i32.const 3) (local.get 0))
    (i32.add (i32.const 4) (local.get 0))
    (i32.add (i32.const 5) (local.get 0))
    (select (i32.ne (local.get 0) (local.get 1)))
    (i32.add) (i32.add) (i32.add)))

(assert_return (invoke "add" (i32.const 3)) (i32.const 3) (i32.const 7))
(assert_return (invoke "many" (i32.const 3)) (i32.const -12))
(assert_return (invoke "sub-right" (i32.const 10) (i32.const 3)) (i32.const 7))
(assert_return (invoke "sub-left" (i32.const 10) (i32.const 3)) (i32.const 7))
(assert_return (invoke "sub-both" (i32.const 10)) (i32.const 0))
(assert_return (invoke "add-both" (i64.const 0x8000000000000001)) (i64.const 2))
(assert_return (invoke "mul-right" (i32.const 10) (i32.const -3)) (i32.const -30))
(assert_return (invoke "sub-minimum" (i32.const 1) (i32.const 0)) (i32.const 0x80000001))
(assert_return (invoke "sub-constant" (i64.const 3) (i64.const 0)) (i64.const -2))
(assert_return (invoke "shift-count" (i32.const 3) (i32.const 34)) (i32.const 12))
(assert_return (invoke "shift-value" (i32.const -16) (i32.const 2)) (i32.const -4))
(assert_return (invoke "rotate" (i32.const 0x80000001) (i32.const 1)) (i32.const 3))
(assert_return (invoke "wraps" (i32.const -1) (i32.const 0)) (i64.const 0))
(assert_return (invoke "wraps-registers" (i32.const -1) (i32.const 2) (i32.const 0)) (i64.const 1))
(assert_return (invoke "load" (i32.const 16)) (i32.const 16) (i32.const 42))
(assert_return (invoke "load-offset" (i32.const 16)) (i64.const 7))
(assert_trap (invoke "load" (i32.const 65533)) "out of bounds memory access")
(assert_return (invoke "extend" (i64.const 0x180)) (i64.const -128))
(assert_return (invoke "wrap" (i64.const 0x1_0000_0005)) (i32.const 5))
(assert_return (invoke "float" (f64.const 5) (f64.const 2)) (f64.const 2) (f64.const 3))
(assert_return (invoke "sqrt" (f32.const 9)) (f32.const 9) (f32.const 3))
(assert_return (invoke "field" (i32.const 9)) (i32.const 9) (i64.const -1))
(assert_return (invoke "select" (i32.const 1) (i32.const 2)) (i32.const 0))
(assert_return (invoke "select" (i32.const 2) (i32.const 2)) (i32.const 2))
(assert_return (invoke "select-float" (f64.const 2) (f64.const 1)) (f64.const 2))
(assert_return (invoke "select-float" (f64.const nan) (f64.const 1)) (f64.const 0))
(assert_return (invoke "select-spilled" (i32.const 10) (i32.const 0)) (i32.const 50))
(assert_return (invoke "select-spilled" (i32.const 10) (i32.const 10)) (i32.const 51))

;; Integers in the binary format may be longer than they need be: i32.load with flags and offset of five bytes each, whose last bytes are
;; followed by what looks like local.set, and is not.
(module binary
  "\00asm\01\00\00\00"
  "\01\06\01\60\01\7f\01\7f"
  "\03\02\01\00"
  "\05\03\01\00\01"
  "\07\05\01\01l\00\00"
  "\0a\18\01\16\00"
  "\20\00"
  "\28\82\80\80\80\00\a1\80\80\80\00"
  "\20\00"
  "\6a"
  "\21\00"
  "\20\00"
  "\0b"
  "\0b\0a\01\00\41\22\0b\04\05\00\00\00")
(assert_return (invoke "l" (i32.const 1)) (i32.const 6))
