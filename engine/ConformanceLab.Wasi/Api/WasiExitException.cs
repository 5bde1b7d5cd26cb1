namespace ConformanceLab.Wasm.Wasi;

/// <summary>
/// The guest has ended itself: by <c>proc_exit</c>, or by <c>proc_raise</c> with a signal that ends a process. It passes through the guest,
/// which cannot catch it, to whoever called; <see cref="WasiContext.Run"/> makes a number of it.
/// </summary>
public sealed class WasiExitException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="exitCode">What the guest said, any 32 bits; 128 and the signal's number for a signal.</param>
    public WasiExitException(int exitCode)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the guest exited with code {exitCode}")) =>
        ExitCode = exitCode;

    /// <summary>What the guest said; 0 is good.</summary>
    public int ExitCode { get; }
}
