using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// How values of a .NET type stand in slots. <c>typeof(T)</c> comparisons are decided at compile time of each instantiation, so nothing is
/// boxed and no reflection is needed.
/// </summary>
internal static unsafe class SlotMarshal<T>
{
    /// <summary>Slots that a value takes.</summary>
    public static int Slots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(Vector128<byte>) ? 2 : 1;
    }

    /// <summary>The wasm type of parameters and results of host functions that are declared with the .NET type.</summary>
    /// <exception cref="ArgumentException">It has no counterpart.</exception>
    public static ValType WasmType =>
        typeof(T) == typeof(int) || typeof(T) == typeof(uint) ? ValType.I32
        : typeof(T) == typeof(long) || typeof(T) == typeof(ulong) ? ValType.I64
        : typeof(T) == typeof(float) ? ValType.F32
        : typeof(T) == typeof(double) ? ValType.F64
        : typeof(T) == typeof(Vector128<byte>) ? ValType.V128
        : typeof(T) == typeof(Function) ? ValType.FuncRef
        : typeof(T) == typeof(object) ? ValType.ExternRef
        : typeof(T) == typeof(GcReference) ? ValType.AnyRef
        : typeof(T) == typeof(StructReference) ? ValType.Ref(HeapType.Struct, nullable: true)
        : typeof(T) == typeof(ArrayReference) ? ValType.Ref(HeapType.Array, nullable: true)
        : typeof(T) == typeof(I31Reference) ? ValType.Ref(HeapType.I31, nullable: true)
        : typeof(T) == typeof(ExceptionReference) ? ValType.ExnRef
        : throw new ArgumentException($"no WebAssembly type corresponds to {typeof(T)}");

    /// <summary>Whether values of a wasm type can be passed as the .NET type.</summary>
    public static bool Accepts(StoreState store, ValType type)
    {
        if (!type.IsReference)
        {
            return !typeof(T).IsClass && WasmType == type;
        }

        return store.IsFunctionReference(type)
            ? typeof(T) == typeof(Function)
            : typeof(T) == typeof(object) || typeof(GcReference).IsAssignableFrom(typeof(T));
    }

    /// <summary>Whether values are numbers or vectors: their bits are all there is to them.</summary>
    public static bool IsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Vector128<byte>);
    }

    /// <summary>Reads a value whose wasm type stands in a list: only references need to know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read(StoreState store, Slot* slot, ImmutableArray<ValType> types, int index) =>
        IsNumber ? Unsafe.ReadUnaligned<T>(slot) : (T)ReadReference(store, slot, types[index])!;

    /// <summary>Writes a value as the wasm type that stands in a list.</summary>
    /// <exception cref="ArgumentException">A reference is not of the type or belongs to another store.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(StoreState store, Slot* slot, T value, ImmutableArray<ValType> types, int index)
    {
        if (IsNumber)
        {
            Unsafe.WriteUnaligned(slot, value);
        }
        else
        {
            store.FromValue(Value.FromReference(store.KindOf(types[index]), value), slot, types[index], nameof(value));
        }
    }

    private static object? ReadReference(StoreState store, Slot* slot, ValType type) =>
        typeof(T) == typeof(Function) || store.IsFunctionReference(type) ? store.ToFunction(slot->Function) : store.ToObject(slot->Ref);
}
