using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Vectors to and from memory. Words as in Memory.cs; where a lane is named, it follows as one more word.
internal static unsafe partial class Handlers
{
    private const int LaneWords = MemoryAccess.Words + 1;

    /// <summary>spec: exec-vload-val</summary>
    public static int* V128Load(int* ip, Slot* fp, ExecutionContext context) => Loaded(ip, fp, Vector128.Load(Address(ip, fp, 16)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load8x8S(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I16x8ExtendLowI8x16S(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load8x8U(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I16x8ExtendLowI8x16U(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load16x4S(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I32x4ExtendLowI16x8S(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load16x4U(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I32x4ExtendLowI16x8U(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load32x2S(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I64x2ExtendLowI32x4S(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-pack</summary>
    public static int* V128Load32x2U(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I64x2ExtendLowI32x4U(LowHalf(ip, fp)));

    /// <summary>spec: exec-vload-splat</summary>
    public static int* V128Load8Splat(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I8x16Splat(*Address(ip, fp, 1)));

    /// <summary>spec: exec-vload-splat</summary>
    public static int* V128Load16Splat(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I16x8Splat(Unsafe.ReadUnaligned<short>(Address(ip, fp, 2))));

    /// <summary>spec: exec-vload-splat</summary>
    public static int* V128Load32Splat(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I32x4Splat(Unsafe.ReadUnaligned<int>(Address(ip, fp, 4))));

    /// <summary>spec: exec-vload-splat</summary>
    public static int* V128Load64Splat(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Numerics.I64x2Splat(Unsafe.ReadUnaligned<long>(Address(ip, fp, 8))));

    /// <summary>spec: exec-vload-zero</summary>
    public static int* V128Load32Zero(int* ip, Slot* fp, ExecutionContext context) =>
        Loaded(ip, fp, Vector128.CreateScalar(Unsafe.ReadUnaligned<int>(Address(ip, fp, 4))).AsByte());

    /// <summary>spec: exec-vload-zero</summary>
    public static int* V128Load64Zero(int* ip, Slot* fp, ExecutionContext context) => Loaded(ip, fp, LowHalf(ip, fp));

    /// <summary>spec: exec-vstore</summary>
    public static int* V128Store(int* ip, Slot* fp, ExecutionContext context)
    {
        Slot.GetV128(fp + ip[1] + 1).Store(Address(ip, fp, 16));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-vload_lane</summary>
    public static int* V128Load8Lane(int* ip, Slot* fp, ExecutionContext context) =>
        LaneLoaded(ip, fp, Numerics.I8x16ReplaceLane(LaneVector(ip, fp), *Address(ip, fp, 1), Lane(ip)));

    /// <summary>spec: exec-vload_lane</summary>
    public static int* V128Load16Lane(int* ip, Slot* fp, ExecutionContext context) =>
        LaneLoaded(ip, fp, Numerics.I16x8ReplaceLane(LaneVector(ip, fp), Unsafe.ReadUnaligned<short>(Address(ip, fp, 2)), Lane(ip)));

    /// <summary>spec: exec-vload_lane</summary>
    public static int* V128Load32Lane(int* ip, Slot* fp, ExecutionContext context) =>
        LaneLoaded(ip, fp, Numerics.I32x4ReplaceLane(LaneVector(ip, fp), Unsafe.ReadUnaligned<int>(Address(ip, fp, 4)), Lane(ip)));

    /// <summary>spec: exec-vload_lane</summary>
    public static int* V128Load64Lane(int* ip, Slot* fp, ExecutionContext context) =>
        LaneLoaded(ip, fp, Numerics.I64x2ReplaceLane(LaneVector(ip, fp), Unsafe.ReadUnaligned<long>(Address(ip, fp, 8)), Lane(ip)));

    /// <summary>spec: exec-vstore_lane</summary>
    public static int* V128Store8Lane(int* ip, Slot* fp, ExecutionContext context)
    {
        *Address(ip, fp, 1) = unchecked((byte)Numerics.I8x16ExtractLaneU(LaneVector(ip, fp), Lane(ip)));
        return ip + LaneWords;
    }

    /// <summary>spec: exec-vstore_lane</summary>
    public static int* V128Store16Lane(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 2), unchecked((ushort)Numerics.I16x8ExtractLaneU(LaneVector(ip, fp), Lane(ip))));
        return ip + LaneWords;
    }

    /// <summary>spec: exec-vstore_lane</summary>
    public static int* V128Store32Lane(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 4), Numerics.I32x4ExtractLane(LaneVector(ip, fp), Lane(ip)));
        return ip + LaneWords;
    }

    /// <summary>spec: exec-vstore_lane</summary>
    public static int* V128Store64Lane(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 8), Numerics.I64x2ExtractLane(LaneVector(ip, fp), Lane(ip)));
        return ip + LaneWords;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* Loaded(int* ip, Slot* fp, Vector128<byte> value)
    {
        Slot.SetV128(fp + ip[1], value);
        return ip + MemoryAccess.Words;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* LaneLoaded(int* ip, Slot* fp, Vector128<byte> value)
    {
        Slot.SetV128(fp + ip[1], value);
        return ip + LaneWords;
    }

    // The operand above the address.
    private static Vector128<byte> LaneVector(int* ip, Slot* fp) => Slot.GetV128(fp + ip[1] + 1);

    private static int Lane(int* ip) => ip[MemoryAccess.Words];

    private static Vector128<byte> LowHalf(int* ip, Slot* fp) =>
        Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(Address(ip, fp, 8))).AsByte();
}
