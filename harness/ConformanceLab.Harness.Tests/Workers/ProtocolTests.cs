using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Workers;

/// <summary>Lines of the worker protocol.</summary>
public sealed class ProtocolTests
{
    private static readonly EngineRequest[] s_requests =
    [
        new OpenRequest(new SessionOptions("interpreter", WasmFeatures.Wasm3 | WasmFeatures.Threads), TimeSpan.FromSeconds(30)),
        new InstantiateRequest(7, 6),
        new RegisterRequest("a name % with \" spaces\n, \0 and \u00e9 \U0001f600", 7),
        new RegisterRequest("", 0),
        new InvokeRequest(7, "f", []),
        new InvokeRequest(7, "\u0001", [.. Values()]),
        new GetRequest(7, "%20"),
        new RunRequest(3, new ProgramInvocation([], [], [], "/in", "/out", "/a folder/err")),
        new RunRequest(3, new ProgramInvocation(
            ["", "a b"], [KeyValuePair.Create("A", ""), KeyValuePair.Create("B", "=\n")],
            [new ProgramFolder("/", "/host"), new ProgramFolder(".", "/other")], "/in", "/out", "/err")),
        new ThreadRequest(9, [1, 2, 3]),
        new ThreadRequest(9, []),
        new WaitRequest(9),
        new EndRequest(),
        new FaultRequest(FaultKind.Segfault),
    ];

    private static IEnumerable<ScriptValue> Values() =>
    [
        ScriptValue.I32(0), ScriptValue.I32(uint.MaxValue), ScriptValue.I64(1), ScriptValue.I64(ulong.MaxValue),
        ScriptValue.F32(0x7fa0_0001), ScriptValue.F64(0xfff0_0000_0000_0001), ScriptValue.V128(UInt128.MaxValue), ScriptValue.V128(0x10),
        ScriptValue.Ref(ScriptValueKind.Null), ScriptValue.Ref(ScriptValueKind.Func), ScriptValue.Extern(5), ScriptValue.Host(0),
        ScriptValue.Ref(ScriptValueKind.ExternalizedObject), new ScriptValue(ScriptValueKind.I31, 0x7fff_ffff),
        ScriptValue.Ref(ScriptValueKind.Struct), ScriptValue.Ref(ScriptValueKind.Array), ScriptValue.Ref(ScriptValueKind.Exn),
        ScriptValue.Ref(ScriptValueKind.UnknownRef),
    ];

    private static string Line(Action<LineWriter> write)
    {
        var line = new LineWriter();
        write(line);
        return Encoding.UTF8.GetString(line.Written.Span);
    }

    private static RequestLine Read(string line) => RequestLine.Read(Encoding.UTF8.GetBytes(line));

    [TestCaseSource(nameof(s_requests))]
    public void Requests_come_through(object request)
    {
        var sent = new RequestLine(12, 3, (EngineRequest)request);
        var line = Line(sent.Write);
        Assert.That(line, Does.Match(@"\A[\x21-\x7e]+( [\x21-\x7e]+)*\n\z"), "printable fields, one space between them");
        var received = Read(line.TrimEnd('\n'));
        Assert.That((received.Number, received.Session), Is.EqualTo((12, 3)));
        Assert.That(Line(received.Write), Is.EqualTo(line));
        Assert.That(received.Request, Is.TypeOf(request.GetType()));
        if (request is InvokeRequest { Arguments: var arguments })
        {
            Assert.That(((InvokeRequest)received.Request).Arguments, Is.EqualTo(arguments));
        }
    }

    [TestCase(ModuleForm.Text, true)]
    [TestCase(ModuleForm.Binary, false)]
    [TestCase(ModuleForm.Quote, true)]
    public void Modules_come_through_byte_for_byte(ModuleForm form, bool strict)
    {
        byte[] bytes = [0, 0xff, (byte)' ', (byte)'\n', (byte)'%', 0x80];
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            var sent = new RequestLine(1, 0, new CompileRequest(4, new ModuleSource(form, bytes.AsMemory(0, length), 17, 3), strict));
            var received = (CompileRequest)Read(Line(sent.Write).TrimEnd('\n')).Request;
            Assert.That(received.Source.Bytes.ToArray(), Is.EqualTo(bytes[..length]));
            Assert.That(
                (received.Module, received.Source.Form, received.Source.Line, received.Source.Column, received.CheckCustomSections),
                Is.EqualTo((4, form, 17, 3, strict)));
        }
    }

    [Test]
    public void Answers_come_through()
    {
        foreach (var kind in Enum.GetValues<OutcomeKind>())
        {
            var sent = new Outcome(kind, kind == OutcomeKind.Ok ? [.. Values()] : [], "what is\nwrong: 100%");
            var line = Line(new AnswerLine(5, sent).Write);
            var received = AnswerLine.Read(Encoding.UTF8.GetBytes(line.TrimEnd('\n')));
            Assert.That((received.Number, received.Outcome.Kind, received.Outcome.Message), Is.EqualTo((5, kind, sent.Message)));
            Assert.That(received.Outcome.Values, Is.EqualTo(sent.Values));
        }
    }

    [Test]
    public void Engines_introduce_themselves()
    {
        var sent = Hello.From(new LabEngine());
        var received = Hello.Read(Encoding.UTF8.GetBytes(Line(sent.Write).TrimEnd('\n')));
        Assert.That(
            (received.Name, received.Version, received.Features, received.Strength),
            Is.EqualTo((sent.Name, sent.Version, sent.Features, sent.Strength)));
        Assert.That(received.Tiers, Is.EqualTo(sent.Tiers));
    }

    [TestCase("")]
    [TestCase("x ok")]
    [TestCase("-1 ok")]
    [TestCase("1")]
    [TestCase("1 ")]
    [TestCase("1  ok")]
    [TestCase("1 fine")]
    [TestCase("1 ok i32")]
    [TestCase("1 ok i32:")]
    [TestCase("1 ok i32:1ffffffff")]
    [TestCase("1 ok i31:80000000")]
    [TestCase("1 ok v128:000000000000000000000000000000000")]
    [TestCase("1 ok struct:1")]
    [TestCase("1 ok \"text i32:1")]
    [TestCase("1 trap i32:1")]
    [TestCase("1 trap \"%2")]
    [TestCase("1 trap \"%zz")]
    [TestCase("99999999999 ok")]
    public void Answers_that_make_no_sense_are_garbage(string line) =>
        Assert.That(() => AnswerLine.Read(Encoding.UTF8.GetBytes(line)), Throws.InstanceOf<ProtocolException>());

    [TestCase("1 0 frob")]
    [TestCase("1 0 end 1")]
    [TestCase("1 0 instantiate 1")]
    [TestCase("1 0 invoke 1 f")]
    [TestCase("1 0 compile 1 text plain 1 1 ???")]
    [TestCase("1 0 compile 1 frob plain 1 1 -")]
    [TestCase("1 0 open \"interpreter \"simd,frob 1000")]
    public void Requests_that_make_no_sense_are_refused(string line) =>
        Assert.That(() => Read(line), Throws.InstanceOf<ProtocolException>());

    [TestCase("hello 2 \"x \"1 \"a \" \"", "version 2")]
    [TestCase("hi", "begins with hello")]
    public void Who_speaks_another_protocol_is_told(string line, string message) =>
        Assert.That(
            () => Hello.Read(Encoding.UTF8.GetBytes(line)), Throws.InstanceOf<ProtocolException>().With.Message.Contains(message));

    [Test]
    public void Lines_are_cut_whatever_pieces_they_come_in()
    {
        var text = "a\n\nbcd\n" + new string('x', 200_000) + "\nrest";
        foreach (var piece in new[] { 1, 3, 70_000 })
        {
            var reader = new LineReader(new Trickle(Encoding.ASCII.GetBytes(text), piece), 1 << 20);
            var lines = new List<string>();
            while (reader.TryRead(out var line))
            {
                lines.Add(Encoding.ASCII.GetString(line));
            }

            Assert.That(lines, Is.EqualTo(text.Split('\n')[..^1]));
        }
    }

    [Test]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        var reader = new LineReader(new Trickle(new byte[1 << 20], 1 << 14), 1 << 16);
        Assert.That(() => reader.TryRead(out _), Throws.InstanceOf<ProtocolException>().With.Message.Contains("does not end"));
    }

    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
