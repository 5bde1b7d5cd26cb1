using System.Collections.Immutable;
using System.Net.Sockets;

namespace ConformanceLab.Wasm.Wasi;

/// <summary>
/// What a guest gets of the world. By default nothing: no arguments, no files, streams that are empty and swallow everything; but the
/// system's clock, and random numbers that nobody can foresee. Immutable.
/// </summary>
public sealed record WasiOptions
{
    /// <summary>The defaults.</summary>
    public static WasiOptions Default { get; } = new();

    /// <summary>The arguments, the first of which is the program's name. Passed as UTF-8; must not contain U+0000.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>
    /// The environment, in this order. Passed as UTF-8; a name must not be empty nor contain <c>=</c>, neither part U+0000.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Directories that the guest finds open, from descriptor 3 on. Only on Linux (x64, arm64).</summary>
    public ImmutableArray<WasiPreopen> Preopens { get; init; } = [];

    /// <summary>
    /// Sockets that listen and that the guest finds open, behind the directories. They stay the host's and must outlive the
    /// <see cref="WasiContext"/>. Only on Linux (x64, arm64).
    /// </summary>
    public ImmutableArray<Socket> Listeners { get; init; } = [];

    /// <summary>Descriptor 0; null for one that is empty. Not closed. Reading waits where the stream does; interruption ends it.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>Descriptor 1; null for one that swallows everything. Not closed; flushed when the guest syncs or closes it, and at the
    /// end.</summary>
    public Stream? StandardOutput { get; init; }

    /// <summary>Descriptor 2; as <see cref="StandardOutput"/>.</summary>
    public Stream? StandardError { get; init; }

    /// <summary>
    /// Whether descriptors 0, 1 and 2 are those of the process where no stream is given, so that the guest sees whether they are terminals.
    /// Only on Linux (x64, arm64).
    /// </summary>
    public bool InheritStandardStreams { get; init; }

    /// <summary>
    /// All clocks. With one that is not <see cref="TimeProvider.System"/>, processor times are the time that has passed on it since the
    /// context was made.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Makes random numbers the same in each run, and guessable; null for those of the system. What they are for a seed never changes.
    /// </summary>
    public ulong? RandomSeed { get; init; }

    /// <summary>Most descriptors that may be open at once, those from the start included. Default 1024.</summary>
    public int MaximumDescriptors
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1024;
}

/// <summary>A directory that a guest may use, with everything below it and nothing else.</summary>
/// <param name="HostPath">Where it is. Links in this path are followed, once, when the context is made.</param>
/// <param name="GuestPath">The name that the guest knows it by, for example <c>/</c> or <c>.</c>; must not be empty.</param>
/// <param name="IsReadOnly">Whether nothing below may be changed through it.</param>
public sealed record WasiPreopen(string HostPath, string GuestPath, bool IsReadOnly = false);
