using System.Runtime.Intrinsics.X86;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// What the processor itself says that it has. Of a program that was compiled ahead of time the runtime's classes say what its compiler was told
/// to expect of every processor, so there is nothing else to ask.
/// </summary>
internal static unsafe class ProcessorQuery
{
    // CPUID, leaf 7: F, DQ, CD, BW and VL in ebx, which the runtime wants together, and VBMI in ecx.
    private const int Leaf7 = 7;
    private const int Avx512 = (1 << 16) | (1 << 17) | (1 << 28) | (1 << 30) | (1 << 31);
    private const int Vbmi = 1 << 1;

    // XCR0: SSE, AVX, masks, and the halves of the large registers.
    private const ulong SavedState = 0xE6;

    /// <summary>AVX-512 F, DQ, CD, BW and VL, unless the environment says otherwise, as it may to the runtime.</summary>
    public static bool HasAvx512 { get; } = (X86Base.CpuId(Leaf7, 0).Ebx & Avx512) == Avx512
        && (ReadSavedState() & SavedState) == SavedState
        && Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") != "0";

    /// <summary>AVX-512 VBMI.</summary>
    public static bool HasVbmi => HasAvx512 && (X86Base.CpuId(Leaf7, 0).Ecx & Vbmi) != 0;

    // DANGER: registers that the system does not save would be a guest's one moment and another thread's the next. XGETBV says which it saves;
    // only machine code can ask.
    private static ulong ReadSavedState()
    {
        var writer = new StubWriter();
        writer.Raw(0x31, 0xC9); // xor ecx, ecx
        writer.Raw(0x0F, 0x01, 0xD0); // xgetbv: edx:eax
        writer.Raw(0x48, 0xC1, 0xE2, 0x20); // shl rdx, 32
        writer.Raw(0x48, 0x09, 0xD0); // or rax, rdx
        writer.Return();
        return NativeCode.IsSupported && writer.TryPlace(NativeCode.Stubs.Block, description: "saved state") is { } stub
            ? ((delegate* unmanaged<ulong>)stub.Address)()
            : 0;
    }
}
