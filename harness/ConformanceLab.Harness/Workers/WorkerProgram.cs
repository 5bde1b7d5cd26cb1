using System.Runtime.InteropServices;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// The program of a worker: an engine at the other end of standard input and output. One thread reads requests ahead, each session executes
/// its own in order, and every answer is written before the next request is begun: whatever brings the process down, the harness knows in
/// which request. It ends when its input does, whatever it is doing: nothing outlives the harness.
/// </summary>
public static class WorkerProgram
{
    /// <summary>The option of the command line that lets the harness break the worker down on purpose.</summary>
    public const string FaultsOption = "--faults";

    /// <summary>Runs a worker to its end.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0, or 2 if the command line or a request is wrong.</returns>
    public static int Run(IEngineAdapter engine, string[] arguments)
    {
        if (arguments is not ([] or [FaultsOption]))
        {
            Console.Error.WriteLine("a worker is started by the harness, and speaks its protocol on standard input and output");
            return 2;
        }

        // Ctrl-C goes to every process of a terminal: what becomes of a worker is for the harness to decide.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        LowerChances();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // Nobody but the protocol may write to standard output.
        Console.SetOut(Console.Error);
        try
        {
            new Host(engine, output, arguments is [FaultsOption]).Serve(input);
            return 0;
        }
        catch (ProtocolException error)
        {
            Console.Error.WriteLine($"wrong request: {error.Message}");
            return 2;
        }
        catch (IOException)
        {
            return 0; // the harness is gone
        }
    }

    // Where memory is short, the system ends workers before it ends the harness.
    private static void LowerChances()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another system, or not allowed: then the chances are even.
        }
    }

    private sealed class Host(IEngineAdapter engine, Stream output, bool obeysFaults)
    {
        private readonly Lock _writing = new();
        private readonly int _stackBytes = Execution.ExecutionOptions.Default.StackBytes;
        private HostedScript? _script;
        private HostedThread? _main;

        public void Serve(Stream input)
        {
            var line = new LineWriter();
            Hello.From(engine).Write(line);
            Write(line);
            var lines = new LineReader(input, int.MaxValue);
            while (lines.TryRead(out var request))
            {
                Take(RequestLine.Read(request));
            }
        }

        // Each session has its queue, so that a request that takes long keeps nobody from reading on.
        private void Take(RequestLine line)
        {
            var (number, session, request) = line;
            if (request is OpenRequest open)
            {
                Begin(number, open);
                return;
            }

            if (_script is null || _main is null)
            {
                Answer(number, Outcome.Failed(OutcomeKind.BadRequest, "no script is open"));
                return;
            }

            if (request is ThreadRequest thread)
            {
                _script.Announce(thread.Session);
            }

            var pending = new PendingRequest(request, outcome => Answer(number, outcome));
            if (session == IEngineConnection.MainSession)
            {
                _main.Post(pending);
            }
            else if (!_script.Post(session, pending))
            {
                Answer(number, Outcome.Failed(OutcomeKind.BadRequest, $"there is no session {session}"));
            }
        }

        private void Begin(int number, OpenRequest open)
        {
            var script = new HostedScript(_stackBytes, obeysFaults ? kind => Faults.Commit(kind, output) : null);
            _script = script;
            _main = new HostedThread(open.TimeLimit);
            _main.Post(new PendingRequest(open, outcome => Answer(number, outcome)));
            _main.Start(
                request => request is OpenRequest opening ? script.Open(engine, opening.Options, opening.TimeLimit) : script.Execute(request),
                () => script.Execute(new EndRequest()) with { Message = FunctionCounts.Format(engine.Functions) },
                _stackBytes);
        }

        private void Answer(int number, Outcome outcome)
        {
            var line = t_line ??= new LineWriter();
            new AnswerLine(number, outcome).Write(line);
            Write(line);
        }

        private void Write(LineWriter line)
        {
            lock (_writing)
            {
                output.Write(line.Written.Span);
                output.Flush();
            }

            line.Clear();
        }

        [ThreadStatic]
        private static LineWriter? t_line;
    }
}
