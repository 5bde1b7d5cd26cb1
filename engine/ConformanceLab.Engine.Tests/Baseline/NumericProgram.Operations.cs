namespace ConformanceLab.Engine.Tests.Baseline;

/// <content>Numeric instructions and accesses to the memories.</content>
internal sealed partial class NumericProgram
{
    private static readonly string[] s_integerBinary =
        ["add", "sub", "mul", "and", "or", "xor", "shl", "shr_s", "shr_u", "rotl", "rotr", "div_s", "div_u", "rem_s", "rem_u"];

    private static readonly string[] s_integerUnary = ["clz", "ctz", "popcnt", "extend8_s", "extend16_s"];
    private static readonly string[] s_integerCompare = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
    private static readonly string[] s_floatBinary = ["add", "sub", "mul", "div", "min", "max", "copysign"];
    private static readonly string[] s_floatUnary = ["abs", "neg", "sqrt", "ceil", "floor", "trunc", "nearest"];
    private static readonly string[] s_floatCompare = ["eq", "ne", "lt", "gt", "le", "ge"];

    // Offsets that make the sum of address and offset leave 32 bits, or need a register of their own.
    private static readonly long[] s_largeOffsets = [65529, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    private void Operation(string type, int depth)
    {
        if (type is "i32" or "i64")
        {
            Integer(type, depth);
        }
        else
        {
            Float(type, depth);
        }
    }

    private void Integer(string type, int depth)
    {
        var other = type == "i32" ? "i64" : "i32";
        switch (_random.Next(9))
        {
            case < 4:
                var operation = Any(s_integerBinary);
                Expressions([type, type], depth);
                if (operation.Contains('_', StringComparison.Ordinal) && operation[0] is 'd' or 'r' && !Seldom())
                {
                    Text($"{type}.const {1 + _random.Next(9)} {type}.or");
                }

                Line($"{type}.{operation}");
                break;
            case 4:
                Expression(type, depth);
                Line($"{type}.{Any(s_integerUnary)}");
                break;
            case 5 when type == "i32":
                var compared = Any(s_types);
                Expressions([compared, compared], depth);
                Line($"{compared}.{Any(compared[0] == 'i' ? s_integerCompare : s_floatCompare)}");
                break;
            case 6:
                var from = Any(["f32", "f64"]);
                Expression(from, depth);
                Line($"{type}.{(Seldom() ? "trunc" : "trunc_sat")}_{from}_{Any(["s", "u"])}");
                break;
            case 7:
                var bits = type == "i32" ? "f32" : "f64";
                Expression(bits, depth);
                Canonicalize(bits);
                Line($"{type}.reinterpret_{bits}");
                break;
            default:
                Expression(other, depth);
                Line(type == "i64" ? $"i64.extend_i32_{Any(["s", "u"])}" : Any(["i32.wrap_i64", "i64.eqz"]));
                break;
        }
    }

    private void Float(string type, int depth)
    {
        switch (_random.Next(8))
        {
            case < 4:
                Expressions([type, type], depth);
                Line($"{type}.{Any(s_floatBinary)}");

                // The sign of a NaN is a bit too.
                Canonicalize(type);
                break;
            case 4:
                Expression(type, depth);
                Line($"{type}.{Any(s_floatUnary)}");
                Canonicalize(type);
                break;
            case 5:
                Expression(type == "f32" ? "i32" : "i64", depth);
                Line($"{type}.reinterpret_{(type == "f32" ? "i32" : "i64")}");
                Canonicalize(type);
                break;
            case 6:
                Expression(type == "f32" ? "f64" : "f32", depth);
                Line(type == "f32" ? "f32.demote_f64" : "f64.promote_f32");
                Canonicalize(type);
                break;
            default:
                var from = Any(["i32", "i64"]);
                Expression(from, depth);
                Line($"{type}.convert_{from}_{Any(["s", "u"])}");
                break;
        }
    }

    // An address, mostly within the memory; what follows the name of an instruction comes back.
    private string Address(int depth, int alignment = 1)
    {
        var memory = Any(["$guarded", "$guarded", "$guarded", "$wide", "$small"]);
        var index = memory == "$wide" ? "i64" : "i32";
        Expression(index, depth);
        if (!Seldom())
        {
            var mask = (memory == "$small" ? 0x1FF : 0xFFF) & (Seldom() ? -1 : -alignment);
            Text($"{index}.const {mask} {index}.and");
        }

        var offset = Seldom() ? Any(s_largeOffsets) : alignment * _random.Next(4);
        return $"{memory} offset={offset}";
    }

    private void Load(string type, int depth)
    {
        var access = Address(depth);
        var width = type switch
        {
            "i32" => Any(["", "8_s", "8_u", "16_s", "16_u"]),
            "i64" => Any(["", "8_s", "8_u", "16_s", "16_u", "32_s", "32_u"]),
            _ => "",
        };
        Line($"{type}.load{width} {access}");
        if (type[0] == 'f')
        {
            Canonicalize(type);
        }
    }

    private void Store(int depth)
    {
        var type = Any(s_types);
        var (width, bytes) = Width(type);
        var isAtomic = type[0] == 'i' && _random.Next(3) == 0;
        var access = Address(depth, isAtomic ? bytes : 1);
        Expression(type, depth);
        if (type[0] == 'f')
        {
            Canonicalize(type);
        }

        Line($"{type}.{(isAtomic ? "atomic." : "")}store{(type[0] == 'i' ? width : "")} {access}");
    }

    // Atomic loads and modifications.
    private void Modify(string type, int depth)
    {
        var (width, bytes) = Width(type);
        var access = Address(depth, bytes);
        var suffix = width.Length > 0 ? "_u" : "";
        switch (_random.Next(8))
        {
            case 0:
                Line($"{type}.atomic.load{width}{suffix} {access}");
                break;
            case 1 or 2:
                Expressions([type, type], depth);
                Line($"{type}.atomic.rmw{width}.cmpxchg{suffix} {access}");
                break;
            default:
                Expression(type, depth);
                Line($"{type}.atomic.rmw{width}.{Any(["add", "sub", "and", "or", "xor", "xchg"])}{suffix} {access}");
                break;
        }
    }

    private void Bulk()
    {
        Line(_random.Next(5) switch
        {
            0 => $"i32.const {_random.Next(4000)} i32.const {_random.Next(256)} i32.const {_random.Next(300)} memory.fill $guarded",
            1 => $"i64.const {_random.Next(4000)} i32.const {_random.Next(4000)} i32.const {_random.Next(99)} memory.copy $wide $guarded",
            2 => $"i32.const {_random.Next(2)} memory.grow $guarded global.set $i32",
            3 => "memory.size $wide global.set $i64 atomic.fence",
            _ when Seldom() => $"i32.const {_random.Next(8)} i32.const {_random.Next(4)} i32.const 2 table.copy $functions $functions",
            _ => "nop",
        });
    }

    // The suffix that makes an access narrow, and its bytes.
    private (string Suffix, int Bytes) Width(string type) => (type, _random.Next(type == "i64" ? 4 : 3)) switch
    {
        ("i64", 0) => ("", 8),
        (_, 1) => ("8", 1),
        (_, 2) => ("16", 2),
        ("i64", _) => ("32", 4),
        _ => ("", 4),
    };
}
