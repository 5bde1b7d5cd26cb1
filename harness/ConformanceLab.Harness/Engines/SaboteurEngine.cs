using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines;

/// <summary>Ways of lying about what an engine does.</summary>
public enum Sabotage : byte
{
    /// <summary>
    /// Bits of the first result are flipped, so that each lane of any shape changes and no NaN stays one; a null becomes an object, an
    /// object null.
    /// </summary>
    FlipBits,

    /// <summary>Traps, exhaustion, exceptions and suspensions are reported as a normal return.</summary>
    SwallowTraps,

    /// <summary>Every module is accepted and instantiated.</summary>
    AcceptAll,

    /// <summary>Every module is malformed.</summary>
    RejectAll,

    /// <summary>Nothing is done, and all is well.</summary>
    DoNothing,

    /// <summary>Failures are right, their class is wrong: invalid for malformed, exception for trap, …</summary>
    WrongErrorClass,

    /// <summary>Failures are right, their message is not.</summary>
    WrongMessage,
}

/// <summary>
/// An engine that lies in one way. It shows that assertions are not empty: for every kind of assertion there must be a lie that makes it
/// fail.
/// </summary>
/// <param name="inner">The honest engine.</param>
/// <param name="sabotage">The lie.</param>
public sealed class SaboteurEngine(IEngineAdapter inner, Sabotage sabotage) : IEngineAdapter
{
    /// <inheritdoc/>
    public string Name => $"{inner.Name}-{sabotage}";

    /// <inheritdoc/>
    public string Version => inner.Version;

    /// <inheritdoc/>
    public ImmutableArray<string> Tiers => inner.Tiers;

    /// <inheritdoc/>
    public WasmFeatures Features => inner.Features;

    /// <inheritdoc/>
    public OracleStrength Strength => inner.Strength;

    /// <inheritdoc/>
    public IEngineSession CreateSession(SessionOptions options) => new Session(inner.CreateSession(options), sabotage);

    private sealed class Session(IEngineSession inner, Sabotage sabotage) : IEngineSession
    {
        public Outcome Compile(int module, ModuleSource source, bool checkCustomSections) =>
            Module(() => inner.Compile(module, source, checkCustomSections));

        public Outcome Instantiate(int instance, int module) => Module(() => inner.Instantiate(instance, module));

        public Outcome Register(string name, int instance) => sabotage is Sabotage.DoNothing ? Outcome.Ok : inner.Register(name, instance);

        public Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
            sabotage is Sabotage.DoNothing ? Outcome.Ok : Action(inner.Invoke(instance, function, arguments));

        public Outcome Get(int instance, string global) =>
            sabotage is Sabotage.DoNothing ? Outcome.Ok : Action(inner.Get(instance, global));

        public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances) => new Session(inner.CreateThread(sharedInstances), sabotage);

        public void Interrupt() => inner.Interrupt();

        public void Dispose() => inner.Dispose();

        private Outcome Module(Func<Outcome> request) => sabotage switch
        {
            Sabotage.DoNothing => Outcome.Ok,
            Sabotage.RejectAll => Outcome.Failed(OutcomeKind.Malformed, "rejected"),
            Sabotage.AcceptAll => Accept(request),
            _ => Failure(request()),
        };

        private static Outcome Accept(Func<Outcome> request)
        {
            request(); // good modules must really be there
            return Outcome.Ok;
        }

        private Outcome Action(Outcome outcome) => sabotage switch
        {
            Sabotage.FlipBits when outcome is { Kind: OutcomeKind.Ok, Values.Length: > 0 } =>
                Outcome.Returned(outcome.Values.SetItem(0, Flip(outcome.Values[0]))),
            Sabotage.FlipBits when outcome.Kind == OutcomeKind.Ok => Outcome.Returned([ScriptValue.I32(1)]),
            _ => Failure(outcome),
        };

        private Outcome Failure(Outcome outcome) => outcome.Kind == OutcomeKind.Ok ? outcome : sabotage switch
        {
            Sabotage.SwallowTraps when outcome.Kind
                is OutcomeKind.Trap or OutcomeKind.Exhaustion or OutcomeKind.Exception or OutcomeKind.Suspension => Outcome.Ok,
            Sabotage.WrongErrorClass => outcome with { Kind = Wrong(outcome.Kind) },
            Sabotage.WrongMessage => outcome with { Message = "something else: " + outcome.Message },
            _ => outcome,
        };

        // Bit 0 and the highest bit of the exponent, in every float of 32 bits and thereby in every one of 64.
        private static readonly UInt128 s_flip = new(0x4101_0101_4101_0101, 0x4101_0101_4101_0101);

        private static ScriptValue Flip(ScriptValue value) => value.Kind switch
        {
            ScriptValueKind.Null => ScriptValue.Ref(ScriptValueKind.Struct),
            > ScriptValueKind.Null => ScriptValue.Ref(ScriptValueKind.Null),
            ScriptValueKind.V128 => value with { Bits = value.Bits ^ s_flip },
            ScriptValueKind.I64 or ScriptValueKind.F64 => value with { Bits = value.Bits ^ (ulong)s_flip },
            _ => value with { Bits = value.Bits ^ (uint)s_flip },
        };

        private static OutcomeKind Wrong(OutcomeKind kind) => kind switch
        {
            OutcomeKind.Malformed => OutcomeKind.Invalid,
            OutcomeKind.Invalid => OutcomeKind.Malformed,
            OutcomeKind.MalformedCustom => OutcomeKind.InvalidCustom,
            OutcomeKind.InvalidCustom => OutcomeKind.MalformedCustom,
            OutcomeKind.Trap => OutcomeKind.LinkError,
            OutcomeKind.LinkError => OutcomeKind.Trap,
            OutcomeKind.Exception => OutcomeKind.Trap,
            _ => OutcomeKind.Exception,
        };
    }
}
