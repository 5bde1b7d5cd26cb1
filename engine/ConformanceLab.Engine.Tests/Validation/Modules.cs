using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>Modules from text, validated.</summary>
internal static class Modules
{
    public static ValidatedModule Validate(string fields, WasmFeatures features = WasmFeatures.All) =>
        ModuleValidator.Validate(TextParser.ParseModule(Encoding.UTF8.GetBytes(fields), features));

    public static void IsValid(string fields, WasmFeatures features = WasmFeatures.All)
    {
        try
        {
            Validate(fields, features);
        }
        catch (ModuleException error)
        {
            Assert.Fail($"{fields}: {error.Describe()}");
        }
    }

    public static ModuleException IsInvalid(string fields, string reason, WasmFeatures features = WasmFeatures.All)
    {
        ModuleException? error = null;
        try
        {
            Validate(fields, features);
        }
        catch (ModuleException caught)
        {
            error = caught;
        }

        Assert.True(error is not null, $"accepted: {fields}");
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            reason.StartsWith("implementation limit", StringComparison.Ordinal) ? ModuleErrorKind.LimitExceeded : ModuleErrorKind.Invalid,
            error.Kind);
        return error;
    }

    /// <summary>The fields every table of instruction rules starts from: one of each kind, and a body.</summary>
    public static string WithBody(string body, string signature = "") => $"""
        (type $f (func (param i32) (result i64)))
        (type $s (sub (struct (field i32) (field (mut i8)) (field (mut (ref null $f))))))
        (type $s2 (sub $s (struct (field i32) (field (mut i8)) (field (mut (ref null $f))) (field f64))))
        (type $a (array (mut i32)))
        (type $ai (array i16))
        (type $af (array (mut funcref)))
        (type $nn (struct (field (ref $f))))
        (type $e (func))
        (type $an (array (ref $f)))
        (import "" "" (func $imported (type $f)))
        (import "" "" (global $gi i32))
        (global $gm (mut i64) (i64.const 0))
        (table $t 1 funcref)
        (table $t64 i64 1 funcref)
        (table $tx 1 externref)
        (memory $m 1)
        (memory $m64 i64 1)
        (tag $e0)
        (tag $e1 (param i32))
        (elem $el func $imported)
        (elem $elx externref (ref.null extern))
        (data $d "x")
        (func {signature} {body})
        """;
}
