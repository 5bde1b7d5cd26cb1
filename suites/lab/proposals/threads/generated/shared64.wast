;; Written by scripts/regenerate. Do not edit.
;; Atomic instructions in a shared memory with addresses of 64 bits.

(module
  (memory i64 1 1 shared)
  (data (i64.const 0) "\81\a6\cb\f0\15:_\84\a9\ce\f3\18=\62\87\ac\d1\f6\1b@\65\8a\af\d4\f9\1e\43h\8d\b2\d7\fc!\46k\90\b5\da\ff$In\93\b8\dd\02'L")
  (data (i64.const 65488) "\a8M\f2\97<\e1\86+\d0u\1a\bf\64\09\aeS\f8\9d\42\e7\8c\31\d6{ \c5j\0f\b4Y\fe\a3H\ed\92\37\dc\81&\cbp\15\ba_\04\a9N\f3")
  (func (export "peek") (param i64) (result v128) (v128.load (local.get 0)))
  (func (export "memory.atomic.notify") (param i64 i32) (result i32) (memory.atomic.notify (local.get 0) (local.get 1)))
  (func (export "memory.atomic.notify/offset") (param i64 i32) (result i32) (memory.atomic.notify offset=65528 (local.get 0) (local.get 1)))
  (func (export "memory.atomic.wait32") (param i64 i32 i64) (result i32) (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "memory.atomic.wait32/offset") (param i64 i32 i64) (result i32) (memory.atomic.wait32 offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "memory.atomic.wait64") (param i64 i64 i64) (result i32) (memory.atomic.wait64 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "memory.atomic.wait64/offset") (param i64 i64 i64) (result i32) (memory.atomic.wait64 offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.load") (param i64) (result i32) (i32.atomic.load (local.get 0)))
  (func (export "i32.atomic.load/offset") (param i64) (result i32) (i32.atomic.load offset=65528 (local.get 0)))
  (func (export "i64.atomic.load") (param i64) (result i64) (i64.atomic.load (local.get 0)))
  (func (export "i64.atomic.load/offset") (param i64) (result i64) (i64.atomic.load offset=65528 (local.get 0)))
  (func (export "i32.atomic.load8_u") (param i64) (result i32) (i32.atomic.load8_u (local.get 0)))
  (func (export "i32.atomic.load8_u/offset") (param i64) (result i32) (i32.atomic.load8_u offset=65528 (local.get 0)))
  (func (export "i32.atomic.load16_u") (param i64) (result i32) (i32.atomic.load16_u (local.get 0)))
  (func (export "i32.atomic.load16_u/offset") (param i64) (result i32) (i32.atomic.load16_u offset=65528 (local.get 0)))
  (func (export "i64.atomic.load8_u") (param i64) (result i64) (i64.atomic.load8_u (local.get 0)))
  (func (export "i64.atomic.load8_u/offset") (param i64) (result i64) (i64.atomic.load8_u offset=65528 (local.get 0)))
  (func (export "i64.atomic.load16_u") (param i64) (result i64) (i64.atomic.load16_u (local.get 0)))
  (func (export "i64.atomic.load16_u/offset") (param i64) (result i64) (i64.atomic.load16_u offset=65528 (local.get 0)))
  (func (export "i64.atomic.load32_u") (param i64) (result i64) (i64.atomic.load32_u (local.get 0)))
  (func (export "i64.atomic.load32_u/offset") (param i64) (result i64) (i64.atomic.load32_u offset=65528 (local.get 0)))
  (func (export "i32.atomic.store") (param i64 i32) (i32.atomic.store (local.get 0) (local.get 1)))
  (func (export "i32.atomic.store/offset") (param i64 i32) (i32.atomic.store offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store") (param i64 i64) (i64.atomic.store (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store/offset") (param i64 i64) (i64.atomic.store offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.store8") (param i64 i32) (i32.atomic.store8 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.store8/offset") (param i64 i32) (i32.atomic.store8 offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.store16") (param i64 i32) (i32.atomic.store16 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.store16/offset") (param i64 i32) (i32.atomic.store16 offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store8") (param i64 i64) (i64.atomic.store8 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store8/offset") (param i64 i64) (i64.atomic.store8 offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store16") (param i64 i64) (i64.atomic.store16 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store16/offset") (param i64 i64) (i64.atomic.store16 offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store32") (param i64 i64) (i64.atomic.store32 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.store32/offset") (param i64 i64) (i64.atomic.store32 offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.add") (param i64 i32) (result i32) (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.add/offset") (param i64 i32) (result i32) (i32.atomic.rmw.add offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.add") (param i64 i64) (result i64) (i64.atomic.rmw.add (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.add/offset") (param i64 i64) (result i64) (i64.atomic.rmw.add offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.add_u") (param i64 i32) (result i32) (i32.atomic.rmw8.add_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.add_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.add_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.add_u") (param i64 i32) (result i32) (i32.atomic.rmw16.add_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.add_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.add_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.add_u") (param i64 i64) (result i64) (i64.atomic.rmw8.add_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.add_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.add_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.add_u") (param i64 i64) (result i64) (i64.atomic.rmw16.add_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.add_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.add_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.add_u") (param i64 i64) (result i64) (i64.atomic.rmw32.add_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.add_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.add_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.sub") (param i64 i32) (result i32) (i32.atomic.rmw.sub (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.sub/offset") (param i64 i32) (result i32) (i32.atomic.rmw.sub offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.sub") (param i64 i64) (result i64) (i64.atomic.rmw.sub (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.sub/offset") (param i64 i64) (result i64) (i64.atomic.rmw.sub offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.sub_u") (param i64 i32) (result i32) (i32.atomic.rmw8.sub_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.sub_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.sub_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.sub_u") (param i64 i32) (result i32) (i32.atomic.rmw16.sub_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.sub_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.sub_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.sub_u") (param i64 i64) (result i64) (i64.atomic.rmw8.sub_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.sub_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.sub_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.sub_u") (param i64 i64) (result i64) (i64.atomic.rmw16.sub_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.sub_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.sub_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.sub_u") (param i64 i64) (result i64) (i64.atomic.rmw32.sub_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.sub_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.sub_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.and") (param i64 i32) (result i32) (i32.atomic.rmw.and (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.and/offset") (param i64 i32) (result i32) (i32.atomic.rmw.and offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.and") (param i64 i64) (result i64) (i64.atomic.rmw.and (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.and/offset") (param i64 i64) (result i64) (i64.atomic.rmw.and offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.and_u") (param i64 i32) (result i32) (i32.atomic.rmw8.and_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.and_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.and_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.and_u") (param i64 i32) (result i32) (i32.atomic.rmw16.and_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.and_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.and_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.and_u") (param i64 i64) (result i64) (i64.atomic.rmw8.and_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.and_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.and_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.and_u") (param i64 i64) (result i64) (i64.atomic.rmw16.and_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.and_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.and_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.and_u") (param i64 i64) (result i64) (i64.atomic.rmw32.and_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.and_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.and_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.or") (param i64 i32) (result i32) (i32.atomic.rmw.or (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.or/offset") (param i64 i32) (result i32) (i32.atomic.rmw.or offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.or") (param i64 i64) (result i64) (i64.atomic.rmw.or (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.or/offset") (param i64 i64) (result i64) (i64.atomic.rmw.or offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.or_u") (param i64 i32) (result i32) (i32.atomic.rmw8.or_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.or_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.or_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.or_u") (param i64 i32) (result i32) (i32.atomic.rmw16.or_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.or_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.or_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.or_u") (param i64 i64) (result i64) (i64.atomic.rmw8.or_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.or_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.or_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.or_u") (param i64 i64) (result i64) (i64.atomic.rmw16.or_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.or_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.or_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.or_u") (param i64 i64) (result i64) (i64.atomic.rmw32.or_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.or_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.or_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.xor") (param i64 i32) (result i32) (i32.atomic.rmw.xor (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.xor/offset") (param i64 i32) (result i32) (i32.atomic.rmw.xor offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.xor") (param i64 i64) (result i64) (i64.atomic.rmw.xor (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.xor/offset") (param i64 i64) (result i64) (i64.atomic.rmw.xor offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.xor_u") (param i64 i32) (result i32) (i32.atomic.rmw8.xor_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.xor_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.xor_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.xor_u") (param i64 i32) (result i32) (i32.atomic.rmw16.xor_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.xor_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.xor_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.xor_u") (param i64 i64) (result i64) (i64.atomic.rmw8.xor_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.xor_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.xor_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.xor_u") (param i64 i64) (result i64) (i64.atomic.rmw16.xor_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.xor_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.xor_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.xor_u") (param i64 i64) (result i64) (i64.atomic.rmw32.xor_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.xor_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.xor_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.xchg") (param i64 i32) (result i32) (i32.atomic.rmw.xchg (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.xchg/offset") (param i64 i32) (result i32) (i32.atomic.rmw.xchg offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.xchg") (param i64 i64) (result i64) (i64.atomic.rmw.xchg (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw.xchg/offset") (param i64 i64) (result i64) (i64.atomic.rmw.xchg offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.xchg_u") (param i64 i32) (result i32) (i32.atomic.rmw8.xchg_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw8.xchg_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw8.xchg_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.xchg_u") (param i64 i32) (result i32) (i32.atomic.rmw16.xchg_u (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw16.xchg_u/offset") (param i64 i32) (result i32) (i32.atomic.rmw16.xchg_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.xchg_u") (param i64 i64) (result i64) (i64.atomic.rmw8.xchg_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw8.xchg_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw8.xchg_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.xchg_u") (param i64 i64) (result i64) (i64.atomic.rmw16.xchg_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw16.xchg_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw16.xchg_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.xchg_u") (param i64 i64) (result i64) (i64.atomic.rmw32.xchg_u (local.get 0) (local.get 1)))
  (func (export "i64.atomic.rmw32.xchg_u/offset") (param i64 i64) (result i64) (i64.atomic.rmw32.xchg_u offset=65528 (local.get 0) (local.get 1)))
  (func (export "i32.atomic.rmw.cmpxchg") (param i64 i32 i32) (result i32) (i32.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.rmw.cmpxchg/offset") (param i64 i32 i32) (result i32) (i32.atomic.rmw.cmpxchg offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw.cmpxchg") (param i64 i64 i64) (result i64) (i64.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw.cmpxchg/offset") (param i64 i64 i64) (result i64) (i64.atomic.rmw.cmpxchg offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.rmw8.cmpxchg_u") (param i64 i32 i32) (result i32) (i32.atomic.rmw8.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.rmw8.cmpxchg_u/offset") (param i64 i32 i32) (result i32) (i32.atomic.rmw8.cmpxchg_u offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.rmw16.cmpxchg_u") (param i64 i32 i32) (result i32) (i32.atomic.rmw16.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i32.atomic.rmw16.cmpxchg_u/offset") (param i64 i32 i32) (result i32) (i32.atomic.rmw16.cmpxchg_u offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw8.cmpxchg_u") (param i64 i64 i64) (result i64) (i64.atomic.rmw8.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw8.cmpxchg_u/offset") (param i64 i64 i64) (result i64) (i64.atomic.rmw8.cmpxchg_u offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw16.cmpxchg_u") (param i64 i64 i64) (result i64) (i64.atomic.rmw16.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw16.cmpxchg_u/offset") (param i64 i64 i64) (result i64) (i64.atomic.rmw16.cmpxchg_u offset=65528 (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw32.cmpxchg_u") (param i64 i64 i64) (result i64) (i64.atomic.rmw32.cmpxchg_u (local.get 0) (local.get 1) (local.get 2)))
  (func (export "i64.atomic.rmw32.cmpxchg_u/offset") (param i64 i64 i64) (result i64) (i64.atomic.rmw32.cmpxchg_u offset=65528 (local.get 0) (local.get 1) (local.get 2)))
)

;; memory.atomic.notify
(assert_return (invoke "memory.atomic.notify" (i64.const 8) (i32.const 0x18f3cea8)) (i32.const 0))
(assert_return (invoke "memory.atomic.notify" (i64.const 8) (i32.const 0x18f3cea9)) (i32.const 0))
(assert_return (invoke "memory.atomic.notify" (i64.const 8) (i32.const 0x18f3cea9)) (i32.const 0))
(assert_trap (invoke "memory.atomic.notify" (i64.const 9) (i32.const 0x18f3cea9)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.notify" (i64.const 10) (i32.const 0x18f3cea9)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.notify" (i64.const 0x10000) (i32.const 0x18f3cea9)) "out of bounds memory access")
(assert_trap (invoke "memory.atomic.notify/offset" (i64.const 8) (i32.const 0x18f3cea9)) "out of bounds memory access")

;; memory.atomic.wait32
(assert_return (invoke "memory.atomic.wait32" (i64.const 8) (i32.const 0x18f3cea8) (i64.const -1)) (i32.const 1))
(assert_return (invoke "memory.atomic.wait32" (i64.const 8) (i32.const 0x18f3cea9) (i64.const 0)) (i32.const 2))
(assert_return (invoke "memory.atomic.wait32" (i64.const 8) (i32.const 0x18f3cea9) (i64.const 0x3e8)) (i32.const 2))
(assert_trap (invoke "memory.atomic.wait32" (i64.const 9) (i32.const 0x18f3cea9) (i64.const 0)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.wait32" (i64.const 10) (i32.const 0x18f3cea9) (i64.const 0)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.wait32" (i64.const 0x10000) (i32.const 0x18f3cea9) (i64.const 0)) "out of bounds memory access")
(assert_trap (invoke "memory.atomic.wait32/offset" (i64.const 8) (i32.const 0x18f3cea9) (i64.const 0)) "out of bounds memory access")

;; memory.atomic.wait64
(assert_return (invoke "memory.atomic.wait64" (i64.const 8) (i64.const 0xac87623d18f3cea8) (i64.const -1)) (i32.const 1))
(assert_return (invoke "memory.atomic.wait64" (i64.const 8) (i64.const 0xac87623d18f3cea9) (i64.const 0)) (i32.const 2))
(assert_return (invoke "memory.atomic.wait64" (i64.const 8) (i64.const 0xac87623d18f3cea9) (i64.const 0x3e8)) (i32.const 2))
(assert_trap (invoke "memory.atomic.wait64" (i64.const 9) (i64.const 0xac87623d18f3cea9) (i64.const 0)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.wait64" (i64.const 12) (i64.const 0xac87623d18f3cea9) (i64.const 0)) "unaligned atomic")
(assert_trap (invoke "memory.atomic.wait64" (i64.const 0x10000) (i64.const 0xac87623d18f3cea9) (i64.const 0)) "out of bounds memory access")
(assert_trap (invoke "memory.atomic.wait64/offset" (i64.const 8) (i64.const 0xac87623d18f3cea9) (i64.const 0)) "out of bounds memory access")

;; i32.atomic.load
(assert_return (invoke "i32.atomic.load" (i64.const 0xfffc)) (i32.const 0xf34ea904))
(assert_trap (invoke "i32.atomic.load/offset" (i64.const 8)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.load/offset" (i64.const 2)) "unaligned atomic")

;; i64.atomic.load
(assert_return (invoke "i64.atomic.load" (i64.const 0xfff8)) (i64.const 0xf34ea9045fba1570))
(assert_trap (invoke "i64.atomic.load/offset" (i64.const 8)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.load/offset" (i64.const 4)) "unaligned atomic")

;; i32.atomic.load8_u
(assert_return (invoke "i32.atomic.load8_u" (i64.const 0xffff)) (i32.const 243))
(assert_trap (invoke "i32.atomic.load8_u/offset" (i64.const 8)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.load8_u/offset" (i64.const 0)) (i32.const 112))

;; i32.atomic.load16_u
(assert_return (invoke "i32.atomic.load16_u" (i64.const 0xfffe)) (i32.const 0xf34e))
(assert_trap (invoke "i32.atomic.load16_u/offset" (i64.const 8)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.load16_u/offset" (i64.const 1)) "unaligned atomic")

;; i64.atomic.load8_u
(assert_return (invoke "i64.atomic.load8_u" (i64.const 0xffff)) (i64.const 243))
(assert_trap (invoke "i64.atomic.load8_u/offset" (i64.const 8)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.load8_u/offset" (i64.const 0)) (i64.const 112))

;; i64.atomic.load16_u
(assert_return (invoke "i64.atomic.load16_u" (i64.const 0xfffe)) (i64.const 0xf34e))
(assert_trap (invoke "i64.atomic.load16_u/offset" (i64.const 8)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.load16_u/offset" (i64.const 1)) "unaligned atomic")

;; i64.atomic.load32_u
(assert_return (invoke "i64.atomic.load32_u" (i64.const 0xfffc)) (i64.const 0xf34ea904))
(assert_trap (invoke "i64.atomic.load32_u/offset" (i64.const 8)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.load32_u/offset" (i64.const 2)) "unaligned atomic")

;; i32.atomic.store
(assert_return (invoke "i32.atomic.store" (i64.const 0xfffc) (i32.const 0xa69aa6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x5fba1570 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.store/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.store/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.store
(assert_return (invoke "i64.atomic.store" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i64.atomic.store/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.store/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.store8
(assert_return (invoke "i32.atomic.store8" (i64.const 0xffff) (i32.const 0xa69aa6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.store8/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.store8/offset" (i64.const 0) (i32.const 1)))

;; i32.atomic.store16
(assert_return (invoke "i32.atomic.store16" (i64.const 0xfffe) (i32.const 0xa69aa6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i32.atomic.store16/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.store16/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.store8
(assert_return (invoke "i64.atomic.store8" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.store8/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.store8/offset" (i64.const 0) (i64.const 1)))

;; i64.atomic.store16
(assert_return (invoke "i64.atomic.store16" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.store16/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.store16/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.store32
(assert_return (invoke "i64.atomic.store32" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.store32/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.store32/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.add
(assert_return (invoke "i32.atomic.rmw.add" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0xa6a6a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0x4d414d4c))
(assert_trap (invoke "i32.atomic.rmw.add/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.add/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.add
(assert_return (invoke "i64.atomic.rmw.add" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0x4d414d4ca6a6a601))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca7 0xf3dbf3f3))
(assert_trap (invoke "i64.atomic.rmw.add/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.add/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.add_u
(assert_return (invoke "i32.atomic.rmw8.add_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 243))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca7 0x99dbf3f3))
(assert_trap (invoke "i32.atomic.rmw8.add_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.add_u/offset" (i64.const 0) (i32.const 1)) (i32.const 167))

;; i32.atomic.rmw16.add_u
(assert_return (invoke "i32.atomic.rmw16.add_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 0x99db))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca8 0x4081f3f3))
(assert_trap (invoke "i32.atomic.rmw16.add_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.add_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.add_u
(assert_return (invoke "i64.atomic.rmw8.add_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 64))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca8 0xe681f3f3))
(assert_trap (invoke "i64.atomic.rmw8.add_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.add_u/offset" (i64.const 0) (i64.const 1)) (i64.const 168))

;; i64.atomic.rmw16.add_u
(assert_return (invoke "i64.atomic.rmw16.add_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xe681))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca9 0x8d27f3f3))
(assert_trap (invoke "i64.atomic.rmw16.add_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.add_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.add_u
(assert_return (invoke "i64.atomic.rmw32.add_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0x8d27f3f3))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca9 0x33ce9a99))
(assert_trap (invoke "i64.atomic.rmw32.add_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.add_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.sub
(assert_return (invoke "i32.atomic.rmw.sub" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0x33ce9a99))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0x4d4d4ca9 0x8d33f3f3))
(assert_trap (invoke "i32.atomic.rmw.sub/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.sub/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.sub
(assert_return (invoke "i64.atomic.rmw.sub" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0x8d33f3f34d4d4ca9))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a603 0xe6994d4c))
(assert_trap (invoke "i64.atomic.rmw.sub/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.sub/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.sub_u
(assert_return (invoke "i32.atomic.rmw8.sub_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 230))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a603 0x40994d4c))
(assert_trap (invoke "i32.atomic.rmw8.sub_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.sub_u/offset" (i64.const 0) (i32.const 1)) (i32.const 3))

;; i32.atomic.rmw16.sub_u
(assert_return (invoke "i32.atomic.rmw16.sub_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 0x4099))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a602 0x99f34d4c))
(assert_trap (invoke "i32.atomic.rmw16.sub_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.sub_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.sub_u
(assert_return (invoke "i64.atomic.rmw8.sub_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 153))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a602 0xf3f34d4c))
(assert_trap (invoke "i64.atomic.rmw8.sub_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.sub_u/offset" (i64.const 0) (i64.const 1)) (i64.const 2))

;; i64.atomic.rmw16.sub_u
(assert_return (invoke "i64.atomic.rmw16.sub_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xf3f3))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0x4d4d4d4c))
(assert_trap (invoke "i64.atomic.rmw16.sub_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.sub_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.sub_u
(assert_return (invoke "i64.atomic.rmw32.sub_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0x4d4d4d4c))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.rmw32.sub_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.sub_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.and
(assert_return (invoke "i32.atomic.rmw.and" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0xa6a6a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa682a6a6))
(assert_trap (invoke "i32.atomic.rmw.and/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.and/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.and
(assert_return (invoke "i64.atomic.rmw.and" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa682a6a6a6a6a601))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i64.atomic.rmw.and/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.and/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.and_u
(assert_return (invoke "i32.atomic.rmw8.and_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i32.atomic.rmw8.and_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.and_u/offset" (i64.const 0) (i32.const 1)) (i32.const 0))

;; i32.atomic.rmw16.and_u
(assert_return (invoke "i32.atomic.rmw16.and_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 0xa682))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i32.atomic.rmw16.and_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.and_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.and_u
(assert_return (invoke "i64.atomic.rmw8.and_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i64.atomic.rmw8.and_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.and_u/offset" (i64.const 0) (i64.const 1)) (i64.const 0))

;; i64.atomic.rmw16.and_u
(assert_return (invoke "i64.atomic.rmw16.and_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa682))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i64.atomic.rmw16.and_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.and_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.and_u
(assert_return (invoke "i64.atomic.rmw32.and_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa682a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa682a6a6))
(assert_trap (invoke "i64.atomic.rmw32.and_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.and_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.or
(assert_return (invoke "i32.atomic.rmw.or" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0xa682a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a600 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.rmw.or/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.or/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.or
(assert_return (invoke "i64.atomic.rmw.or" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa69aa6a6a6a6a600))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i64.atomic.rmw.or/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.or/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.or_u
(assert_return (invoke "i32.atomic.rmw8.or_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.rmw8.or_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.or_u/offset" (i64.const 0) (i32.const 1)) (i32.const 166))

;; i32.atomic.rmw16.or_u
(assert_return (invoke "i32.atomic.rmw16.or_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 0xa69a))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a7 0xa6bea6a6))
(assert_trap (invoke "i32.atomic.rmw16.or_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.or_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.or_u
(assert_return (invoke "i64.atomic.rmw8.or_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a7 0xa6bea6a6))
(assert_trap (invoke "i64.atomic.rmw8.or_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.or_u/offset" (i64.const 0) (i64.const 1)) (i64.const 167))

;; i64.atomic.rmw16.or_u
(assert_return (invoke "i64.atomic.rmw16.or_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa6be))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a7 0xa6bea6a6))
(assert_trap (invoke "i64.atomic.rmw16.or_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.or_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.or_u
(assert_return (invoke "i64.atomic.rmw32.or_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa6bea6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a7 0xa6bea6a6))
(assert_trap (invoke "i64.atomic.rmw32.or_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.or_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.xor
(assert_return (invoke "i32.atomic.rmw.xor" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0xa6bea6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a7 0x240000))
(assert_trap (invoke "i32.atomic.rmw.xor/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.xor/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.xor
(assert_return (invoke "i64.atomic.rmw.xor" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0x240000a6a6a6a7))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 1 0xa6bea6a6))
(assert_trap (invoke "i64.atomic.rmw.xor/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.xor/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.xor_u
(assert_return (invoke "i32.atomic.rmw8.xor_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 1 0xbea6a6))
(assert_trap (invoke "i32.atomic.rmw8.xor_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.xor_u/offset" (i64.const 0) (i32.const 1)) (i32.const 1))

;; i32.atomic.rmw16.xor_u
(assert_return (invoke "i32.atomic.rmw16.xor_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 190))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0 0xa618a6a6))
(assert_trap (invoke "i32.atomic.rmw16.xor_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.xor_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.xor_u
(assert_return (invoke "i64.atomic.rmw8.xor_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0 0x18a6a6))
(assert_trap (invoke "i64.atomic.rmw8.xor_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.xor_u/offset" (i64.const 0) (i64.const 1)) (i64.const 0))

;; i64.atomic.rmw16.xor_u
(assert_return (invoke "i64.atomic.rmw16.xor_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 24))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 1 0xa6bea6a6))
(assert_trap (invoke "i64.atomic.rmw16.xor_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.xor_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.xor_u
(assert_return (invoke "i64.atomic.rmw32.xor_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa6bea6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 1 0x180000))
(assert_trap (invoke "i64.atomic.rmw32.xor_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.xor_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.xchg
(assert_return (invoke "i32.atomic.rmw.xchg" (i64.const 0xfffc) (i32.const 0xa69aa6a6)) (i32.const 0x180000))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 1 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.rmw.xchg/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.xchg/offset" (i64.const 2) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw.xchg
(assert_return (invoke "i64.atomic.rmw.xchg" (i64.const 0xfff8) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa69aa6a600000001))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i64.atomic.rmw.xchg/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.xchg/offset" (i64.const 4) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw8.xchg_u
(assert_return (invoke "i32.atomic.rmw8.xchg_u" (i64.const 0xffff) (i32.const 0xa69aa6a6)) (i32.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a6a6 0xa69aa6a6))
(assert_trap (invoke "i32.atomic.rmw8.xchg_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.xchg_u/offset" (i64.const 0) (i32.const 1)) (i32.const 166))

;; i32.atomic.rmw16.xchg_u
(assert_return (invoke "i32.atomic.rmw16.xchg_u" (i64.const 0xfffe) (i32.const 0xa69aa6a6)) (i32.const 0xa69a))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i32.atomic.rmw16.xchg_u/offset" (i64.const 8) (i32.const 1)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.xchg_u/offset" (i64.const 1) (i32.const 1)) "unaligned atomic")

;; i64.atomic.rmw8.xchg_u
(assert_return (invoke "i64.atomic.rmw8.xchg_u" (i64.const 0xffff) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 166))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.rmw8.xchg_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.xchg_u/offset" (i64.const 0) (i64.const 1)) (i64.const 1))

;; i64.atomic.rmw16.xchg_u
(assert_return (invoke "i64.atomic.rmw16.xchg_u" (i64.const 0xfffe) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.rmw16.xchg_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.xchg_u/offset" (i64.const 1) (i64.const 1)) "unaligned atomic")

;; i64.atomic.rmw32.xchg_u
(assert_return (invoke "i64.atomic.rmw32.xchg_u" (i64.const 0xfffc) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 0xa6a6a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 0xa6a6a6a6))
(assert_trap (invoke "i64.atomic.rmw32.xchg_u/offset" (i64.const 8) (i64.const 1)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.xchg_u/offset" (i64.const 2) (i64.const 1)) "unaligned atomic")

;; i32.atomic.rmw.cmpxchg
(assert_return (invoke "i32.atomic.rmw.cmpxchg" (i64.const 0xfffc) (i32.const 0xa6a6a6a6) (i32.const -1)) (i32.const 0xa6a6a6a6))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc 0xa6a6a601 -1))
(assert_trap (invoke "i32.atomic.rmw.cmpxchg/offset" (i64.const 8) (i32.const 0xf0cba680) (i32.const 0xa69aa6a6)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw.cmpxchg/offset" (i64.const 2) (i32.const 0xf0cba680) (i32.const 0xa69aa6a6)) "unaligned atomic")

;; i64.atomic.rmw.cmpxchg
(assert_return (invoke "i64.atomic.rmw.cmpxchg" (i64.const 0xfff8) (i64.const 0xffffffffa6a6a601) (i64.const -1)) (i64.const 0xffffffffa6a6a601))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 -1))
(assert_trap (invoke "i64.atomic.rmw.cmpxchg/offset" (i64.const 8) (i64.const 0x845f3a15f0cba680) (i64.const 0xa69aa6a6a6a6a6a6)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw.cmpxchg/offset" (i64.const 4) (i64.const 0x845f3a15f0cba680) (i64.const 0xa69aa6a6a6a6a6a6)) "unaligned atomic")

;; i32.atomic.rmw8.cmpxchg_u
(assert_return (invoke "i32.atomic.rmw8.cmpxchg_u" (i64.const 0xffff) (i32.const 0x800000ff) (i32.const 1)) (i32.const 255))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 0x1ffffff))
(assert_trap (invoke "i32.atomic.rmw8.cmpxchg_u/offset" (i64.const 8) (i32.const 128) (i32.const 0xa69aa6a6)) "out of bounds memory access")
(assert_return (invoke "i32.atomic.rmw8.cmpxchg_u/offset" (i64.const 0) (i32.const 128) (i32.const 0xa69aa6a6)) (i32.const 255))

;; i32.atomic.rmw16.cmpxchg_u
(assert_return (invoke "i32.atomic.rmw16.cmpxchg_u" (i64.const 0xfffe) (i32.const 0x8000ffff) (i32.const 1)) (i32.const 511))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 0x1ffffff))
(assert_trap (invoke "i32.atomic.rmw16.cmpxchg_u/offset" (i64.const 8) (i32.const 0xa680) (i32.const 0xa69aa6a6)) "out of bounds memory access")
(assert_trap (invoke "i32.atomic.rmw16.cmpxchg_u/offset" (i64.const 1) (i32.const 0xa680) (i32.const 0xa69aa6a6)) "unaligned atomic")

;; i64.atomic.rmw8.cmpxchg_u
(assert_return (invoke "i64.atomic.rmw8.cmpxchg_u" (i64.const 0xffff) (i64.const 0x80000000000000ff) (i64.const 1)) (i64.const 1))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 0x1ffffff))
(assert_trap (invoke "i64.atomic.rmw8.cmpxchg_u/offset" (i64.const 8) (i64.const 128) (i64.const 0xa69aa6a6a6a6a6a6)) "out of bounds memory access")
(assert_return (invoke "i64.atomic.rmw8.cmpxchg_u/offset" (i64.const 0) (i64.const 128) (i64.const 0xa69aa6a6a6a6a6a6)) (i64.const 255))

;; i64.atomic.rmw16.cmpxchg_u
(assert_return (invoke "i64.atomic.rmw16.cmpxchg_u" (i64.const 0xfffe) (i64.const 0x800000000000ffff) (i64.const 1)) (i64.const 511))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 0x1ffffff))
(assert_trap (invoke "i64.atomic.rmw16.cmpxchg_u/offset" (i64.const 8) (i64.const 0xa680) (i64.const 0xa69aa6a6a6a6a6a6)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw16.cmpxchg_u/offset" (i64.const 1) (i64.const 0xa680) (i64.const 0xa69aa6a6a6a6a6a6)) "unaligned atomic")

;; i64.atomic.rmw32.cmpxchg_u
(assert_return (invoke "i64.atomic.rmw32.cmpxchg_u" (i64.const 0xfffc) (i64.const 0x80000000ffffffff) (i64.const 1)) (i64.const 0x1ffffff))
(assert_return (invoke "peek" (i64.const 0xfff0)) (v128.const i32x4 0x3792ed48 0xcb2681dc -1 0x1ffffff))
(assert_trap (invoke "i64.atomic.rmw32.cmpxchg_u/offset" (i64.const 8) (i64.const 0xf0cba680) (i64.const 0xa69aa6a6a6a6a6a6)) "out of bounds memory access")
(assert_trap (invoke "i64.atomic.rmw32.cmpxchg_u/offset" (i64.const 2) (i64.const 0xf0cba680) (i64.const 0xa69aa6a6a6a6a6a6)) "unaligned atomic")
