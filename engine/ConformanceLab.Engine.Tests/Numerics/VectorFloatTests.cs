using System.Runtime.Intrinsics;
using Xunit;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Engine.Tests;

/// <summary>Float vector instructions: every lane gives the bits that the scalar instruction gives.</summary>
public sealed class VectorFloatTests
{
    private static readonly uint[] Patterns32 =
    [
        .. FloatNans.Patterns32, 1, 0x8000_0001, 0x007F_FFFF, 0x3EFF_FFFF, 0x3F00_0000, 0xBF00_0000, 0x3FC0_0000, 0xC020_0000, 0x4B00_0001,
        0xFF80_0000, 0x4F00_0000, 0xCF00_0000, 0xCF00_0001, 0x4EFF_FFFF, 0x4F7F_FFFF, 0x4F80_0000, 0xBF7F_FFFF, 0xBF80_0000, 0x7F7F_FFFF,
        0xFF7F_FFFF,
    ];

    private static readonly ulong[] Patterns64 =
    [
        .. Patterns32.Select(FloatNans.Widen), 1, 0x8000_0000_0000_0001, 0x41DF_FFFF_FFFF_FFFF, 0xC1E0_0000_001F_FFFF,
        0xC1E0_0000_0020_0000,
        0x41EF_FFFF_FFFF_FFFF, 0x3FDF_FFFF_FFFF_FFFF, 0x47EF_FFFF_F000_0000, 0x47EF_FFFF_EFFF_FFFF, 0x36A0_0000_0000_0000,
        0x7FEF_FFFF_FFFF_FFFF,
    ];

    [Fact]
    public void F32x4_lanes_agree_with_f32()
    {
        Binary32(Numbers.F32x4Add, Numbers.F32Add);
        Binary32(Numbers.F32x4Sub, Numbers.F32Sub);
        Binary32(Numbers.F32x4Mul, Numbers.F32Mul);
        Binary32(Numbers.F32x4Div, Numbers.F32Div);
        Binary32(Numbers.F32x4Min, Numbers.F32Min);
        Binary32(Numbers.F32x4Max, Numbers.F32Max);
        Binary32(Numbers.F32x4Pmin, (a, b) => b < a ? b : a);
        Binary32(Numbers.F32x4Pmax, (a, b) => a < b ? b : a);
        Binary32(Numbers.F32x4Eq, (a, b) => Mask32(Numbers.F32Eq(a, b)));
        Binary32(Numbers.F32x4Ne, (a, b) => Mask32(Numbers.F32Ne(a, b)));
        Binary32(Numbers.F32x4Lt, (a, b) => Mask32(Numbers.F32Lt(a, b)));
        Binary32(Numbers.F32x4Gt, (a, b) => Mask32(Numbers.F32Gt(a, b)));
        Binary32(Numbers.F32x4Le, (a, b) => Mask32(Numbers.F32Le(a, b)));
        Binary32(Numbers.F32x4Ge, (a, b) => Mask32(Numbers.F32Ge(a, b)));
        Unary32(Numbers.F32x4Abs, Numbers.F32Abs);
        Unary32(Numbers.F32x4Neg, Numbers.F32Neg);
        Unary32(Numbers.F32x4Ceil, Numbers.F32Ceil);
        Unary32(Numbers.F32x4Floor, Numbers.F32Floor);
        Unary32(Numbers.F32x4Trunc, Numbers.F32Trunc);
        Unary32(Numbers.F32x4Nearest, Numbers.F32Nearest);
        Unary32(Numbers.F32x4Sqrt, Numbers.F32Sqrt);
    }

    [Fact]
    public void F64x2_lanes_agree_with_f64()
    {
        Binary64(Numbers.F64x2Add, Numbers.F64Add);
        Binary64(Numbers.F64x2Sub, Numbers.F64Sub);
        Binary64(Numbers.F64x2Mul, Numbers.F64Mul);
        Binary64(Numbers.F64x2Div, Numbers.F64Div);
        Binary64(Numbers.F64x2Min, Numbers.F64Min);
        Binary64(Numbers.F64x2Max, Numbers.F64Max);
        Binary64(Numbers.F64x2Pmin, (a, b) => b < a ? b : a);
        Binary64(Numbers.F64x2Pmax, (a, b) => a < b ? b : a);
        Binary64(Numbers.F64x2Eq, (a, b) => Mask64(Numbers.F64Eq(a, b)));
        Binary64(Numbers.F64x2Ne, (a, b) => Mask64(Numbers.F64Ne(a, b)));
        Binary64(Numbers.F64x2Lt, (a, b) => Mask64(Numbers.F64Lt(a, b)));
        Binary64(Numbers.F64x2Gt, (a, b) => Mask64(Numbers.F64Gt(a, b)));
        Binary64(Numbers.F64x2Le, (a, b) => Mask64(Numbers.F64Le(a, b)));
        Binary64(Numbers.F64x2Ge, (a, b) => Mask64(Numbers.F64Ge(a, b)));
        Unary64(Numbers.F64x2Abs, Numbers.F64Abs);
        Unary64(Numbers.F64x2Neg, Numbers.F64Neg);
        Unary64(Numbers.F64x2Ceil, Numbers.F64Ceil);
        Unary64(Numbers.F64x2Floor, Numbers.F64Floor);
        Unary64(Numbers.F64x2Trunc, Numbers.F64Trunc);
        Unary64(Numbers.F64x2Nearest, Numbers.F64Nearest);
        Unary64(Numbers.F64x2Sqrt, Numbers.F64Sqrt);
    }

    [Fact]
    public void Vector_conversions_agree_with_scalar_ones()
    {
        for (var i = 0; i < Patterns32.Length; i++)
        {
            uint[] p = [.. new[] { 0, 1, 5, 9 }.Select(offset => Patterns32[(i + offset) % Patterns32.Length])];
            float[] f = [.. p.Select(BitConverter.UInt32BitsToSingle)];
            int[] n = [.. p.Select(bits => unchecked((int)bits))];
            V128 v = Vector128.Create(p).AsByte();
            Assert.Equal(Four(n.Select(a => Numbers.I32ReinterpretF32(Numbers.F32ConvertI32S(a)))), Numbers.F32x4ConvertI32x4S(v));
            Assert.Equal(Four(n.Select(a => Numbers.I32ReinterpretF32(Numbers.F32ConvertI32U(a)))), Numbers.F32x4ConvertI32x4U(v));
            Assert.Equal(Four(f.Select(Numbers.I32TruncSatF32S)), Numbers.I32x4TruncSatF32x4S(v));
            Assert.Equal(Four(f.Select(Numbers.I32TruncSatF32U)), Numbers.I32x4TruncSatF32x4U(v));
            Assert.Equal(Pair(Numbers.F64ConvertI32S(n[0]), Numbers.F64ConvertI32S(n[1])), Numbers.F64x2ConvertLowI32x4S(v));
            Assert.Equal(Pair(Numbers.F64ConvertI32U(n[0]), Numbers.F64ConvertI32U(n[1])), Numbers.F64x2ConvertLowI32x4U(v));
            Assert.Equal(Pair(Numbers.F64PromoteF32(f[0]), Numbers.F64PromoteF32(f[1])), Numbers.F64x2PromoteLowF32x4(v));
        }

        for (var i = 0; i < Patterns64.Length; i++)
        {
            double a = BitConverter.UInt64BitsToDouble(Patterns64[i]);
            double b = BitConverter.UInt64BitsToDouble(Patterns64[(i + 3) % Patterns64.Length]);
            V128 v = Pair(a, b);
            Assert.Equal(
                Vector128.Create(Numbers.I32TruncSatF64S(a), Numbers.I32TruncSatF64S(b), 0, 0).AsByte(),
                Numbers.I32x4TruncSatF64x2SZero(v));
            Assert.Equal(
                Vector128.Create(Numbers.I32TruncSatF64U(a), Numbers.I32TruncSatF64U(b), 0, 0).AsByte(),
                Numbers.I32x4TruncSatF64x2UZero(v));
            int[] demoted = [Numbers.I32ReinterpretF32(Numbers.F32DemoteF64(a)), Numbers.I32ReinterpretF32(Numbers.F32DemoteF64(b)), 0, 0];
            Assert.Equal(Four(demoted), Numbers.F32x4DemoteF64x2Zero(v));
        }
    }

    private static float Mask32(int condition) => BitConverter.Int32BitsToSingle(-condition);

    private static double Mask64(int condition) => BitConverter.Int64BitsToDouble(-condition);

    private static V128 Four(IEnumerable<int> lanes) => Vector128.Create([.. lanes]).AsByte();

    private static V128 Pair(double a, double b) =>
        Vector128.Create(BitConverter.DoubleToUInt64Bits(a), BitConverter.DoubleToUInt64Bits(b)).AsByte();

    private static void Binary32(Func<V128, V128, V128> vector, Func<float, float, float> scalar)
    {
        for (var i = 0; i < Patterns32.Length; i++)
        {
            for (var j = 0; j < Patterns32.Length; j++)
            {
                uint[] a = new uint[4], b = new uint[4], expected = new uint[4];
                for (var lane = 0; lane < 4; lane++)
                {
                    a[lane] = Patterns32[(i + lane) % Patterns32.Length];
                    b[lane] = Patterns32[(j + (3 * lane)) % Patterns32.Length];
                    expected[lane] = BitConverter.SingleToUInt32Bits(
                        scalar(BitConverter.UInt32BitsToSingle(a[lane]), BitConverter.UInt32BitsToSingle(b[lane])));
                }

                V128 actual = vector(Vector128.Create(a).AsByte(), Vector128.Create(b).AsByte());
                Assert.Equal(Vector128.Create(expected), actual.AsUInt32());
            }
        }
    }

    private static void Unary32(Func<V128, V128> vector, Func<float, float> scalar) =>
        Binary32((a, _) => vector(a), (a, _) => scalar(a));

    private static void Binary64(Func<V128, V128, V128> vector, Func<double, double, double> scalar)
    {
        for (var i = 0; i < Patterns64.Length; i++)
        {
            for (var j = 0; j < Patterns64.Length; j++)
            {
                double a = BitConverter.UInt64BitsToDouble(Patterns64[i]), b = BitConverter.UInt64BitsToDouble(Patterns64[j]);
                double c = BitConverter.UInt64BitsToDouble(Patterns64[(i + 7) % Patterns64.Length]);
                Assert.Equal(Pair(scalar(a, b), scalar(c, a)).AsUInt64(), vector(Pair(a, c), Pair(b, a)).AsUInt64());
            }
        }
    }

    private static void Unary64(Func<V128, V128> vector, Func<double, double> scalar) =>
        Binary64((a, _) => vector(a), (a, _) => scalar(a));
}
