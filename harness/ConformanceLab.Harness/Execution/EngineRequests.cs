using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// Requests to engines. Here everything is caught: adapters promise not to throw, so whatever comes is the engine breaking down, and it
/// must cost no more than the command it happened in.
/// </summary>
internal static class EngineRequests
{
    /// <summary>Makes a request within the time limit.</summary>
    public static Outcome Guard(ScriptScope scope, Func<Outcome> request)
    {
        scope.Watchdog.Arm();
        try
        {
            return request();
        }
        catch (Exception error)
        {
            return Outcome.Failed(OutcomeKind.Crash, Describe(error));
        }
        finally
        {
            scope.Watchdog.Disarm();
        }
    }

    /// <summary>Opens a session.</summary>
    /// <returns>Null if there is one; else the verdict on whatever needs it.</returns>
    public static Judgement? OpenSession(Func<IEngineSession> open, out IEngineSession? session)
    {
        session = null;
        try
        {
            session = open();
            return null;
        }
        catch (NotSupportedException error)
        {
            return new Judgement(Verdict.Unsupported, error.Message);
        }
        catch (Exception error)
        {
            return new Judgement(Verdict.Crash, Describe(error));
        }
    }

    private static string Describe(Exception error)
    {
        var trace = error.StackTrace ?? "";
        var end = trace.IndexOf('\n');
        return $"{error.GetType().Name}: {error.Message} {(end < 0 ? trace : trace[..end]).Trim()}";
    }
}
