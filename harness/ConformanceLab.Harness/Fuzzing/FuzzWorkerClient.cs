using System.Globalization;
using System.Text.Json;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// A worker, seen from the harness: asks, and says what became of the worker if it does not answer. It is started when it is needed, also
/// after it broke down. For one thread at a time.
/// </summary>
/// <param name="options">How it is started; the arguments are those of <see cref="FuzzWorker"/>.</param>
/// <param name="limit">How long a case may take.</param>
public sealed class FuzzWorkerClient(WorkerOptions options, TimeSpan limit) : ICaseJudge
{
    private readonly Lock _lock = new();
    private TimeSpan _processorTime;
    private WorkerProcess? _process;
    private StreamReader? _answers;
    private StreamWriter? _requests;

    /// <inheritdoc/>
    public TimeSpan ProcessorTime
    {
        get
        {
            lock (_lock)
            {
                return _processorTime + (_process?.ProcessorTime ?? TimeSpan.Zero);
            }
        }
    }

    /// <summary>Asks for a case of the generator.</summary>
    public FuzzAnswer Ask(ulong seed, ulong index, bool isGcStress, bool probes) =>
        Ask(string.Create(CultureInfo.InvariantCulture, $"own {seed} {index} {(isGcStress ? 1 : 0)} {(probes ? 1 : 0)}"));

    /// <inheritdoc/>
    public FuzzAnswer Ask(FuzzCase test, bool probes) => Ask($"case {(probes ? 1 : 0)} {test}");

    /// <summary>Asks what the reference does with a case, and for a script of it: <see cref="FuzzAnswer.Script"/>.</summary>
    public FuzzAnswer AskForScript(FuzzCase test, bool probes) => Ask($"script {(probes ? 1 : 0)} {test}");

    // What a script can say stays so.
    bool ICaseJudge.ShowsTheSame(FuzzCase candidate, FuzzAnswer answer) =>
        Ask(candidate, probes: false) is var now && now.Verdict == answer.Verdict && (now.IsScriptable || !answer.IsScriptable);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Before it is gone, and its figures with it.
        var used = _process?.ProcessorTime ?? TimeSpan.Zero;
        _process?.Finish();
        lock (_lock)
        {
            _processorTime += used;
            _process?.Dispose();
            _process = null;
        }
    }

    private FuzzAnswer Ask(string request)
    {
        if (_process is null)
        {
            _process = WorkerProcess.Start(options);
            _answers = new StreamReader(_process.Output);
            _requests = new StreamWriter(_process.Input) { AutoFlush = true };
        }

        var process = _process;
        var isLate = false;
        using var watchdog = new Timer(
            _ =>
            {
                Volatile.Write(ref isLate, true);
                process.Kill();
            },
            null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            _requests!.WriteLine(request);
            if (_answers!.ReadLine() is { } line)
            {
                return FuzzAnswer.FromLine(line);
            }
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            // It is gone, or no longer itself.
        }

        var answer = Volatile.Read(ref isLate)
            ? new FuzzAnswer
            {
                Verdict = FuzzVerdict.Hang,
                Message = string.Create(CultureInfo.InvariantCulture, $"no answer in {limit.TotalSeconds} s"),
            }
            : new FuzzAnswer { Verdict = FuzzVerdict.Crash, Message = process.DescribeEnd() };
        Stop();
        return answer;
    }

    private void Stop()
    {
        lock (_lock)
        {
            _processorTime += _process?.ProcessorTime ?? TimeSpan.Zero;
            _process?.Dispose();
            _process = null;
        }
    }
}
