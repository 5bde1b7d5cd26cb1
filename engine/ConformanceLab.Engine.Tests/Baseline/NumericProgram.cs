using System.Globalization;
using System.Text;
using ConformanceLab.Wasm;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>
/// Random programs of numbers: arithmetic of all widths, memories of three kinds, atomics, calls of all kinds with many parameters and
/// results, blocks, loops and tables of branches. They end: entering a function takes from a counter, and loops count down. Floats become
/// integers and bytes only without the bits of a NaN, which are the tiers' own.
/// </summary>
internal sealed partial class NumericProgram
{
    /// <summary>Functions that each program has, exported as <c>f0</c>, <c>f1</c>, …</summary>
    public const int Functions = 6;

    /// <summary>What the programs need.</summary>
    public const WasmFeatures Features =
        WasmFeatures.Wasm3 | WasmFeatures.Threads | WasmFeatures.CustomPageSizes | WasmFeatures.WideArithmetic;

    private const int MaximumDepth = 5;
    private static readonly string[] s_types = ["i32", "i64", "f32", "f64"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly (string[] Parameters, string[] Results)[] _signatures = new (string[], string[])[Functions];
    private readonly Stack<(string Name, string[] Types)> _labels = new();
    private readonly List<string> _locals = [];
    private string[] _results = [];
    private bool _isLeaf;
    private int _counters;
    private int _usedCounters;
    private int _budget;
    private int _names;

    private NumericProgram(int seed)
    {
        _random = new Random(seed);
        for (var i = 0; i < Functions; i++)
        {
            _signatures[i] = (Types(_random.Next(4) == 0 ? 24 : 6), Types(_random.Next(4) == 0 ? 20 : 4));
        }

        Declarations();
        for (var i = 0; i < Functions; i++)
        {
            FunctionBody(i);
        }
    }

    /// <summary>The program of a seed, with arguments for each function.</summary>
    public static (string Text, Value[][] Arguments) Create(int seed)
    {
        var program = new NumericProgram(seed);
        var arguments = program._signatures.Select(signature => signature.Parameters.Select(program.Argument).ToArray()).ToArray();
        return (program._text.ToString(), arguments);
    }

    private Value Argument(string type) => type switch
    {
        "i32" => Value.FromInt32(_random.Next(int.MinValue, int.MaxValue)),
        "i64" => Value.FromInt64(_random.NextInt64(long.MinValue, long.MaxValue)),
        "f32" => Value.FromSingle(_random.Next(-1000, 1000)),
        _ => Value.FromDouble(_random.Next(-1000, 1000) / 7.0),
    };

    private void Declarations()
    {
        for (var i = 0; i < Functions; i++)
        {
            Line($"(type $type{i} (func (param {List(_signatures[i].Parameters)}) (result {List(_signatures[i].Results)})))");
        }

        // The last elements of the table are null and of another type.
        var functions = string.Concat(Enumerable.Range(0, Functions).Select(static i => $" $f{i}"));
        Line($"(table $functions 12 funcref) (elem (i32.const 0) func{functions} $nothing)");
        Line(
            """
            (memory $guarded (export "m0") 1 3) (memory $wide (export "m1") i64 1 1) (memory $small (export "m2") 1000 1000 (pagesize 1))
            (global $left (export "left") (mut i32) (i32.const 0))
            (global $i32 (export "g0") (mut i32) (i32.const 11)) (global $i64 (export "g1") (mut i64) (i64.const -22))
            (global $f32 (export "g2") (mut f32) (f32.const 1.5)) (global $f64 (export "g3") (mut f64) (f64.const -2.25))
            (func $nothing)
            (func (export "start") (param i32) (global.set $left (local.get 0)))
            """);
    }

    private void FunctionBody(int index)
    {
        _locals.Clear();
        _locals.AddRange(_signatures[index].Parameters);
        _results = _signatures[index].Results;
        _budget = 120;

        // Where nothing is called, locals are in registers.
        _isLeaf = _random.Next(2) == 0;
        Line($"(func $f{index} (export \"f{index}\") (type $type{index})");
        foreach (var type in Types(_random.Next(4) == 0 ? 40 : 6))
        {
            Text($"(local {type})");
            _locals.Add(type);
        }

        // Counters of loops, which nothing else touches.
        _counters = _locals.Count;
        _usedCounters = 0;
        Line("(local i32 i32 i32 i32) (local $f32 f32) (local $f64 f64)");
        Text("(global.set $left (i32.sub (global.get $left) (i32.const 1))) (if (i32.lt_s (global.get $left) (i32.const 0)) (then");
        Leaves(_results);
        Line("(return)))");
        Sequence(_results, MaximumDepth);
        Line(")");
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
        var local = _locals.LastIndexOf(type, _locals.Count - 1);
        Text((type, _random.Next(3)) switch
        {
            (_, 0) when local >= 0 => $"local.get {local}",
            (_, 1) => $"global.get ${type}",
            ("i32", _) => $"i32.const {Interesting(32)}",
            ("i64", _) => $"i64.const {Interesting(64)}",
            ("f32", _) => $"f32.const {Any(["-0.0", "1.5", "inf", "-1e30", "3e9", "0x1p-149", "-7.5", "2147483648"])}",
            _ => $"f64.const {Any(["-0.0", "0.1", "-inf", "1e300", "9.3e18", "-2147483649", "0x1p-1074", "4.5"])}",
        });
    }

    private long Interesting(int bits) => _random.Next(6) switch
    {
        0 => 0,
        1 => -1,
        2 => _random.Next(-64, 64),
        3 => bits == 32 ? int.MinValue : long.MinValue,
        4 => bits == 32 ? int.MaxValue : 1L << _random.Next(63),
        _ => bits == 32 ? _random.Next() : _random.NextInt64(),
    };

    private string[] Types(int most)
    {
        var types = new string[_random.Next(most + 1)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = Any(s_types);
        }

        return types;
    }

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string List(string[] types) => string.Join(' ', types);

    private void Text(string text) => _text.Append(CultureInfo.InvariantCulture, $"{text} ");

    private void Line(string text) => _text.Append(text).Append('\n');
}
