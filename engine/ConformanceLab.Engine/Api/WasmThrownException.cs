using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// A WebAssembly exception. It comes out of calls whose wasm code does not catch it, and a host function that throws one throws it in
/// wasm, where
/// it can be caught. No other .NET exception can be caught in wasm, nor can a wasm exception of another store. On its way through host
/// functions it stays the same exception.
/// </summary>
public sealed class WasmThrownException : Exception
{
    private readonly Value[] _payload;
    private ExceptionReference? _reference;

    /// <summary>Creates an exception, to be thrown by a host function.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="payload">Its values, one for each parameter of the tag.</param>
    /// <exception cref="ArgumentException">The values do not fit the tag.</exception>
    public WasmThrownException(Tag tag, params ReadOnlySpan<Value> payload)
        : base("a WebAssembly exception was thrown")
    {
        ArgumentNullException.ThrowIfNull(tag);
        Tag = tag;
        _payload = payload.ToArray();
        tag.State.CheckPayload(_payload, tag.Instance);
    }

    private WasmThrownException(ExceptionReference reference, Value[] payload)
        : base("a WebAssembly exception was not caught")
    {
        Tag = reference.Tag;
        _payload = payload;
        _reference = reference;
    }

    /// <summary>What kind of exception it is.</summary>
    public Tag Tag { get; }

    /// <summary>Its values, one for each parameter of the tag.</summary>
    public IReadOnlyList<Value> Payload => _payload;

    /// <summary>The wasm functions that were running when it left wasm, innermost first; empty if the host made it.</summary>
    public IReadOnlyList<WasmFrame> Frames { get; internal set; } = [];

    /// <summary>The exception that a reference stands for, as it leaves wasm. Makes a root; no safepoint.</summary>
    internal static WasmThrownException FromReference(StoreState store, uint reference)
    {
        var held = new ExceptionReference(store, reference);
        return new WasmThrownException(held, store.ReadPayload(reference, held.Tag.Instance));
    }

    /// <summary>
    /// The reference that stands for this exception, as it enters wasm; always the same one. A safepoint where the host has made the
    /// exception.
    /// </summary>
    /// <param name="store">The tag's store: an exception of another one cannot be caught in wasm.</param>
    internal uint ToReference(StoreState store)
    {
        _reference ??= new ExceptionReference(store, store.CreateException(Tag.Instance, _payload));
        return _reference.Reference;
    }
}
