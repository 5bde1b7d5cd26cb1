using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen.Abi;

/// <summary>The frame of an entry thunk, as offsets from its rbp. The same for every signature.</summary>
/// <remarks>
/// <code>
///    rbp + 8   return address into managed code's call
///    rbp       managed caller's rbp
///    rbp − 8   instance                          ◀ as in every frame of wasm
///    rbp − 16  rbx
///    rbp − 24  r12
///    rbp − 32  r13
///    rbp − 40  r14
///    rbp − 48  r15                               ◀ LastSaved
///    rbp − 56  argument-and-result buffer (Slot*)
///    rbp − 80  Activation (24 bytes)             ◀ StoreContext.Activations
///    …         stack results, stack arguments    (multiples of 16)
/// </code>
/// </remarks>
internal static class EntryFrame
{
    /// <summary>The instance that was entered.</summary>
    public const int Instance = -8;

    /// <summary>The last of the saved registers.</summary>
    public const int LastSaved = -48;

    /// <summary>Address of the arguments and results.</summary>
    public const int Slots = -56;

    /// <summary>The activation record.</summary>
    public const int Activation = -80;

    /// <summary>Bytes between rbp and rsp before arguments are pushed; a multiple of 16.</summary>
    public const int Size = 80;

    /// <summary>What System V wants preserved, in the order of pushes.</summary>
    public static ReadOnlySpan<StubRegister> Saved => [Rbx, R12, R13, R14, R15];
}
