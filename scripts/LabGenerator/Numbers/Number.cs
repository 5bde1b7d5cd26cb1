using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>What is known of a NaN that an operation made.</summary>
public enum NanClass
{
    /// <summary>It is no NaN, or one of which every bit is known.</summary>
    Exact,

    /// <summary>The fraction is the quiet bit alone; the sign is not known.</summary>
    Canonical,

    /// <summary>The quiet bit is set; nothing else is known.</summary>
    Arithmetic,
}

/// <summary>A result: its bits, or what is known of the NaN that it is.</summary>
/// <param name="Bits">The bits, unsigned; those of a NaN that fits where they are not known.</param>
/// <param name="Nan">What is known.</param>
public readonly record struct Number(BigInteger Bits, NanClass Nan = NanClass.Exact)
{
    /// <summary>A result of which every bit is known.</summary>
    public static implicit operator Number(BigInteger bits) => new(bits);
}
