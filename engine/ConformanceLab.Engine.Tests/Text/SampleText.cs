namespace ConformanceLab.Engine.Tests.Text;

/// <summary>A text with something of everything.</summary>
internal static class SampleText
{
    public const string Text = """
        (module $"the module"
          (@custom "start" (before first) "\00\01")
          (type $f (func (param i32) (result i32)))
          (type $p (sub (struct (field $x (mut i32)) (field i8))))
          (type (sub final $p (struct (field (mut i32)) (field i8) (field $z (ref null $p)))))
          (rec (type $a (array (mut i16))) (type (func (param (ref $a)) (result (ref null $p)))))
          (type (sub final (func)))
          (rec (type (array i8)))
          (import "m" "f" (func $imp (param $a i32)))
          (import "m" (item "g" (global $g1 i32)) (item "h" (memory $mm 1)))
          (import "m" (item "i") (item "j") (global (mut i64)))
          (table $t0 1 10 funcref)
          (table $t1 i64 2 (ref null func) (ref.null func))
          (memory $m0 1 2)
          (memory i64 1 5 shared)
          (memory 0 (pagesize 1))
          (tag $e (param i32 i64))
          (tag)
          (global $"weird \" name" f32 (f32.const nan:0x12345))
          (global (mut f64) (f64.const -0x1.8p-1074))
          (global i32 (i32.add (i32.const 1) (global.get $g1)))
          (export "f" (func $main)) (export "" (table $t0)) (export "\u{1F600}" (memory 0)) (export "e" (tag $e))
          (start $main)
          (elem $seg (table $t0) (i32.const 0) func $main $imp)
          (elem declare func $main)
          (elem funcref (ref.func $main) (ref.null func))
          (elem (table $t1) (offset (i64.const 1)) (ref null func) (item ref.null func))
          (data $d (i32.const 0) "text \"\\\00\ff")
          (data (memory 2) (offset i64.const 1) "")
          (data "passive")
          (func $main (local $x i32) (local i64 i64) (local $y (ref null $p))
            (block $out (loop $in (br_if $out (local.get $x)) (br $in)))
            (@metadata.code.branch_hint "\01") (if (result i32) (local.get $x) (then (i32.const -1)) (else (i32.const 0x7fffffff)))
            (drop)
            (block $b (result i32) (try_table $t (result i32) (catch $e $b) (catch_all 0) (i32.const 3)) )
            drop
            (block $rest (try $legacy (do (throw 1)) (catch $e drop drop) (catch_all (rethrow $legacy))))
            (try (do) (delegate 0))
            (call_indirect $t0 (type $f) (i32.const 1) (i32.const 2)) drop
            (call_indirect 1 (i64.const 2))
            (v128.store offset=16 align=1 (i32.const 0) (v128.const f32x4 1 nan inf -0))
            (drop (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (v128.const i64x2 1 2) (v128.const i64x2 1 2)))
            (drop (v128.load64_lane 1 offset=3 1 (i32.const 0) (v128.const i64x2 1 2)))
            (memory.init $m0 $d (i32.const 0) (i32.const 0) (i32.const 0))
            (memory.copy 2 1 (i64.const 0) (i32.const 0) (i32.const 0))
            (table.copy $t0 $t1 (i32.const 0) (i64.const 0) (i32.const 0))
            (drop (struct.get $p $x (local.get $y)))
            (drop (ref.cast (ref $p) (local.get $y))) (drop (ref.test anyref (local.get $y)))
            (drop (select (result f64) (f64.const 1e308) (f64.const 5e-324) (i32.const 0)))
            (drop (i64.atomic.rmw.add (i32.const 0) (i64.const 1)))
            (block (result (ref null $p)) (br_on_cast 0 (ref null $p) (ref $p) (local.get $y))) drop
            (br_table 0 0 0 (i32.const 0)))
          (func $b (param $p i32) (result i32) (local.get $p))
          (@custom "last" "some bytes"))
        """;
}
