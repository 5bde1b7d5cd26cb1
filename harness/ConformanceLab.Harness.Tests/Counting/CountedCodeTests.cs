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
