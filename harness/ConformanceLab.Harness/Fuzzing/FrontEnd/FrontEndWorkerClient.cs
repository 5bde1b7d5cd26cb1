using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>How a worker broke down.</summary>
/// <param name="Index">The input that it was at.</param>
/// <param name="Verdict">Whether it crashed or did not end.</param>
/// <param name="Message">What is known of it.</param>
internal sealed record FrontEndBreakdown(ulong Index, FrontEndVerdict Verdict, string Message);

/// <summary>A worker, seen from the harness. It is started when it is needed, also after it broke down. For one thread at a time.</summary>
internal sealed class FrontEndWorkerClient : IDisposable
{
    private readonly WorkerOptions _options;
    private readonly TimeSpan _limit;
    private readonly string _path = Path.GetTempFileName();
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _place;
    private readonly Lock _lock = new();
    private TimeSpan _processorTime;
    private WorkerProcess? _process;
    private StreamReader? _answers;
    private StreamWriter? _requests;

    /// <summary>A worker.</summary>
    /// <param name="plant">A defect made on purpose.</param>
    /// <param name="limit">How long an input may take, and what made it.</param>
    public FrontEndWorkerClient(FrontEndPlant? plant, TimeSpan limit)
    {
        _limit = limit;
        File.WriteAllBytes(_path, new byte[sizeof(ulong)]);
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Open);
        _place = _file.CreateViewAccessor(0, sizeof(ulong));
        var own = WorkerOptions.Own();
        _options = own with
        {
            Arguments = [.. own.Arguments, FrontEndWorker.Option, _path, .. plant is null ? [] : (string[])[plant.ToString()]],
        };
    }

    /// <summary>Time of processors that its processes have used so far. Thread-safe.</summary>
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

    /// <summary>Asks for a range of inputs.</summary>
    /// <returns>The answer, or how the worker broke down.</returns>
    /// <exception cref="InvalidOperationException">Inputs can't be made: a mistake of the fuzzer.</exception>
    public (FrontEndAnswer? Answer, FrontEndBreakdown? Breakdown) Ask(FrontEndRange range) => Ask(range.ToString(), range.First);

    /// <summary>Asks for the input behind a range.</summary>
    /// <exception cref="IOException">The worker broke down.</exception>
    public FrontEndFound Create(FrontEndRange before)
    {
        var (answer, breakdown) = Ask(FrontEndWorker.CreateRequest + before, before.First);
        return answer?.Found[0] ?? throw new IOException($"an input before it breaks a worker down: {breakdown?.Message}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var used = _process?.ProcessorTime ?? TimeSpan.Zero;
        _process?.Finish();
        lock (_lock)
        {
            _processorTime += used;
            _process?.Dispose();
            _process = null;
        }

        _place.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }

    private (FrontEndAnswer? Answer, FrontEndBreakdown? Breakdown) Ask(string request, ulong first)
    {
        if (_process is null)
        {
            _process = WorkerProcess.Start(_options);
            _answers = new StreamReader(_process.Output);
            _requests = new StreamWriter(_process.Input) { AutoFlush = true };
        }

        _place.Write(0, first);
        var process = _process;
        var isLate = false;
        var at = ulong.MaxValue;

        // As long as it gets on it is well.
        using var watchdog = new Timer(
            _ =>
            {
                var now = _place.ReadUInt64(0);
                if (now == Volatile.Read(ref at))
                {
                    Volatile.Write(ref isLate, true);
                    process.Kill();
                }

                Volatile.Write(ref at, now);
            },
            null, _limit, _limit);
        try
        {
            _requests!.WriteLine(request);
            if (_answers!.ReadLine() is { } line)
            {
                var answer = FrontEndAnswer.FromLine(line);
                return answer.Failure is null ? (answer, null) : throw new InvalidOperationException($"{request}: {answer.Failure}");
            }
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            // It is gone, or no longer itself.
        }

        var index = _place.ReadUInt64(0);
        var breakdown = Volatile.Read(ref isLate)
            ? new FrontEndBreakdown(
                index, FrontEndVerdict.Hang, string.Create(CultureInfo.InvariantCulture, $"no end in {_limit.TotalSeconds} s"))
            : new FrontEndBreakdown(index, FrontEndVerdict.Crash, process.DescribeEnd());
        Stop();
        return (null, breakdown);
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
