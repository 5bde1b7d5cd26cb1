using System.Collections.Immutable;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Engines.Adaptation;

/// <summary>
/// The way to an engine that is less than our own: what it can't take is turned into what it can, or said to be unsupported, and why.
/// <list type="bullet">
/// <item>Modules in text, if it reads none, reach it in the binary format, made by our own parser. What can't be made binary is only about
/// text: unsupported.</item>
/// <item>Modules that need features which it doesn't have are unsupported: <see cref="FeatureNeeds"/>.</item>
/// <item>Values that its host can't see as they are come through a module of our own: <see cref="ValuePassage"/>.</item>
/// </list>
/// Used by one thread, like the connection it is around.
/// </summary>
internal sealed class AdaptedConnection : IEngineConnection
{
    // Numbers of modules and instances that scripts don't have: they count from 1.
    private const int FirstNumber = 1 << 30;

    private readonly IEngineConnection _inner;
    private readonly OracleStrength _strength;
    private readonly MeasuredFeatures _features;
    private readonly Dictionary<int, WasmModule> _modules = [];
    private readonly Dictionary<int, WasmModule> _instances = [];
    private readonly Dictionary<int, OpenPassage?> _passages = [];
    private WasmFeatures _asked;
    private int _lastNumber;

    private AdaptedConnection(IEngineConnection inner, OracleStrength strength, MeasuredFeatures features)
    {
        _inner = inner;
        _strength = strength;
        _features = features;
    }

    /// <summary>The connection itself if its engine needs nothing of this; else one around it.</summary>
    /// <param name="connection">The way to the engine.</param>
    /// <param name="strength">What the engine can take.</param>
    /// <param name="features">What it has.</param>
    public static IEngineConnection Around(IEngineConnection connection, OracleStrength strength, MeasuredFeatures features) =>
        strength is { SeesNanBits: true, ReadsText: true } && features is { Available: WasmFeatures.All, Fixed: WasmFeatures.None }
            ? connection
            : new AdaptedConnection(connection, strength, features);

    public WasmFeatures FixedFeatures => _features.Fixed;

    public Task<Outcome> Open(SessionOptions options, TimeSpan timeLimit)
    {
        _modules.Clear();
        _instances.Clear();
        _passages.Clear();
        _lastNumber = FirstNumber;
        _asked = options.Features;
        return _inner.Open(options with { Features = options.Features & _features.Available }, timeLimit);
    }

    public Task<Outcome> Send(int session, int command, EngineRequest request)
    {
        switch (request)
        {
            case CompileRequest compile:
                return Compile(session, command, compile);
            case InstantiateRequest instantiate:
                if (_modules.TryGetValue(instantiate.Module, out var module))
                {
                    _instances.Add(instantiate.Instance, module);
                }

                return _inner.Send(session, command, request);
            case InvokeRequest invoke
                when PassageOf(session, command, invoke.Instance) is { } passage && passage.Passage.Has(invoke.Function):
                return Pass(session, command, passage, invoke.Function, invoke.Arguments);
            case GetRequest get when PassageOf(session, command, get.Instance) is { } passage && passage.Passage.Has(get.Global):
                return Pass(session, command, passage, get.Global, []);
            default:
                return _inner.Send(session, command, request);
        }
    }

    public void Pump() => _inner.Pump();

    private Task<Outcome> Compile(int session, int command, CompileRequest request)
    {
        var source = request.Source;
        if (FeatureNeeds.Missing(source, _asked, _features.Available) is var missing && missing != WasmFeatures.None)
        {
            return Refuse($"it needs {FeatureNeeds.Describe(missing)}, which the engine does not have");
        }

        WasmModule? module = null;
        try
        {
            // Annotations count where custom sections do.
            module = source.Form == ModuleForm.Binary || !request.CheckCustomSections
                ? FeatureNeeds.Read(source, _asked, checkBodies: false)
                : Wasm.Text.TextParser.ParseModule(source.Bytes, _asked);
        }
        catch (ModuleException) when (source.Form == ModuleForm.Binary)
        {
            // For the engine to say. It has no exports that anybody could call.
        }
        catch (ModuleException) when (!_strength.ReadsText)
        {
            return Refuse("n/a(text): the engine reads binary modules only, and this is about text");
        }
        catch (ModuleException)
        {
            // Likewise.
        }

        if (module is not null)
        {
            _modules.Add(request.Module, module);
        }

        return _inner.Send(session, command, source.Form == ModuleForm.Binary || _strength.ReadsText
            ? request
            : request with { Source = new ModuleSource(ModuleForm.Binary, ModuleWriter.Write(module!), source.Line, source.Column) });
    }

    private static Task<Outcome> Refuse(string why) => Task.FromResult(Outcome.Failed(OutcomeKind.Unsupported, why));

    // The passage of an instance, which is made when it is first needed. Null if there is no need.
    private OpenPassage? PassageOf(int session, int command, int instance)
    {
        if (_strength.SeesNanBits || !_instances.TryGetValue(instance, out var module))
        {
            return null;
        }

        if (!_passages.TryGetValue(instance, out var open))
        {
            _passages.Add(instance, open = Open(session, command, instance, module));
        }

        return open;
    }

    private OpenPassage? Open(int session, int command, int instance, WasmModule module)
    {
        var scope = $"values of {instance}";
        if (ValuePassage.Create(module, scope, _features.Available) is not { } passage)
        {
            return null;
        }

        var (made, opened) = (++_lastNumber, ++_lastNumber);
        Task<Outcome>[] answers =
        [
            _inner.Send(session, command, new RegisterRequest(scope, instance)),
            _inner.Send(session, command, new CompileRequest(made, new ModuleSource(ModuleForm.Binary, passage.ToBinary()), false)),
            _inner.Send(session, command, new InstantiateRequest(opened, made)),
        ];
        return new OpenPassage(passage, opened, answers);
    }

    private async Task<Outcome> Pass(
        int session, int command, OpenPassage open, string export, ImmutableArray<ScriptValue> arguments)
    {
        var passed = open.Passage.PassIn(export, arguments.AsSpan());
        if (passed.IsDefault)
        {
            return Outcome.Failed(OutcomeKind.BadRequest, $"\"{export}\" does not take {string.Join(' ', arguments)}");
        }

        var outcome = await _inner.Send(session, command, new InvokeRequest(open.Instance, export, passed)).ConfigureAwait(false);
        if (outcome.Kind != OutcomeKind.Ok)
        {
            return outcome.Kind == OutcomeKind.BadRequest && open.Failure is { } failure
                ? Outcome.Failed(OutcomeKind.BadRequest, $"the module that values pass through can't be had: {failure}")
                : outcome;
        }

        var values = open.Passage.PassOut(export, outcome.Values);
        return values.IsDefault
            ? Outcome.Failed(OutcomeKind.Crash, $"the module that values pass through returned {string.Join(' ', outcome.Values)}")
            : Outcome.Returned(values);
    }

    // Its answers come before those to the calls that pass through it.
    private sealed record OpenPassage(ValuePassage Passage, int Instance, Task<Outcome>[] Answers)
    {
        public Outcome? Failure =>
            Array.Find(Answers, answer => answer.IsCompletedSuccessfully && answer.Result.Kind != OutcomeKind.Ok)?.Result;
    }
}
