using System.Globalization;
using System.Text;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Code is right whatever the size of the function is.</summary>
public sealed class LoweringTests
{
    // Graphs grow by doubling, with some room to spare: somewhere among these the copy of a constant is what makes one grow.
    [Fact]
    public void ConstantsAreCopiedWhereTheGraphGrows()
    {
        const int Functions = 300;
        const int Copies = 20;
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var functions = new StringBuilder();
        for (var padding = 0; padding < Functions; padding++)
        {
            functions.Append(CultureInfo.InvariantCulture, $"(func (export \"f{padding}\") (param i32 i32) (result i32) local.get 0 ");
            functions.Insert(functions.Length, "local.get 1 i32.mul ", padding);
            functions.Append("drop local.get 0 ");
            for (var copy = 0; copy < Copies; copy++)
            {
                functions.Append(CultureInfo.InvariantCulture, $"(local.set 0) (select (i32.const {copy}) (local.get 0) (i32.eq (local.get 1) (i32.const {copy})))");
            }

            functions.Append(")");
        }

        using var guest = new Guest(functions.ToString(), EngineOptions.Default with { Tier = Tier.Optimizing });
        for (var padding = 0; padding < Functions; padding++)
        {
            var function = guest.Instance.GetFunction($"f{padding}");
            for (var copy = 0; copy < Copies; copy++)
            {
                Assert.Equal(copy, function.Invoke(99, copy)[0].AsInt32());
            }

            Assert.Equal(99, function.Invoke(99, Copies)[0].AsInt32());
        }
    }
}
