using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

// The native layouts that the interpreter, compiled code, the collector and the tests share. Every offset that anybody needs is taken
// from here. Nothing in this file owns memory: the managed objects (StoreState, ModuleInstance, LinearMemory, …) allocate and free.
//
//   StoreContext  <──────────────────────────────┐    StoreContext.Activations ─> Activation ─> Activation …  (on the stack)
//   InstanceData ─ Store ────────────────────────┘
//              ├─ Memories[i]  ─> MemoryData  ─> Base          (imported memories: the exporter's MemoryData)
//              ├─ Tables[i]    ─> TableData   ─> Elements
//              ├─ Globals[i]   ─> GlobalCell                   (imported globals: the exporter's cell)
//              ├─ Functions[i] ─> FunctionRecord ─ Instance    (imported functions: the exporter's record)
//              ├─ Types[i]     =  canonical type id
//              ├─ Tags[i]      =  store-wide tag id
//              ├─ Data[i], Elements[i] = what is left of the segments
//              └─ behind it (InstanceLayout): TableData and GlobalCell of what the instance's module defines, Functions
//
// References: any, extern and exn hierarchies are 32 bits: 0 null, bit 0 set an i31, low bits 10 a host handle, low bits 00 an offset
// into the store's GC heap. The func hierarchy is a FunctionRecord* of 64 bits, 0 null.

/// <summary>
/// A value on the stack, in an argument buffer or in a global: 8 bytes, a v128 takes two consecutive ones. A 32-bit number leaves the
/// upper half unspecified; a GC reference clears it.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct Slot
{
    /// <summary>Bytes of a slot.</summary>
    public const int Size = 8;

    [FieldOffset(0)]
    public int I32;

    [FieldOffset(0)]
    public uint U32;

    [FieldOffset(0)]
    public long I64;

    [FieldOffset(0)]
    public ulong U64;

    [FieldOffset(0)]
    public float F32;

    [FieldOffset(0)]
    public double F64;

    /// <summary>A reference of the any, extern or exn hierarchy. Write it by <see cref="SetRef"/>.</summary>
    [FieldOffset(0)]
    public uint Ref;

    /// <summary>A reference of the func hierarchy.</summary>
    [FieldOffset(0)]
    public FunctionRecord* Function;

    /// <summary>Slots that a value of the type takes.</summary>
    public static int CountOf(ValType type) => type.IsVector ? 2 : 1;

    /// <summary>Slots that values of the types take.</summary>
    public static int CountOf(ReadOnlySpan<ValType> types)
    {
        var count = types.Length;
        foreach (var type in types)
        {
            count += type.IsVector ? 1 : 0;
        }

        return count;
    }

    /// <summary>The vector in the slot and its successor.</summary>
    public static Vector128<byte> GetV128(Slot* slot) => Unsafe.ReadUnaligned<Vector128<byte>>(slot);

    /// <summary>Sets the slot and its successor.</summary>
    public static void SetV128(Slot* slot, Vector128<byte> value) => Unsafe.WriteUnaligned(slot, value);

    /// <summary>Writes a GC reference with the upper half cleared.</summary>
    public void SetRef(uint reference) => U64 = reference;
}

/// <summary>What all instances of a store share and code reads often. One per store.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct StoreContext
{
    /// <summary>Compiled code traps (call stack exhausted) where its frame would end below.</summary>
    public nuint StackLimit;

    /// <summary>
    /// Polled at loop heads and function entries, by compiled code as <see cref="InstanceData.InterruptWord"/>; other threads write it. Not 0:
    /// call <see cref="StoreState.ThrowInterruption"/>.
    /// </summary>
    public int InterruptWord;

    /// <summary>Whether <see cref="Fuel"/> is counted: 0 or 1.</summary>
    public int ConsumesFuel;

    /// <summary>Instructions that may still be executed; a trap (out of fuel) where it would pass below 0.</summary>
    public long Fuel;

    /// <summary>Innermost activation of compiled code; null outside.</summary>
    public Activation* Activations;

    /// <summary>Address that GC references are offsets from.</summary>
    public byte* HeapBase;

    /// <summary>Offset of the next object; allocation bumps it.</summary>
    public uint HeapTop;

    /// <summary>End of the space that can be bumped into, which is zero; beyond it the collector decides.</summary>
    public uint HeapLimit;

    /// <summary>Descriptors of the engine's canonical types, indexed by their ids.</summary>
    public TypeDescriptor* TypeDescriptors;

    /// <summary>Handle of the <c>NativeCalls</c> that runs compiled code in this store; 0 where the interpreter does.</summary>
    public nint NativeCalls;

    /// <summary>Managed entry for calls of host functions; see <c>Thunks.WriteHostCall</c>.</summary>
    public nint HostDispatcher;

    /// <summary>Managed entry for traps, reached on the guest's stack before anything is unwound; see <c>LandingStubs</c>.</summary>
    public nint TrapDispatcher;

    /// <summary>What the cold stub of an explicit trap calls; the return address says which trap it is.</summary>
    public nint TrapStub;

    /// <summary>Where code jumps to abandon the activation, its status in eax.</summary>
    public nint LandingStub;

    /// <summary>Last trap: address of the instruction that faulted, or return address of the call of <see cref="TrapStub"/>.</summary>
    public nint TrapPc;

    /// <summary>Last trap: the address that could not be accessed; 0 if the trap was explicit.</summary>
    public nuint TrapAddress;

    /// <summary>Last trap: number of the signal; 0 if the trap was explicit.</summary>
    public int TrapSignal;

    /// <summary>Last exception that compiled code caught: where its handler begins.</summary>
    public nint ResumePc;

    /// <summary>Last exception that compiled code caught: the frame pointer of the function that has the handler.</summary>
    public nint ResumeFrame;
}

/// <summary>
/// An entry into compiled code, with its exit record. Lives in the frame of the entry thunk, linked from the store's context; the landing
/// stub and the frame walker start from it.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Activation
{
    /// <summary>
    /// <see cref="Exit"/> of an activation that managed code must not begin on top of: for .NET the thread is still in managed code, and stays where it
    /// is only because it will soon be back.
    /// </summary>
    public const int Brief = 1;

    /// <summary>The activation that this one suspends; null for the outermost.</summary>
    public Activation* Previous;

    /// <summary>Frame pointer of the entry thunk: where a walk over wasm frames ends.</summary>
    public nint EntryFrame;

    /// <summary>
    /// The exit record, written wherever managed code begins on top of wasm: address of <see cref="ExitFrame"/> and <see cref="ExitPc"/>, which lie on
    /// the stack as a frame's rbp and return address do. While wasm runs it is an earlier one's, or 0, and means nothing.
    /// </summary>
    public nint Exit;

    /// <summary>Frame pointer of the innermost wasm frame. Only while managed code runs on top of it.</summary>
    public readonly nint ExitFrame => ((nint*)Exit)[0];

    /// <summary>The place in that frame: a return address, or the pc of a trap.</summary>
    public readonly nint ExitPc => ((nint*)Exit)[1];
}

/// <summary>What code of an instance reads. Arrays are parallel to the module's index spaces.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InstanceData
{
    /// <summary>The store's context.</summary>
    public StoreContext* Store;

    /// <summary>
    /// What r14 is in the instance's code: <see cref="StoreContext.HeapBase"/> if its module defines structures or arrays, otherwise
    /// <see cref="Memory0Base"/>.
    /// </summary>
    public byte* Base;

    /// <summary>Base of memory 0 (fixed for the life of the memory); null if there is none.</summary>
    public byte* Memory0Base;

    /// <summary>Memories.</summary>
    public MemoryData** Memories;

    /// <summary>Tables.</summary>
    public TableData** Tables;

    /// <summary>Globals.</summary>
    public GlobalCell** Globals;

    /// <summary>Functions.</summary>
    public FunctionRecord** Functions;

    /// <summary>Canonical ids of the module's types.</summary>
    public uint* Types;

    /// <summary>Tags: ids in the store.</summary>
    public uint* Tags;

    /// <summary>Data segments.</summary>
    public DataSegmentData* Data;

    /// <summary>Element segments.</summary>
    public ElementSegmentData* Elements;

    /// <summary>Index into <see cref="StoreState.Instances"/>.</summary>
    public uint InstanceId;

    /// <summary>
    /// <see cref="StoreContext.InterruptWord"/>, where code polls it without looking for the store. Written where that is, under the same lock.
    /// </summary>
    public int InterruptWord;

    /// <summary>
    /// <see cref="StoreContext.StackLimit"/>; above all addresses while <see cref="InterruptWord"/> is not 0, so that one comparison at a
    /// function's entry asks for both. Written where those are, under the same lock.
    /// </summary>
    public nuint StackLimit;
}

/// <summary>
/// Where the tables and globals are that a module itself defines, and pointers to all its functions: behind each instance's
/// <see cref="InstanceData"/>, at places that depend on the module alone, so that its code finds them without a pointer.
/// <see cref="InstanceData.Tables"/>, <see cref="InstanceData.Globals"/> and <see cref="InstanceData.Functions"/> lead to them too.
/// <code>
///   InstanceData │ TableData │ TableData │ … │ GlobalCell │ GlobalCell │ …      16-aligned, imports are not among them
///                │ FunctionRecord* │ FunctionRecord* │ …                        imports first
/// </code>
/// </summary>
/// <param name="ImportedTables">Number of tables that are imported.</param>
/// <param name="Tables">Number of all tables.</param>
/// <param name="ImportedGlobals">Number of globals that are imported.</param>
/// <param name="Globals">Number of all globals.</param>
/// <param name="Functions">Number of all functions.</param>
internal readonly unsafe record struct InstanceLayout(int ImportedTables, int Tables, int ImportedGlobals, int Globals, int Functions)
{
    /// <summary>Bytes of an instance.</summary>
    public int Bytes => FunctionAt(Functions);

    private static int FirstTable => (sizeof(InstanceData) + 15) & -16;

    /// <summary>Offset of the <see cref="TableData"/> of a table that the module defines.</summary>
    public int TableAt(int table) => FirstTable + ((table - ImportedTables) * sizeof(TableData));

    /// <summary>Offset of the <see cref="GlobalCell"/> of a global that the module defines.</summary>
    public int GlobalAt(int global) => TableAt(Tables) + ((global - ImportedGlobals) * sizeof(GlobalCell));

    /// <summary>Offset of the pointer to a function's record.</summary>
    public int FunctionAt(int function) => GlobalAt(Globals) + (function * sizeof(FunctionRecord*));

    /// <summary>The function whose pointer is at an offset; null if none is.</summary>
    public int? FindFunction(int offset) =>
        offset >= GlobalAt(Globals) && offset < Bytes ? (offset - GlobalAt(Globals)) / sizeof(FunctionRecord*) : null;

    /// <summary>The table that has data at an offset, and where in it; null if none has.</summary>
    public (int Table, int Offset)? FindTable(int offset) =>
        offset >= FirstTable && offset < TableAt(Tables)
            ? (ImportedTables + ((offset - FirstTable) / sizeof(TableData)), (offset - FirstTable) % sizeof(TableData))
            : null;

    /// <summary>The global that has its cell at an offset, and where in it; null if none has.</summary>
    public (int Global, int Offset)? FindGlobal(int offset) =>
        offset >= TableAt(Tables) && offset < GlobalAt(Globals)
            ? (ImportedGlobals + ((offset - TableAt(Tables)) / sizeof(GlobalCell)), (offset - TableAt(Tables)) % sizeof(GlobalCell))
            : null;
}

/// <summary>A linear memory. Shared memories have one descriptor for all stores; <see cref="ByteLength"/> is then read volatile.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MemoryData
{
    /// <summary>First byte. Never moves.</summary>
    public byte* Base;

    /// <summary>Accessible bytes; only grows.</summary>
    public ulong ByteLength;

    /// <summary>Reserved bytes from the base, guard included: addresses in it never belong to anything else.</summary>
    public ulong ReservedBytes;

    /// <summary>Logarithm of the page size.</summary>
    public uint PageSizeLog2;

    /// <summary>Bit 0: 64-bit addresses, bit 1: shared, bit 2: every 33-bit effective address lies within the reservation.</summary>
    public MemoryFlags Flags;

    /// <summary>Index into <see cref="StoreState.Memories"/>; not meaningful for shared memories.</summary>
    public uint MemoryId;
}

/// <summary>Properties of a memory that code may depend on.</summary>
[Flags]
internal enum MemoryFlags : uint
{
    None = 0,

    /// <summary>Addresses are 64-bit.</summary>
    Is64 = 1,

    /// <summary>Threads may share it.</summary>
    Shared = 2,

    /// <summary>Reserved in full with a guard: 32-bit address + 32-bit offset need no check in compiled code.</summary>
    Guarded = 4,
}

/// <summary>A table. Elements are <see cref="FunctionRecord"/> pointers of 8 bytes or GC references of 4.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal unsafe struct TableData
{
    /// <summary>First element. Moves when the table grows.</summary>
    public void* Elements;

    /// <summary>Number of elements.</summary>
    public ulong Length;

    /// <summary>1 if the elements are functions, 0 if they are GC references.</summary>
    public uint HoldsFunctions;

    /// <summary>1 if indices are 64-bit.</summary>
    public uint Is64;

    /// <summary>Index into <see cref="StoreState.Tables"/>.</summary>
    public uint TableId;

    /// <summary>Element <paramref name="index"/> of a table of functions; the caller has checked the index.</summary>
    public readonly FunctionRecord** FunctionAt(ulong index) => (FunctionRecord**)Elements + index;

    /// <summary>Element <paramref name="index"/> of a table of GC references; the caller has checked the index.</summary>
    public readonly uint* RefAt(ulong index) => (uint*)Elements + index;
}

/// <summary>A global variable: 16 bytes, so that every value fits. Aligned to 16.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GlobalCell
{
    /// <summary>The value, or the lower half of a vector.</summary>
    public Slot Low;

    /// <summary>The upper half of a vector.</summary>
    public Slot High;
}

/// <summary>What a function reference points to. Allocated with its instance, freed with the store: references never dangle inside
/// it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionRecord
{
    /// <summary>
    /// Address of its code, as its slot has it (<c>CodeCopies</c>). In stores that the interpreter runs, address of its <c>FunctionCode</c>; 0
    /// before the first call and for host functions.
    /// </summary>
    public nint Code;

    /// <summary>
    /// The defining instance; for host functions null in stores that the interpreter runs, and where compiled code runs one that has
    /// nothing but the store: callers through a record load it into r15 without a test.
    /// </summary>
    public InstanceData* Instance;

    /// <summary>Canonical id of its type.</summary>
    public uint CanonicalType;

    /// <summary>What <see cref="StoreState.FunctionOf"/> finds its object by; 0 as long as nobody has asked for one.</summary>
    public uint FunctionId;

    /// <summary>
    /// Address of its slot, by which calls are noted; of host functions <see cref="Code"/> once more. 0 in stores that the interpreter runs.
    /// </summary>
    public nint CodeSlot;
}

/// <summary>A data segment at run time: length 0 once dropped.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DataSegmentData
{
    /// <summary>The bytes; they live as long as the store.</summary>
    public byte* Bytes;

    /// <summary>How many.</summary>
    public ulong Length;
}

/// <summary>An element segment at run time: length 0 once dropped. Elements as in <see cref="TableData"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ElementSegmentData
{
    /// <summary>The elements: <see cref="FunctionRecord"/> pointers or GC references.</summary>
    public void* Elements;

    /// <summary>How many.</summary>
    public ulong Length;

    /// <summary>1 if the elements are functions, 0 if they are GC references.</summary>
    public uint HoldsFunctions;
}
