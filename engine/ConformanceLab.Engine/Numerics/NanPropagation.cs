using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What every numeric instruction means, one method an instruction (spec: exec-numeric). This is the reference that the
/// interpreter runs on, constants are folded with and compiled code is tested against, so each result is fixed to the
/// last bit on every processor, also where the specification leaves a choice:
/// <list type="bullet">
/// <item>which NaN an operation returns (this file);</item>
/// <item>the outcomes of relaxed vector instructions (RelaxedSimd.cs).</item>
/// </list>
/// Methods are named like their instructions; vectors are <see cref="Vector128{T}"/> of bytes, lane 0 in the lowest
/// bytes, which needs a little-endian host. No method allocates, except to trap.
/// </summary>
internal static partial class Numerics
{
    // spec: aux-nans. The specification leaves sign and payload of a NaN result open, as long as it is canonical if all NaN
    // operands are, and quiet in any case. The rule here is the one of x86's SSE and AVX, so that compiled code gets the same
    // bits for nothing:
    //   1. the first NaN among the operands, in the instruction's order, made quiet;
    //   2. for an invalid operation on numbers, the canonical NaN with the sign bit set.
    // Hardware and just-in-time compiler are not trusted with it (they may swap the operands of additions and multiplications,
    // and other processors have other rules): results that are not numbers are always made here.

    private const uint QuietBit32 = 0x0040_0000;
    private const uint InvalidNan32 = 0xFFC0_0000;
    private const ulong QuietBit64 = 0x0008_0000_0000_0000;
    private const ulong InvalidNan64 = 0xFFF8_0000_0000_0000;

    private static float Propagate(float result, float a) =>
        float.IsNaN(a) ? Quiet(a) : Canonical(result);

    private static float Propagate(float result, float a, float b) =>
        float.IsNaN(a) ? Quiet(a) : float.IsNaN(b) ? Quiet(b) : Canonical(result);

    private static float Quiet(float nan) => FromBits(Bits(nan) | QuietBit32);

    private static float Canonical(float result) => float.IsNaN(result) ? FromBits(InvalidNan32) : result;

    private static double Propagate(double result, double a) =>
        double.IsNaN(a) ? Quiet(a) : Canonical(result);

    private static double Propagate(double result, double a, double b) =>
        double.IsNaN(a) ? Quiet(a) : double.IsNaN(b) ? Quiet(b) : Canonical(result);

    private static double Quiet(double nan) => FromBits(Bits(nan) | QuietBit64);

    private static double Canonical(double result) => double.IsNaN(result) ? FromBits(InvalidNan64) : result;

    // The same, lane by lane.

    private static Vector128<float> Propagate(Vector128<float> result, Vector128<float> a) =>
        QuietNanOr(a, Canonical(result));

    private static Vector128<float> Propagate(Vector128<float> result, Vector128<float> a, Vector128<float> b) =>
        QuietNanOr(a, QuietNanOr(b, Canonical(result)));

    private static Vector128<float> Propagate(Vector128<float> result, Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        QuietNanOr(a, QuietNanOr(b, QuietNanOr(c, Canonical(result))));

    private static Vector128<float> QuietNanOr(Vector128<float> a, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.IsNaN(a), a | Vector128.Create(QuietBit32).AsSingle(), otherwise);

    private static Vector128<float> Canonical(Vector128<float> result) =>
        Vector128.ConditionalSelect(Vector128.IsNaN(result), Vector128.Create(InvalidNan32).AsSingle(), result);

    private static Vector128<double> Propagate(Vector128<double> result, Vector128<double> a) =>
        QuietNanOr(a, Canonical(result));

    private static Vector128<double> Propagate(Vector128<double> result, Vector128<double> a, Vector128<double> b) =>
        QuietNanOr(a, QuietNanOr(b, Canonical(result)));

    private static Vector128<double> Propagate(Vector128<double> result, Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        QuietNanOr(a, QuietNanOr(b, QuietNanOr(c, Canonical(result))));

    private static Vector128<double> QuietNanOr(Vector128<double> a, Vector128<double> otherwise) =>
        Vector128.ConditionalSelect(Vector128.IsNaN(a), a | Vector128.Create(QuietBit64).AsDouble(), otherwise);

    private static Vector128<double> Canonical(Vector128<double> result) =>
        Vector128.ConditionalSelect(Vector128.IsNaN(result), Vector128.Create(InvalidNan64).AsDouble(), result);
}
