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

    /// <summary>
    /// A frame of the activation has caught an exception: code goes on at <see cref="Runtime.StoreContext.ResumePc"/> in the frame
    /// <see cref="Runtime.StoreContext.ResumeFrame"/>. The activation goes on; <see cref="LandingStubs.Landing"/> does it.
    /// </summary>
    Resume = 4,

    /// <summary>A brief activation has trapped: nothing is parked, the store's context says where (<see cref="NativeCalls.TakeBriefTrap"/>).</summary>
    BriefTrap = 5,
}
