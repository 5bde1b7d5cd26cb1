using System.Numerics;
using System.Text.RegularExpressions;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Vectors;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>What instructions with a memory argument do to a memory. The natural alignment is the number of bytes accessed.</summary>
public static partial class AccessModel
{
    /// <summary>The lanes of the shape in which a loaded vector is best written.</summary>
    public static Shape ShapeOf(InstructionRow row) => new(false, VectorLoad().Match(row.Name) switch
    {
        { Success: true } match when match.Groups["count"].Success => int.Parse(match.Groups["width"].ValueSpan) * 2,
        { Success: true } match => int.Parse(match.Groups["width"].ValueSpan),
        _ => 32,
    });

    /// <summary>The result of a load.</summary>
    /// <param name="row">The instruction.</param>
    /// <param name="memory">The memory.</param>
    /// <param name="address">The effective address.</param>
    /// <param name="vector">The vector operand of a lane load.</param>
    /// <param name="lane">Its lane.</param>
    /// <exception cref="GuestTrapException">It is out of bounds.</exception>
    public static BigInteger Load(InstructionRow row, MemoryModel memory, BigInteger address, BigInteger vector = default, int lane = 0)
    {
        var bytes = row.NaturalAlignment;
        var bits = memory.Read(address, bytes);
        if (row.Results != "v128")
        {
            var width = ScalarOracle.WidthOf(row.Results!);
            return row.Name.EndsWith("_s", StringComparison.Ordinal)
                ? IntegerOracle.Wrap(IntegerOracle.Signed(bits, bytes * 8), width)
                : bits;
        }

        var shape = ShapeOf(row);
        if (row.Name.EndsWith("_splat", StringComparison.Ordinal))
        {
            return shape.Join(Enumerable.Repeat(bits, shape.Count));
        }

        if (row.LaneCount > 0)
        {
            var lanes = shape.Split(vector);
            lanes[lane] = bits;
            return shape.Join(lanes);
        }

        if (!row.Name.Contains('x', StringComparison.Ordinal))
        {
            return bits;
        }

        var narrow = new Shape(false, shape.Width / 2);
        return shape.Join(narrow.Split(bits).Take(shape.Count).Select(part => row.Name.EndsWith("_s", StringComparison.Ordinal)
            ? IntegerOracle.Wrap(IntegerOracle.Signed(part, narrow.Width), shape.Width)
            : part));
    }

    /// <summary>What a store writes of its operand.</summary>
    public static BigInteger Stored(InstructionRow row, BigInteger value, int lane = 0) =>
        row.LaneCount > 0 ? ShapeOf(row).Split(value)[lane] : IntegerOracle.Wrap(value, row.NaturalAlignment * 8);

    /// <summary>Executes an atomic read-modify-write; returns what was there.</summary>
    /// <param name="row">The instruction.</param>
    /// <param name="memory">The memory.</param>
    /// <param name="address">The effective address.</param>
    /// <param name="operands">The operands after the address.</param>
    /// <exception cref="GuestTrapException">It is out of bounds, or not aligned.</exception>
    public static BigInteger Modify(InstructionRow row, MemoryModel memory, BigInteger address, BigInteger[] operands)
    {
        var bytes = row.NaturalAlignment;
        CheckAligned(row, address);
        var old = memory.Read(address, bytes);
        var operation = AtomicOperation().Match(row.Name).Groups["operation"].Value;
        var replacement = operation switch
        {
            "xchg" => operands[0],
            // Of a wider expected value only the low bytes count.
            "cmpxchg" => IntegerOracle.Wrap(operands[0], bytes * 8) == old ? operands[1] : old,
            _ => IntegerOracle.Binary(operation, bytes * 8, old, IntegerOracle.Wrap(operands[0], bytes * 8)),
        };
        memory.Write(address, bytes, replacement);
        return old;
    }

    /// <summary>Traps as an atomic access at an address that is not a multiple of its width does.</summary>
    /// <exception cref="GuestTrapException">It is not one.</exception>
    public static void CheckAligned(InstructionRow row, BigInteger address)
    {
        if (!(address % row.NaturalAlignment).IsZero)
        {
            throw new GuestTrapException("unaligned atomic");
        }
    }

    [GeneratedRegex(@"^v128\.(load|store)(?<width>[0-9]+)(x(?<count>[0-9]+))?")]
    private static partial Regex VectorLoad();

    [GeneratedRegex(@"\.rmw[0-9]*\.(?<operation>[a-z]+)")]
    private static partial Regex AtomicOperation();
}
