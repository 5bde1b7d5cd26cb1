using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines;

/// <summary>The host module that scripts may import from, as the reference interpreter has it; what is printed goes nowhere.</summary>
internal static class Spectest
{
    private const string Name = "spectest";

    /// <summary>Its exports in a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="linker">Used for the shared memory, which is there if the engine has threads.</param>
    public static Dictionary<string, Extern> Create(Store store, Linker linker)
    {
        var exports = new Dictionary<string, Extern>
        {
            ["print"] = Printer(store),
            ["print_i32"] = Printer(store, ValType.I32),
            ["print_i64"] = Printer(store, ValType.I64),
            ["print_f32"] = Printer(store, ValType.F32),
            ["print_f64"] = Printer(store, ValType.F64),
            ["print_i32_f32"] = Printer(store, ValType.I32, ValType.F32),
            ["print_f64_f64"] = Printer(store, ValType.F64, ValType.F64),
            ["global_i32"] = new Global(store, new GlobalType(ValType.I32, false), 666),
            ["global_i64"] = new Global(store, new GlobalType(ValType.I64, false), 666L),
            ["global_f32"] = new Global(store, new GlobalType(ValType.F32, false), 666.6f),
            ["global_f64"] = new Global(store, new GlobalType(ValType.F64, false), 666.6),
            ["table"] = new Table(store, new TableType(ValType.FuncRef, new Limits(10, 20)), Value.FromFunction(null)),
            ["table64"] = new Table(store, new TableType(ValType.FuncRef, new Limits(10, 20), AddressType.I64), Value.FromFunction(null)),
            ["memory"] = new Memory(store, new MemoryType(new Limits(1, 2))),
        };
        if ((store.Engine.Options.Features & WasmFeatures.Threads) != 0)
        {
            linker.Define(Name, "shared_memory", new SharedMemory(store.Engine, new MemoryType(new Limits(1, 2), IsShared: true)));
            exports["shared_memory"] = linker.Find(store, Name, "shared_memory")!;
        }

        return exports;
    }

    private static Function Printer(Store store, params ReadOnlySpan<ValType> parameters) =>
        Function.FromCallback(store, new FunctionType([.. parameters], []), static (_, _, _) => { });
}
