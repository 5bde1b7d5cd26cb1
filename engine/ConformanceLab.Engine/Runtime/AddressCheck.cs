namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What compiled code checks in front of an access to a memory; what it leaves unchecked faults in the reservation behind the memory's end,
/// and the fault is a trap.
/// <code>
///   None     │ bytes … │ reserved: 2^33, any address and any offset of 32 bits                       │ guard │
///   Reach    │ bytes … │ reserved: 2^36, any address that was checked                │ 2^31: offsets │ guard │
///   Bounds   │ bytes … │ what is behind is never touched
/// </code>
/// DANGER: the sandbox depends on it that no access goes beyond these: <see cref="LinearMemory"/> reserves, both compilers check.
/// </summary>
internal enum AddressCheck
{
    /// <summary>Nothing. Addresses of 32 bits, pages of 64 KiB.</summary>
    None,

    /// <summary>
    /// That the address is below 2^<see cref="LinearMemory.ReachLog2"/>, if the offset is a displacement; otherwise <see cref="Bounds"/>.
    /// Addresses of 64 bits, pages of 64 KiB.
    /// </summary>
    Reach,

    /// <summary>That all bytes are there.</summary>
    Bounds,
}
