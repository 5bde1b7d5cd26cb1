using System.Text;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Scripts;

public sealed class ScriptParsingTests
{
    private static T Single<T>(string text)
        where T : Command
    {
        var commands = Run.Parse(text).Commands;
        Assert.That(commands, Has.Length.EqualTo(1));
        Assert.That(commands[0], Is.InstanceOf<T>(), commands[0].ToString());
        return (T)commands[0];
    }

    [Test]
    public void A_text_module_keeps_its_text_name_and_place()
    {
        var script = "\n\n  (module $M (func))";
        var command = Single<ModuleCommand>(script);
        Assert.Multiple(() =>
        {
            Assert.That(command.Name, Is.EqualTo("M"));
            Assert.That(command.IsDefinition, Is.False);
            Assert.That(command.Source.Form, Is.EqualTo(ModuleForm.Text));
            Assert.That(Encoding.UTF8.GetString(command.Source.Bytes.Span), Is.EqualTo("(module $M (func))"));
            Assert.That((command.Source.Line, command.Source.Column), Is.EqualTo((3, 3)));
            Assert.That(command.Span, Is.EqualTo(new SourceSpan(4, script.Length, 3, 3)));
        });
    }

    [Test]
    public void A_definition_loses_only_the_word()
    {
        var command = Single<ModuleCommand>("(module definition $M (func))");
        Assert.Multiple(() =>
        {
            Assert.That(command.IsDefinition, Is.True);
            Assert.That(command.Keyword, Is.EqualTo("module definition"));
            Assert.That(command.Name, Is.EqualTo("M"));
            Assert.That(Encoding.UTF8.GetString(command.Source.Bytes.Span), Is.EqualTo("(module            $M (func))"));
        });
    }

    [Test]
    public void Binary_strings_are_joined_and_decoded()
    {
        var command = Single<ModuleCommand>("""(module binary "\00asm" "\01\00" (; gap ;) "\u{e9}\t")""");
        Assert.That(command.Source.Form, Is.EqualTo(ModuleForm.Binary));
        Assert.That(command.Source.Bytes.ToArray(), Is.EqualTo(new byte[] { 0, 0x61, 0x73, 0x6d, 1, 0, 0xc3, 0xa9, 9 }));
    }

    [Test]
    public void Quotes_are_joined_without_anything_between()
    {
        var command = Single<ModuleCommand>("""(module $M quote "(fu" "nc)")""");
        Assert.That(command.Source.Form, Is.EqualTo(ModuleForm.Quote));
        Assert.That(Encoding.UTF8.GetString(command.Source.Bytes.Span), Is.EqualTo("(func)"));
    }

    [Test]
    public void Bare_fields_are_one_module()
    {
        var script = Run.Parse("(func) ;; one\n(memory 1)\n(export \"m\" (memory 0))");
        Assert.That(script.Commands, Has.Length.EqualTo(1));
        Assert.That(((ModuleCommand)script.Commands[0]).Source.Bytes.Length, Is.EqualTo(script.Text.Bytes.Length));
    }

    [Test]
    public void Instances_and_registrations_carry_their_names()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                Single<InstanceCommand>("(module instance $I $M)"),
                Has.Property("Name").EqualTo("I").And.Property("Definition").EqualTo("M"));
            Assert.That(Single<InstanceCommand>("(module instance)"), Has.Property("Name").Null.And.Property("Definition").Null);
            Assert.That(
                Single<RegisterCommand>("(register \"a b\" $M)"), Has.Property("As").EqualTo("a b").And.Property("Module").EqualTo("M"));
            Assert.That(Single<RegisterCommand>("(register \"\\u{1F600}\")"), Has.Property("As").EqualTo("\U0001F600"));
        });
    }

    [Test]
    public void Quoted_identifiers_are_the_same_as_plain_ones() =>
        Assert.That(Single<ModuleCommand>("(module $\"M\")").Name, Is.EqualTo("M"));

    [Test]
    public void Actions_have_arguments_of_every_type()
    {
        var invoke = (InvokeAction)Single<ActionCommand>(
            """
            (invoke $M "f" (i32.const -1) (i64.const 0x1_0) (f32.const 1) (f64.const -0x1p-1) (v128.const i16x8 1 2 3 4 5 6 7 -8)
              (ref.null func) (ref.null $t) (ref.extern 3) (ref.host 4))
            """).Action;
        Assert.That(invoke.Module, Is.EqualTo("M"));
        Assert.That(invoke.Arguments, Is.EqualTo(new[]
        {
            ScriptValue.I32(uint.MaxValue),
            ScriptValue.I64(16),
            ScriptValue.F32(0x3f800000),
            ScriptValue.F64(0xbfe0000000000000),
            ScriptValue.V128(new UInt128(0xfff8_0007_0006_0005, 0x0004_0003_0002_0001)),
            ScriptValue.Ref(ScriptValueKind.Null),
            ScriptValue.Ref(ScriptValueKind.Null),
            ScriptValue.Extern(3),
            ScriptValue.Host(4),
        }));
        Assert.That(Single<ActionCommand>("(get \"g\")").Action, Is.EqualTo(new GetAction(null, "g") { Line = 1 }));
    }

    [Test]
    public void Every_result_pattern_is_read()
    {
        var command = Single<AssertReturn>(
            """
            (assert_return (invoke "f") (i32.const 1) (f32.const nan:canonical) (f64.const nan:arithmetic) (f64.const nan)
              (v128.const f32x4 1 nan:canonical 2 nan:arithmetic)
              (ref.null) (ref.null any) (ref.func) (ref.extern) (ref.extern 1) (ref.host 2) (ref.i31) (ref.eq) (ref.struct) (ref.array)
                (ref.exn) (ref)
              (either (i32.const 1) (i32.const 2)))
            """);
        Assert.That(command.Expected.Select(pattern => pattern.ToString()), Is.EqualTo(new[]
        {
            "(i32.const 0x00000001=1)", "(f32.const nan:canonical)", "(f64.const nan:arithmetic)", "(f64.const 0x7ff8000000000000=NaN)",
            "(v128.const f32x4 0x3f800000 nan:canonical 0x40000000 nan:arithmetic)",
            "(ref.null)", "(ref.null)", "(ref.func)", "(ref.extern)", "(ref.extern 1)", "(ref.host 2)", "(ref.i31)", "(ref.eq)",
            "(ref.struct)", "(ref.array)", "(ref.exn)", "(ref)",
            "(either (i32.const 0x00000001=1) (i32.const 0x00000002=2))",
        }));
    }

    [TestCase("(assert_trap (invoke \"f\") \"m\")", ActionFailure.Trap, "m")]
    [TestCase("(assert_exhaustion (invoke \"f\") \"m\")", ActionFailure.Exhaustion, "m")]
    [TestCase("(assert_exception (invoke \"f\"))", ActionFailure.Exception, null)]
    [TestCase("(assert_suspension (invoke \"f\") \"m\")", ActionFailure.Suspension, "m")]
    public void Failing_actions_are_read(string text, ActionFailure failure, string? message)
    {
        var command = Single<AssertActionFails>(text);
        Assert.That((command.Failure, command.Message), Is.EqualTo((failure, message)));
        Assert.That(text, Does.StartWith($"({command.Keyword} "));
    }

    [TestCase("assert_malformed", ModuleFailure.Malformed)]
    [TestCase("assert_invalid", ModuleFailure.Invalid)]
    [TestCase("assert_unlinkable", ModuleFailure.Unlinkable)]
    [TestCase("assert_trap", ModuleFailure.Trap)]
    [TestCase("assert_malformed_custom", ModuleFailure.MalformedCustom)]
    [TestCase("assert_invalid_custom", ModuleFailure.InvalidCustom)]
    public void Failing_modules_are_read_in_every_form(string keyword, ModuleFailure failure)
    {
        var modules = new[]
        {
            ("(module $M (func))", ModuleForm.Text), ("(module binary \"x\")", ModuleForm.Binary),
            ("(module quote \"x\")", ModuleForm.Quote), ("(module definition binary \"\")", ModuleForm.Binary),
        };
        foreach (var (module, form) in modules)
        {
            var command = Single<AssertModuleFails>($"({keyword} {module} \"why\")");
            Assert.That(
                (command.Failure, command.Keyword, command.Message, command.Source.Form), Is.EqualTo((failure, keyword, "why", form)));
        }
    }

    [Test]
    public void Threads_hold_commands_and_nest()
    {
        var thread = Single<ThreadCommand>(
            "(thread $T (shared (module $A)) (shared (module $B)) (register \"a\" $A) (thread $U (invoke \"f\") (frob)) (wait $U))");
        Assert.Multiple(() =>
        {
            Assert.That(thread.Name, Is.EqualTo("T"));
            Assert.That(thread.Shared, Is.EqualTo(new[] { "A", "B" }));
            Assert.That(thread.Commands.Select(command => command.Keyword), Is.EqualTo(new[] { "register", "thread", "wait" }));
            Assert.That(((ThreadCommand)thread.Commands[1]).Commands[1], Is.InstanceOf<BrokenCommand>());
        });
        Assert.That(Run.Parse("(thread $T (module) (thread (invoke \"f\")))").Weight, Is.EqualTo(4));
    }

    [TestCase("(input)")]
    [TestCase("(input $x)")]
    [TestCase("(input \"a\" \"b\")")]
    [TestCase("(output \"a\" $x)")]
    [TestCase("(script frob)")]
    [TestCase("(script \"a\")")]
    public void Wrong_meta_commands_are_broken(string text) =>
        Assert.That(Run.Parse(text).Commands.Single(), Is.InstanceOf<BrokenCommand>());

    [TestCase("(thread ")]
    [TestCase("(script ")]
    public void Commands_nested_without_end_are_an_error(string command)
    {
        var text = string.Concat(Enumerable.Repeat(command, 20_000)) + string.Concat(Enumerable.Repeat(")", 20_000));
        Assert.That(Run.Parse(text).Commands, Has.Length.EqualTo(1));
    }

    [Test]
    public void Meta_and_component_commands_are_known_by_name()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Single<InputCommand>("(input $x \"file\")") is { Keyword: "input", Name: "x", Path: "file" });
            Assert.That(Single<InputCommand>("(input \"file\")").Name, Is.Null);
            Assert.That(Single<OutputCommand>("(output $x)") is { Keyword: "output", Module: "x", Path: null });
            Assert.That(Single<OutputCommand>("(output \"file\")") is { Module: null, Path: "file" });
            Assert.That(
                Single<ScriptCommand>("(script $x (module) (script (frob)))") is { Keyword: "script", Name: "x", Commands.Length: 2 });
            Assert.That(Run.Parse("(script (module) (script (invoke \"f\")))").Weight, Is.EqualTo(4));
            Assert.That(Single<UnsupportedCommand>("(component $C)").Reason, Does.StartWith("component-model"));
            Assert.That(Single<UnsupportedCommand>("(assert_invalid (component) \"x\")").Keyword, Is.EqualTo("assert_invalid"));
        });
    }

    [Test]
    public void Comments_headers_and_annotations_may_stand_anywhere()
    {
        var script = Run.Parse(
            ";;! TEST = true\n(@a (b \")\") (; ) ;) c)(; (; x ;) ) ;)(assert_return (@x) (invoke (@y z) \"f\") ;; )\n (i32.const (@z) 1))");
        Assert.That(script.Commands.Select(command => command.GetType()), Is.EqualTo(new[] { typeof(AssertReturn) }));
        Assert.That(script.Commands[0].Span.Line, Is.EqualTo(2));
    }

    [TestCase("(frobnicate)", "frobnicate", "unknown command frobnicate")]
    [TestCase("()", "", "a command begins with a keyword")]
    [TestCase("(assert_return)", "assert_return", "( is expected at 1:")]
    [TestCase("(assert_return (invoke \"f\") (i32.const 99999999999))", "assert_return", "malformed or too large i32 literal at 1:")]
    [TestCase("(assert_return (invoke \"f\") (i33.const 1))", "assert_return", "unknown constant or pattern i33.const")]
    [TestCase("(assert_return (invoke \"f\") i32)", "assert_return", ") is expected")]
    [TestCase("(assert_trap (invoke \"f\"))", "assert_trap", "a string is expected")]
    [TestCase("(assert_invalid (invoke \"f\") \"x\")", "assert_invalid", "a module is expected")]
    [TestCase("(register \"\\ff\")", "register", "malformed UTF-8 encoding")]
    [TestCase("(register \"\\zz\")", "register", "malformed string")]
    [TestCase("(invoke \"f\" (f32.const nan:canonical))", "invoke", "a constant is expected")]
    public void Broken_commands_say_what_is_wrong(string text, string keyword, string message)
    {
        var command = Single<BrokenCommand>(text);
        Assert.That(command.Keyword, Is.EqualTo(keyword));
        Assert.That(command.Message, Does.StartWith(message));
    }

    [TestCase("(module", 1)]
    [TestCase("(module\n(register \"m\")\n(invoke \"f\")", 3, Description = "an unclosed form ends where the next line begins with a form")]
    [TestCase(") (invoke \"f\")", 2)]
    [TestCase("foo bar (invoke \"f\") baz", 3)]
    [TestCase("(invoke \"f)\n(invoke \"g\")", 2, Description = "an unclosed string ends with its line")]
    [TestCase(
        "(invoke \"f\") (; never closed\n(invoke \"g\")", 3, Description = "an unclosed comment is an error, not the end of the script")]
    [TestCase("(frob (invoke \"f\")) (invoke \"g\")", 2)]
    public void Syntax_errors_lose_nothing_else(string text, int commands)
    {
        var script = Run.Parse(text);
        Assert.That(script.Commands, Has.Length.EqualTo(commands), string.Join("\n", script.Commands));
    }

    [Test]
    public void Damaged_scripts_are_read_without_failing_and_in_order()
    {
        var random = new Random(11);
        var good = Encoding.UTF8.GetBytes(
            "(module $M (func (export \"f\") ;; x\n))\n(assert_return (invoke $M \"f\" (i32.const 1)) "
                + "(either (v128.const i32x4 1 2 3 4) (ref.null)))\n(; c ;)(thread $T (shared (module $M)) "
                + "(module binary \"\\00asm\"))\n(@a \"b\")(wait $T)\n");
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"()\";@$ \n"[random.Next(8)];
            }

            var script = Script.Parse(bytes);
            var end = 0;
            foreach (var command in script.Commands)
            {
                Assert.That(command.Span.Start, Is.GreaterThanOrEqualTo(end));
                end = command.Span.End;
                Assert.That(end, Is.LessThanOrEqualTo(bytes.Length));
            }

            Assert.That(script.Ids, Is.Unique);
        }
    }

    [TestCase("(\n")]
    [TestCase("(@\n")]
    [TestCase("(;\n")]
    [TestCase("(\"\n")]
    [TestCase("(thread\n")]
    [TestCase("(@a (@b\n")]
    [TestCase(")")]
    [TestCase("a ")]
    public void Large_nonsense_takes_no_more_than_its_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000));
        var parsing = Task.Run(() => Run.Parse(text));
        Assert.That(parsing.Wait(TimeSpan.FromSeconds(30)), Is.True, "it takes too long");
        Assert.That(parsing.Result.Commands, Is.Not.Empty);
    }

    [Test]
    public void Ids_survive_insertions_and_tell_repetitions_apart()
    {
        var before = Run.Parse("(invoke \"a\") (invoke \"b\") (invoke \"a\")").Ids;
        var after = Run.Parse("(invoke \"c\")\n(invoke ;; moved\n \"a\")\n(invoke \"b\") (invoke (; again ;) \"a\")").Ids;
        Assert.That(after.Skip(1), Is.EqualTo(before));
        Assert.That(before[2], Is.EqualTo(before[0] + ".2"));
        Assert.That(before[0], Does.Match("^[0-9a-f]{16}$"));
    }

    [TestCase("(assert_return (invoke \"f\"))", "nothing is returned: only a failure would show")]
    [TestCase("(assert_return (invoke \"f\") (i32.const 1))", null)]
    [TestCase("(assert_return (invoke \"f\") (f32.const nan:arithmetic))", "any payload of the NaN does")]
    [TestCase("(assert_return (invoke \"f\") (f32.const nan:canonical))", null)]
    [TestCase("(assert_return (invoke \"f\") (ref.extern))", "any reference but null does")]
    [TestCase("(assert_return (invoke \"f\") (ref.extern 1))", null)]
    [TestCase("(assert_return (invoke \"f\") (i32.const 1) (i32.const 1))", "its results are the same from behind")]
    [TestCase("(assert_return (invoke \"f\") (i32.const 1) (i32.const 2))", null)]
    [TestCase("(assert_trap (invoke \"f\") \"\")", "any message does")]
    [TestCase("(assert_trap (invoke \"f\") \"unreachable\")", null)]
    [TestCase("(assert_invalid (module) \"\")", "any message does")]
    [TestCase("(assert_exception (invoke \"f\"))", "any exception does: neither tag nor payload is asserted")]
    [TestCase("(module)", null)]
    public void Weak_assertions_are_known(string text, string? reason) =>
        Assert.That(Weakness.Of(Run.Parse(text).Commands[0]), Is.EqualTo(reason));
}
