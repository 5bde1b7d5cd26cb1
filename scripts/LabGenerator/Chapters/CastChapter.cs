using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Reference types against each other. Values of every kind are tested for and cast to every heap type of their hierarchy, from every other, and
/// branched on from every one above; of every two reference types validation knows whether one matches the other.
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
        var values = s_values[top];
        var script = new ScriptWriter(
            $"References of the hierarchy of {top}: every value, of every static type, against every heap type. In what is returned bit n is of value n:");
        foreach (var (index, value) in values.Index())
        {
            script.Line(string.Create(CultureInfo.InvariantCulture, $";;   {index}  {value.Value}"));
        }

        var types = HeapTypeModel.All.Where(type => type.Top == top).ToList();
        var pairs = types.SelectMany(from => types.Select(to => (From: from, To: to))).ToList();
        script.Module(
        [
            .. HeapTypeModel.All.Select(type => type.Declaration).OfType<string>(),
            "(type $below (func (param i32) (result i32 i32 i32 i32 i32 i32)))",
            "(type $other (func (param i32) (result i32 i32)))",
            "(tag $e)",
            "(func $f0 (type $f0))",
            "(func $f1 (type $f1))",
            "(func $g (type $g))",
            "(elem declare func $f0 $f1 $g)",
            $"(table $values {values.Length} (ref null {top}))",
            "(func (export \"init\") (param $host externref)",
            .. values.Select((value, index) => string.Create(CultureInfo.InvariantCulture, $"  (table.set $values (i32.const {index}) {value.Value})")),
            ")",
            .. Each("below", 6),
            .. Each("other", 2),
            .. pairs.SelectMany(pair => Functions(values, pair.From, pair.To)),
            $"(elem declare func {string.Join(' ', pairs.Select(pair => Identifier(pair.From, pair.To)))})",
        ]);
        script.Call("init", "(ref.extern 1)");
        foreach (var (from, to) in pairs)
        {
            WriteAssertions(script, values, from, to);
        }

        return script.ToString();
    }

    // A function that executes another with those values whose bits are set, and collects what it says.
    private static IEnumerable<string> Each(string type, int results)
    {
        var numbers = Enumerable.Range(0, results).ToList();
        return
        [
            $"(func $each-{type} (param $values i32) (param $operations (ref ${type})){Signatures.Results(numbers.Select(_ => "i32"))}",
            $"  (local $n i32){string.Concat(numbers.Select(number => $" (local ${number} i32)"))}",
            "  (loop $next",
            "    (if (i32.and (i32.shr_u (local.get $values) (local.get $n)) (i32.const 1))",
            "      (then",
            $"        (call_ref ${type} (local.get $n) (local.get $operations))",
            .. numbers.AsEnumerable().Reverse().Select(
                number => $"        local.get $n i32.shl local.get ${number} i32.or local.set ${number}"),
            "      ))",
            "    (local.set $n (i32.add (local.get $n) (i32.const 1)))",
            "    (br_if $next (i32.shr_u (local.get $values) (local.get $n))))",
            $" {string.Concat(numbers.Select(number => $" (local.get ${number})"))})",
        ];
    }

    private static bool IsTop(HeapTypeModel type) => type.Name == type.Top;

    // What values there are of a type, null included: those that come as far as the operation.
    private static int[] Of((string? Type, string Value)[] values, HeapTypeModel from) =>
        [.. values.Index().Where(value => value.Item.Type is not { } type || HeapTypeModel.Named(type).Matches(from)).Select(value => value.Index)];

    private static bool IsOf((string? Type, string Value) value, HeapTypeModel to, bool isNullable) =>
        value.Type is { } type ? HeapTypeModel.Named(type).Matches(to) : isNullable;

    private static string Mask(IEnumerable<int> values) =>
        string.Create(CultureInfo.InvariantCulture, $"(i32.const 0x{values.Sum(index => 1 << index):x})");

    private static IEnumerable<string> Functions((string? Type, string Value)[] values, HeapTypeModel from, HeapTypeModel to)
    {
        var name = Name(from, to);
        var source = from.Reference(isNullable: true);
        var value = IsTop(from) ? "(table.get $values (local.get 0))" : $"(ref.cast {source} (table.get $values (local.get 0)))";
        var isBelow = to.Matches(from);
        var type = isBelow ? "below" : "other";
        var identifier = Identifier(from, to);
        yield return $"(func {identifier} (type ${type}) (local $it {source}) (local.set $it {value})";
        foreach (var isNullable in (bool[])[false, true])
        {
            var target = to.Reference(isNullable);
            yield return $"  (ref.test {target} (local.get $it))";
            if (isBelow)
            {
                // A branch needs a target below its source. What is left of the source if the cast fails: null only if it cannot be of the target.
                var rest = from.Reference(!isNullable);
                yield return "  (block (result i32) "
                    + $"(block $is (result {target}) (br_on_cast $is {source} {target} (local.get $it)) (drop) (br 1 (i32.const 0))) "
                    + "(drop) (i32.const 1))";
                yield return "  (block (result i32) "
                    + $"(block $not (result {rest}) (br_on_cast_fail $not {source} {target} (local.get $it)) (drop) (br 1 (i32.const 1))) "
                    + "(drop) (i32.const 0))";
            }
        }

        yield return ")";
        yield return Signatures.Function(
            name, [], Enumerable.Repeat("i32", isBelow ? 6 : 2), $"(call $each-{type} {Mask(Of(values, from))} (ref.func {identifier}))");
        foreach (var isNullable in Nullabilities(from, to))
        {
            yield return Signatures.Function(Cast(name, isNullable), ["i32"], ["i32"], $"(ref.is_null (ref.cast {to.Reference(isNullable)} {value}))");
        }
    }

    private static string Identifier(HeapTypeModel from, HeapTypeModel to) => $"${from.Name}:{to.Name}";

    private static string Name(HeapTypeModel from, HeapTypeModel to) => $"{from.Name} to {to.Name}";

    private static string Cast(string name, bool isNullable) => $"{name}{(isNullable ? ", null" : "")}: cast";

    // Where the target is not below the source, one of the two is enough.
    private static bool[] Nullabilities(HeapTypeModel from, HeapTypeModel to) => to.Matches(from) ? [false, true] : [true];

    private static void WriteAssertions(ScriptWriter script, (string? Type, string Value)[] values, HeapTypeModel from, HeapTypeModel to)
    {
        var name = Name(from, to);
        var masks = ((bool[])[false, true]).Select(isNullable => Mask(Of(values, from).Where(index => IsOf(values[index], to, isNullable))));
        script.Returns(name, [], masks.SelectMany(mask => Enumerable.Repeat(mask, to.Matches(from) ? 3 : 1)));
        foreach (var isNullable in Nullabilities(from, to))
        {
            // Null, for both; of other values all for one, and for the other one that passes and one that does not.
            var given = Of(values, from);
            var few = given.GroupBy(index => (values[index].Type is null, IsOf(values[index], to, isNullable))).Select(group => group.First());
            foreach (var index in isNullable ? few : given)
            {
                script.Assert(Cast(name, isNullable), [Literal.Of("i32", (BigInteger)index)], () => IsOf(values[index], to, isNullable)
                    ? [Literal.Of("i32", (BigInteger)(values[index].Type is null ? 1 : 0))]
                    : throw new GuestTrapException("cast failure"));
            }
        }
    }

    // Of different hierarchies no two types match: for these, some of each will do.
    private static bool IsExample(HeapTypeModel type) => IsTop(type) || type.IsBottom || type.Name is "i31" or "$s0" or "$f0";

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
        foreach (var (from, to) in pairs.Where(pair => pair.From.Top == pair.To.Top || (IsExample(pair.From) && IsExample(pair.To))))
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
