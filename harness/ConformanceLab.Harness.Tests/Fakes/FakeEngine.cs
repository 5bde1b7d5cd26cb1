using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Tests.Fakes;

/// <summary>
/// An engine that does what modules and functions are called: a module whose source holds <c>malformed:x</c>, <c>invalid:x</c>,
/// <c>unsupported:x</c>, <c>link:x</c>, <c>trap:x</c>, <c>throw:x</c> … fails so with message x; a function <c>trap:x</c> traps,
/// <c>echo</c> returns its arguments, <c>hang</c> waits for an interrupt, <c>crash</c> throws.
/// </summary>
internal sealed class FakeEngine : IEngineAdapter
{
    public string Name { get; init; } = "fake";

    public string Version => "1";

    public ImmutableArray<string> Tiers => ["interpreter"];

    public WasmFeatures Features => WasmFeatures.All;

    public OracleStrength Strength => OracleStrength.Full;

    public bool HasThreads { get; init; } = true;

    public Exception? Refusal { get; init; }

    public IEngineSession CreateSession(SessionOptions options) => Refusal is null ? new FakeSession(this) : throw Refusal;

    private sealed class FakeSession(FakeEngine engine) : IEngineSession
    {
        private readonly Dictionary<int, string> _modules = [];
        private readonly HashSet<int> _instances = [];
        private readonly ManualResetEventSlim _interrupted = new();
        private bool _disposed;

        public Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var text = Encoding.UTF8.GetString(source.Bytes.Span);
            _modules.Add(module, text);
            return Said(text, "malformed:", OutcomeKind.Malformed)
                ?? Said(text, "invalid:", OutcomeKind.Invalid)
                ?? Said(text, "unsupported:", OutcomeKind.Unsupported)
                ?? (checkCustomSections ? Said(text, "malformed-custom:", OutcomeKind.MalformedCustom) : null)
                ?? (checkCustomSections ? Said(text, "invalid-custom:", OutcomeKind.InvalidCustom) : null)
                ?? Outcome.Ok;
        }

        public Outcome Instantiate(int instance, int module)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _instances.Add(instance);
            var text = _modules[module];
            return Said(text, "link:", OutcomeKind.LinkError)
                ?? Said(text, "trap:", OutcomeKind.Trap)
                ?? Said(text, "throw:", OutcomeKind.Exception)
                ?? Outcome.Ok;
        }

        public Outcome Register(string name, int instance) =>
            _instances.Contains(instance) ? Outcome.Ok : Outcome.Failed(OutcomeKind.Crash, $"no instance {instance}");

        public Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_instances.Contains(instance))
            {
                return Outcome.Failed(OutcomeKind.Crash, $"no instance {instance}");
            }

            switch (function)
            {
                case "echo":
                    return Outcome.Returned([.. arguments]);
                case "func" or "struct" or "array" or "i31" or "exn" or "null":
                    return Outcome.Returned([ScriptValue.Ref(Enum.Parse<ScriptValueKind>(function, ignoreCase: true))]);
                case "hang":
                    _interrupted.Wait();
                    _interrupted.Reset();
                    return Outcome.Failed(OutcomeKind.Timeout, "interrupted");
                case "crash":
                    throw new InvalidOperationException("the engine broke down");
                default:
                    return Said(function, "trap:", OutcomeKind.Trap)
                        ?? Said(function, "throw:", OutcomeKind.Exception)
                        ?? Said(function, "exhaust:", OutcomeKind.Exhaustion)
                        ?? Said(function, "suspend:", OutcomeKind.Suspension)
                        ?? Said(function, "unsupported:", OutcomeKind.Unsupported)
                        ?? Outcome.Ok;
            }
        }

        public Outcome Get(int instance, string global) => Outcome.Returned([ScriptValue.I32(666)]);

        public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances)
        {
            if (!engine.HasThreads)
            {
                throw new NotSupportedException("the fake has no threads");
            }

            var thread = new FakeSession(engine);
            foreach (var instance in sharedInstances)
            {
                thread._instances.Add(instance);
            }

            return thread;
        }

        public void Interrupt() => _interrupted.Set();

        public void Dispose() => _disposed = true;

        private static Outcome? Said(string text, string word, OutcomeKind kind)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            return at < 0 ? null : Outcome.Failed(kind, text[(at + word.Length)..].TrimEnd(')', '"'));
        }
    }
}
