using ConformanceLab.Fuzzing;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Runtime;
using Iced.Intel;
using Xunit;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>
/// What the host enters without telling .NET: whichever way it takes, it calls nothing but the stub of a trap, which does not return, goes nowhere else, and
/// never comes to the same place again.
/// </summary>
public sealed class BriefCodeTests
{
    private const int Modules = 300;

    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    public void BriefCodeCallsNothingAndEnds(Tier tier)
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = tier, Features = WasmFeatures.All });
        var brief = 0;
        for (var index = 0; index < Modules; index++)
        {
            using var module = Module.FromSyntax(engine, ModuleGenerator.Generate(93, (ulong)index, engine.Options.Features));
            var compiler = new ModuleCompiler(BaselineExecutor.NativeOf(module.Loaded));
            for (var function = 0; function < module.Loaded.Syntax.Functions.Count; function++)
            {
                var compiled = compiler.Compile(function);
                if (compiled.IsBrief)
                {
                    brief++;
                    Follow(compiled, $"module {index}, function {function}");
                }
            }
        }

        Assert.InRange(brief, 200, int.MaxValue);
    }

    // Depth first; what is on the way to here is open.
    private static void Follow(CompiledFunction function, string what)
    {
        var code = function.Code.ToArray();
        var open = new HashSet<ulong>();
        var done = new HashSet<ulong>();
        var way = new Stack<(ulong Place, bool IsLeft)>([(0, false)]);
        while (way.TryPop(out var step))
        {
            if (step.IsLeft)
            {
                open.Remove(step.Place);
                done.Add(step.Place);
                continue;
            }

            if (done.Contains(step.Place))
            {
                continue;
            }

            Assert.True(step.Place < (ulong)code.Length, $"{what} leaves its code");
            Assert.True(open.Add(step.Place), $"{what} comes to {step.Place} again");
            way.Push((step.Place, true));
            var instruction = Disassembly.At(code, (int)step.Place);
            switch (instruction.FlowControl)
            {
                case FlowControl.Next:
                    way.Push((instruction.NextIP, false));
                    break;
                case FlowControl.UnconditionalBranch:
                    way.Push((instruction.NearBranchTarget, false));
                    break;
                case FlowControl.ConditionalBranch:
                    way.Push((instruction.NearBranchTarget, false));
                    way.Push((instruction.NextIP, false));
                    break;
                case FlowControl.Return:
                    break;
                case FlowControl.IndirectBranch:
                    Assert.True(instruction.Op0Kind == OpKind.Register, $"{what} jumps elsewhere: {instruction}");
                    break;
                default:
                    Assert.True(
                        instruction.FlowControl == FlowControl.IndirectCall && instruction.MemoryDisplacement64 == (ulong)LayoutOffsets.StoreTrapStub
                        && function.TrapSites.TryFind((uint)instruction.NextIP, out var site) && !site.IsFault,
                        $"{what} calls something: {instruction}");
                    break;
            }
        }
    }
}
