using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Places of values, as numbers: general registers from 0, vector registers from 16, slots of the frame from 32. A constant is the
/// complement of its node; nowhere is <see cref="None"/>.
/// </summary>
internal static class Locations
{
    /// <summary>The first vector register.</summary>
    public const int FirstVector = 16;

    /// <summary>The first slot.</summary>
    public const int FirstSlot = 32;

    /// <summary>No place.</summary>
    public const int None = int.MinValue;

    /// <summary>Whether it is a register.</summary>
    public static bool IsRegister(int location) => (uint)location < FirstSlot;

    /// <summary>Whether it is a slot of the frame.</summary>
    public static bool IsSlot(int location) => location >= FirstSlot;

    /// <summary>Whether it is a constant.</summary>
    public static bool IsConstant(int location) => location < 0 && location != None;

    /// <summary>The general register.</summary>
    public static Register ToRegister(int location) => (Register)location;

    /// <summary>The vector register.</summary>
    public static VectorRegister ToVector(int location) => (VectorRegister)(location - FirstVector);
}
