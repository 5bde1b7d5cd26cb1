using System.Globalization;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.Wasm;
using Iced.Intel;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Counting;

/// <summary>
/// Code that counts is, without its counters, instruction for instruction the code that does not: of every function of the programs.
/// Addresses of this process, distances of jumps and of constants are others; which instructions there are is not.
/// </summary>
public sealed class CountedCodeTests
{
    private static readonly string s_programs = Path.Combine(Documents.Root, "suites", "programs");

    private static IEnumerable<TestCaseData> Modules() =>
        from file in Directory.EnumerateFiles(s_programs, "*.wasm", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from tier in (Tier[])[Tier.Baseline, Tier.Optimizing]
        select new TestCaseData(file, tier).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file), tier.Name());

    [TestCaseSource(nameof(Modules))]
    public void Counters_are_all_that_is_added(string file, Tier tier)
    {
        var options = new EngineOptions { Tier = tier, Features = WasmFeatures.All };
        using var plainEngine = new Engine(options);
        using var plain = Module.FromFile(plainEngine, file);
        using var countingEngine = new Engine(options with { CountBlocks = true });
        using var counting = Module.FromFile(countingEngine, file);
        counting.CompileAll();
        var functions = counting.ReadBlockCounts();
        Assert.That(functions, Has.Count.EqualTo(plain.FunctionCount));
        foreach (var (function, explained) in functions.Zip(plain.Explain(functions.Select(function => function.FunctionIndex))))
        {
            var code = function.Code.ToArray();
            var counted = function.Blocks.SelectMany(block => BlockReader.Decode(code, block.Offset, block.Length)).Select(Describe);
            var end = explained.Ranges.Where(range => range.Part != CodePart.Constants).Max(range => range.Offset + range.Length);
            var own = BlockReader.Decode(explained.Code.ToArray(), 0, end).Select(Describe);
            Assert.That(counted, Is.EqualTo(own), $"function {function.FunctionIndex}");

            // Whether it is executed or not, it is known whom each block calls.
            foreach (var block in function.Blocks)
            {
                Instruction[] instructions = [.. BlockReader.Decode(code, block.Offset, block.Length)];
                Assert.That(() => BlockReader.RuntimeCall(instructions, explained.Symbols), Throws.Nothing, $"function {function.FunctionIndex}");
            }
        }
    }

    // Code that is left at a loop's head and code that goes on there share a frame: a counter must spoil none of it.
    [Test]
    public void Code_that_goes_on_in_other_code_counts_and_computes_the_same()
    {
        const string Text = """
            (module
              (func (export "mix") (param $n i32) (result i32)
                (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $e i32) (local $f i32) (local $g i32) (local $h i32)
                (local $x i64) (local $y f64)
                (local.set $a (i32.const 1)) (local.set $b (i32.const 2)) (local.set $c (i32.const 3)) (local.set $d (i32.const 4))
                (local.set $e (i32.const 5)) (local.set $f (i32.const 6)) (local.set $g (i32.const 7)) (local.set $h (i32.const 8))
                (loop $again
                  (local.set $a (i32.add (i32.mul (local.get $a) (i32.const 31)) (local.get $h)))
                  (local.set $b (i32.xor (local.get $b) (local.get $a)))
                  (local.set $c (i32.rotl (i32.add (local.get $c) (local.get $b)) (i32.const 5)))
                  (local.set $d (i32.sub (local.get $c) (local.get $d)))
                  (local.set $e (i32.or (local.get $e) (i32.and (local.get $d) (i32.const 0x7777))))
                  (local.set $f (i32.add (local.get $f) (local.get $e)))
                  (local.set $g (i32.xor (local.get $g) (i32.shl (local.get $f) (i32.const 1))))
                  (local.set $h (i32.add (local.get $h) (local.get $g)))
                  (local.set $x (i64.add (i64.mul (local.get $x) (i64.const 7)) (i64.extend_i32_u (local.get $h))))
                  (local.set $y (f64.add (local.get $y) (f64.convert_i32_u (i32.and (local.get $h) (i32.const 255)))))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (i32.xor
                  (i32.xor (i32.wrap_i64 (local.get $x)) (i32.trunc_f64_u (local.get $y)))
                  (i32.add (i32.add (local.get $a) (local.get $b)) (i32.add (local.get $c) (i32.add (local.get $d) (local.get $g)))))))
            """;
        using var reference = new CountedGuest(Text, Tier.Interpreter, countsBlocks: false);
        foreach (var budget in (int[])[1, 50, 5_000])
        {
            var options = new EngineOptions
            {
                Tier = Tier.Auto, CountBlocks = true, TierUp = new TierUpOptions { Budget = budget, InBackground = false },
            };
            using var guest = new CountedGuest(engine => Module.FromText(engine, Text), options);
            Assert.That(guest.Call("mix", 20_000), Is.EqualTo(reference.Call("mix", 20_000)), $"budget {budget}");
            Assert.That(guest.Module.ReadBlockCounts().Select(function => function.Tier), Does.Contain(Tier.Optimizing));
        }
    }

    // Without what depends on where it stands.
    private static string Describe(Instruction at)
    {
        var operands = Enumerable.Range(0, at.OpCount).Select(operand => at.GetOpKind(operand) switch
        {
            OpKind.NearBranch64 => "target",
            OpKind.Register => at.GetOpRegister(operand).ToString(),
            OpKind.Memory when at.IsIPRelativeMemoryOperand => "constant",
            OpKind.Memory => string.Create(
                CultureInfo.InvariantCulture,
                $"[{at.MemoryBase}+{at.MemoryIndex}*{at.MemoryIndexScale}+{(long)at.MemoryDisplacement64}] {at.MemorySize}"),
            OpKind.Immediate64 => "number",
            _ => at.GetImmediate(operand).ToString(CultureInfo.InvariantCulture),
        });

        // nops have lengths that say how far they reach.
        return $"{at.Mnemonic} {string.Join(", ", operands)}{(at.Mnemonic == Mnemonic.Nop ? $" {at.Length}" : "")}";
    }
}
