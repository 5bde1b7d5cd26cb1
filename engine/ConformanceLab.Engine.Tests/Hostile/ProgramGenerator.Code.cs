namespace ConformanceLab.Engine.Tests.Hostile;

/// <content>Statements and expressions, as stack code. A depth bounds each, a budget bounds the function.</content>
internal sealed partial class ProgramGenerator
{
    // Some statements, then operands of the types.
    private void Sequence(string[] types, int depth)
    {
        for (var i = _random.Next(4); i > 0; i--)
        {
            Statement(depth);
        }

        var callees = Callees(results => results.SequenceEqual(types));
        if (depth > 0 && callees.Count > 0 && _random.Next(2) == 0)
        {
            Call(Any(callees), depth, "call");
        }
        else if (depth > 0 && _random.Next(3) == 0)
        {
            Block(types, depth);
        }
        else
        {
            Expressions(types, depth);
        }
    }

    private void Statement(int depth)
    {
        if (--_budget < 0 || depth <= 0)
        {
            return;
        }

        switch (_random.Next(12))
        {
            case 0 or 1 when _locals.Count > 0:
                var local = _random.Next(_locals.Count);
                Expression(_locals[local], depth - 1);
                Line($"local.set {local}");
                break;
            case 2:
                Expression("i64", depth - 1);
                Line("call $log");
                break;
            case 3:
                Expression("anyref", depth - 1);
                Line("global.set $any");
                break;
            case 4:
                var callee = _random.Next(Functions);
                Call(callee, depth, "call");
                Drop(_signatures[callee].Results);
                break;
            case 5 when _labels.Count > 0:
                var (name, types) = Any(_labels.ToArray());
                Expressions(types, depth - 1);
                Expression("i32", depth - 1);
                Line($"br_if {name}");
                Drop(types);
                break;
            case 6:
                Line("block");
                Statement(depth - 1);
                Leave(depth - 1);
                Line("end");
                break;
            case 7:
                Expression("i32", depth - 1);
                Line("if");
                Leave(depth - 1);
                Line("end");
                break;
            case 8:
                Expression(SureBox, depth - 1);
                Expression("anyref", depth - 1);
                Line("struct.set $box 1");
                break;
            case 9:
                Text($"i32.const {_random.Next(4)}");
                Expression("anyref", depth - 1);
                Line("table.set $objects");
                break;
            case 10:
                Expression("exnref", depth - 1);
                Line("global.set $exn");
                break;
            default:
                Block([], depth);
                break;
        }
    }

    // What comes after is unreachable.
    private void Leave(int depth)
    {
        var callees = Callees(results => results.SequenceEqual(_results));
        switch (_random.Next(12))
        {
            case 0:
                var tag = _random.Next(Tags);
                Expressions(_payloads[tag], depth);
                Line($"throw $tag{tag}");
                break;
            case 1:
                Expression("exnref", depth);
                Line("throw_ref");
                break;
            case < 6 when callees.Count > 0:
                Call(Any(callees), depth, "return_call");
                break;
            case < 10 when _labels.Count > 0:
                var types = Any(_labels.ToArray()).Types;
                var labels = _labels.Where(label => label.Types.SequenceEqual(types)).ToArray();
                Expressions(types, depth);
                Expression("i32", depth);
                Text("br_table");
                for (var i = _random.Next(4); i >= 0; i--)
                {
                    Text(Any(labels).Name);
                }

                Line("");
                break;
            default:
                Expressions(_results, depth);
                Line("return");
                break;
        }
    }

    private void Block(string[] types, int depth)
    {
        if (_random.Next(4) == 0)
        {
            Try(types, depth);
            return;
        }

        var parameters = Types(3);
        Expressions(parameters, depth - 1);
        var kind = Any(["block", "loop", "if"]);
        if (kind == "if")
        {
            Expression("i32", depth - 1);
        }

        var name = $"$l{_names++}";
        Line($"{kind} {name} (param {List(parameters)}) (result {List(types)})");
        if (kind != "loop")
        {
            _labels.Push((name, types));
        }

        Statement(depth - 1);
        Keep(parameters);
        Sequence(types, depth - 1);
        if (kind == "if")
        {
            Line("else");
            Keep(parameters);
            Sequence(types, depth - 1);
        }

        if (kind != "loop")
        {
            _labels.Pop();
        }

        Line("end");
    }

    // block $out (block $caught (try_table … br $out) the exception's values) end
    private void Try(string[] types, int depth)
    {
        var (outside, caught) = ($"$l{_names++}", $"$l{_names++}");
        var tag = _random.Next(Tags);
        (string Clause, string[] Values) handler = _random.Next(4) switch
        {
            0 => ($"catch $tag{tag}", _payloads[tag]),
            1 => ($"catch_ref $tag{tag}", [.. _payloads[tag], "exnref"]),
            2 => ("catch_all", []),
            _ => ("catch_all_ref", ["exnref"]),
        };
        Line($"block {outside} (result {List(types)}) block {caught} (result {List(handler.Values)})");
        Line($"try_table (result {List(types)}) ({handler.Clause} {caught})");
        _labels.Push((outside, types));
        _labels.Push((caught, handler.Values));
        Sequence(types, depth - 1);
        Line($"end br {outside} end");
        _labels.Pop();
        Keep(handler.Values);
        Sequence(types, depth - 1);
        _labels.Pop();
        Line("end");
    }

    private void Call(int callee, int depth, string instruction)
    {
        Expressions(_signatures[callee].Parameters, depth - 1);
        Line(_random.Next(3) switch
        {
            0 => $"{instruction} $f{callee}",
            1 => $"i32.const {callee} {instruction}_indirect $functions (type $type{callee})",
            _ => $"ref.func $f{callee} {instruction}_ref $type{callee}",
        });
    }

    private List<int> Callees(Func<string[], bool> fits) =>
        [.. Enumerable.Range(0, Functions).Where(i => fits(_signatures[i].Results))];

    // Operands leave the stack, into locals if there are any.
    private void Keep(string[] types)
    {
        foreach (var type in types.Reverse())
        {
            var local = _locals.IndexOf(type);
            Text(local >= 0 && _random.Next(2) == 0 ? $"local.set {local}" : "drop");
        }
    }

    private void Drop(string[] types)
    {
        foreach (var _ in types)
        {
            Text("drop");
        }
    }

    private void Expressions(string[] types, int depth)
    {
        foreach (var type in types)
        {
            Expression(type, depth);
        }
    }

    private void Expression(string type, int depth)
    {
        if (--_budget < 0 || depth <= 0)
        {
            Leaf(type);
            return;
        }

        var local = _locals.LastIndexOf(type);
        var callees = Callees(results => results.Length > 0 && results[0] == type);
        switch (_random.Next(12))
        {
            case < 2 when local >= 0:
                Text($"local.get {local}");
                break;
            case 2 when local >= 0:
                Expression(type, depth - 1);
                Text($"local.tee {local}");
                break;
            case 3:
                Block([type], depth - 1);
                break;
            case 4 or 5 when callees.Count > 0:
                var callee = Any(callees);
                Call(callee, depth, "call");
                Drop(_signatures[callee].Results[1..]);
                break;
            case 6:
                Expressions([type, type, "i32"], depth - 1);
                Line($"select (result {type})");
                break;
            default:
                Operation(type, depth - 1);
                break;
        }
    }

    private void Operation(string type, int depth)
    {
        var (operands, instruction) = (type, _random.Next(4)) switch
        {
            ("i32", 0) => (["i32", "i32"], "i32.add"),
            ("i32", 1) => (["anyref"], "ref.test (ref null struct)"),
            ("i32", 2) => ([SureBox], "struct.get $box 0"),
            ("i32", _) => (["i32"], "call $host"),
            ("i64", 0) => (["i64", "i64"], "i64.mul"),
            ("i64", 1) => (["anyref"], "call $hash"),
            ("i64", 2) => (["v128"], "i64x2.extract_lane 1"),
            ("i64", _) => (["i32"], "i64.extend_i32_u"),
            ("f64", _) => (["i64"], "f64.convert_i64_s"),
            ("v128", 0) => (["v128", "v128"], "i32x4.add"),
            ("v128", 1) => ([], "global.get $vector"),
            ("v128", _) => (["i64"], "i64x2.splat"),
            (Box, 0) => ([Boxes], "i32.const 0 array.get $boxes"),
            (Box, _) => ([SureBox], ""),
            (SureBox, 0) => (["i32", "anyref"], "struct.new $box"),
            (SureBox, _) => ([Box], "call $sure"),
            (Pair, _) => ([Box, "i64", "anyref", "v128"], "struct.new $pair"),
            (Boxes, 0) => ([Box, Box, Box], "array.new_fixed $boxes 3"),
            (Boxes, _) => ([Box], "i32.const 4 array.new $boxes"),
            ("anyref", 0) => ([SureBox], "struct.get $box 1"),
            ("anyref", 1) => ([Pair], ""),
            ("anyref", 2) => ([], "i32.const 1 table.get $objects"),
            ("anyref", _) => ((string[])[Box], "extern.convert_any any.convert_extern"),
            _ => ([], ""),
        };
        if (operands.Length == 0 && instruction.Length == 0)
        {
            Leaf(type);
            return;
        }

        Expressions(operands, depth);
        Line(instruction);
    }
}
