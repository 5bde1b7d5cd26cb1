using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What has ended a call of wasm, on its way to the managed frame that the host has called, which throws it: each managed frame that an
/// exception passes costs a tenth of what throwing and catching it costs. By default there is none.
/// </summary>
/// <param name="error">The exception.</param>
/// <param name="trace">Where it has been thrown already; null if nowhere.</param>
internal readonly struct ParkedException(Exception error, ExceptionDispatchInfo? trace)
{
    /// <summary>The exception; null if there is none.</summary>
    public Exception? Error { get; } = error;

    /// <summary>Throws it, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ThrowIfAny()
    {
        if (Error is not null)
        {
            throw ToThrow();
        }
    }

    /// <summary>For <c>throw</c>: the exception. One that was thrown before goes on from here itself, with the stack trace that it has.</summary>
    public Exception ToThrow()
    {
        trace?.Throw();
        return Error!;
    }
}
