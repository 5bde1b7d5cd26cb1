namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>
/// A session of an engine in this process, with what keeps its requests to their time limit. Here everything is caught: adapters promise not
/// to throw, so whatever comes is the engine breaking down, and it must cost no more than the request it happened in. Used by one thread,
/// apart from <see cref="Interrupt"/>.
/// </summary>
internal sealed class HostedSession(IEngineSession engine, TimeSpan timeLimit) : IDisposable
{
    private readonly Watchdog _watchdog = new(engine.Interrupt, timeLimit);

    /// <summary>Opens a session, or says why there is none: unsupported, or the engine has broken down.</summary>
    public static HostedSession? Open(Func<IEngineSession> open, TimeSpan timeLimit, out Outcome outcome)
    {
        try
        {
            var session = new HostedSession(open(), timeLimit);
            outcome = Outcome.Ok;
            return session;
        }
        catch (NotSupportedException error)
        {
            outcome = Outcome.Failed(OutcomeKind.Unsupported, error.Message);
        }
        catch (Exception error)
        {
            outcome = Outcome.Failed(OutcomeKind.Crash, Describe(error));
        }

        return null;
    }

    /// <summary>Executes a request, within the time limit.</summary>
    public Outcome Execute(EngineRequest request)
    {
        _watchdog.Arm();
        try
        {
            return request switch
            {
                InvokeRequest r => engine.Invoke(r.Instance, r.Function, r.Arguments.AsSpan()),
                CompileRequest r => engine.Compile(r.Module, r.Source, r.CheckCustomSections),
                InstantiateRequest r => engine.Instantiate(r.Instance, r.Module),
                RegisterRequest r => engine.Register(r.Name, r.Instance),
                RunRequest r => engine.Run(r.Module, r.Invocation),
                GetRequest r => engine.Get(r.Instance, r.Global),
                _ => throw new ArgumentOutOfRangeException(nameof(request), request, "not a request to a session"),
            };
        }
        catch (Exception error)
        {
            return Outcome.Failed(OutcomeKind.Crash, Describe(error));
        }
        finally
        {
            _watchdog.Disarm();
        }
    }

    /// <summary>A session that runs beside this one.</summary>
    public IEngineSession CreateThread(ReadOnlySpan<int> sharedInstances) => engine.CreateThread(sharedInstances);

    /// <summary>Makes the request that is running, if one is, end soon. May come from any thread.</summary>
    public void Interrupt() => engine.Interrupt();

    /// <summary>Ends the watch and frees the store.</summary>
    public void Dispose()
    {
        _watchdog.Dispose();
        engine.Dispose();
    }

    private static string Describe(Exception error)
    {
        var trace = error.StackTrace ?? "";
        var end = trace.IndexOf('\n');
        return $"{error.GetType().Name}: {error.Message} {(end < 0 ? trace : trace[..end]).Trim()}";
    }
}
