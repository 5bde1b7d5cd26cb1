using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Whether this process can run compiled code, and the one code space if it can. Set up at first use and never taken down: the signal
/// handlers of a process cannot be uninstalled safely. Where it is not supported, nothing is mapped or installed.
/// </summary>
internal static class NativeCode
{
    /// <summary>Whether compiled code can run here.</summary>
    public static bool IsSupported => Setup.Foundation is not null;

    /// <summary>Why not; empty if it is supported.</summary>
    public static string Reason => Setup.Failure;

    /// <summary>Where all code lives.</summary>
    /// <exception cref="PlatformNotSupportedException">Compiled code cannot run here.</exception>
    public static CodeSpace Space => (Setup.Foundation ?? throw NotSupported()).Space;

    /// <summary>The stubs that every activation needs.</summary>
    /// <exception cref="PlatformNotSupportedException">Compiled code cannot run here.</exception>
    public static LandingStubs Stubs => (Setup.Foundation ?? throw NotSupported()).Stubs;

    private static PlatformNotSupportedException NotSupported() => new(Setup.Failure);

    private sealed record Parts(CodeSpace Space, LandingStubs Stubs);

    private static class Setup
    {
        static Setup()
        {
            try
            {
                Failure = TrySetUp(out var parts);
                Foundation = parts;
            }
            catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
            {
                Failure = "the C library lacks a function: " + error.Message;
            }
        }

        public static Parts? Foundation { get; }

        public static string Failure { get; }

        // Why not, or nothing.
        private static string TrySetUp(out Parts? parts)
        {
            parts = null;
            if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            {
                return "compiled code runs on Linux on x86-64 only";
            }

            if (!(Avx2.IsSupported && Bmi1.X64.IsSupported && Bmi2.X64.IsSupported && Fma.IsSupported && Lzcnt.X64.IsSupported
                && Popcnt.X64.IsSupported))
            {
                return "the processor lacks instructions of x86-64-v3 (AVX2, BMI1, BMI2, FMA, LZCNT, POPCNT)";
            }

            if (!CodeSpace.TryCreate(out var space, out var failure))
            {
                return failure;
            }

            if (LandingStubs.TryCreate(space) is not { } stubs)
            {
                return "no memory for code";
            }

            if (!SignalHandlers.TryInstall(space, stubs))
            {
                return "signal handlers cannot be installed: " + Marshal.GetLastPInvokeErrorMessage();
            }

            parts = new Parts(space, stubs);
            return "";
        }
    }
}
