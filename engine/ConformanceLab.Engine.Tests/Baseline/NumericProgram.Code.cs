namespace ConformanceLab.Engine.Tests.Baseline;

/// <content>Statements and expressions, as stack code. A depth bounds each, a budget bounds the function.</content>
internal sealed partial class NumericProgram
{
    private void Sequence(string[] types, int depth)
    {
        for (var i = _random.Next(5); i > 0; i--)
        {
            Statement(depth);
        }

        Expressions(types, depth);
    }

    private void Statement(int depth)
    {
        if (--_budget < 0 || depth <= 0)
        {
            return;
        }

        switch (_random.Next(13))
        {
            case < 3 when _locals.Count > 0:
                var local = _random.Next(_locals.Count);
                Expression(_locals[local], depth - 1);
                Line($"local.set {local}");
                break;
            case 3:
                var type = Any(s_types);
                Expression(type, depth - 1);
                Line($"global.set ${type}");
                break;
            case 4 or 5:
                Store(depth - 1);
                break;
            case 6:
                Loop([], depth);
                break;
            case 7 when !_isLeaf:
                var callee = _random.Next(Functions);
                Call(callee, depth, "call");
                Drop(_signatures[callee].Results);
                break;
            case 8 when _labels.Count > 0:
                var (name, types) = Any(_labels.ToArray());
                Expressions(types, depth - 1);
                Expression("i32", depth - 1);
                Line($"br_if {name}");
                Drop(types);
                break;
            case 9:
                Expression("i32", depth - 1);
                Line("if");
                Leave(depth - 1);
                Line("end");
                break;
            case 10:
                Line("block");
                Statement(depth - 1);
                Leave(depth - 1);
                Line("end");
                break;
            case 11:
                Bulk();
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
        switch (_random.Next(10))
        {
            case < 3 when callees.Count > 0:
                Call(Any(callees), depth, "return_call");
                break;
            case < 8 when _labels.Count > 0:
                var types = Any(_labels.ToArray()).Types;
                var labels = _labels.Where(label => label.Types.SequenceEqual(types)).ToArray();
                Expressions(types, depth);
                Expression("i32", depth);
                Text("br_table");
                for (var i = _random.Next(5); i >= 0; i--)
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
            Loop(types, depth);
            return;
        }

        var parameters = Types(4);
        Expressions(parameters, depth - 1);
        var isIf = _random.Next(2) == 0;
        if (isIf)
        {
            Expression("i32", depth - 1);
        }

        var name = $"$l{_names++}";
        Line($"{(isIf ? "if" : "block")} {name} (param {List(parameters)}) (result {List(types)})");
        _labels.Push((name, types));
        Keep(parameters);
        Sequence(types, depth - 1);
        if (isIf)
        {
            Line("else");
            Keep(parameters);
            Sequence(types, depth - 1);
        }

        _labels.Pop();
        Line("end");
    }

    // A few rounds, with the results as parameters of the next.
    private void Loop(string[] types, int depth)
    {
        if (_usedCounters == 4)
        {
            Expressions(types, depth - 1);
            return;
        }

        var counter = _counters + _usedCounters++;
        Text($"i32.const {1 + _random.Next(4)} local.set {counter}");
        Expressions(types, depth - 1);
        var name = $"$l{_names++}";
        Line($"loop {name} (param {List(types)}) (result {List(types)})");
        Keep(types);
        Sequence(types, depth - 1);
        Line($"local.get {counter} i32.const 1 i32.sub local.tee {counter} br_if {name} end");
        _usedCounters--;
    }

    private void Call(int callee, int depth, string instruction)
    {
        Expressions(_signatures[callee].Parameters, depth - 1);
        Line(_random.Next(3) switch
        {
            0 => $"{instruction} $f{callee}",
            1 => $"i32.const {(Seldom() ? _random.Next(14) : callee)} {instruction}_indirect $functions (type $type{callee})",
            _ => $"ref.func $f{callee} {instruction}_ref $type{callee}",
        });
    }

    private List<int> Callees(Func<string[], bool> fits) => _isLeaf ? [] : [.. Enumerable.Range(0, Functions)
        .Where(i => fits(_signatures[i].Results))];

    private bool Seldom() => _random.Next(80) == 0;

    // One NaN for all.
    private void Canonicalize(string type) =>
        Line($"local.tee ${type} {type}.const nan local.get ${type} local.get ${type} {type}.eq select");

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

        var local = _locals.Count == 0 ? -1 : _locals.IndexOf(type, _random.Next(_locals.Count));
        var callees = Callees(results => results.Length > 0 && results[0] == type);
        switch (_random.Next(14))
        {
            case < 2 when local >= 0:
                Text($"local.get {local}");
                break;
            case 2 when local >= 0:
                Expression(type, depth - 1);
                Text($"local.tee {local}");
                break;
            case 3:
                Block([type], depth);
                break;
            case 4 when callees.Count > 0:
                var callee = Any(callees);
                Call(callee, depth, "call");
                Drop(_signatures[callee].Results[1..]);
                break;
            case 5:
                Expressions([type, type, "i32"], depth - 1);
                Line("select");
                break;
            case 6:
                Load(type, depth - 1);
                break;
            case 7 when type is "i32" or "i64":
                Modify(type, depth - 1);
                break;
            case 8 when type == "i64":
                Expressions(["i64", "i64"], depth - 1);
                var isSum = _random.Next(2) == 0;
                if (isSum)
                {
                    Expressions(["i64", "i64"], depth - 1);
                }

                Line(isSum ? Any(["i64.add128", "i64.sub128"]) : Any(["i64.mul_wide_s", "i64.mul_wide_u"]));
                Line("i64.xor");
                break;
            default:
                Operation(type, depth - 1);
                break;
        }
    }
}
