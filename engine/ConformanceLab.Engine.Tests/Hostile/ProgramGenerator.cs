using System.Text;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>
/// Random valid programs of the features that meet in frames and heap: many parameters and results, calls and tail calls of all kinds,
/// exceptions, objects, blocks with parameters, branches with values, calls back through the host. They end: entering a function takes from a
/// counter, and loops are left at their end.
/// </summary>
internal sealed partial class ProgramGenerator
{
    /// <summary>Functions that each program has; <c>run0</c>, <c>run1</c>, … call them and hash what comes back.</summary>
    public const int Functions = 8;

    private const int Tags = 3;
    private const int MaximumDepth = 4;
    private const string Box = "(ref null $box)";
    private const string SureBox = "(ref $box)";
    private const string Pair = "(ref null $pair)";
    private const string Boxes = "(ref null $boxes)";
    private const string Function = "(ref null $type0)";
    private static readonly string[] s_types = ["i32", "i64", "f64", "v128", Box, SureBox, Pair, Boxes, "anyref", "exnref", Function];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly (string[] Parameters, string[] Results)[] _signatures = new (string[], string[])[Functions];
    private readonly string[][] _payloads = new string[Tags][];
    private readonly Stack<(string Name, string[] Types)> _labels = new();
    private readonly List<string> _locals = [];
    private string[] _results = [];
    private int _budget;
    private int _names;

    private ProgramGenerator(int seed) => _random = new Random(seed);

    /// <summary>The program of a seed. It imports <c>host.log</c> (i64) and <c>host.again</c> (i32 → i32), which should call the export <c>again</c>.</summary>
    public static string Create(int seed) => new ProgramGenerator(seed).Program();

    private string Program()
    {
        for (var i = 0; i < Functions; i++)
        {
            _signatures[i] = (Types(5), Types(4));
        }

        for (var i = 0; i < Tags; i++)
        {
            _payloads[i] = Types(4);
        }

        Declarations();
        for (var i = 0; i < Functions; i++)
        {
            FunctionBody(i);
            Driver(i);
        }

        return _text.ToString();
    }

    private void Declarations()
    {
        Line("(type $box (struct (field (mut i32)) (field (mut anyref))))");
        Line("(type $pair (struct (field (mut (ref null $box))) (field (mut i64)) (field anyref) (field v128)))");
        Line("(type $boxes (array (mut (ref null $box))))");
        for (var i = 0; i < Functions; i++)
        {
            Line($"(type $type{i} (func (param {List(_signatures[i].Parameters)}) (result {List(_signatures[i].Results)})))");
        }

        Line("(import \"host\" \"log\" (func $log (param i64))) (import \"host\" \"again\" (func $host (param i32) (result i32)))");
        for (var i = 0; i < Tags; i++)
        {
            Line($"(tag $tag{i} (param {List(_payloads[i])}))");
        }

        var functions = string.Concat(Enumerable.Range(0, Functions).Select(i => $" $f{i}"));
        Line($"(table $functions funcref (elem{functions})) (table $objects 4 anyref)");
        Line(
            """
            (tag $plain (param (ref null $box)))
            (global $left (mut i32) (i32.const 0)) (global $hash (mut i64) (i64.const 0))
            (global $any (mut anyref) (ref.null any)) (global $exn (mut exnref) (ref.null exn)) (global $vector (mut v128) (v128.const i64x2 3 4))
            (func $enter (result i32)
              (global.set $left (i32.sub (global.get $left) (i32.const 1)))
              (i32.lt_s (global.get $left) (i32.const 0)))
            (func $sure (param (ref null $box)) (result (ref $box))
              (block $null (return (br_on_null $null (local.get 0))))
              (struct.new $box (i32.const 77) (ref.null any)))
            (func $exception (result exnref)
              (block $caught (result exnref)
                (try_table (catch_all_ref $caught) (throw $plain (struct.new $box (i32.const 5) (ref.null any))))
                (unreachable)))
            (func $mix (param i64) (global.set $hash (i64.xor (local.get 0) (i64.mul (global.get $hash) (i64.const 31)))))
            (func $hash (param anyref) (result i64)
              (block $box (result (ref $box))
                (block $pair (result (ref $pair))
                  (block $boxes (result (ref $boxes))
                    (br_on_cast $box anyref (ref $box) (local.get 0)) (br_on_cast $pair anyref (ref $pair)) (br_on_cast $boxes anyref (ref $boxes))
                    (return (i64.extend_i32_u (ref.is_null))))
                  (return (i64.extend_i32_u (array.len))))
                (local.set 0)
                (return (i64.add
                  (struct.get $pair 1 (ref.cast (ref $pair) (local.get 0)))
                  (i64x2.extract_lane 1 (struct.get $pair 3 (ref.cast (ref $pair) (local.get 0)))))))
              (i64.extend_i32_s (struct.get $box 0)))
            (func (export "again") (param i32) (result i32)
              (if (call $enter) (then (return (i32.const 0))))
              (drop (call $exception))
              (struct.get $box 0 (struct.new $box (local.get 0) (global.get $any))))
            """);
    }

    private void FunctionBody(int index)
    {
        _locals.Clear();
        _locals.AddRange(_signatures[index].Parameters);
        _results = _signatures[index].Results;
        _budget = 60;
        Line($"(func $f{index} (type $type{index})");
        foreach (var type in Types(5).Where(type => type != SureBox))
        {
            Text($"(local {type})");
            _locals.Add(type);
        }

        Text("(if (call $enter) (then");
        Leaves(_results);
        Line("(return)))");
        var isGuarded = _random.Next(4) > 0;
        if (isGuarded)
        {
            Text("block $guard try_table (catch_all $guard)");
        }

        Sequence(_results, MaximumDepth);
        if (isGuarded)
        {
            Line("return end end");
            Leaves(_results);
        }

        Line(")");
    }

    private void Driver(int index)
    {
        Line($"(func (export \"run{index}\") (result i64) (global.set $left (i32.const 60))");
        Line("(block $thrown (try_table (catch_all $thrown)");
        Leaves(_signatures[index].Parameters);
        Line($"call $f{index}");
        foreach (var type in _signatures[index].Results.Reverse())
        {
            Text(type switch
            {
                "i32" => "i64.extend_i32_s",
                "i64" => "",
                "f64" => "i64.reinterpret_f64",
                "v128" => "i64x2.extract_lane 1",
                "exnref" or Function => "ref.is_null i64.extend_i32_s",
                _ => "call $hash",
            });
            Line("call $mix");
        }

        Line("(return (global.get $hash)))) (i64.const -1))");
    }

    private void Leaves(string[] types)
    {
        foreach (var type in types)
        {
            Leaf(type);
        }
    }

    private void Leaf(string type)
    {
        const string NewBox = "ref.null any struct.new $box";
        Text(type switch
        {
            "i32" => $"i32.const {_random.Next()}",
            "i64" => $"i64.const {_random.Next(100)}",
            "f64" => $"f64.const {_random.Next(100)}.5",
            "v128" => $"v128.const i64x2 {_random.Next(9)} {_random.Next(9)}",
            Box when Rarely() => "ref.null $box",
            Box or SureBox => $"i32.const {_random.Next(50)} {NewBox}",
            Pair when Rarely() => "ref.null $pair",
            Pair => $"i32.const {_random.Next(50)} {NewBox} i64.const {_random.Next(9)} ref.null any v128.const i64x2 1 2 struct.new $pair",
            Boxes => $"i32.const {_random.Next(50)} {NewBox} i32.const {1 + _random.Next(4)} array.new $boxes",
            "anyref" when Rarely() => "ref.null none",
            "anyref" => _random.Next(2) == 0 ? $"i32.const {_random.Next(50)} ref.i31" : $"i32.const {_random.Next(50)} {NewBox}",
            "exnref" => "call $exception",
            _ => _random.Next(2) == 0 ? "ref.null $type0" : "ref.func $f0",
        });
    }

    private bool Rarely() => _random.Next(16) == 0;

    private string[] Types(int most)
    {
        var types = new string[_random.Next(most + 1)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = s_types[_random.Next(s_types.Length)];
        }

        return types;
    }

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string List(string[] types) => string.Join(' ', types);

    private void Text(string text) => _text.Append(text).Append(' ');

    private void Line(string text) => _text.Append(text).Append('\n');
}
