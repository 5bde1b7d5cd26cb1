using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External;

/// <summary>
/// A script's store in a worker, for whoever wants to stand between an engine and the harness: each request is waited for. Runs use the
/// worker's connection instead, and make requests ahead. When the worker is lost, this request and all that follow are crashes.
/// </summary>
internal sealed class ExternalSession : IEngineSession
{
    private const int FirstForeignNumber = 1 << 29;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(30);

    private readonly WorkerPool _pool;
    private readonly WorkerConnection _worker;
    private readonly IEngineConnection _connection;
    private EngineLoss? _loss;

    public ExternalSession(WorkerPool pool, SessionOptions options)
    {
        _pool = pool;
        _worker = pool.Rent();
        var hello = _worker.Hello!;
        _connection = AdaptedConnection.Around(_worker, hello.Strength, pool.Features ?? new(hello.Features, WasmFeatures.None));
        if (Await(() => _connection.Open(options, s_timeLimit)) is { Kind: not OutcomeKind.Ok } refusal)
        {
            Dispose();
            throw new NotSupportedException(refusal.Message);
        }
    }

    public Outcome Compile(int module, ModuleSource source, bool checkCustomSections) =>
        Ask(new CompileRequest(Number(module), source, checkCustomSections));

    public Outcome Instantiate(int instance, int module) => Ask(new InstantiateRequest(Number(instance), Number(module)));

    public Outcome Register(string name, int instance) => Ask(new RegisterRequest(name, Number(instance)));

    public Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
        Ask(new InvokeRequest(Number(instance), function, [.. arguments]));

    public Outcome Get(int instance, string global) => Ask(new GetRequest(Number(instance), global));

    public Outcome Run(int module, ProgramInvocation invocation) => Ask(new RunRequest(Number(module), invocation));

    public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances) =>
        throw new NotSupportedException("threads of an engine in another process run only where nobody stands between");

    public void Interrupt() => _worker.Kill();

    public void Dispose()
    {
        if (_loss is null && Ask(new EndRequest()).Kind == OutcomeKind.Ok)
        {
            _pool.Return(_worker);
        }
        else
        {
            _pool.Discard(_worker);
        }
    }

    // The protocol's numbers count up from 1; who stands between may have others beside them.
    private static int Number(int number) => number >= 0 ? number : FirstForeignNumber - number;

    private Outcome Ask(EngineRequest request) => Await(() => _connection.Send(IEngineConnection.MainSession, -1, request));

    private Outcome Await(Func<Task<Outcome>> send)
    {
        if (_loss is null)
        {
            try
            {
                var answer = send();
                while (!answer.IsCompleted)
                {
                    _connection.Pump();
                }

                return answer.Result;
            }
            catch (EngineLostException lost)
            {
                _loss = lost.Loss;
            }
        }

        return Outcome.Failed(_loss.IsTimeout ? OutcomeKind.Timeout : OutcomeKind.Crash, _loss.Message);
    }
}
