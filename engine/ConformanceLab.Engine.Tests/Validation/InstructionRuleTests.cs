using ConformanceLab.Engine.Tests.Instructions;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>Each rule of instructions in both directions: what it accepts, and what it rejects in which words.</summary>
public class InstructionRuleTests
{
    private const string Mismatch = "type mismatch";

    // body, signature of its function; null: valid, otherwise the first words of the error.
    public static TheoryData<string, string, string?> Rules { get; } = new()
    {
        // Parametric
        { "i32.const 1 drop", "", null },
        { "drop", "", Mismatch },
        { "f32.const 0 f32.const 0 i32.const 0 select drop", "", null },
        { "f32.const 0 f64.const 0 i32.const 0 select drop", "", Mismatch },
        { "ref.null func ref.null func i32.const 0 select drop", "", Mismatch },
        { "ref.null func ref.null func i32.const 0 select (result funcref) drop", "", null },
        { "ref.null $f ref.null func i32.const 0 select (result funcref) drop", "", null },
        { "ref.null func ref.null func i32.const 0 select (result (ref null $f)) drop", "", Mismatch },
        { "i32.const 0 select (result)", "", "invalid result arity" },

        // Variables
        { "local.get 0 local.set 1", "(param i32) (local i32)", null },
        { "local.get 2", "(param i32) (local i32)", "unknown local 2" },
        { "local.get 0 local.set 1", "(param i32) (local i64)", Mismatch },
        { "local.get 0 local.tee 1 drop", "(param i32) (local i64)", Mismatch },
        { "ref.func $imported local.tee 0 drop local.get 0 drop", "(local (ref $f))", null },
        { "local.get 0 drop", "(local (ref $f))", "uninitialized local 0" },
        { "block ref.func $imported local.set 0 local.get 0 drop end local.get 0 drop", "(local (ref $f))", "uninitialized local 0" },
        { "i32.const 0 if ref.func $imported local.set 0 else local.get 0 drop end", "(local (ref $f))", "uninitialized local 0" },
        { "ref.func $imported local.set 0 loop local.get 0 drop end local.get 0 drop", "(local (ref $f))", null },
        { "unreachable local.get 0 drop", "(local (ref $f))", "uninitialized local 0" },
        { "global.get $gi i64.extend_i32_s global.set $gm", "", null },
        { "i32.const 0 global.set $gi", "", "immutable global" },
        { "global.get 2 drop", "", "unknown global 2" },

        // Control
        { "block (result i32) i32.const 0 end drop", "", null },
        { "block (result i32) end drop", "", "type mismatch: instruction requires [i32] but stack has []" },
        { "block i32.const 0 end", "", "type mismatch: block requires [] but stack has [i32]" },
        { "i32.const 0 block (param i32) (result i32) end drop", "", null },
        { "i32.const 0 block drop end", "", Mismatch },
        { "i32.const 1 if (result i32) i32.const 0 else i32.const 1 end drop", "", null },
        { "i32.const 1 if (result i32) i32.const 0 end drop", "", Mismatch },
        { "i32.const 0 i32.const 1 if (param i32) (result i32) end drop", "", null },
        { "ref.func $imported i32.const 1 if (param (ref $f)) (result funcref) end drop", "", null },
        { "i64.const 0 if end", "", Mismatch },
        { "i32.const 0 i32.const 0 if (param i32) drop else end", "", Mismatch },
        { "block (result i32) i32.const 0 br 0 end drop", "", null },
        { "block (result i32) br 0 end drop", "", Mismatch },
        { "loop (result i32) br 0 end drop", "", null },
        { "br 1", "", "unknown label 1" },
        { "br 0", "", null },
        { "block (result i32) i32.const 0 i32.const 1 br_if 0 end drop", "", null },
        { "block (result i32) i64.const 0 i32.const 1 br_if 0 end drop", "", Mismatch },
        { "block (result funcref) ref.func $imported i32.const 1 br_if 0 call_ref $f end drop", "", Mismatch },
        { "block block i32.const 0 br_table 0 1 2 end end", "", null },
        { "block (result i32) block i32.const 0 i32.const 0 br_table 0 1 end i32.const 0 end drop", "", Mismatch },
        { "block (result i32) block (result i64) i32.const 0 i32.const 0 br_table 0 1 end drop i32.const 0 end drop", "", Mismatch },
        { "i32.const 0 br_table 0 9 0", "", "unknown label 9" },
        { "i32.const 0 return", "(result i32)", null },
        { "return", "(result i32)", Mismatch },
        { "i32.const 0 call $imported drop", "", null },
        { "i64.const 0 call $imported drop", "", Mismatch },
        { "call 9", "", "unknown function 9" },
        { "i32.const 0 i32.const 0 call_indirect $t (type $f) drop", "", null },
        { "i32.const 0 i64.const 0 call_indirect $t64 (type $f) drop", "", null },
        { "i32.const 0 i32.const 0 call_indirect $t64 (type $f) drop", "", Mismatch },
        { "i32.const 0 i32.const 0 call_indirect $tx (type $f) drop", "", Mismatch },
        { "i32.const 0 call_indirect 9 (type $e)", "", "unknown table 9" },
        { "i32.const 0 call_indirect $t (type 99)", "", "unknown type" },
        { "i32.const 0 ref.func $imported call_ref $f drop", "", null },
        { "i32.const 0 ref.null func call_ref $f drop", "", Mismatch },
        { "ref.null $s call_ref $s", "", "non-function type 1" },
        { "i32.const 0 return_call $imported", "(result i64)", null },
        { "i32.const 0 return_call $imported", "(result i32)", Mismatch },
        { "i32.const 0 ref.null $f return_call_ref $f", "(result i64)", null },
        { "i32.const 0 i32.const 0 return_call_indirect $t (type $f)", "(result i64)", null },
        { "i32.const 0 i32.const 0 return_call_indirect $t (type $f)", "", Mismatch },

        // Null and cast branches
        { "block ref.null func br_on_null 0 drop end", "", null },
        { "block i32.const 0 br_on_null 0 drop end", "", Mismatch },
        { "block (result (ref func)) ref.null func br_on_non_null 0 unreachable end drop", "", null },
        { "block ref.null func br_on_non_null 0 end", "", Mismatch },
        { "block (result (ref $s2)) local.get 0 br_on_cast 0 anyref (ref $s2) unreachable end drop", "(param anyref)", null },
        { "block (result (ref $s)) local.get 0 br_on_cast 0 anyref (ref $s2) drop unreachable end drop", "(param anyref)", null },
        { "block (result (ref $s2)) local.get 0 br_on_cast 0 anyref (ref $s) unreachable end drop", "(param anyref)", Mismatch },
        { "block (result funcref) local.get 0 br_on_cast 0 anyref funcref unreachable end drop", "(param anyref)", Mismatch },
        { "block (result (ref null $s)) local.get 0 br_on_cast 0 anyref (ref null $s) local.set 1 unreachable end drop", "(param anyref) (local (ref any))", null },
        { "block (result (ref null $s)) local.get 0 br_on_cast 0 anyref (ref $s) local.set 1 unreachable end drop", "(param anyref) (local (ref any))", Mismatch },
        { "block (result (ref any)) local.get 0 br_on_cast_fail 0 anyref (ref null $s) unreachable end drop", "(param anyref)", null },
        { "block (result (ref any)) local.get 0 br_on_cast_fail 0 anyref (ref $s) unreachable end drop", "(param anyref)", Mismatch },
        { "block (result i32 anyref) i32.const 0 local.get 0 br_on_cast 0 anyref eqref end drop drop", "(param anyref)", null },

        // Exceptions
        { "i32.const 0 throw $e1", "", null },
        { "throw $e1", "", "type mismatch: instruction requires [i32] but stack has []" },
        { "i64.const 0 throw $e1", "", "type mismatch: instruction requires [i32] but stack has [i64]" },
        { "throw 9", "", "unknown tag 9" },
        { "local.get 0 throw_ref", "(param exnref)", null },
        { "i32.const 0 throw_ref", "", Mismatch },
        { "block (result i32) try_table (catch $e1 0) end i32.const 1 end drop", "", null },
        { "block (result i32 exnref) try_table (catch_ref $e1 0) end unreachable end drop drop", "", null },
        { "block (result exnref) try_table (catch_all_ref 0) end unreachable end drop", "", null },
        { "block try_table (catch_all 0) (catch $e0 0) end end", "", null },
        { "block try_table (catch $e1 0) end end", "", Mismatch },
        { "block (result i64) try_table (catch $e1 0) end unreachable end drop", "", Mismatch },
        { "block (result exnref) try_table (catch_all 0) end unreachable end drop", "", Mismatch },
        { "try_table (catch_all 1) end", "", "unknown label 1" },
        { "try catch $e1 drop catch_all rethrow 0 end", "", null },
        { "try (result i32) i32.const 0 catch $e1 end drop", "", null },
        { "try (result i64) i64.const 0 catch $e1 end drop", "", "type mismatch: instruction requires [i64] but stack has [i32]" },
        { "try catch_all i32.const 0 end", "", "type mismatch: block requires [] but stack has [i32]" },
        { "try rethrow 0 catch_all end", "", "invalid rethrow label" },
        { "block rethrow 0 end", "", "invalid rethrow label" },
        { "try delegate 0", "", null },
        { "try delegate 1", "", "unknown label 1" },
        { "try (result i32) delegate 0 drop", "", Mismatch },

        // Tables
        { "i32.const 0 table.get $t drop", "", null },
        { "i32.const 0 table.get $t64 drop", "", Mismatch },
        { "i32.const 0 table.get 9 drop", "", "unknown table 9" },
        { "i64.const 0 ref.null func table.set $t64", "", null },
        { "i32.const 0 ref.null extern table.set $t", "", Mismatch },
        { "table.size $t64 i64.eqz drop", "", null },
        { "ref.null func i64.const 1 table.grow $t64 i64.eqz drop", "", null },
        { "ref.null extern i32.const 1 table.grow $t drop", "", Mismatch },
        { "i32.const 0 ref.null extern i32.const 1 table.fill $tx", "", null },
        { "i32.const 0 i64.const 0 i32.const 0 table.copy $t $t64", "", null },
        { "i64.const 0 i64.const 0 i64.const 0 table.copy $t64 $t64", "", null },
        { "i64.const 0 i32.const 0 i64.const 0 table.copy $t64 $t", "", Mismatch },
        { "i32.const 0 i32.const 0 i32.const 0 table.copy $t $tx", "", Mismatch },
        { "i64.const 0 i32.const 0 i32.const 0 table.init $t64 $el", "", null },
        { "i32.const 0 i32.const 0 i32.const 0 table.init $t $elx", "", Mismatch },
        { "elem.drop $elx", "", null },
        { "elem.drop 9", "", "unknown elem segment 9" },

        // Memories
        { "i32.const 0 i32.load drop", "", null },
        { "i64.const 0 i32.load $m64 drop", "", null },
        { "i32.const 0 i32.load $m64 drop", "", Mismatch },
        { "i32.const 0 i32.load 9 drop", "", "unknown memory 9" },
        { "i32.const 0 i32.load align=4 drop", "", null },
        { "i32.const 0 i32.load align=8 drop", "", "alignment must not be larger than natural" },
        { "i64.const 0 i64.load8_u $m64 offset=4294967296 drop", "", null },
        { "i32.const 0 f32.const 0 f32.store", "", null },
        { "i32.const 0 f64.const 0 f32.store", "", Mismatch },
        { "memory.size $m64 i64.eqz drop", "", null },
        { "i64.const 0 memory.grow $m64 i64.eqz drop", "", null },
        { "i32.const 0 memory.grow $m64 drop", "", Mismatch },
        { "i64.const 0 i32.const 0 i64.const 0 memory.fill $m64", "", null },
        { "i64.const 0 i32.const 0 i32.const 0 memory.copy $m64 $m", "", null },
        { "i64.const 0 i32.const 0 i64.const 0 memory.copy $m64 $m", "", Mismatch },
        { "i64.const 0 i32.const 0 i32.const 0 memory.init $m64 $d", "", null },
        { "i32.const 0 i32.const 0 i32.const 0 memory.init $m 9", "", "unknown data segment 9" },
        { "data.drop 9", "", "unknown data segment 9" },
        { "i32.const 0 v128.load8_lane 15 drop", "", Mismatch },
        { "i32.const 0 v128.const i64x2 0 0 v128.load8_lane 15 drop", "", null },
        { "i32.const 0 v128.const i64x2 0 0 v128.load16_lane 8 drop", "", "invalid lane index" },
        { "i32.const 0 i32.const 1 i32.atomic.rmw.add drop", "", null },
        { "i32.const 0 i32.const 1 i32.atomic.rmw.add align=2 drop", "", "atomic alignment must be natural" },
        { "i64.const 0 i64.const 1 i64.const 2 i64.atomic.rmw.cmpxchg $m64 drop", "", null },
        { "i32.const 0 i32.const 1 i64.const 2 memory.atomic.wait32 drop", "", null },

        // Numbers and vectors
        { "i32.const 0 i32.const 1 i32.add drop", "", null },
        { "i32.const 0 i64.const 1 i32.add drop", "", Mismatch },
        { "i64.const 0 i32.const 1 i32.add drop", "", Mismatch },
        { "v128.const i64x2 0 0 i8x16.extract_lane_s 15 drop", "", null },
        { "v128.const i64x2 0 0 i8x16.extract_lane_s 16 drop", "", "invalid lane index" },
        { "v128.const i64x2 0 0 v128.const i64x2 0 0 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 drop", "", null },
        { "v128.const i64x2 0 0 v128.const i64x2 0 0 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 32 drop", "", "invalid lane index" },
        { "i64.const 0 i64.const 0 i64.const 0 i64.const 0 i64.add128 drop drop", "", null },
        { "i64.const 0 i64.const 0 i64.const 0 i64.add128 drop drop", "", Mismatch },
        { "v128.const i64x2 0 0 v128.const i64x2 0 0 v128.const i64x2 0 0 f32x4.relaxed_madd drop", "", null },

        // References
        { "ref.null $f ref.is_null drop", "", null },
        { "i32.const 0 ref.is_null drop", "", Mismatch },
        { "ref.null 99 drop", "", "unknown type 99" },
        { "ref.func $imported drop", "", null },
        { "ref.func 1 drop", "", "undeclared function reference" },
        { "ref.func 9 drop", "", "unknown function 9" },
        { "ref.null any ref.as_non_null drop", "", null },
        { "i32.const 0 ref.as_non_null drop", "", Mismatch },
        { "ref.null eq ref.as_non_null ref.null i31 ref.eq drop", "", null },
        { "ref.null any ref.null eq ref.eq drop", "", Mismatch },
        { "local.get 0 ref.test (ref $s2) drop", "(param anyref)", null },
        { "local.get 0 ref.cast (ref null $s2) struct.get $s2 3 drop", "(param anyref)", null },
        { "local.get 0 ref.test (ref $f) drop", "(param anyref)", Mismatch },
        { "i32.const 0 ref.i31 i31.get_s drop", "", null },
        { "ref.null eq i31.get_u drop", "", Mismatch },
        { "local.get 0 any.convert_extern extern.convert_any local.set 0", "(param externref)", null },
        { "local.get 0 any.convert_extern local.set 1", "(param (ref extern)) (local anyref)", null },
        { "local.get 0 any.convert_extern ref.as_non_null drop", "(param anyref)", Mismatch },

        // Aggregates
        { "i32.const 0 i32.const 0 ref.null $f struct.new $s drop", "", null },
        { "i32.const 0 i32.const 0 struct.new $s drop", "", Mismatch },
        { "struct.new $a drop", "", "non-structure type 3" },
        { "struct.new_default $s drop", "", null },
        { "struct.new_default $nn drop", "", Mismatch },
        { "local.get 0 struct.get $s 0 drop local.get 0 struct.get_s $s 1 drop", "(param (ref $s2))", null },
        { "local.get 0 struct.get $s 1 drop", "(param (ref $s))", Mismatch },
        { "local.get 0 struct.get_u $s 0 drop", "(param (ref $s))", Mismatch },
        { "local.get 0 struct.get $s 9 drop", "(param (ref $s))", "unknown field 9" },
        { "local.get 0 i32.const 1 struct.set $s 1", "(param (ref $s))", null },
        { "local.get 0 i32.const 1 struct.set $s 0", "(param (ref $s))", "immutable field" },
        { "local.get 0 struct.get $s2 3 drop", "(param (ref $s))", Mismatch },
        { "i32.const 0 i32.const 9 array.new $a drop", "", null },
        { "i32.const 9 array.new_default $a drop", "", null },
        { "i32.const 9 array.new_default $an drop", "", Mismatch },
        { "i32.const 1 i32.const 2 array.new_fixed $ai 2 drop", "", null },
        { "i32.const 1 array.new_fixed $ai 2 drop", "", Mismatch },
        { "unreachable array.new_fixed $ai 10001 drop", "", "implementation limit" },
        { "i32.const 0 i32.const 1 array.new_data $ai $d drop", "", null },
        { "i32.const 0 i32.const 1 array.new_data $af $d drop", "", "array type is not numeric or vector" },
        { "i32.const 0 i32.const 1 array.new_elem $af $el drop", "", null },
        { "i32.const 0 i32.const 1 array.new_elem $af $elx drop", "", Mismatch },
        { "local.get 0 i32.const 0 array.get_u $ai drop", "(param (ref $ai))", null },
        { "local.get 0 i32.const 0 array.get $ai drop", "(param (ref $ai))", Mismatch },
        { "local.get 0 i32.const 0 i32.const 1 array.set $a", "(param (ref $a))", null },
        { "local.get 0 i32.const 0 i32.const 1 array.set $ai", "(param (ref $ai))", "immutable array" },
        { "local.get 0 array.len drop", "(param (ref $ai))", null },
        { "local.get 0 array.len drop", "(param (ref $s))", Mismatch },
        { "local.get 0 i32.const 0 i32.const 1 i32.const 2 array.fill $a", "(param (ref $a))", null },
        { "local.get 0 i32.const 0 local.get 0 i32.const 1 i32.const 2 array.copy $a $a", "(param (ref $a))", null },
        { "local.get 0 i32.const 0 local.get 1 i32.const 1 i32.const 2 array.copy $a $ai", "(param (ref $a) (ref $ai))", "array types do not match" },
        { "local.get 0 i32.const 0 local.get 0 i32.const 1 i32.const 2 array.copy $ai $ai", "(param (ref $ai))", "immutable array" },
        { "local.get 0 i32.const 0 i32.const 0 i32.const 0 array.init_data $a $d", "(param (ref $a))", null },
        { "local.get 0 i32.const 0 i32.const 0 i32.const 0 array.init_elem $af $el", "(param (ref $af))", null },
        { "local.get 0 i32.const 0 i32.const 0 i32.const 0 array.init_elem $a $el", "(param (ref $a))", Mismatch },
    };

    public static TheoryData<string, string, string?> Unreachable { get; } = new()
    {
        { "unreachable", "(result i32)", null },
        { "unreachable i32.add", "(result i32)", null },
        { "unreachable i64.const 0 i32.add drop", "", Mismatch },
        { "unreachable i32.add", "(result i64)", Mismatch },
        { "unreachable drop drop drop", "", null },
        { "unreachable select", "(result f64)", null },
        { "unreachable f64.const 0 i32.const 0 select", "(result f64)", null },
        { "unreachable f64.const 0 i32.const 0 select", "(result f32)", Mismatch },
        { "unreachable ref.null func i32.const 0 select drop", "", Mismatch },
        { "unreachable ref.as_non_null i32.add drop", "", Mismatch },
        { "unreachable ref.as_non_null call_ref $f", "(result i64)", null },
        { "unreachable br_on_null 0 struct.get $s 0 drop", "", null },
        { "unreachable br_on_non_null 0", "(result funcref)", null },
        { "unreachable br_on_non_null 0", "(result i32)", Mismatch },
        { "unreachable any.convert_extern ref.as_non_null drop", "", null },
        { "block (result i32) unreachable end", "(result i64)", Mismatch },
        { "block unreachable end i32.add drop", "", Mismatch },
        { "unreachable i32.const 0", "", Mismatch },
        { "return i32.const 0 i32.const 0 i32.const 0", "(result i32)", Mismatch },
        { "block (result i32) block (result i64) unreachable br_table 0 1 end drop i32.const 0 end drop", "", null },
        { "block (result i32) block (result i64) f32.const 0 unreachable f32.const 0 i32.const 0 br_table 0 1 end drop i32.const 0 end drop", "", Mismatch },
        { "block (result i32) block unreachable br_table 0 1 end i32.const 0 end drop", "", Mismatch },
        { "loop br 0 end", "(result i32)", Mismatch },
        { "loop (result i32) br 0 end", "(result i32)", null },
        { "unreachable if (result i32) i32.const 0 else unreachable end", "(result i32)", null },
        { "unreachable local.tee 0", "(result i32) (local i32)", null },
        { "i32.const 0 unreachable drop drop drop", "", null },
        { "unreachable try_table (param i32) (result i64) drop i64.const 0 end drop", "", null },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    [MemberData(nameof(Unreachable))]
    public void RuleHolds(string body, string signature, string? error)
    {
        var fields = Modules.WithBody(body, signature);
        if (error is null)
        {
            Modules.IsValid(fields);
        }
        else
        {
            var exception = Modules.IsInvalid(fields, error);
            Assert.Equal(1, exception.FunctionIndex);
            Assert.Equal(exception.Kind == ModuleErrorKind.Invalid, exception.Rule is not null && SpecAnchors.All.Contains(exception.Rule));
            Assert.True(exception.Line > 0);
        }
    }
}
