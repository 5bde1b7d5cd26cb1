using System.Globalization;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Reference types against each other. Values of every kind are tested for, cast to and branched on every heap type, from every type above it;
/// and of every two reference types validation knows whether one matches the other.
/// </summary>
public static class CastChapter
{
    // The type that a value has at run time, null for a null reference; what makes it.
    private static readonly Dictionary<string, (string? Type, string Value)[]> s_values = new()
    {
        ["any"] =
        [
            (null, "(ref.null none)"), ("i31", "(ref.i31 (i32.const -1))"), ("$s0", "(struct.new_default $s0)"),
            ("$s1", "(struct.new_default $s1)"), ("$s2", "(struct.new_default $s2)"), ("$t", "(struct.new $t)"),
            ("$a0", "(array.new_default $a0 (i32.const 1))"), ("$a1", "(array.new_default $a1 (i32.const 0))"),
            ("$b", "(array.new_fixed $b 2 (i32.const 1) (i32.const 2))"), ("any", "(any.convert_extern (local.get $host))"),
        ],
        ["func"] = [(null, "(ref.null nofunc)"), ("$f0", "(ref.func $f0)"), ("$f1", "(ref.func $f1)"), ("$g", "(ref.func $g)")],
        ["extern"] =
        [
            (null, "(ref.null noextern)"), ("extern", "(local.get $host)"), ("extern", "(extern.convert_any (ref.i31 (i32.const 3)))"),
            ("extern", "(extern.convert_any (struct.new_default $s1))"),
        ],
        ["exn"] =
        [
            (null, "(ref.null noexn)"), ("exn", "(block $caught (result exnref) (try_table (catch_all_ref $caught) (throw $e)) (unreachable))"),
        ],
    };

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        foreach (var top in s_values.Keys)
        {
            yield return ($"execution/generated/casts-{top}.wast", WriteCasts(top));
        }

        yield return ("validation/generated/matching.wast", WriteMatching());
    }

    private static string WriteCasts(string top)
    {
        var script = new ScriptWriter($"References of the hierarchy of {top}: every value, from every type, to every type below it.");
        var types = HeapTypeModel.All.Where(type => type.Top == top).ToList();
        var pairs = types.SelectMany(from => types.Where(to => to.Matches(from)).Select(to => (From: from, To: to))).ToList();
        script.Module(
        [
            .. HeapTypeModel.All.Select(type => type.Declaration).OfType<string>(),
            "(tag $e)",
            "(func $f0 (type $f0))",
            "(func $f1 (type $f1))",
            "(func $g (type $g))",
            "(elem declare func $f0 $f1 $g)",
            $"(table $values {s_values[top].Length} (ref null {top}))",
            "(func (export \"init\") (param $host externref)",
            .. s_values[top].Select((value, index) => string.Create(CultureInfo.InvariantCulture, $"  (table.set $values (i32.const {index}) {value.Value})")),
            ")",
            .. pairs.SelectMany(pair => Functions(pair.From, pair.To)),
        ]);
        script.Call("init", "(ref.extern 1)");
        foreach (var (from, to) in pairs)
        {
            script.Section($"{from.Name} to {to.Name}");
            for (var index = 0; index < s_values[top].Length; index++)
            {
                WriteAssertions(script, from, to, index, s_values[top][index].Type is { } type ? HeapTypeModel.Named(type) : null);
            }
        }

        return script.ToString();
    }

    private static bool IsTop(HeapTypeModel type) => type.Name == type.Top;

    private static IEnumerable<string> Functions(HeapTypeModel from, HeapTypeModel to)
    {
        foreach (var isNullable in (bool[])[false, true])
        {
            var target = to.Reference(isNullable);
            var source = from.Reference(isNullable: true);
            var value = IsTop(from) ? "(table.get $values (local.get 0))" : $"(ref.cast {source} (table.get $values (local.get 0)))";
            // What is left of the source if the cast fails: null only if it cannot be of the target.
            var rest = from.Reference(!isNullable);
            yield return Function("test", $"(ref.test {target} {value})");
            yield return Function("cast", $"(ref.is_null (ref.cast {target} {value}))");
            yield return Function(
                "branch",
                $"(block $is (result {target}) (br_on_cast $is {source} {target} {value}) (drop) (return (i32.const 0))) (drop) (i32.const 1)");
            yield return Function(
                "branch-fail",
                $"(block $is-not (result {rest}) (br_on_cast_fail $is-not {source} {target} {value}) (drop) (return (i32.const 1))) (drop) (i32.const 0)");

            string Function(string operation, string body) =>
                Signatures.Function(Name(operation, from, to, isNullable), ["i32"], ["i32"], body);
        }
    }

    private static string Name(string operation, HeapTypeModel from, HeapTypeModel to, bool isNullable) =>
        $"{operation} {from.Name} {(isNullable ? "null " : "")}{to.Name}";

    private static void WriteAssertions(ScriptWriter script, HeapTypeModel from, HeapTypeModel to, int index, HeapTypeModel? type)
    {
        if (!IsTop(from) && type?.Matches(from) == false)
        {
            // It does not even come as far as the operation.
            return;
        }

        string[] arguments = [Literal.Of("i32", (System.Numerics.BigInteger)index)];
        foreach (var isNullable in (bool[])[false, true])
        {
            var matches = type?.Matches(to) ?? isNullable;
            var truth = Literal.Of("i32", (System.Numerics.BigInteger)(matches ? 1 : 0));
            foreach (var operation in (string[])["test", "branch", "branch-fail"])
            {
                script.Returns(Name(operation, from, to, isNullable), arguments, truth);
            }

            if (matches)
            {
                script.Returns(Name("cast", from, to, isNullable), arguments, Literal.Of("i32", (System.Numerics.BigInteger)(type is null ? 1 : 0)));
            }
            else
            {
                script.Traps(Name("cast", from, to, isNullable), arguments, "cast failure");
            }
        }
    }

    private static string WriteMatching()
    {
        var script = new ScriptWriter("Of every two reference types: whether one stands where the other is expected.");
        var all = HeapTypeModel.All;
        var pairs = all.SelectMany(from => all.Select(to => (From: from, To: to))).ToList();
        script.Module(
        [
            .. all.Select(type => type.Declaration).OfType<string>(),
            .. pairs.Where(pair => pair.From.Matches(pair.To)).SelectMany(pair => new[]
            {
                Use(pair.From.Reference(false), pair.To.Reference(false)), Use(pair.From.Reference(false), pair.To.Reference(true)),
                Use(pair.From.Reference(true), pair.To.Reference(true)),
            }),
        ]);
        foreach (var (from, to) in pairs)
        {
            // A null reference is never one that is not null; other types never match, null or not.
            var (source, target) = from.Matches(to) ? (from.Reference(true), to.Reference(false)) : (from.Reference(false), to.Reference(true));
            var declarations = from.Declarations().Union(to.Declarations());
            script.Invalid($"{string.Join(' ', [.. declarations, Use(source, target)])}", "type mismatch");
        }

        return script.ToString();

        static string Use(string from, string to) => $"(func (param {from}) (result {to}) (local.get 0))";
    }
}
