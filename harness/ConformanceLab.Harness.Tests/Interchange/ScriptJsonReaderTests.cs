using System.Text;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Interchange;

/// <summary>Scripts from JSON, whoever wrote it; what can't be read is a command that fails, and no file elsewhere is opened.</summary>
public sealed class ScriptJsonReaderTests
{
    private static Script Read(string commands) => ScriptJsonReader.Read(
        Encoding.UTF8.GetBytes($$"""{"source_filename": "a.wast", "commands": [{{commands}}]}"""),
        name => Encoding.UTF8.GetBytes($"content of {name}"));

    private static Command ReadOne(string command) => Read(command).Commands.Single();

    private static string Returns(string results) =>
        """{"type": "assert_return", "line": 7, "action": {"type": "invoke", "field": "f", "args": []}, """ + results + "}";

    private static string Calls(string arguments) =>
        """{"type": "action", "line": 7, "action": {"type": "invoke", "module": "$M", "field": "f", "args": [""" + arguments + "]}}";

    [TestCase("""{"type": "i32", "value": "-1"}""", "(i32.const 0xffffffff=-1)")]
    [TestCase("""{"type": "i32", "value": "4294967295"}""", "(i32.const 0xffffffff=-1)")]
    [TestCase("""{"type": "i64", "value": "-1"}""", "(i64.const 0xffffffffffffffff=-1)")]
    [TestCase("""{"type": "f32", "value": "2139095043"}""", "(f32.const 0x7f800003=NaN)")]
    [TestCase("""{"type": "f64", "value": "nan:arithmetic"}""", "(f64.const nan:arithmetic)")]
    [TestCase("""{"type": "v128", "lane_type": "i16", "value": ["-1","1","2","3","4","5","6","7"]}""",
        "(v128.const i16x8 0xffff 0x0001 0x0002 0x0003 0x0004 0x0005 0x0006 0x0007)")]
    [TestCase("""{"type": "v128", "lane_type": "f64", "value": ["nan:canonical", "1"]}""",
        "(v128.const f64x2 nan:canonical 0x0000000000000001)")]
    [TestCase("""{"type": "externref", "value": "3"}""", "(ref.extern 3)")]
    [TestCase("""{"type": "externref", "value": "null"}""", "(ref.null)")]
    [TestCase("""{"type": "externref"}""", "(ref.extern)")]
    [TestCase("""{"type": "anyref", "value": "3"}""", "(ref.host 3)")]
    [TestCase("""{"type": "anyref"}""", "(ref)")]
    [TestCase("""{"type": "funcref"}""", "(ref.func)")]
    [TestCase("""{"type": "eqref"}""", "(ref.eq)")]
    [TestCase("""{"type": "i31ref"}""", "(ref.i31)")]
    [TestCase("""{"type": "structref"}""", "(ref.struct)")]
    [TestCase("""{"type": "arrayref"}""", "(ref.array)")]
    [TestCase("""{"type": "exnref"}""", "(ref.exn)")]
    [TestCase("""{"type": "exnref", "value": "null"}""", "(ref.null)")]
    [TestCase("""{"type": "nullfuncref"}""", "(ref.null)")]
    [TestCase("""{"type": "refnull"}""", "(ref.null)")]
    [TestCase("""{"type": "either", "values": [{"type": "i32", "value": "1"}, {"type": "eqref"}]}""",
        "(either (i32.const 0x00000001=1) (ref.eq))")]
    public void Results_are_patterns(string json, string pattern) =>
        Assert.That(((AssertReturn)ReadOne(Returns($"\"expected\": [{json}]"))).Expected.Single().ToString(), Is.EqualTo(pattern));

    [Test]
    public void Alternatives_may_stand_for_all_results() => Assert.That(
        ((AssertReturn)ReadOne(Returns("""  "either": [{"type": "i32", "value": "1"}, {"type": "eqref"}] """))).Expected.Single(),
        Is.InstanceOf<EitherPattern>());

    [TestCase("""{"type": "i32", "value": "3"}""", ScriptValueKind.I32)]
    [TestCase("""{"type": "funcref", "value": "null"}""", ScriptValueKind.Null)]
    [TestCase("""{"type": "eqref"}""", ScriptValueKind.Null)]
    [TestCase("""{"type": "refnull"}""", ScriptValueKind.Null)]
    [TestCase("""{"type": "anyref", "value": "3"}""", ScriptValueKind.Host)]
    public void Arguments_are_constants(string json, ScriptValueKind kind)
    {
        var action = (InvokeAction)((ActionCommand)ReadOne(Calls(json))).Action;
        Assert.That((action.Module, action.Field, action.Arguments.Single().Kind), Is.EqualTo(("M", "f", kind)));
    }

    [Test]
    public void Modules_come_from_files_by_their_type()
    {
        var script = Read("""
            {"type": "module", "line": 1, "name": "$M", "filename": "a.0.wasm"},
            {"type": "module_definition", "line": 2, "name": "D", "filename": "a.1.wat", "module_type": "text", "binary_filename": "b"},
            {"type": "module_instance", "line": 3, "instance": "I", "module": "D"},
            {"type": "assert_invalid", "line": 4, "filename": "a.2.wat", "text": "type mismatch", "module_type": "text"},
            {"type": "assert_uninstantiable", "line": 5, "filename": "a.3.wasm", "text": "unreachable", "module_type": "binary"}
            """);
        var modules = script.Commands.OfType<ModuleCommand>().Select(module => (module.Name, module.Source.Form, module.IsDefinition));
        Assert.That(modules, Is.EqualTo(new[] { ("M", ModuleForm.Binary, false), ("D", ModuleForm.Quote, true) }));
        Assert.That(script.Commands.Select(command => (command.Keyword, command.Span.Line)), Is.EqualTo(new[]
        {
            ("module", 1), ("module definition", 2), ("module instance", 3), ("assert_invalid", 4), ("assert_trap", 5),
        }));
        Assert.That(
            Encoding.UTF8.GetString(((AssertModuleFails)script.Commands[3]).Source.Bytes.Span), Is.EqualTo("content of a.2.wat"));
    }

    [Test]
    public void Threads_have_commands_inside()
    {
        var thread = (ThreadCommand)ReadOne("""
            {"type": "thread", "line": 1, "name": "T", "shared_module": ["$A", "B"],
             "commands": [{"type": "wait", "line": 2, "thread": "$U"}]}
            """);
        Assert.That(thread.Shared, Is.EqualTo(new[] { "A", "B" }));
        Assert.That(thread.Commands.Single(), Is.EqualTo(new WaitCommand(thread.Commands[0].Span, "U")));
    }

    [Test]
    public void Old_assertions_of_NaNs_are_understood() => Assert.That(
        string.Join(' ', ((AssertReturn)ReadOne(
            """
            {"type": "assert_return_canonical_nan", "line": 1, "action": {"type": "invoke", "field": "f", "args": []},
             "expected": [{"type": "f32"}]}
            """)).Expected),
        Is.EqualTo("(f32.const nan:canonical)"));

    // wabt 1.0.32 leaves out the commas there.
    [Test]
    public void Commas_that_are_missing_between_objects_are_put_in_and_strings_are_left_alone()
    {
        var trap = (AssertActionFails)ReadOne("""
            {"type": "assert_trap", "line": 1, "action": {"type": "get", "field": "}{\"}{"}, "text": "}{",
             "expected": [{"type": "i32"}{"type": "f32"}]}
            """);
        Assert.That((trap.Action.Field, trap.Message), Is.EqualTo(("}{\"}{", "}{")));
    }

    [TestCase("7", "\"type\" is missing")]
    [TestCase("""{"type": 7}""", "7 is not a string")]
    [TestCase("""{"type": "frob"}""", "unknown command frob")]
    [TestCase("""{"type": "module"}""", "\"filename\" is missing")]
    [TestCase("""{"type": "module", "filename": "a", "module_type": "frob"}""", "unknown type of module frob")]
    [TestCase("""{"type": "action", "action": {"type": "frob", "field": "f"}}""", "unknown action frob")]
    [TestCase("""{"type": "action", "action": {"type": "invoke", "field": "f", "args": {}}}""", "{} is not an array")]
    [TestCase("""{"type": "action", "action": {"type": "invoke", "field": "f", "args": [{"type": "i32", "value": "4294967296"}]}}""",
        "\"4294967296\" is no number of 32 bits")]
    [TestCase("""{"type": "action", "action": {"type": "invoke", "field": "f", "args": [{"type": "f32", "value": "nan:canonical"}]}}""",
        "{\"type\": \"f32\", \"value\": \"nan:canonical\"} is not a constant")]
    [TestCase("""{"type": "action", "action": {"type": "get", "field": "\ud800"}}""", "\"\\ud800\" is not a string")]
    public void What_cannot_be_read_is_a_command_that_fails(string json, string message)
    {
        var script = Read($$"""{{json}}, {"type": "register", "line": 2, "as": "M"}""");
        Assert.That(script.Commands, Has.Length.EqualTo(2));
        Assert.That(((BrokenCommand)script.Commands[0]).Message, Is.EqualTo(message));
    }

    [TestCase("\"expected\": [{\"type\": \"frob\"}]")]
    [TestCase("\"expected\": [{\"type\": \"v128\", \"lane_type\": \"i8\", \"value\": [\"1\"]}]")]
    [TestCase("\"expected\": [{\"type\": \"structref\", \"value\": \"1\"}]")]
    [TestCase("\"either\": []")]
    public void Patterns_that_are_none_are_errors(string results) =>
        Assert.That(ReadOne(Returns(results)), Is.InstanceOf<BrokenCommand>());

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"commands": 7}""")]
    [TestCase("""{"commands": [}""")]
    [TestCase("""{"commands": [], "commands": []}""")]
    [TestCase("""{"commands": []} x""")]
    public void What_is_no_script_is_an_error(string json) =>
        Assert.Throws<FormatException>(() => ScriptJsonReader.Read(Encoding.UTF8.GetBytes(json), _ => default));

    [Test]
    public void Stable_names_know_neither_lines_nor_names_of_files()
    {
        var before = Read("""
            {"type": "module", "line": 1, "filename": "a.0.wasm"}, {"type": "register", "line": 2, "as": "M"},
            {"type": "register", "line": 3, "as": "N"}, {"type": "register", "line": 4, "as": "M"}
            """);
        var after = Read("""
            {"type": "register", "line": 7, "as": "N"}, {"type": "register", "line": 9, "as": "M"},
            {"type": "register", "line": 9, "as": "M"}
            """);
        Assert.That(before.Ids.Distinct().Count(), Is.EqualTo(4));
        Assert.That(after.Ids, Is.EqualTo(new[] { before.Ids[2], before.Ids[1], before.Ids[3] }));
        Assert.That(before.Ids[3], Is.EqualTo(before.Ids[1] + ".2"));
    }

    [Test]
    public void Only_files_of_its_own_folder_are_opened()
    {
        using var folder = new TestFolder();
        folder.Write("secret.wat", "(module)");
        folder.Write("inside/good.wat", "(module)");
        File.CreateSymbolicLink(folder["inside/link.wat"], folder["secret.wat"]);
        Assert.That(Load("good.wat"), Is.InstanceOf<ModuleCommand>());
        folder.Write("inside/empty.wat", "");
        Assert.That(((ModuleCommand)Load("empty.wat")).Source.Bytes.Length, Is.Zero);
        foreach (var name in new[] { "../secret.wat", folder["secret.wat"].Replace('\\', '/'), "link.wat", "missing.wat", "", "." })
        {
            Assert.That(Load(name), Is.InstanceOf<BrokenCommand>(), name);
        }

        Command Load(string name)
        {
            var path = folder.Write("inside/a.json", $$"""{"commands": [{"type": "module", "line": 1, "filename": "{{name}}"}]}""");
            return ScriptJsonReader.Load(path).Commands.Single();
        }
    }

    [Test]
    public void Excerpts_are_of_the_JSON_and_lines_of_the_script()
    {
        var script = Read("""{"type": "register", "line": 12, "as": "M"}""");
        Assert.That(
            (script.Excerpt(script.Commands[0]), script.Commands[0].Span.Line),
            Is.EqualTo(("""{"type": "register", "line": 12, "as": "M"}""", 12)));
    }
}
