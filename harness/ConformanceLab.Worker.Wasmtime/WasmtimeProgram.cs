using System.Runtime.InteropServices;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>A program for WASI (preview 1) in Wasmtime, by what it has for that itself: in a store of its own, from <c>_start</c> to its end.</summary>
internal static unsafe class WasmtimeProgram
{
    // What a folder may be used for: reading and writing. Source: Wasmtime, C API, wasi.h
    private const nint AllPermissions = 3;

    /// <summary>Runs a program.</summary>
    /// <param name="engine">The engine that the module was compiled by.</param>
    /// <param name="module">The module.</param>
    /// <param name="syntax">The same, as our own reader sees it.</param>
    /// <param name="invocation">What the program gets, and where what it writes goes.</param>
    /// <returns>The exit code, or how it ended otherwise.</returns>
    public static Outcome Run(nint engine, nint module, WasmModule syntax, ProgramInvocation invocation)
    {
        if (!syntax.Exports.Exists(export => export.Name == "_start" && export.Kind == ExternKind.Function))
        {
            return Outcome.Failed(OutcomeKind.BadRequest, "it is no program: it exports no function _start");
        }

        var store = Native.wasmtime_store_new(engine, 0, 0);
        var linker = Native.wasmtime_linker_new(engine);
        try
        {
            var context = Native.wasmtime_store_context(store);
            Check(Native.wasmtime_context_set_wasi(context, Configure(invocation)));
            Check(Native.wasmtime_linker_define_wasi(linker));
            return Run(linker, context, module);
        }
        finally
        {
            Native.wasmtime_linker_delete(linker);
            Native.wasmtime_store_delete(store);
        }
    }

    private static Outcome Run(nint linker, nint context, nint module)
    {
        Native.wasmtime_context_set_epoch_deadline(context, 1);
        var error = Native.wasmtime_linker_instantiate(linker, context, module, out var instance, out var trap);
        if (error != 0)
        {
            return Outcome.Failed(OutcomeKind.LinkError, Native.TakeError(error));
        }

        if (trap != 0)
        {
            return WasmtimeTrap.Describe(context, trap);
        }

        NativeExtern start;
        fixed (byte* name = "_start"u8)
        {
            if (!Native.wasmtime_instance_export_get(context, instance, name, "_start".Length, out start))
            {
                throw new InvalidOperationException("an export that the module has is not there");
            }
        }

        error = Native.wasmtime_func_call(context, &start.Item, null, 0, null, 0, out trap);
        return trap != 0 ? WasmtimeTrap.Describe(context, trap)
            : error == 0 ? Exit(0)
            : Native.wasmtime_error_exit_status(error, out var code) ? Exit(code, error)
            : Outcome.Failed(OutcomeKind.BadRequest, Native.TakeError(error));
    }

    private static Outcome Exit(int code, nint error = 0)
    {
        if (error != 0)
        {
            Native.wasmtime_error_delete(error);
        }

        return Outcome.Returned([ScriptValue.I32((uint)code)]);
    }

    // Owned by the store that gets it.
    private static nint Configure(ProgramInvocation invocation)
    {
        var configuration = Native.wasi_config_new();
        using var arguments = new Texts(invocation.Arguments);
        using var names = new Texts(invocation.Environment.Select(variable => variable.Key));
        using var values = new Texts(invocation.Environment.Select(variable => variable.Value));
        var isGood = Native.wasi_config_set_argv(configuration, arguments.Length, arguments.Pointers)
            && Native.wasi_config_set_env(configuration, names.Length, names.Pointers, values.Pointers)
            && Native.wasi_config_set_stdin_file(configuration, invocation.StandardInput)
            && Native.wasi_config_set_stdout_file(configuration, invocation.StandardOutput)
            && Native.wasi_config_set_stderr_file(configuration, invocation.StandardError)
            && invocation.Folders.All(folder => Native.wasi_config_preopen_dir(
                configuration, folder.HostPath, folder.GuestPath, AllPermissions, AllPermissions));
        if (isGood)
        {
            return configuration;
        }

        Native.wasi_config_delete(configuration);
        throw new IOException("what the program gets can't be had: an argument that is no UTF-8, a file or a folder that is not there");
    }

    private static void Check(nint error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException(Native.TakeError(error));
        }
    }

    // Zero-terminated, in an array, for C.
    private sealed class Texts(IEnumerable<string> texts) : IDisposable
    {
        private readonly nint[] _texts = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
        private nint* _pointers;

        public int Length => _texts.Length;

        public nint* Pointers
        {
            get
            {
                if (_pointers is null)
                {
                    _pointers = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, Length), (nuint)sizeof(nint));
                    _texts.CopyTo(new Span<nint>(_pointers, Length));
                }

                return _pointers;
            }
        }

        public void Dispose()
        {
            NativeMemory.Free(_pointers);
            Array.ForEach(_texts, Marshal.FreeCoTaskMem);
        }
    }
}
