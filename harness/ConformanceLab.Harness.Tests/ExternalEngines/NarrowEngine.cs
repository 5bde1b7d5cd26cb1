using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>
/// Our own engine as a host like JavaScript sees one: it reads binary modules only, and breaks down at values other than <c>i32</c>,
/// <c>i64</c>, <c>externref</c> and <c>funcref</c>.
/// </summary>
internal sealed class NarrowEngine : IEngineAdapter
{
    private readonly LabEngine _inner = new();

    public string Name => "narrow";

    public string Version => "1";

    public ImmutableArray<string> Tiers => ["interpreter"];

    public WasmFeatures Features => WasmFeatures.All;

    public OracleStrength Strength => new(false, false, false, false);

    public IEngineSession CreateSession(SessionOptions options) => new Session(_inner.CreateSession(options));

    /// <summary>Runs a script on it as the harness does.</summary>
    /// <param name="text">The script.</param>
    /// <param name="features">What it has; null for everything.</param>
    /// <param name="asked">What the script may use.</param>
    public static List<CommandResult> Run(string text, MeasuredFeatures? features = null, WasmFeatures asked = WasmFeatures.All)
    {
        var engine = new NarrowEngine();
        var options = ExecutionOptions.Default.For(engine.Strength);
        var results = new List<CommandResult>();
        using var local = new LocalConnection(engine, options.StackBytes);
        var connection = AdaptedConnection.Around(local, engine.Strength, features ?? new(WasmFeatures.All, WasmFeatures.None));
        ScriptExecutor.Run(
            Fakes.Run.Parse(text), connection, new SessionOptions("interpreter", asked), options, results.Add, null, ScriptAttempt.First,
            default);
        return [.. results.OrderBy(result => result.Index)];
    }

    private sealed class Session(IEngineSession inner) : ForwardingSession(inner)
    {
        public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections) => source.Form == ModuleForm.Binary
            ? base.Compile(module, source, checkCustomSections)
            : throw new InvalidOperationException("text reaches it");

        public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
            Check(base.Invoke(instance, function, Check([.. arguments]).AsSpan()));

        public override Outcome Get(int instance, string global) => Check(base.Get(instance, global));

        protected override ForwardingSession Wrap(IEngineSession thread) => new Session(thread);

        private static Outcome Check(Outcome outcome)
        {
            Check(outcome.Values);
            return outcome;
        }

        private static ImmutableArray<ScriptValue> Check(ImmutableArray<ScriptValue> values) =>
            values.All(value => value.Kind is ScriptValueKind.I32 or ScriptValueKind.I64 or ScriptValueKind.Null or ScriptValueKind.Func
                or ScriptValueKind.Extern or ScriptValueKind.ExternalizedObject)
                ? values
                : throw new InvalidOperationException($"{string.Join(' ', values)} reaches it");
    }
}
