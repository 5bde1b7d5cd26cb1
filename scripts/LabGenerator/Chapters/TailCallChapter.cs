using System.Globalization;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Vectors;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Tail calls: from every number of parameters to every other, directly, through a table and by reference, with no result, one, and more than
/// there are registers. <see cref="TailCallModel"/> says what comes out.
/// </summary>
public static class TailCallChapter
{
    private static readonly string[] s_kinds = ["direct", "indirect", "ref"];

    private static readonly (string Name, string[] Types)[] s_results =
    [
        ("none", []), ("one", ["i64"]), ("many", ["i32", "f64", "v128", "i64", "f32", "i64", "i32", "i64", "i64", "f64", "i64"]),
    ];

    /// <summary>The script.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        var script = new ScriptWriter("Tail calls between functions of every number of parameters, in every way to call.");
        foreach (var (name, results) in s_results)
        {
            WriteModule(script, name, results);
        }

        WriteTraps(script);
        yield return ("execution/generated/tail-calls.wast", script.ToString());
    }

    private static void WriteModule(ScriptWriter script, string name, string[] results)
    {
        var arities = Enumerable.Range(0, TailCallModel.Parameters.Count).ToList();
        var functions = s_kinds.SelectMany(kind => arities.Select(arity => (Kind: kind, Arity: arity))).ToList();
        script.Module(
        [
            .. arities.Select(arity => $"(type ${arity} (func{Signatures.Parameters(TailCallModel.Parameters[arity])}{Signatures.Results(results)}))"),
            "(global $state (mut i64) (i64.const 1))",
            "(global $calls (mut i32) (i32.const 0))",
            $"(table funcref (elem {string.Join(' ', functions.Select(function => Identifier(function.Kind, function.Arity)))}))",
            "(func $i64 (result i64)",
            Invariant($"  (global.set $state (i64.add (i64.mul (global.get $state) (i64.const {TailCallModel.Factor})) (i64.const {TailCallModel.Increment})))"),
            "  (global.get $state))",
            "(func $i32 (result i32) (i32.wrap_i64 (i64.shr_u (call $i64) (i64.const 32))))",
            "(func $f32 (result f32) (f32.convert_i64_u (i64.shr_u (call $i64) (i64.const 48))))",
            "(func $f64 (result f64) (f64.convert_i64_u (i64.shr_u (call $i64) (i64.const 24))))",
            "(func $v128 (result v128) (i64x2.splat (call $i64)))",
            "(func $mix (param i64)",
            Invariant($"  (global.set $state (i64.mul (i64.xor (global.get $state) (local.get 0)) (i64.const 0x{TailCallModel.MixFactor:x}))))"),
            .. functions.SelectMany(function => Function(functions, function.Kind, function.Arity, results)),
            "(func (export \"state\") (result i64) (global.get $state))",
            $"(func (export \"{name}\") (param $calls i32) (param $first i32){Signatures.Results(results)}",
            "  (global.set $state (i64.const 1))",
            "  (global.set $calls (local.get $calls))",
            "  (call_indirect (type $0) (local.get $first)))",
        ]);
        for (var kind = 0; kind < s_kinds.Length; kind++)
        {
            foreach (var calls in kind == 0 ? (int[])[0, 1, 2, 3, 5, 10, 50, 1000, 100_000] : [1, 2, 3, 5, 1000])
            {
                var model = new TailCallModel();
                var values = model.Run(calls, results);
                script.Returns(
                    name,
                    [Invariant($"(i32.const {calls})"), Invariant($"(i32.const {kind * arities.Count})")],
                    values.Select((value, index) => results[index] == "v128" ? new Shape(false, 64).Constant(value) : Literal.Of(results[index], value)));
                script.Returns("state", [], Literal.Of("i64", (System.Numerics.BigInteger)model.State));
            }
        }
    }

    private static string Identifier(string kind, int arity) => Invariant($"${kind}-{arity}");

    // A function calls in its way one that calls in the next way.
    private static IEnumerable<string> Function(List<(string Kind, int Arity)> functions, string kind, int arity, string[] results)
    {
        var parameters = TailCallModel.Parameters[arity];
        var next = s_kinds[(Array.IndexOf(s_kinds, kind) + 1) % s_kinds.Length];
        yield return Invariant($"(func {Identifier(kind, arity)} (type ${arity})");
        foreach (var (index, type) in parameters.Index())
        {
            var parameter = Invariant($"(local.get {index})");
            yield return "  (call $mix " + type switch
            {
                "i32" => $"(i64.extend_i32_u {parameter})",
                "i64" => parameter,
                "v128" => $"(i64x2.extract_lane 1 {parameter})",
                _ => $"(i64.trunc_{type}_u {parameter})",
            } + ")";
        }

        yield return $"  (if (i32.eqz (global.get $calls)) (then (return {string.Join(' ', results.Select(Make))})))";
        yield return "  (global.set $calls (i32.sub (global.get $calls) (i32.const 1)))";
        yield return "  (block $3 (block $2 (block $1 (block $0";
        yield return "    (br_table $0 $1 $2 $3 (i32.and (i32.wrap_i64 (i64.shr_u (call $i64) (i64.const 33))) (i32.const 3))))";
        for (var callee = 0; callee < TailCallModel.Parameters.Count; callee++)
        {
            var types = TailCallModel.Parameters[callee];
            var arguments = string.Concat(TailCallModel.Arguments(parameters, types)
                .Select((from, index) => from < 0 ? " " + Make(types[index]) : Invariant($" (local.get {from})")));
            yield return "    " + kind switch
            {
                "direct" => $"(return_call {Identifier(next, callee)}{arguments})",
                "indirect" => Invariant($"(return_call_indirect (type ${callee}){arguments} (i32.const {functions.IndexOf((next, callee))}))"),
                _ => Invariant($"(return_call_ref ${callee}{arguments} (ref.func {Identifier(next, callee)}))"),
            } + ")";
        }

        static string Make(string type) => $"(call ${type})";
    }

    private static void WriteTraps(ScriptWriter script)
    {
        script.Section("A tail call that fails is where it stands: the function that it is in has not been left.");
        script.Module(
        [
            "(type $t (func (result i32)))",
            "(table $table 3 funcref)",
            "(elem (table $table) (i32.const 0) func $one $other)",
            "(func $one (type $t) (i32.const 1))",
            "(func $other (result i64) (i64.const 2))",
            "(func (export \"indirect\") (param i32) (result i32) (return_call_indirect $table (type $t) (local.get 0)))",
            "(func (export \"null\") (result i32) (return_call_ref $t (ref.null $t)))",
        ]);
        script.Returns("indirect", ["(i32.const 0)"], "(i32.const 1)");
        script.Traps("indirect", ["(i32.const 1)"], "indirect call type mismatch");
        script.Traps("indirect", ["(i32.const 2)"], "uninitialized element");
        script.Traps("indirect", ["(i32.const 3)"], "undefined element");
        script.Traps("indirect", ["(i32.const -1)"], "undefined element");
        script.Traps("null", [], "null function reference");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
