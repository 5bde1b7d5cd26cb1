using System.Text.Json;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Harness.RoundTrips;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.Reports.Listings;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Listings;

/// <summary>Listings of functions say everything once, and the truth.</summary>
public sealed partial class ListingTests
{
    private const string Sample = "harness/ConformanceLab.Harness.Tests/Listings/sample.wat";
    private const string Golden = "harness/ConformanceLab.Harness.Tests/Listings/sample.txt";

    private const string Everything = """
        (module
          (import "env" "log" (func $log (param i32)))
          (import "env" "i" (global $i i32))
          (type $box (struct (field (mut i32))))
          (type $binary (func (param i32 i32) (result i32)))
          (memory 1) (memory $second 1)
          (table $t 2 funcref)
          (table $o (export "o") 1 funcref)
          (global $g (mut i32) (i32.const 1))
          (tag $e (param i32))
          (func $f (param $a i32) (param $b i32) (result i32) (local $x (ref null $box)) (local f64)
            (local.set $x (struct.new $box (local.get $a)))
            (call $log (i32.div_s (local.get $a) (local.get $b)))
            (global.set $g (i32.load $second (local.get $a)))
            (local.set 3 (f64.add (f64.const 1.5) (local.get 3)))
            (memory.copy (i32.const 0) (i32.const 8) (memory.grow (i32.const 1)))
            (block $caught (result i32)
              (try_table (catch $e $caught) (throw $e (i32.const 1)))
              (unreachable))
            (call $f (local.get $b))
            (call $other) (call $other) (call $other) (call $other) (call $other) (call $other) (call $other) (call $other)
            (drop (global.get $i))
            (drop (table.get $o (local.get $a)))
            (call_indirect $t (type $binary) (local.get $a) (i32.const 1)))
          (func $other))
        """;

    private static FunctionListing[] List(string text)
    {
        using var engine = new Engine(EngineOptions.Default with { Tier = Tier.Baseline, Features = WasmFeatures.All });
        using var module = Module.FromText(engine, text);
        return [.. List(module)];
    }

    private static IEnumerable<FunctionListing> List(Module module)
    {
        var imported = module.Imports.Count(import => import.Type.Kind == ExternKind.Function);
        return module.Explain(Enumerable.Range(imported, module.FunctionCount)).Select(ListingBuilder.Build);
    }

    private static IEnumerable<string> Notes(FunctionListing listing, string instruction) => listing.Rows
        .Where(row => listing.InstructionAt(row.Bytecode)?.Text == instruction)
        .SelectMany(row => row.Code)
        .SelectMany(line => line.Notes)
        .Select(note => note.Text);

    // Everything that must hold of every listing; returns how much was looked at.
    private static int Check(FunctionListing listing)
    {
        var function = listing.Function;
        var end = 0;
        foreach (var line in listing.Rows.SelectMany(row => row.Code))
        {
            Assert.That(line.Offset, Is.EqualTo(end));
            Assert.That(line.Length, Is.Positive);
            Assert.That(line.Text, Is.Not.Empty.And.Not.Contains("(bad)"));
            end += line.Length;
        }

        Assert.That(end, Is.EqualTo(function.Code.Length));
        Assert.That(
            listing.Rows.Select(row => row.Instruction).OfType<ExplainedInstruction>(), Is.EqualTo(function.Instructions),
            "each instruction is listed once, in order");
        Assert.That(listing.Rows.Where(row => row.Instruction is not null).All(row => row.Bytecode == row.Instruction!.Offset), Is.True);
        Assert.That(listing.Rows.All(row => listing.InstructionAt(row.Bytecode) is not null), Is.True);

        var notes = listing.Rows.SelectMany(row => row.Code).SelectMany(line => line.Notes).ToLookup(note => note.Kind, note => note.Text);
        Assert.That(notes[NoteKind.References].Count(), Is.EqualTo(function.Calls.Count));
        Assert.That(notes[NoteKind.Handler].Count(), Is.EqualTo(function.Calls.Count(call => call.Handler is not null)));
        Assert.That(
            notes[NoteKind.Trap].Where(note => !note.StartsWith("to ", StringComparison.Ordinal)).Order(),
            Is.EqualTo(function.Traps.Select(trap => $"{(trap.IsFault ? "may fault" : "traps")}: {trap.Code.Message()}").Order()));
        Assert.That(
            notes[NoteKind.LandingPad].Count(), Is.EqualTo(function.Handlers.Count(handler => handler.LandingPad is not null)));
        return function.Code.Length;
    }

    [Test]
    public void A_listing_has_every_byte_instruction_trap_and_call_once()
    {
        var listing = List(Everything).First();
        Check(listing);
        Assert.That(
            listing.Rows.Select(row => row.Part).Distinct(),
            Is.EqualTo(new[]
            {
                CodePart.Prologue, CodePart.Body, CodePart.Trap, CodePart.Interruption, CodePart.Veneer, CodePart.SlowPath,
                CodePart.LandingPad, CodePart.Constants,
            }.Distinct()));
    }

    [Test]
    public void Every_function_of_the_suites_can_be_listed()
    {
        var suites = SuiteLocator.Locate();
        var plan = Planner.Plan(suites.Suites, new PlanOptions { Tiers = ["interpreter"] });
        var (functions, bytes) = (0, 0L);
        Parallel.ForEach(plan.Jobs.Where(job => job.UnsupportedReason is null), job =>
        {
            using var engine = new Engine(EngineOptions.Default with { Tier = Tier.Baseline, Features = job.Features });
            foreach (var (line, source) in RoundTripCheck.Modules(job.Script.Commands))
            {
                Module module;
                try
                {
                    module = source.Form == ModuleForm.Binary
                        ? Module.FromBytes(engine, source.Bytes.Span)
                        : Module.FromText(engine, source.Bytes.Span);
                }
                catch (ModuleException)
                {
                    continue;
                }

                using (module)
                {
                    foreach (var listing in List(module))
                    {
                        Interlocked.Add(ref bytes, Check(listing));
                        Interlocked.Increment(ref functions);
                        TextListing.Write(TextWriter.Null, listing);
                    }
                }
            }
        });
        Assert.That(functions, Is.GreaterThan(300));
        TestContext.Out.WriteLine($"{functions:N0} functions, {bytes:N0} bytes");
    }

    [Test]
    public void Operands_have_names()
    {
        var listing = List(Everything).First();
        Assert.Multiple(() =>
        {
            Assert.That(Notes(listing, "global.set $g"), Does.Contain("global $g"));
            Assert.That(Notes(listing, "global.get $i"), Does.Contain("instance.Globals").And.Contain("global $i"));
            Assert.That(Notes(listing, "i32.load $second"), Does.Contain("memory $second.Base"));
            Assert.That(Notes(listing, "call $log"), Does.Contain("function $log.Code").And.Contain("references: $x [rbp-0x20]"));
            Assert.That(Notes(listing, "call $f"), Does.Contain("calls itself"));
            Assert.That(
                Notes(listing, "call $other").Count(note => note == "slot of $other"), Is.EqualTo(9), "three calls, five by way of the jump, the jump");
            Assert.That(Notes(listing, "f64.add"), Does.Contain("1.5"));
            Assert.That(Notes(listing, "memory.grow"), Does.Contain("calls helper MemoryGrow"));
            Assert.That(Notes(listing, "memory.copy"), Does.Contain("calls memmove").And.Contain("to slow path"));
            Assert.That(Notes(listing, "throw $e"), Does.Contain("handler 0 (catch $e)").And.Contain("operand 0"));
            Assert.That(
                Notes(listing, "i32.div_s"), Does.Contain("to trap: integer divide by zero").And.Contain("traps: integer overflow"));
            Assert.That(
                Notes(listing, "call_indirect (type $binary)"),
                Does.Contain("to trap: undefined element").And.Contain("functions of table $t"));
            Assert.That(Notes(listing, "table.get $o"), Does.Contain("table $o.Length").And.Contain("table $o.Elements"));
        });
    }

    [Test]
    public void Nothing_in_a_listing_depends_on_the_process()
    {
        var text = List(Everything).Take(1).Concat(List(Everything).Take(1)).Select(Text).ToList();
        Assert.That(text[0], Is.EqualTo(text[1]));
        Assert.That(Address().IsMatch(text[0]), Is.False, "an address without a name");
    }

    [Test]
    public void The_sample_is_as_it_was()
    {
        var text = Text(List(Documents.Read(Sample)).Single());
        Assert.That(
            text, Is.EqualTo(Documents.Read(Golden)),
            $"if that is as it should be: scripts/clab explain {Sample} -o {Golden}");
    }

    [Test]
    public void The_example_of_the_README_is_of_the_sample() =>
        Assert.That(Documents.Blocks(Documents.Read("README.md"), "").Count(block => Documents.Read(Golden).Contains(block)), Is.EqualTo(1));

    [Test]
    public void A_page_holds_everything_and_needs_nothing()
    {
        var listings = List(Everything).Concat(List(Documents.Read(Sample))).ToList();
        var page = Page(listings);
        Assert.That(Elsewhere().IsMatch(page), Is.False);
        var data = Data(page);
        Assert.That(data.Select(entry => entry.Function), Is.EqualTo(listings.Select(listing => listing.Function.FunctionIndex)));
        foreach (var (listing, json) in listings.Zip(data.Select(entry => entry.Json)))
        {
            using var document = JsonDocument.Parse(json);
            var rows = document.RootElement.GetProperty("rows").EnumerateArray().ToList();
            Assert.That(
                rows.Where(row => row.TryGetProperty("wat", out _)).Select(row => row.GetProperty("wat").GetString()),
                Is.EqualTo(listing.Function.Instructions.Select(instruction => instruction.Text)));
            Assert.That(
                rows.Where(row => row.TryGetProperty("code", out _)).SelectMany(row => row.GetProperty("code").EnumerateArray())
                    .Select(line => (line.GetProperty("o").GetInt32(), line.GetProperty("x").GetString())),
                Is.EqualTo(listing.Rows.SelectMany(row => row.Code).Select(line => (line.Offset, line.Text))));
        }
    }

    [Test]
    public void Names_of_a_module_stay_text_in_a_page()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)>";
        var page = Page(List($"(module (func $\"{Hostile}\" (export \"{Hostile}\") (local $\"{Hostile}\" i32) (nop)))"));
        Assert.That(page, Does.Not.Contain("<img"));
        using var document = JsonDocument.Parse(Data(page).Single().Json);
        Assert.That(document.RootElement.GetProperty("exports")[0].GetString(), Is.EqualTo(Hostile));
    }

    [Test]
    public void Without_a_frame_locals_are_in_registers_or_nowhere()
    {
        const string Add = "(func (param $a i32) (param $b i32) (result i32) (local i64) (i32.add (local.get $a) (local.get $b)))";
        var text = Text(List(Add).Single());
        Assert.That(
            text, Does.Contain("no frame").And.Contain("local $b i32 rsi\n").And.Contain("local 2 i64 nowhere: it is not used\n"));
    }

    [Test]
    public void What_is_endless_is_cut()
    {
        var locals = string.Concat(Enumerable.Repeat("anyref ", 5000));
        var uses = string.Concat(Enumerable.Range(0, 50).Select(local => $"(drop (local.get {local}))"));
        var text = Text(List($"(module (func $f (local {locals}) {uses} (call $f) (call $f)))").Single());
        Assert.That(text, Does.Contain("and 4,936 more").And.Contain(" and more"));
        Assert.That(text, Has.Length.LessThan(20_000));
    }

    private static string Text(FunctionListing listing)
    {
        using var writer = new StringWriter();
        TextListing.Write(writer, listing);
        return writer.ToString().ReplaceLineEndings("\n");
    }

    private static string Page(IEnumerable<FunctionListing> listings)
    {
        using var writer = new StringWriter();
        var page = new HtmlListing(writer, "a<b>.wasm", "baseline machine code");
        foreach (var listing in listings)
        {
            page.Add(listing);
        }

        page.End();
        return writer.ToString();
    }

    private static List<(int Function, string Json)> Data(string page) =>
    [
        .. Script().Matches(page).Select(match => (int.Parse(match.Groups["index"].Value, null), match.Groups["json"].Value)),
    ];

    [GeneratedRegex("<script type=\"application/json\" data-function=\"(?<index>[0-9]+)\"[^>]*>(?<json>.*?)</script>")]
    private static partial Regex Script();

    [GeneratedRegex("https?:|//[a-z]+\\.|src=|<link|@import|url\\(")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("0x[0-9a-f]{10,}")]
    private static partial Regex Address();
}
