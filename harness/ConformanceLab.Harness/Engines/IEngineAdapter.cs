using System.Collections.Immutable;
using System.Collections.ObjectModel;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines;

/// <summary>
/// An engine as the harness sees it. Everything that crosses this boundary is numbers, bytes and strings, so that an adapter may just as
/// well speak to another process. Adapters never throw for what a module or a guest does; they say it in the <see cref="Outcome"/>.
/// Thread-safe.
/// </summary>
public interface IEngineAdapter
{
    /// <summary>Short name: <c>conformancelab</c>, <c>wasmtime</c>, <c>v8</c>.</summary>
    string Name { get; }

    /// <summary>Version of the engine.</summary>
    string Version { get; }

    /// <summary>The tiers it can be held to, slowest first: <c>interpreter</c>, <c>baseline</c>, <c>optimizing</c>.</summary>
    ImmutableArray<string> Tiers { get; }

    /// <summary>Features that it can be asked for.</summary>
    WasmFeatures Features { get; }

    /// <summary>Features that a tier can be asked for.</summary>
    WasmFeatures FeaturesOf(string tier) => Features;

    /// <summary>What it can tell apart.</summary>
    OracleStrength Strength { get; }

    /// <summary>
    /// How many functions each tier has translated or compiled; tiers that nobody asked for are not listed, and engines that can't tell have none.
    /// </summary>
    IReadOnlyDictionary<string, long> Functions => ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Begins the execution of a script: an empty store with the <c>spectest</c> module registered.</summary>
    /// <exception cref="NotSupportedException">There is no such tier.</exception>
    IEngineSession CreateSession(SessionOptions options);
}

/// <summary>
/// What an engine can take and tell apart, and so what verdicts on it can mean: one behind JavaScript sees no NaN bits, can't tell
/// malformed from invalid, has messages of its own and reads no text.
/// </summary>
/// <param name="SeesNanBits">
/// Values of every type come and go as they are, bits of NaNs unchanged. Without it only <c>i32</c>, <c>i64</c>, <c>externref</c> and
/// <c>funcref</c> do; <see cref="Adaptation.AdaptedConnection"/> passes the others as such.
/// </param>
/// <param name="TellsMalformedFromInvalid">Malformed and invalid modules are told apart.</param>
/// <param name="GivesMessages">Messages begin with the specification's words.</param>
/// <param name="ReadsText">It reads modules in the text format. Without it they come in the binary format, made by our own parser.</param>
public sealed record OracleStrength(bool SeesNanBits, bool TellsMalformedFromInvalid, bool GivesMessages, bool ReadsText)
{
    private const string NanBits = "nan-bits";
    private const string Malformed = "malformed";
    private const string Messages = "messages";
    private const string Text = "text";

    /// <summary>Everything can be told apart.</summary>
    public static OracleStrength Full { get; } = new(true, true, true, true);

    /// <summary>What it can, in the words of the worker protocol, by commas; empty for nothing.</summary>
    public override string ToString() => string.Join(',', ((string?[])
    [
        SeesNanBits ? NanBits : null,
        TellsMalformedFromInvalid ? Malformed : null,
        GivesMessages ? Messages : null,
        ReadsText ? Text : null,
    ]).Where(word => word is not null));

    /// <summary>Reads what <see cref="ToString"/> writes; words that are not known are skipped.</summary>
    public static OracleStrength Parse(string words)
    {
        var said = words.Split(',');
        return new OracleStrength(said.Contains(NanBits), said.Contains(Malformed), said.Contains(Messages), said.Contains(Text));
    }
}

/// <summary>How a script is to be executed.</summary>
/// <param name="Tier">One of the adapter's tiers.</param>
/// <param name="Features">Proposals that modules may use.</param>
public sealed record SessionOptions(string Tier, WasmFeatures Features);

/// <summary>
/// One script's store. Modules and instances are known by numbers that the caller chooses; each is used once. A session is used by one
/// thread at a time; only <see cref="Interrupt"/> may come from another. Disposal frees the store and whatever is in it. Requests are made
/// ahead: who asks for a module or an instance that does not exist, because what should have made it failed, gets
/// <see cref="OutcomeKind.BadRequest"/>.
/// </summary>
public interface IEngineSession : IDisposable
{
    /// <summary>Decodes or parses a module and validates it.</summary>
    /// <param name="module">The number by which it is known from now on, if it is good.</param>
    /// <param name="source">The source.</param>
    /// <param name="checkCustomSections">Whether custom sections and annotations that are wrong make the module wrong.</param>
    Outcome Compile(int module, ModuleSource source, bool checkCustomSections);

    /// <summary>Instantiates a module; imports are looked up among the registered instances.</summary>
    /// <param name="instance">The number by which it is known from now on, if it succeeds.</param>
    /// <param name="module">A module that was compiled.</param>
    Outcome Instantiate(int instance, int module);

    /// <summary>Makes an instance available to imports under a module name, replacing what had it before.</summary>
    Outcome Register(string name, int instance);

    /// <summary>Calls an exported function.</summary>
    Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments);

    /// <summary>Reads an exported global.</summary>
    Outcome Get(int instance, string global);

    /// <summary>Runs a program for WASI (preview 1), in an instance of its own, from <c>_start</c> to its end.</summary>
    /// <param name="module">A module that was compiled.</param>
    /// <param name="invocation">What it gets, and where what it writes goes.</param>
    /// <returns>The exit code as <c>i32</c>, its only value; or how it ended otherwise.</returns>
    Outcome Run(int module, ProgramInvocation invocation) =>
        Outcome.Failed(OutcomeKind.Unsupported, "the engine runs no programs for WASI");

    /// <summary>
    /// A session that runs beside this one, on a thread of its own: nothing is registered but <c>spectest</c>, and of the given instances
    /// it knows the exported shared memories, under the same numbers. Instances that do not exist are left out.
    /// </summary>
    /// <exception cref="NotSupportedException">The engine has no threads.</exception>
    IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances);

    /// <summary>
    /// Makes a request that is running, if one is, end soon with <see cref="OutcomeKind.Timeout"/>; threads of the session too. May come
    /// from any thread.
    /// </summary>
    void Interrupt();
}
