using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm;

/// <summary>Execution trapped: the guest's computation was abandoned, the host goes on. The store stays usable.</summary>
public sealed class TrapException : Exception
{
    /// <summary>Creates a trap of the given kind.</summary>
    public TrapException(TrapCode code)
        : base(code.Message()) => Code = code;

    /// <summary>Creates a trap of the given kind whose message says more after the standard words.</summary>
    public TrapException(TrapCode code, string detail)
        : base($"{code.Message()}: {detail}") => Code = code;

    /// <summary>What went wrong.</summary>
    public TrapCode Code { get; }

    /// <summary>Throws a trap. Kept out of line so that hot methods stay small.</summary>
    /// <exception cref="TrapException">Always.</exception>
    [DoesNotReturn]
    internal static void Throw(TrapCode code) => throw new TrapException(code);
}
