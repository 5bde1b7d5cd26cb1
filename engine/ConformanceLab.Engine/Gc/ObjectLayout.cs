using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Gc;

// The layouts of the garbage-collected heap, shared by the collector, the interpreter, compiled code and the tests.
//
// A reference is 32 bits:
//
//      31                                   2 1 0
//     ┌──────────────────────────────────────────┐
//     │ 0                                        │  null
//     │ 31-bit integer                         1 │  i31
//     │ index of a host handle               1 0 │  value of the host (extern, and any after conversion)
//     │ offset from the heap's base, 8-aligned 00│  object
//     └──────────────────────────────────────────┘
//
// The heap is one reservation of address space, so that one base serves all offsets:
//
//     base            base + NullGuardBytes
//     ├── null guard ──┼──── semispace A ────┼──── semispace B ────┤
//        never mapped      committed on demand, one is current
//
// No field of a structure and no header lies further from an object's start than NullGuardBytes: an access through null faults. A
// semispace begins SmallPageBytes before a boundary of large pages: a small heap touches small pages, a larger one only large ones.
//
//     structure               array                      exception
//     ┌───────────┬───────┐   ┌───────────┬─────────┐    ┌───────────┬───────┐
//   0 │ type id   │ 0     │ 0 │ type id   │ length  │  0 │ type id   │ 0     │   type id: of the tag's function type
//     ├───────────┴───────┤   ├───────────┴─────────┤    ├───────────┼───────┤
//   8 │ fields, in order, │ 8 │ elements, 1 to 16   │  8 │ tag       │ 0     │   tag: id in the store
//     │ naturally aligned │   │ bytes each          │    ├───────────┴───────┤
//     │ (v128 to 8)       │   │                     │ 16 │ payload slots     │   8 bytes each, a v128 takes two
//     └───────────────────┘   └─────────────────────┘    └───────────────────┘
//
// All sizes are rounded up to 8, so an object has at least its header: during a collection the header of an object that
// has been moved is { ForwardingMarker, new offset }.
// Fields of a subtype begin with those of its supertype at the same offsets.

/// <summary>Constants of the object layouts drawn above.</summary>
internal static class ObjectLayout
{
    /// <summary>Alignment of objects; also the size of their header.</summary>
    public const uint HeaderSize = 8;

    /// <summary>Where the canonical type id stands (u32).</summary>
    public const uint TypeIdOffset = 0;

    /// <summary>Where the length of an array stands (u32).</summary>
    public const uint LengthOffset = 4;

    /// <summary>Where the fields of a structure and the elements of an array begin.</summary>
    public const uint DataOffset = HeaderSize;

    /// <summary>Where the tag of an exception stands (u32, id in the store).</summary>
    public const uint ExceptionTagOffset = 8;

    /// <summary>Where the payload slots of an exception begin.</summary>
    public const uint ExceptionPayloadOffset = 16;

    /// <summary>Size of the system's large pages. The base is aligned to it.</summary>
    public const uint LargePageBytes = 2 * 1024 * 1024;

    /// <summary>Bytes at the beginning of a semispace that are on small pages.</summary>
    public const uint SmallPageBytes = 256 * 1024;

    /// <summary>Unmapped bytes at the base; more than any fixed offset into an object.</summary>
    public const uint NullGuardBytes = LargePageBytes - SmallPageBytes;

    /// <summary>Type id of an object that has been moved; its new offset stands where the length was.</summary>
    public const uint ForwardingMarker = 0xFFFF_FFFF;

    /// <summary>Byte that vacated space is filled with in stress mode; as a type id it is never valid.</summary>
    public const byte Poison = 0xDB;

    /// <summary>Bit that marks an i31.</summary>
    public const uint I31Bit = 1;

    /// <summary>Low bits that tell the kinds apart, once the i31 bit is clear.</summary>
    public const uint KindMask = 3;

    /// <summary>Low bits of a host handle.</summary>
    public const uint HostKind = 2;

    /// <summary>Rounds up to the alignment of objects.</summary>
    public static ulong Align(ulong size) => (size + (HeaderSize - 1)) & ~(ulong)(HeaderSize - 1);

    /// <summary>Whether the reference is an offset of an object: neither null, i31 nor host handle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsObject(uint reference) => reference != 0 && (reference & KindMask) == 0;

    /// <summary>Whether the reference is an i31.</summary>
    public static bool IsI31(uint reference) => (reference & I31Bit) != 0;

    /// <summary>Whether the reference is a host handle.</summary>
    public static bool IsHost(uint reference) => (reference & KindMask) == HostKind;
}

/// <summary>How a field or an element is stored.</summary>
internal enum StorageKind : byte
{
    /// <summary>Packed, 1 byte.</summary>
    I8,

    /// <summary>Packed, 2 bytes.</summary>
    I16,

    /// <summary>4 bytes: i32 and f32.</summary>
    Bits32,

    /// <summary>8 bytes: i64 and f64.</summary>
    Bits64,

    /// <summary>16 bytes.</summary>
    V128,

    /// <summary>4 bytes, traced: the any, extern and exn hierarchies.</summary>
    Reference,

    /// <summary>8 bytes, not traced: a pointer to a function record.</summary>
    Function,
}

/// <summary>Properties of storage kinds.</summary>
internal static class StorageKinds
{
    private static ReadOnlySpan<byte> Shifts => [0, 1, 2, 3, 4, 2, 3];

    /// <summary>Logarithm of the size in bytes.</summary>
    public static int SizeLog2(this StorageKind kind) => Shifts[(int)kind];

    /// <summary>Size in bytes.</summary>
    public static uint Size(this StorageKind kind) => 1u << Shifts[(int)kind];
}

/// <summary>What a canonical type describes.</summary>
internal enum DescriptorKind : byte
{
    /// <summary>No type has this id.</summary>
    None,

    /// <summary>A structure.</summary>
    Struct,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A function type; objects with its id are exceptions with such a payload.</summary>
    Function,
}

/// <summary>Where a field lies in its structure.</summary>
/// <param name="Offset">Bytes from the object's start.</param>
/// <param name="Kind">How it is stored.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FieldLayout(uint Offset, StorageKind Kind);

/// <summary>
/// What the collector, casts and field accesses know of a canonical type: one cache line, found at
/// <c>table + id * 64</c>. Published before any object of the type exists and unchanged while one does.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct TypeDescriptor
{
    /// <summary>Bytes of a descriptor.</summary>
    public const int Size = 64;

    /// <summary>Logarithm of <see cref="Size"/>.</summary>
    public const int SizeLog2 = 6;

    /// <summary>Levels of the hierarchy that <see cref="InlineDisplay"/> holds.</summary>
    public const int InlineLevels = 6;

    /// <summary>Entry of the display beyond the type's own depth: no type id.</summary>
    public const uint NoType = 0xFFFF_FFFF;

    /// <summary>Structure, array or function.</summary>
    [FieldOffset(0)]
    public DescriptorKind Kind;

    /// <summary>Storage of an array's elements.</summary>
    [FieldOffset(1)]
    public StorageKind Element;

    /// <summary>Logarithm of the size of an array's elements.</summary>
    [FieldOffset(2)]
    public byte ElementSizeLog2;

    /// <summary>Number of supertypes.</summary>
    [FieldOffset(3)]
    public byte Depth;

    /// <summary>Size of a structure or exception, header included, rounded up to 8. Of an array: the header's.</summary>
    [FieldOffset(4)]
    public uint ObjectSize;

    /// <summary>Offsets of the traced fields.</summary>
    [FieldOffset(8)]
    public uint* ReferenceOffsets;

    /// <summary>Fields of a structure; values of an exception's payload; the one element of an array.</summary>
    [FieldOffset(16)]
    public FieldLayout* Fields;

    /// <summary>Number of traced fields; for an array, 1 if its elements are traced.</summary>
    [FieldOffset(24)]
    public uint ReferenceCount;

    /// <summary>Number of fields.</summary>
    [FieldOffset(28)]
    public uint FieldCount;

    /// <summary>
    /// Ids of the supertypes, outermost first, the type's own id at <see cref="Depth"/>, then <see cref="NoType"/>. A is a subtype of B if
    /// <c>A.display[B.depth] == B.id</c>; below <see cref="InlineLevels"/> without looking at A's depth.
    /// </summary>
    [FieldOffset(32)]
    public fixed uint InlineDisplay[InlineLevels];

    /// <summary>The whole display: <see cref="Depth"/> + 1 ids.</summary>
    [FieldOffset(56)]
    public uint* Display;

    /// <summary>
    /// Whether the type described here is <paramref name="id"/>, a type with <paramref name="depth"/> supertypes, or below it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsSubtypeOf(uint id, uint depth) =>
        depth < InlineLevels ? InlineDisplay[depth] == id : depth <= Depth && Display[depth] == id;
}
