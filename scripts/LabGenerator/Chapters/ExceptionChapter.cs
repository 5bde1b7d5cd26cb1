using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Vectors;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Exceptions: of tags with every kind of payload, thrown any number of frames below, through frames of every kind, caught in every way. And
/// which of several clauses catches, for all lists of up to three.
/// </summary>
public static class ExceptionChapter
{
    private static readonly (string Name, string[] Types)[] s_tags =
    [
        ("none", []), ("one", ["i32"]), ("floats", ["f64", "f32"]), ("wide", ["i64", "v128", "i32"]),
        ("many", ["i32", "f64", "i64", "v128", "f32", "i64", "i32", "f64", "i64", "i32", "v128", "i64"]),
    ];

    // What a frame between the throw and the catch does with what comes by.
    private static readonly (string Comment, string Body)[] s_frames =
    [
        ("calls", "(call $down-{0} {1})"),
        ("calls through the table", "(call_indirect (type $down) {1} (i32.const {2}))"),
        ("calls by reference", "(call_ref $down {1} (ref.func $down-{0}))"),
        ("calls in tail position", "(return_call $down-{0} {1})"),
        ("catches others", "(block $h (result {4}) (try_table (catch ${3} $h) (call $down-{0} {1})) (return)) (unreachable)"),
        ("catches all, and throws it again", "(block $h (result exnref) (try_table (catch_all_ref $h) (call $down-{0} {1})) (return)) (throw_ref)"),
        ("catches this, and throws it again",
            "(block $h (result{5} exnref) (try_table (catch_ref ${0} $h) (call $down-{0} {1})) (return)) (local.set $it) {6} (throw_ref (local.get $it))"),
        ("catches this, and throws another like it", "(block $h{7} (try_table (catch ${0} $h) (call $down-{0} {1})) (return)) (throw ${0})"),
    ];

    private static readonly string[] s_kinds = ["catch", "catch_ref", "catch_all", "catch_all_ref"];

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        yield return ("execution/generated/exceptions.wast", WriteFrames());
        yield return ("execution/generated/clauses.wast", WriteClauses());
    }

    private static string WriteFrames()
    {
        var script = new ScriptWriter("Exceptions of every kind of payload, through frames of every kind, caught in every way. A frame");
        foreach (var (index, frame) in s_frames.Index())
        {
            script.Line(Invariant($";;   {index}  {frame.Comment}"));
        }

        script.Module(
        [
            "(type $down (func (param i32 i32 i32)))",
            .. s_tags.Select(tag => $"(tag ${tag.Name}{Signatures.Parameters(tag.Types)})"),
            $"(table funcref (elem {string.Join(' ', s_tags.Select(tag => "$down-" + tag.Name))}))",
            .. s_tags.SelectMany((tag, index) => Down(index)),
            .. s_tags.SelectMany(tag => s_kinds.Select(kind => Catcher(tag.Name, tag.Types, kind))),
        ]);
        foreach (var (name, types) in s_tags)
        {
            script.Section(name);
            foreach (var kind in s_kinds)
            {
                // One frame of each kind; none; many, each of another kind.
                foreach (var (frames, first) in s_frames.Select((_, index) => (1, index)).Concat([(0, 0), (2, 5), (3, 3), (100, 2)]))
                {
                    var seed = 3 + frames + (7 * first);
                    script.Returns($"{name}: {kind}", Arguments(frames, first, seed), [
                        .. kind == "catch_all" ? [] : types.Select((type, index) => Payload(type, seed, index)),
                        Literal.Of("i64", (BigInteger)(seed + 2000)),
                    ]);
                }
            }

            foreach (var (frames, first) in ((int, int)[])[(0, 0), (1, 5), (9, 0)])
            {
                script.Line($"(assert_exception (invoke \"{name}: uncaught\" {string.Join(' ', Arguments(frames, first, 1))}))");
            }
        }

        script.Section("A trap is no exception: it passes frames and handlers of every kind.");
        foreach (var first in Enumerable.Range(0, s_frames.Length))
        {
            script.Traps("one: catch_all", Arguments(1, first, -1), "unreachable");
        }

        script.Traps("one: catch_all_ref", Arguments(100, 0, -1), "unreachable");
        return script.ToString();

        static string[] Arguments(int frames, int first, int seed) =>
            [Literal.Of("i32", (BigInteger)frames), Literal.Of("i32", (BigInteger)first), Literal.Of("i32", IntegerOracle.Wrap(seed, 32))];
    }

    // A frame: parameters are how many follow, of which kind it is, and what the payload is made of; at the bottom a negative one traps.
    private static IEnumerable<string> Down(int index)
    {
        var (name, types) = s_tags[index];
        var (other, otherTypes) = s_tags[(index + 1) % s_tags.Length];
        var payload = string.Join(' ', types.Select((type, number) => Make(type, number)));
        const string Next = "(local.get $frames) (local.get $next) (local.get $seed)";
        yield return $"(func $down-{name} (export \"{name}: uncaught\") (type $down) (param $frames i32) (param $kind i32) (param $seed i32)";
        yield return "  (local $it exnref) (local $next i32)";
        yield return "  (if (i32.eqz (local.get $frames)) (then";
        yield return "    (if (i32.lt_s (local.get $seed) (i32.const 0)) (then (unreachable)))";
        yield return $"    (throw ${name} {payload})))";
        yield return "  (local.set $frames (i32.sub (local.get $frames) (i32.const 1)))";
        yield return Invariant($"  (local.set $next (i32.rem_u (i32.add (local.get $kind) (i32.const 1)) (i32.const {s_frames.Length})))");
        yield return $"  {string.Concat(Enumerable.Range(0, s_frames.Length).Reverse().Select(kind => $"(block ${kind} "))}";
        yield return $"    (br_table {string.Join(' ', Enumerable.Range(0, s_frames.Length).Select(kind => $"${kind}"))} (local.get $kind)))";
        foreach (var (kind, frame) in s_frames.Index())
        {
            // A payload that is caught goes by, or is dropped from behind the reference.
            var body = string.Format(
                CultureInfo.InvariantCulture,
                frame.Body,
                name,
                Next,
                index,
                other,
                string.Join(' ', otherTypes),
                string.Concat(types.Select(type => " " + type)),
                string.Concat(Enumerable.Repeat("(drop) ", types.Length)).TrimEnd(),
                Signatures.Results(types)).Replace(" (result )", "");
            yield return $"    {body}{(kind is 4 or 5 or 6 or 7 ? "" : " (return)")}{(kind < s_frames.Length - 1 ? ")" : "")}";
        }

        yield return ")";
    }

    // The payload, if it has not been lost, and a local that was set before and inside.
    private static string Catcher(string name, string[] types, string kind)
    {
        const string Body = "(local.set $l (i64.add (local.get $l) (i64.const 1000))) (call $down-{0} (local.get $frames) (local.get $kind) (local.get $seed))";
        var body = string.Format(CultureInfo.InvariantCulture, Body, name);
        var payload = Signatures.Results(types);
        var withReference = Signatures.Results([.. types, "exnref"]);
        var again = $"(block $again{payload} (try_table (catch ${name} $again) (throw_ref (local.get $it))) (unreachable))";
        var code = kind switch
        {
            "catch" => $"(block $h{payload} (try_table (catch ${name} $h) {body}) (unreachable))",
            "catch_ref" => $"(block $h{withReference} (try_table (catch_ref ${name} $h) {body}) (unreachable)) (local.set $it) "
                + $"{string.Concat(types.Select(_ => "(drop) "))}{again}",
            "catch_all" => $"(block $h (try_table (catch_all $h) {body}) (unreachable))",
            _ => $"(block $h (result exnref) (try_table (catch_all_ref $h) {body}) (unreachable)) (local.set $it) {again}",
        };
        string[] results = kind == "catch_all" ? ["i64"] : [.. types, "i64"];
        return $"(func (export \"{name}: {kind}\") (param $frames i32) (param $kind i32) (param $seed i32){Signatures.Results(results)}"
            + " (local $it exnref) (local $l i64)"
            + $"\n    (local.set $l (i64.add (i64.extend_i32_s (local.get $seed)) (i64.const 1000)))\n    {code}\n    (local.get $l))";
    }

    private static string Make(string type, int index)
    {
        var value = Invariant($"(i32.add (local.get $seed) (i32.const {100 * index}))");
        return type switch
        {
            "i32" => value,
            "i64" => $"(i64.extend_i32_s {value})",
            "v128" => $"(i32x4.splat {value})",
            _ => $"({type}.convert_i32_s {value})",
        };
    }

    private static string Payload(string type, int seed, int index)
    {
        BigInteger value = seed + (100 * index);
        return type switch
        {
            "v128" => new Shape(false, 32).Constant(new Shape(false, 32).Join(Enumerable.Repeat(value, 4))),
            "f32" or "f64" => Literal.Of(type, ScalarOracle.FormatOf(type).Round(new Rational(value, 1))),
            _ => Literal.Of(type, value),
        };
    }

    // The first clause that has the tag, or any, catches; of none, the exception goes on.
    private static string WriteClauses()
    {
        var script = new ScriptWriter("Which of several clauses catches: the first that names the tag, or none. Tags a and b, and c, which none names.");
        string[] clauses = ["a", "b", "all"];
        var lists = new List<string[]> { Array.Empty<string>() };
        for (var start = 0; lists[start].Length < 3; start++)
        {
            lists.AddRange(clauses.Select(clause => (string[])[.. lists[start], clause]));
        }

        script.Module(
        [
            "(tag $a) (tag $b) (tag $c)",
            "(func $throw (param $tag i32)",
            "  (if (i32.eqz (local.get $tag)) (then (throw $a)))",
            "  (if (i32.eq (local.get $tag) (i32.const 1)) (then (throw $b)))",
            "  (throw $c))",
            .. lists.Select(Function),
        ]);
        foreach (var list in lists)
        {
            foreach (var (number, tag) in ((string[])["a", "b", "c"]).Index())
            {
                var caught = Array.FindIndex(list, clause => clause == tag || clause == "all");
                script.Returns(Name(list), [Literal.Of("i32", (BigInteger)number)], Literal.Of("i32", (BigInteger)(caught < 0 ? 9 : caught)));
            }
        }

        return script.ToString();

        static string Name(string[] list) => list.Length == 0 ? "none" : string.Join(' ', list);

        // A handler for each clause, one inside another; outside of them all one that catches whatever is left.
        static string Function(string[] list)
        {
            var numbers = Enumerable.Range(0, list.Length).ToList();
            return $"(func (export \"{Name(list)}\") (param $tag i32) (result i32)\n    (block $left "
                + string.Concat(numbers.AsEnumerable().Reverse().Select(number => Invariant($"(block ${number} ")))
                + "(try_table (catch_all $left) (try_table"
                + string.Concat(numbers.Select(number => list[number] == "all" ? Invariant($" (catch_all ${number})") : Invariant($" (catch ${list[number]} ${number})")))
                + " (call $throw (local.get $tag)))) (unreachable)"
                + string.Concat(numbers.Select(number => Invariant($") (return (i32.const {number}))"))) + ")\n    (i32.const 9))";
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
