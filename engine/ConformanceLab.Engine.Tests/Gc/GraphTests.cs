using CsCheck;
using ConformanceLab.Wasm.Gc;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed class GraphTests
{
    private static readonly Gen<(int, int, int, int)[]> s_programs =
        Gen.Select(Gen.Int[0, GraphModel.Operations - 1], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[0, 150];

    [Fact]
    public void RandomGraphsEqualTheirModelWhenEveryAllocationCollects() =>
        s_programs.Sample(program => Run(program, GcTestHeap.Stress), iter: 150);

    [Fact]
    public void RandomGraphsEqualTheirModelWhenASmallHeapFillsUp() =>
        s_programs.Sample(program => Run(program, new GcHeapOptions { LimitBytes = 16 << 20, InitialBytes = 1 << 12 }), iter: 300);

    private static void Run((int, int, int, int)[] program, GcHeapOptions options)
    {
        using var test = new GcTestHeap(options, GraphModel.Roots + GraphModel.OperandSlots);
        var model = new GraphModel(test);
        foreach (var (operation, a, b, c) in program)
        {
            model.Execute(operation, a, b, c);
        }

        model.Compare();
        test.Heap.Collect();
        model.Compare();
    }
}
