(module
  (type $t (func (param i32 i64) (result i64 i32)))
  (tag $e (param i32))
  (table 2 funcref)
  (elem (i32.const 0) func $f 1)
  (func $f (export "f") (type $t) (local $n i32)
    (block $out (loop $in (br_if $out (local.get $n)) (br $in)))
    (if (result i32) (local.get $n) (then (i32.const -1)) (else (unreachable)))
    (block $x (br_table $x 0 0 $x (i32.const 1)))
    (block $z
      (block $h (result i32)
        (try_table (result i32) (catch $e $h) (catch_all $z) (throw $e (i32.const 1))))
      drop)
    (block (result exnref) (try_table (catch_all_ref 0)) unreachable) throw_ref)
  (func (param i32) (result i32)
    (call_indirect (type $t) (local.get 0) (i64.const 1) (i32.const 0)) drop drop
    (select (i32.const 1) (i32.const 2) (local.get 0))
    drop (return_call_ref $g (i32.const 1) (ref.func 1)))
  (type $g (func (param i32) (result i32))))
