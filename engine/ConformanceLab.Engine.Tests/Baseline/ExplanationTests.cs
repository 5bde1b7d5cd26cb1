using System.Reflection;
using ConformanceLab.Engine.Tests.Codegen;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Text;
using Iced.Intel;
using Xunit;
using Module = ConformanceLab.Wasm.Module;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>What <see cref="Module.Explain(int)"/> says is so.</summary>
public sealed class ExplanationTests
{
    private const string Text =
        """
        (module
          (import "env" "log" (func $log (param i32)))
          (type $box (struct (field (mut i32))))
          (memory 1)
          (tag $e (param i32))
          (func $sum (export "sum") (export "add up") (param $n i32) (result i32) (local $total i32)
            (loop $next
              (local.set $total (i32.add (local.get $total) (i32.load (local.get $n))))
              (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 4)))))
            (local.get $total))
          (func $boxes (param $a (ref null $box)) (param $b i32) (result i32)
            (struct.new $box (local.get $b))
            (call $log (i32.div_s (local.get $b) (i32.const 3)))
            (drop (call $sum (i32.div_u (i32.const 8) (local.get $b))))
            (memory.copy (i32.const 0) (i32.const 8) (local.get $b))
            (block $caught (result i32)
              (try_table (catch $e $caught) (throw $e (i32.const 1)))
              (unreachable))
            (drop)
            (drop (local.get $a))
            (struct.get $box 0)
            (return)
            (unreachable))
          (func (drop (f64.add (f64.const 1.5) (f64.load (i32.const 0))))))
        """;

    private static void Explain(Action<Module> check)
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Baseline });
        using var module = Module.FromText(engine, Text);
        check(module);
    }

    [Fact]
    public void ExplainingIsCompiling()
    {
        Explain(module =>
        {
            var native = BaselineExecutor.NativeOf(module.Loaded);
            foreach (var explanation in module.Explain([1, 2, 3]))
            {
                var compiled = new BaselineCompiler(native).Compile(explanation.FunctionIndex - 1, new CodeBuffer());
                Assert.Equal(compiled.Code.ToArray(), explanation.Code.ToArray());
                Assert.Equal(compiled.CallSites.Select(site => (int)site.Offset), explanation.Calls.Select(call => call.Offset));
                Assert.Equal(
                    compiled.TrapSites.All.ToArray().Select(site => ((int)site.Offset, site.Code, site.IsFault)),
                    explanation.Traps.Select(trap => (trap.Offset, trap.Code, trap.IsFault)));
            }
        });
    }

    [Fact]
    public void RangesAreAllOfTheCodeAndWholeInstructions()
    {
        Explain(module =>
        {
            foreach (var explanation in module.Explain([1, 2, 3]))
            {
                var end = 0;
                foreach (var range in explanation.Ranges)
                {
                    Assert.Equal(end, range.Offset);
                    Assert.True(range.Length > 0);
                    end += range.Length;
                    for (var offset = range.Offset; range.Part != CodePart.Constants && offset < end;)
                    {
                        var instruction = Disassembly.At(explanation.Code.Span, offset);
                        Assert.NotEqual(Code.INVALID, instruction.Code);
                        offset += instruction.Length;
                        Assert.True(offset <= end);
                    }

                    Assert.Contains(explanation.Instructions, line => line.Offset == range.Bytecode);
                }

                Assert.Equal(explanation.Code.Length, end);
            }
        });
    }

    [Fact]
    public void PartsAreAttributedToTheirInstructions()
    {
        Explain(module =>
        {
            var boxes = module.Explain(2);
            Assert.Equal(CodePart.Prologue, boxes.Ranges[0].Part);
            Assert.Equal(CodePart.Constants, module.Explain(3).Ranges[^1].Part);
            string[] Of(CodePart part) =>
            [
                .. boxes.Ranges.Where(range => range.Part == part)
                    .Select(range => boxes.Instructions.Single(line => line.Offset == range.Bytecode).Text),
            ];
            Assert.Equal(["local.get $b"], Of(CodePart.Prologue));
            Assert.Equal(["local.get $b", "i32.div_u", "unreachable"], Of(CodePart.Trap));
            Assert.Equal(["local.get $b"], Of(CodePart.Interruption));
            Assert.Equal(["memory.copy", "struct.new $box"], Of(CodePart.SlowPath));
            Assert.StartsWith("try_table (catch $e $caught)", Assert.Single(Of(CodePart.LandingPad)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void SitesStandAtTheirInstructions()
    {
        Explain(module =>
        {
            foreach (var explanation in module.Explain([1, 2, 3]))
            {
                var starts = new Dictionary<int, Instruction>();
                var ends = new Dictionary<int, Instruction>();
                var size = explanation.Ranges.Where(range => range.Part != CodePart.Constants).Sum(range => range.Length);
                for (var offset = 0; offset < size;)
                {
                    var instruction = Disassembly.At(explanation.Code.Span, offset);
                    starts.Add(offset, instruction);
                    ends.Add(offset += instruction.Length, instruction);
                }

                foreach (var trap in explanation.Traps)
                {
                    var instruction = trap.IsFault ? starts[trap.Offset] : ends[trap.Offset];
                    Assert.Equal(!trap.IsFault, instruction.FlowControl == FlowControl.IndirectCall);
                    Assert.Contains(OpKind.Memory, new[] { instruction.Op0Kind, instruction.Op1Kind, instruction.Op2Kind });
                }

                Assert.All(explanation.Calls, call => Assert.Equal(FlowControl.IndirectCall, ends[call.Offset].FlowControl));
            }
        });
    }

    [Fact]
    public void TextIsThePrinters()
    {
        Explain(module =>
        {
            var printed = ModulePrinter.Print(module.Loaded.Syntax).Split('\n').Select(line => line.Trim()).ToList();
            foreach (var explanation in module.Explain([1, 2, 3]))
            {
                var start = printed.IndexOf($"({explanation.Declaration}") + 1;
                start += printed[start].StartsWith("(local", StringComparison.Ordinal) ? 1 : 0;
                var lines = explanation.Instructions.Select(line => line.Text).ToList();
                Assert.Equal("end", lines[^1]);
                Assert.Equal([.. lines.SkipLast(1), ")"], printed.Skip(start).Take(lines.Count));
            }
        });
    }

    [Fact]
    public void TheHeaderSaysWhatTheFunctionIs()
    {
        Explain(module =>
        {
            var sum = module.Explain(1);
            Assert.Equal((Tier.Baseline, 1, "$sum", null), (sum.Tier, sum.FunctionIndex, sum.Name, sum.BodyOffset));
            Assert.Equal(["sum", "add up"], sum.ExportNames);
            Assert.Equal("func $sum (;1;) (type 2) (param $n i32) (result i32)", sum.Declaration);
            Assert.Equal([("$n", "i32"), ("$total", "i32")], sum.Locals.Select(local => (local.Name, local.Type)));

            // Used in a loop, with no call around.
            Assert.Equal(2, sum.Locals.Select(local => local.Register).OfType<string>().Distinct().Count());
            Assert.True(sum.Locals[0].FrameOffset > sum.Locals[1].FrameOffset && sum.Locals[1].FrameOffset > sum.OperandOffset);
            Assert.Equal(0, sum.FrameBytes % 16);

            var boxes = module.Explain(2);
            var handler = Assert.Single(boxes.Handlers);
            Assert.Equal(("catch $e", null), (handler.Kind, handler.Next));
            Assert.Contains(boxes.Ranges, range => range.Part == CodePart.LandingPad && range.Offset == handler.LandingPad);
        });
    }

    // What traps in them makes a frame then.
    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    public void LeavesThatMayTrapHaveNoFrame(Tier tier)
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = tier });
        using var module = Module.FromText(
            engine,
            """
            (memory 1) (type $pair (struct (field i32)))
            (func (param i32) (result i32) (i32.load (local.get 0)))
            (func (param i32 i32) (i32.store8 (local.get 0) (i32.div_u (local.get 1) (local.get 0))))
            (func (param (ref null $pair)) (result i32) (struct.get $pair 0 (local.get 0)))
            (func (param i32) (result i32) (if (local.get 0) (then (unreachable))) (i32.const 1))
            (func (param i32) (result i32) (memory.grow (local.get 0)))
            """);
        for (var function = 0; function < 4; function++)
        {
            Assert.Equal(0, module.Explain(function).FrameBytes);
            Assert.NotEmpty(module.Explain(function).Traps);
        }

        Assert.NotEqual(0, module.Explain(4).FrameBytes);
    }

    [Fact]
    public void WithoutAFrameNothingLiesInIt()
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Baseline });
        using var module = Module.FromText(
            engine, "(func (param i32 i32) (result i32) (local f64) (i32.add (local.get 0) (local.get 1)))");
        var add = module.Explain(0);
        Assert.Equal(0, add.FrameBytes);
        Assert.All(add.Locals, local => Assert.Null(local.FrameOffset));
        Assert.All(add.Locals.Take(2), local => Assert.NotNull(local.Register));
        Assert.Equal("i32.add", add.Instructions.Single(line => line.Offset == add.Ranges[0].Bytecode).Text);
    }

    // The new box waits in the first operand while $log runs.
    [Fact]
    public void CallsHaveTheirReferencesAndHandlers()
    {
        Explain(module =>
        {
            var boxes = module.Explain(2);
            CallPoint At(string text) => boxes.Calls.First(
                call => boxes.Instructions.Single(line => line.Offset == call.Bytecode).Text == text);
            var local = boxes.Locals[0].FrameOffset!.Value;
            Assert.Equal([boxes.OperandOffset, local], At("call $log").References);
            Assert.Equal([local], At("struct.new $box").References);
            Assert.Equal((0, null), (At("throw $e").Handler, At("call $log").Handler));
        });
    }

    [Fact]
    public void AddressesHaveNames()
    {
        Explain(module =>
        {
            var symbols = module.Explain(1).Symbols;
            var native = BaselineExecutor.NativeOf(module.Loaded);
            Assert.Equal(new CodeAddress(CodeAddressKind.FunctionSlot, "$boxes"), symbols.Find(native.SlotOf(1)));
            Assert.Equal(CodeAddressKind.HelperStub, symbols.Find(native.HelperStub)?.Kind);
            Assert.Null(symbols.Find(native.SlotOf(1) + 1));
            Assert.Null(symbols.Find(0));
            var helpers = typeof(BaselineCompiler).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(BaselineCompiler).Namespace)
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Where(field => field.FieldType == typeof(nint))
                .ToList();
            Assert.True(helpers.Count > 20);
            Assert.All(
                helpers,
                field => Assert.Equal(new CodeAddress(CodeAddressKind.Helper, field.Name), symbols.Find((nint)field.GetValue(null)!)));
            Assert.Equal(("$log", "$e"), (symbols.NameOf(ExternKind.Function, 0), symbols.NameOf(ExternKind.Tag, 0)));
        });
    }

    // By the names of their properties: one that fits no field is not found here.
    [Fact]
    public void EveryOffsetIsAField()
    {
        Assert.Equal(typeof(LayoutOffsets).GetProperties().Length, LayoutNames.Fields.Count);
        Assert.Contains(new LayoutField("Instance", "Store", LayoutOffsets.InstanceStore, "Store", 0), LayoutNames.Fields);
        Assert.Contains(new LayoutField("Instance", "Globals", LayoutOffsets.InstanceGlobals, "Global", 8), LayoutNames.Fields);
        Assert.Contains(new LayoutField("Instance", "Tags", LayoutOffsets.InstanceTags, null, 4), LayoutNames.Fields);
        Assert.Contains(new LayoutField("Memory", "ByteLength", LayoutOffsets.MemoryByteLength, null, 0), LayoutNames.Fields);
        Assert.Contains(
            new LayoutField("Store", "TypeDescriptors", LayoutOffsets.StoreTypeDescriptors, "Descriptor", 0), LayoutNames.Fields);
    }

    [Fact]
    public void WhatCannotBeExplainedIsRefused()
    {
        Explain(module =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => module.Explain(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => module.Explain(4));
            Assert.Throws<ArgumentOutOfRangeException>(() => module.Explain(-1));
            var kept = module.Explain(1);
            var begun = module.Explain([1, 2, 3]).GetEnumerator();
            Assert.True(begun.MoveNext());
            module.Dispose();

            // What has begun holds the module; nothing new can begin.
            Assert.True(begun.MoveNext());
            Assert.Equal(2, begun.Current.FunctionIndex);
            begun.Dispose();
            Assert.Throws<ObjectDisposedException>(() => module.Explain(1));
            Assert.Equal("$boxes", kept.Symbols.NameOf(ExternKind.Function, 2));
        });

        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Interpreter });
        using var interpreted = Module.FromText(engine, "(func)");
        Assert.Throws<NotSupportedException>(() => interpreted.Explain(0));
    }
}
