using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ConformanceLab.Wasm;

/// <summary>Execution trapped: the guest's computation was abandoned, the host goes on. The store stays usable.</summary>
public sealed class TrapException : Exception
{
    private readonly List<WasmFrame> _frames = [];

    /// <summary>Creates a trap of the given kind.</summary>
    public TrapException(TrapCode code)
        : base(code.Message()) => Code = code;

    /// <summary>Creates a trap of the given kind whose message says more after the standard words.</summary>
    public TrapException(TrapCode code, string detail)
        : base($"{code.Message()}: {detail}") => Code = code;

    private TrapException(string message, TrapCode code)
        : base(message) => Code = code;

    /// <summary>What went wrong.</summary>
    public TrapCode Code { get; }

    /// <summary>The wasm functions that were running, innermost first. After a stack overflow only some of each end.</summary>
    public IReadOnlyList<WasmFrame> Frames => _frames;

    /// <summary>The message followed by the wasm stack and the .NET stack.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(GetType()).Append(": ").Append(Message);
        foreach (var frame in _frames)
        {
            text.Append('\n').Append("   in ").Append(frame);
        }

        return StackTrace is { } trace ? text.Append('\n').Append(trace).ToString() : text.ToString();
    }

    /// <summary>Adds the frames of an activation that the trap passes, innermost first.</summary>
    internal void AppendFrames(IEnumerable<WasmFrame> frames) => _frames.AddRange(frames);

    /// <summary>Throws a trap. Kept out of line so that hot methods stay small.</summary>
    /// <exception cref="TrapException">Always.</exception>
    [DoesNotReturn]
    internal static void Throw(TrapCode code) => throw new TrapException(code);

    /// <summary>Throws the trap of an indirect call to a null element, whose standard words end with the index.</summary>
    /// <exception cref="TrapException">Always.</exception>
    [DoesNotReturn]
    internal static void ThrowUninitializedElement(ulong index) =>
        throw new TrapException(
            string.Create(CultureInfo.InvariantCulture, $"{TrapCode.UninitializedElement.Message()} {index}"),
            TrapCode.UninitializedElement);
}
