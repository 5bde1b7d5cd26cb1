using System.Runtime.InteropServices;
using System.Text;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>Kinds of <see cref="NativeValue"/>. Source: Wasmtime, C API, <c>wasmtime/val.h</c>.</summary>
internal enum ValueTag : byte
{
    I32 = 0,
    I64 = 1,
    F32 = 2,
    F64 = 3,
    V128 = 4,
    FuncRef = 5,
    ExternRef = 6,
    AnyRef = 7,
    ExnRef = 8,
}

/// <summary>Kinds of <see cref="NativeExtern"/>. Source: Wasmtime, C API, <c>wasmtime/extern.h</c>.</summary>
internal enum ExternTag : byte
{
    Function = 0,
    Global = 1,
    Table = 2,
    Memory = 3,
    SharedMemory = 4,
}

/// <summary><c>wasmtime_val_t</c>: a kind, and 24 bytes whose first eight are 0 where a reference is null.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct NativeValue
{
    [FieldOffset(0)]
    public ValueTag Tag;

    /// <summary>The bits of a number; of a reference, the store that it belongs to.</summary>
    [FieldOffset(8)]
    public ulong Low;

    /// <summary>The upper half of a vector.</summary>
    [FieldOffset(16)]
    public ulong High;
}

/// <summary><c>wasmtime_extern_t</c>: a kind, and 24 bytes that hold the item, or a pointer to it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct NativeExtern
{
    [FieldOffset(0)]
    public ExternTag Tag;

    [FieldOffset(8)]
    public nint Item;
}

/// <summary><c>wasmtime_instance_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeInstance
{
    public ulong Store;
    public nint Private;
}

/// <summary><c>wasm_byte_vec_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ByteVector
{
    public nint Size;
    public byte* Data;
}

/// <summary>
/// What is used of Wasmtime's C API. Owned pointers are deleted by whoever got them. Source: Wasmtime, C API, <c>wasmtime.h</c>,
/// <c>wasm.h</c>, <c>wasi.h</c>.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "wasmtime";

    [LibraryImport(Library)]
    public static partial nint wasm_config_new();

    [LibraryImport(Library)]
    public static partial void wasmtime_config_strategy_set(nint config, byte strategy);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_epoch_interruption_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_parallel_compilation_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_shared_memory_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_threads_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_tail_call_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_reference_types_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_function_references_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_gc_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_simd_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_relaxed_simd_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_bulk_memory_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_multi_value_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_multi_memory_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_memory64_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_exceptions_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_custom_page_sizes_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_wide_arithmetic_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial void wasmtime_config_wasm_compact_imports_set(nint config, [MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Library)]
    public static partial nint wasm_engine_new_with_config(nint config);

    [LibraryImport(Library)]
    public static partial void wasmtime_engine_increment_epoch(nint engine);

    [LibraryImport(Library)]
    public static partial nint wasmtime_store_new(nint engine, nint data, nint finalizer);

    [LibraryImport(Library)]
    public static partial nint wasmtime_store_context(nint store);

    [LibraryImport(Library)]
    public static partial void wasmtime_store_delete(nint store);

    [LibraryImport(Library)]
    public static partial void wasmtime_context_set_epoch_deadline(nint context, ulong ticks);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_context_has_exception(nint context);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_context_take_exception(nint context, NativeValue* exception);

    [LibraryImport(Library)]
    public static partial void wasmtime_exnref_unroot(NativeValue* exception);

    [LibraryImport(Library)]
    public static partial nint wasmtime_module_new(nint engine, byte* bytes, nint length, out nint module);

    [LibraryImport(Library)]
    public static partial void wasmtime_module_delete(nint module);

    [LibraryImport(Library)]
    public static partial nint wasmtime_instance_new(
        nint context, nint module, NativeExtern* imports, nint count, out NativeInstance instance, out nint trap);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_instance_export_get(
        nint context, in NativeInstance instance, byte* name, nint length, out NativeExtern item);

    [LibraryImport(Library)]
    public static partial void wasmtime_extern_delete(NativeExtern* item);

    [LibraryImport(Library)]
    public static partial nint wasmtime_func_call(
        nint context, void* function, NativeValue* arguments, nint argumentCount, NativeValue* results, nint resultCount, out nint trap);

    [LibraryImport(Library)]
    public static partial void wasmtime_global_get(nint context, void* global, NativeValue* value);

    [LibraryImport(Library)]
    public static partial nint wasmtime_sharedmemory_clone(nint memory);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_externref_new(nint context, nint data, nint finalizer, void* reference);

    [LibraryImport(Library)]
    public static partial nint wasmtime_externref_data(nint context, void* reference);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_anyref_i31_get_u(nint context, void* reference, out uint value);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_anyref_is_struct(nint context, void* reference);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_anyref_is_array(nint context, void* reference);

    [LibraryImport(Library)]
    public static partial void wasmtime_val_unroot(NativeValue* value);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_trap_code(nint trap, out byte code);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasmtime_error_exit_status(nint error, out int code);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_new(nint engine);

    [LibraryImport(Library)]
    public static partial void wasmtime_linker_delete(nint linker);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_define_wasi(nint linker);

    [LibraryImport(Library)]
    public static partial nint wasmtime_linker_instantiate(
        nint linker, nint context, nint module, out NativeInstance instance, out nint trap);

    [LibraryImport(Library)]
    public static partial nint wasmtime_context_set_wasi(nint context, nint configuration);

    [LibraryImport(Library)]
    public static partial nint wasi_config_new();

    [LibraryImport(Library)]
    public static partial void wasi_config_delete(nint configuration);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_set_argv(nint configuration, nint count, nint* arguments);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_set_env(nint configuration, nint count, nint* names, nint* values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_set_stdin_file(nint configuration, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_set_stdout_file(nint configuration, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_set_stderr_file(nint configuration, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool wasi_config_preopen_dir(
        nint configuration, string hostPath, string guestPath, nint directoryPermissions, nint filePermissions);

    [LibraryImport(Library)]
    public static partial void wasmtime_error_delete(nint error);

    [LibraryImport(Library)]
    private static partial void wasm_trap_message(nint trap, out ByteVector message);

    [LibraryImport(Library)]
    private static partial void wasm_trap_delete(nint trap);

    [LibraryImport(Library)]
    private static partial void wasmtime_error_message(nint error, out ByteVector message);

    [LibraryImport(Library)]
    private static partial void wasm_byte_vec_delete(ref ByteVector bytes);

    /// <summary>The words of a trap, which is deleted.</summary>
    public static string TakeTrap(nint trap)
    {
        wasm_trap_message(trap, out var message);
        wasm_trap_delete(trap);
        return Take(ref message);
    }

    /// <summary>The words of an error, which is deleted.</summary>
    public static string TakeError(nint error)
    {
        wasmtime_error_message(error, out var message);
        wasmtime_error_delete(error);
        return Take(ref message);
    }

    private static string Take(ref ByteVector bytes)
    {
        // Zero-terminated, if it is a trap's.
        var text = Encoding.UTF8.GetString(bytes.Data, (int)bytes.Size).TrimEnd('\0');
        wasm_byte_vec_delete(ref bytes);
        return text;
    }
}
