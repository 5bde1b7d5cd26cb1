using System.Globalization;
using System.Text;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Mutation;

/// <summary>
/// Texts by the grammar alone: every field, type and instruction may stand where the grammar has it, with indices and types that fit by
/// chance. What comes out is mostly well-formed and seldom valid. Source: specification, "Text Format".
/// </summary>
public sealed class TextGrammar
{
    private const int MaximumDepth = 5;

    private readonly RandomSource _random;
    private readonly StringBuilder _text = new();
    private int _depth;

    private TextGrammar(RandomSource random) => _random = random;

    /// <summary>Words of the text format and of scripts that are no mnemonics.</summary>
    internal static IReadOnlyList<string> Words { get; } =
    [
        "module", "func", "param", "result", "type", "rec", "sub", "final", "struct", "field", "array", "mut", "ref", "null",
        "i32", "i64", "f32", "f64", "v128", "i8", "i16", "funcref", "externref", "anyref", "eqref", "i31ref", "structref",
        "arrayref", "exnref", "nullref", "nullfuncref", "nullexternref", "extern", "any", "eq", "i31", "exn", "none", "nofunc",
        "noextern", "import", "export", "table", "memory", "global", "tag", "elem", "data", "start", "item", "offset", "declare",
        "shared", "pagesize", "local", "then", "else", "end", "do", "catch", "catch_ref", "catch_all", "catch_all_ref",
        "delegate", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2", "binary", "quote", "definition", "instance", "register",
        "invoke", "get", "assert_return", "assert_trap", "assert_exhaustion", "assert_exception", "assert_malformed",
        "assert_invalid", "assert_unlinkable", "assert_malformed_custom", "assert_invalid_custom", "thread", "wait", "script",
        "input", "output", "either", "ref.extern", "ref.host", "ref.any", "ref.struct", "component",
    ];

    /// <summary>A module.</summary>
    public static byte[] Module(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var grammar = new TextGrammar(random);
        grammar.WriteModule();
        return Encoding.UTF8.GetBytes(grammar._text.ToString());
    }

    /// <summary>A script.</summary>
    public static byte[] Script(RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var grammar = new TextGrammar(random);
        for (var commands = random.Between(1, 6); commands > 0; commands--)
        {
            grammar.WriteCommand();
        }

        return Encoding.UTF8.GetBytes(grammar._text.ToString());
    }

    /// <summary>A mnemonic, of any instruction with the same probability.</summary>
    internal static string Mnemonic(RandomSource random) => ((Opcode)random.Next(Opcodes.Count)).Mnemonic();

    private void Put(string text) => _text.Append(text);

    private void Put(params ReadOnlySpan<string> choices) => _text.Append(choices[_random.Next(choices.Length)]);

    private string Index() => _random.Next(8) switch
    {
        0 => _random.Next(300).ToString(CultureInfo.InvariantCulture),
        1 => "$a",
        2 => "$b",
        _ => _random.Next(4).ToString(CultureInfo.InvariantCulture),
    };

    private string Number(int bits) => (bits == 32 ? InterestingValues.I32(_random) : InterestingValues.I64(_random)) switch
    {
        var value when _random.Next(3) == 0 => $"0x{value.ToString("x", CultureInfo.InvariantCulture)}",
        var value when bits == 32 => ((int)value).ToString(CultureInfo.InvariantCulture),
        var value => ((long)value).ToString(CultureInfo.InvariantCulture),
    };

    private string Float() => _random.Next(6) switch
    {
        0 => "nan",
        1 => "-inf",
        2 => "nan:0x400",
        3 => "0x1.8p3",
        4 => "1e-7",
        _ => Number(32),
    };

    private string Name() => _random.Next(4) switch { 0 => "\"\"", 1 => "\"a\"", 2 => "\"\\u{2603}\"", _ => $"\"n{_random.Next(9)}\"" };

    private string Identifier() => _random.Next(3) switch { 0 => "$a ", 1 => "$b ", _ => "" };

    private string HeapType() => _random.Next(3) == 0
        ? Index()
        : _random.Pick(["func", "extern", "any", "eq", "i31", "struct", "array", "exn", "none", "nofunc", "noextern", "noexn"]);

    private string Type() => _random.Next(8) switch
    {
        0 => $"(ref null {HeapType()})",
        1 => $"(ref {HeapType()})",
        2 => _random.Pick(["funcref", "externref", "anyref", "i31ref", "exnref", "nullref", "v128"]),
        _ => _random.Pick(["i32", "i64", "f32", "f64"]),
    };

    private string Types(string word) =>
        $"({word} {string.Join(' ', Enumerable.Range(0, _random.Next(4)).Select(_ => Type()))})";

    private string Signature() => _random.Next(4) switch
    {
        0 => $"(type {Index()})",
        1 => "",
        2 => $"{Types("param")} ",
        _ => $"{Types("param")} {Types("result")}",
    };

    private string Field()
    {
        var storage = _random.Pick(["i8", "i16", Type(), Type()]);
        return _random.Next(3) == 0 ? $"(mut {storage})" : storage;
    }

    private string Composite() => _random.Next(3) switch
    {
        0 => $"(func {Types("param")} {Types("result")})",
        1 => $"(struct {string.Join(' ', Enumerable.Range(0, _random.Next(4)).Select(_ => $"(field {Field()})"))})",
        _ => $"(array {Field()})",
    };

    private string SubType() => _random.Next(3) switch
    {
        0 => $"(sub {_random.Pick(["final ", ""])}{_random.Pick(["", Index()])} {Composite()})",
        _ => Composite(),
    };

    private string Limits() => $"{_random.Pick(["", "i64 "])}{_random.Next(3)}{_random.Pick(["", " 5", " 65536", " 0xffffffffffff"])}";

    private string MemoryType() => Limits() + _random.Pick(["", "", " shared", " (pagesize 1)"]);

    private string GlobalType() => _random.Next(2) == 0 ? Type() : $"(mut {Type()})";

    private string Description() => _random.Next(5) switch
    {
        0 => $"(func {Identifier()}{Signature()})",
        1 => $"(table {Limits()} funcref)",
        2 => $"(memory {MemoryType()})",
        3 => $"(global {GlobalType()})",
        _ => $"(tag {Signature()})",
    };

    private void WriteModule()
    {
        Put($"(module {Identifier()}");
        for (var fields = _random.Between(1, 8); fields > 0; fields--)
        {
            WriteField();
        }

        Put(")\n");
    }

    private void WriteField()
    {
        switch (_random.Next(14))
        {
            case 0:
                Put($"(type {Identifier()}{SubType()})");
                break;
            case 1:
                Put($"(rec (type {SubType()}) (type {SubType()}))");
                break;
            case 2:
                Put($"(import {Name()} {Name()} {Description()})");
                break;
            case 3:
                Put($"(import {Name()} (item {Name()}) (item {Name()}) {Description()})");
                break;
            case 4:
                Put($"(table {Identifier()}{Limits()} {Type()})");
                break;
            case 5:
                Put($"(memory {Identifier()}(export {Name()}) {MemoryType()})");
                break;
            case 6:
                Put($"(global {Identifier()}{GlobalType()} ");
                WriteConstant();
                Put(")");
                break;
            case 7:
                Put($"(tag {Identifier()}{Signature()})");
                break;
            case 8:
                Put($"(export {Name()} ({_random.Pick(["func", "table", "memory", "global", "tag"])} {Index()}))");
                break;
            case 9:
                var mode = _random.Pick(["declare ", "(i32.const 0) ", "(table 0) (offset i32.const 1) ", ""]);
                Put($"(elem {mode}func {Index()} {Index()})");
                break;
            case 10:
                Put($"(data {_random.Pick(["(i32.const 0) ", "(memory 1) (i64.const 0) ", ""])}{Name()} \"\\00\\ff\")");
                break;
            case 11:
                Put($"(start {Index()})");
                break;
            default:
                WriteFunction();
                break;
        }

        Put("\n", " ", ";; comment\n", "(; block ;)", "(@x)");
    }

    private void WriteFunction()
    {
        Put($"(func {Identifier()}{_random.Pick(["", $"(export {Name()}) "])}{Signature()} {_random.Pick(["", Types("local")])}");
        WriteInstructions();
        Put(")");
    }

    private void WriteConstant()
    {
        Put(
            $"(i32.const {Number(32)})", $"(i64.const {Number(64)})", $"(f32.const {Float()})", $"(ref.null {HeapType()})",
            $"(ref.func {Index()})", $"(global.get {Index()})", $"(i32.add (i32.const 1) (global.get {Index()}))",
            $"(struct.new_default {Index()})");
    }

    private void WriteInstructions()
    {
        if (++_depth <= MaximumDepth)
        {
            for (var count = _random.Next(5); count > 0; count--)
            {
                Put(" ");
                WriteInstruction();
            }
        }

        _depth--;
    }

    private void WriteInstruction()
    {
        switch (_random.Next(10))
        {
            case 0:
                Put($"({_random.Pick(["block", "loop"])} {Identifier()}{BlockType()}");
                WriteInstructions();
                Put(")");
                break;
            case 1:
                Put($"{_random.Pick(["block", "loop"])} {Identifier()}{BlockType()}");
                WriteInstructions();
                Put(" end");
                break;
            case 2:
                Put($"(if {BlockType()}(local.get {Index()}) (then");
                WriteInstructions();
                Put(") (else");
                WriteInstructions();
                Put("))");
                break;
            case 3:
                Put($"(try_table {BlockType()}(catch {Index()} {Index()}) (catch_all 0)");
                WriteInstructions();
                Put(")");
                break;
            case 4:
                Put("(try (do");
                WriteInstructions();
                Put($") (catch {Index()} drop) (catch_all))");
                break;
            case 5:
                WriteConstant();
                break;
            case 6:
                Put("(");
                WritePlain();
                WriteInstructions();
                Put(")");
                break;
            default:
                WritePlain();
                break;
        }
    }

    private string BlockType() => _random.Next(3) == 0 ? Signature() + " " : "";

    private void WritePlain()
    {
        var opcode = (Opcode)_random.Next(Opcodes.Count);
        Put($"{opcode.Mnemonic()} {Immediates(opcode)}");
    }

    private string Immediates(Opcode opcode) => opcode.Shape() switch
    {
        ImmediateShape.None or ImmediateShape.Zero => "",
        ImmediateShape.Memarg => _random.Pick(["", "offset=4", "align=1", "1 offset=8 align=4", "$a"]),
        ImmediateShape.MemargLane => _random.Pick(["0", "offset=4 1", "align=1 2", "1 offset=8 align=4 3"]),
        ImmediateShape.I32 => Number(32),
        ImmediateShape.I64 => Number(64),
        ImmediateShape.F32 or ImmediateShape.F64 => Float(),
        ImmediateShape.V128 => _random.Pick(
            ["i64x2 1 -1", "f32x4 nan inf 0 1", "i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255", "i16x8 0 0"]),
        ImmediateShape.Shuffle => "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31",
        ImmediateShape.Lane => _random.Next(18).ToString(CultureInfo.InvariantCulture),
        ImmediateShape.Heaptype => opcode.Mnemonic() is "ref.null" ? HeapType() : Type(),
        ImmediateShape.Brcast => $"{Index()} {Type()} {Type()}",
        ImmediateShape.Labels => $"{Index()} {Index()} {Index()}",
        ImmediateShape.Types => Types("result"),
        ImmediateShape.TypeTable => _random.Pick([Signature(), $"{Index()} {Signature()}"]),
        ImmediateShape.DataMemory or ImmediateShape.MemoryMemory or ImmediateShape.ElemTable or ImmediateShape.TableTable
            or ImmediateShape.TypeField or ImmediateShape.TypeType or ImmediateShape.TypeData or ImmediateShape.TypeElem
            or ImmediateShape.TypeCount => $"{Index()} {Index()}",
        ImmediateShape.Block or ImmediateShape.Trytable => Identifier(),
        _ => Index(),
    };

    private void WriteCommand()
    {
        switch (_random.Next(12))
        {
            case 0 or 1:
                WriteModule();
                break;
            case 2:
                Put($"(module {_random.Pick(["definition ", ""])}{Identifier()}binary \"\\00asm\\01\\00\\00\\00\" {Name()})");
                break;
            case 3:
                Put($"(module {Identifier()}quote \"(func {Mnemonic(_random)})\" {Name()})");
                break;
            case 4:
                Put($"(register {Name()} {Identifier()})");
                break;
            case 5:
                Put($"({_random.Pick(["invoke", "get"])} {Identifier()}{Name()} {Values()})");
                break;
            case 6 or 7:
                Put($"(assert_return (invoke {Identifier()}{Name()} {Values()}) {Values()} {_random.Pick(["", $"(either {Values()})"])})");
                break;
            case 8:
                Put($"({_random.Pick(["assert_trap", "assert_exhaustion"])} (invoke {Name()} {Values()}) {Name()})");
                break;
            case 9:
                Put("(");
                Put("assert_malformed", "assert_invalid", "assert_unlinkable", "assert_trap", "assert_invalid_custom");
                Put(" ");
                WriteModule();
                Put($"{Name()})");
                break;
            case 10 when _depth < MaximumDepth:
                _depth++;
                Put($"({_random.Pick(["script", "thread $t (shared (module $a))"])} ");
                WriteCommand();
                Put(")");
                _depth--;
                break;
            default:
                Put(
                    "(wait $t)", "(module instance $a $b)", "(input \"x.wast\")", "(output $a)", "(component)",
                    "(assert_exception (get \"a\"))");
                break;
        }

        Put("\n", " ", ";; comment\n", "\n\n");
    }

    private string Values() => string.Join(' ', Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(8) switch
    {
        0 => $"(i32.const {Number(32)})",
        1 => $"(i64.const {Number(64)})",
        2 => $"(f32.const {Float()})",
        3 => "(f64.const nan:canonical)",
        4 => "(v128.const f32x4 1 nan:arithmetic -0 inf)",
        5 => $"(ref.null {HeapType()})",
        6 => $"(ref.extern {_random.Next(9)})",
        _ => _random.Pick(["(ref.func)", "(ref.i31)", "(ref.struct)", "(ref)", "(ref.host 1)", "(v128.const i64x2 1 2)"]),
    }));
}
