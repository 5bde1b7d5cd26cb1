namespace ConformanceLab.Wasm.Codegen;

/// <summary>How an activation of compiled code, or a call that it made into managed code, ended. 32 bits in eax.</summary>
internal enum ActivationStatus
{
    /// <summary>It returned; results stand in the buffer.</summary>
    Completed = 0,

    /// <summary>A trap: a <see cref="TrapException"/> is parked. wasm cannot catch it.</summary>
    Trap = 1,

    /// <summary>A .NET exception that wasm cannot catch is parked.</summary>
    HostException = 2,

    /// <summary>A <see cref="WasmThrownException"/> is parked.</summary>
    WasmException = 3,
}
