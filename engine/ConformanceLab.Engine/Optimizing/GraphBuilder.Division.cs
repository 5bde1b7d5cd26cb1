using System.Numerics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Divisions by numbers that are known, without a division: multiplied by a reciprocal that is a little too large, m / 2^k with
/// m = ⌊2^k / d⌋ + 1, and rounded down. Of n bits, m·d = 2^k + e is near enough if e ≤ 2^(k − n): then the error, x·e / (d·2^k), is below 1 / d.
/// <code>
///   u32   q = x·m ≫ k                     in 64 bits if m has 32, otherwise k = 64 and q is the upper half
///   s32   q = (x·m ≫ k) − (x ≫ 31)        in 64 bits
///   u64   q = hi(x·m) ≫ k                 if m has 65 bits:  t = hi(x·m), q = (t + ((x − t) ≫ 1)) ≫ (k − 1)
///   s64   q = (hi(x·m) ≫ k) − (x ≫ 63)    if m has 64 bits:  hi(x·(m − 2^64)) + x
///   all   r = x − q·d
/// </code>
/// Sources: Granlund and Montgomery, "Division by Invariant Integers using Multiplication" (1994); Warren, "Hacker's Delight", chapter 10.
/// </content>
internal sealed partial class GraphBuilder
{
    // Whether the division of the two topmost operands is one by a number that is known, and cannot trap: then it is done.
    private bool TryDivide(Opcode opcode)
    {
        if (opcode is not (>= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and <= Opcode.I64RemU)
            || _graph[_stack[^1]] is not { Op: Ops.Constant } right)
        {
            return false;
        }

        var isSigned = opcode is Opcode.I32DivS or Opcode.I32RemS or Opcode.I64DivS or Opcode.I64RemS;
        var isRemainder = opcode is Opcode.I32RemS or Opcode.I32RemU or Opcode.I64RemS or Opcode.I64RemU;
        var isWide = right.Kind == OperandKind.I64;
        var isNegative = isSigned && right.Bits < 0;
        var divisor = isNegative ? (ulong)-right.Bits : isWide ? (ulong)right.Bits : (uint)right.Bits;

        // By 0 and by −1 there may be traps; the others, and unsigned powers of two, are the simplifier's.
        if (divisor < 2 || (!isSigned && BitOperations.IsPow2(divisor)))
        {
            return false;
        }

        Pop();
        var value = Pop();
        var sequence = new DivisionSequence(this, value, divisor, isWide);
        var quotient = isSigned ? sequence.QuotientSigned() : sequence.QuotientUnsigned();
        Push(isRemainder ? sequence.Remainder(quotient) : isNegative ? sequence.Negate(quotient) : quotient);
        return true;
    }

    /// <summary>The nodes of one division.</summary>
    private readonly struct DivisionSequence(GraphBuilder builder, int value, ulong divisor, bool isWide)
    {
        private int Bits => isWide ? 64 : 32;

        private OperandKind Kind => isWide ? OperandKind.I64 : OperandKind.I32;

        public int QuotientUnsigned() => isWide ? QuotientUnsigned64() : QuotientUnsigned32();

        public int QuotientSigned()
        {
            if (BitOperations.IsPow2(divisor))
            {
                // Rounded towards 0: 2^k − 1 more where it is negative.
                var exponent = BitOperations.Log2(divisor);
                var more = ShiftUnsigned(ShiftSigned(value, Bits - 1), Bits - exponent);
                return ShiftSigned(Add(value, more), exponent);
            }

            return Subtract(isWide ? RoundedDown64() : RoundedDown32(), ShiftSigned(value, Bits - 1));
        }

        public int Remainder(int quotient) => Subtract(value, Binary(isWide ? Opcode.I64Mul : Opcode.I32Mul, quotient, Number((long)divisor)));

        public int Negate(int quotient) => Subtract(Number(0), quotient);

        private int QuotientUnsigned32()
        {
            var wide = Unary(Opcode.I64ExtendI32U, OperandKind.I64, value);
            for (var k = 32; k < 64; k++)
            {
                var m = Reciprocal(k, out var error);
                if (m <= uint.MaxValue && error <= UInt128.One << (k - 32))
                {
                    return Unary(Opcode.I32WrapI64, OperandKind.I32, Wide(Opcode.I64ShrU, Wide(Opcode.I64Mul, wide, (long)m), k));
                }
            }

            return Unary(Opcode.I32WrapI64, OperandKind.I32, Wide(Ops.MultiplyHighUnsigned, wide, (long)Reciprocal(64, out _)));
        }

        // The error need only be small enough for 31 bits: such an m has 32, and the product 63.
        private int RoundedDown32()
        {
            var k = 32;
            UInt128 m;
            for (; (m = Reciprocal(k, out var error)) > uint.MaxValue || error > UInt128.One << (k - 31); k++)
            {
            }

            var wide = Unary(Opcode.I64ExtendI32S, OperandKind.I64, value);
            return Unary(Opcode.I32WrapI64, OperandKind.I32, Wide(Opcode.I64ShrS, Wide(Opcode.I64Mul, wide, (long)m), k));
        }

        // What is divided by an even number first loses as many bits: then an m of 64 bits is near enough.
        private int QuotientUnsigned64()
        {
            var even = BitOperations.TrailingZeroCount(divisor);
            var last = BitOperations.Log2(divisor) + 1;
            for (var k = 0; k < 64; k++)
            {
                var m = Reciprocal(64 + k, out var error);
                if (m > ulong.MaxValue)
                {
                    break;
                }

                if (error <= UInt128.One << k)
                {
                    return ShiftUnsigned(Wide(Ops.MultiplyHighUnsigned, value, (long)(ulong)m), k);
                }
            }

            if (even > 0)
            {
                return new DivisionSequence(builder, ShiftUnsigned(value, even), divisor >> even, isWide: true).QuotientOfFewer64(even);
            }

            // The bit that m has above the 64th is x itself.
            var high = Wide(Ops.MultiplyHighUnsigned, value, (long)(ulong)Reciprocal(64 + last, out _));
            return ShiftUnsigned(Add(high, ShiftUnsigned(Subtract(value, high), 1)), last - 1);
        }

        // Of a value of fewer than 64 bits.
        private int QuotientOfFewer64(int fewer)
        {
            var k = 0;
            UInt128 m;
            for (; (m = Reciprocal(64 + k, out var error)) <= ulong.MaxValue; k++)
            {
                if (error <= UInt128.One << (k + fewer))
                {
                    break;
                }
            }

            return ShiftUnsigned(Wide(Ops.MultiplyHighUnsigned, value, (long)(ulong)m), k);
        }

        private int RoundedDown64()
        {
            var k = 0;
            UInt128 m;
            for (; (m = Reciprocal(64 + k, out var error)) > ulong.MaxValue || error > UInt128.One << (k + 1); k++)
            {
            }

            var high = Wide(Ops.MultiplyHighSigned, value, (long)(ulong)m);
            return ShiftSigned(m > long.MaxValue ? Add(high, value) : high, k);
        }

        // m, and by how much m·d is more than 2^k.
        private UInt128 Reciprocal(int k, out UInt128 error)
        {
            // 2^k − 1 is enough: no divisor here is a power of two.
            var power = k == 128 ? UInt128.MaxValue : (UInt128.One << k) - 1;
            var m = (power / divisor) + 1;
            error = (m * divisor) - power - 1;
            return m;
        }

        private int Number(long bits) => builder.Constant(Kind, isWide ? bits : (int)bits);

        private int Add(int left, int right) => Binary(isWide ? Opcode.I64Add : Opcode.I32Add, left, right);

        private int Subtract(int left, int right) => Binary(isWide ? Opcode.I64Sub : Opcode.I32Sub, left, right);

        private int ShiftUnsigned(int shifted, int by) => by == 0 ? shifted : Binary(isWide ? Opcode.I64ShrU : Opcode.I32ShrU, shifted, Number(by));

        private int ShiftSigned(int shifted, int by) => by == 0 ? shifted : Binary(isWide ? Opcode.I64ShrS : Opcode.I32ShrS, shifted, Number(by));

        private int Binary(Opcode op, int left, int right) =>
            builder.Append(new Node { Op = op, Kind = Kind, HasValue = true, InputCount = 2, A = left, B = right });

        private int Wide(Opcode op, int left, long right) => builder.Append(
            new Node { Op = op, Kind = OperandKind.I64, HasValue = true, InputCount = 2, A = left, B = builder.Constant(OperandKind.I64, right) });

        private int Unary(Opcode op, OperandKind kind, int input) =>
            builder.Append(new Node { Op = op, Kind = kind, HasValue = true, InputCount = 1, A = input });
    }
}
