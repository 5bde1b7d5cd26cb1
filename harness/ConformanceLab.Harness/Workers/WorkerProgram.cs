using System.Runtime.InteropServices;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;

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

    /// <summary>Where memory is short, the system ends this process, and what it starts, before it ends the harness.</summary>
    internal static void LowerChances()
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

    private sealed class Host
    {
        [ThreadStatic]
        private static LineWriter? t_line;

        private readonly Lock _writing = new();
        private readonly IEngineAdapter _engine;
        private readonly Stream _output;
        private readonly EngineHost _host;

        public Host(IEngineAdapter engine, Stream output, bool obeysFaults)
        {
            _engine = engine;
            _output = output;
            _host = new EngineHost(
                engine,
                ExecutionOptions.Default.StackBytes,
                Answer,
                obeysFaults ? kind => Faults.Commit(kind, output) : null);
        }

        public void Serve(Stream input)
        {
            var line = new LineWriter();
            Hello.From(_engine).Write(line);
            Write(line);
            var lines = new LineReader(input, int.MaxValue);
            while (lines.TryRead(out var bytes))
            {
                var (number, session, request) = RequestLine.Read(bytes);
                _host.Take(number, session, request);
            }
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
                _output.Write(line.Written.Span);
                _output.Flush();
            }

            line.Clear();
        }
    }
}
