using System.Runtime.Intrinsics;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class ValueTests
{
    [Fact]
    public void ValuesKeepTheirBits()
    {
        Assert.Equal(-5, Value.FromInt32(-5).AsInt32());
        Assert.Equal(0xFFFF_FFFBu, Value.FromInt32(-5).AsUInt32());
        Assert.Equal(long.MinValue, Value.FromInt64(long.MinValue).AsInt64());
        Assert.Equal(0x7FA0_0000u, Value.FromSingleBits(0x7FA0_0000).AsSingleBits());
        Assert.Equal(0x8000_0000_0000_0000u, Value.FromDouble(-0.0).AsDoubleBits());
        var vector = Vector128.Create(1UL, ulong.MaxValue).AsByte();
        Assert.Equal(vector, Value.FromVector128(vector).AsVector128());
    }

    [Fact]
    public void ValuesOfAnotherKindAreRefused()
    {
        Assert.Throws<InvalidOperationException>(() => Value.FromInt32(1).AsInt64());
        Assert.Throws<InvalidOperationException>(() => Value.FromExternRef("x").AsAnyRef());
        Assert.Throws<InvalidOperationException>(() => Value.FromFunction(null).AsExternRef());
    }

    [Fact]
    public void EqualityIsByBitsAndReference()
    {
        Assert.Equal(Value.FromDouble(double.NaN), Value.FromDouble(double.NaN));
        Assert.NotEqual(Value.FromDouble(0.0), Value.FromDouble(-0.0));
        Assert.NotEqual(Value.FromInt32(0), Value.FromSingle(0));
        Assert.Equal(Value.FromExternRef("a"), Value.FromExternRef("a"));
        Assert.True(Value.FromExternRef(null) != Value.FromAnyRef(null));
        Assert.Equal(Value.FromInt32(3).GetHashCode(), new Value[] { 3 }[0].GetHashCode());
    }

    [Fact]
    public void DefaultsAreZeroAndNull()
    {
        Assert.Equal(0L, Value.Default(ValType.I64).AsInt64());
        Assert.True(Value.Default(ValType.ExnRef).IsNull);
        Assert.Equal(ValueKind.FuncRef, Value.Default(ValType.FuncRef).Kind);
        Assert.Equal(ValueKind.AnyRef, Value.Default(ValType.Ref(HeapType.Struct, true)).Kind);
        Assert.Throws<ArgumentException>(() => Value.Default(ValType.Ref(HeapType.Any, false)));
        Assert.Throws<ArgumentException>(() => Value.Default(ValType.Ref(HeapType.Concrete(3), true)));
    }

    [Theory]
    [InlineData("interpreter", Tier.Interpreter)]
    [InlineData("baseline", Tier.Baseline)]
    [InlineData("optimizing", Tier.Optimizing)]
    public void TiersHaveNames(string name, Tier tier)
    {
        Assert.True(Tiers.TryParse(name, out var parsed));
        Assert.Equal(tier, parsed);
        Assert.Equal(name, tier.Name());
    }

    [Fact]
    public void ATierThatIsNotBuiltIsRefusedByName()
    {
        Assert.False(Tiers.TryParse("turbo", out _));
        Assert.Contains(Tier.Interpreter, Tiers.Available);
        foreach (var tier in Enum.GetValues<Tier>().Except(Tiers.Available))
        {
            var error = Assert.Throws<NotSupportedException>(() => new Engine(EngineOptions.Default with { Tier = tier }));
            Assert.Contains(tier.Name(), error.Message, StringComparison.Ordinal);
        }
    }
}
