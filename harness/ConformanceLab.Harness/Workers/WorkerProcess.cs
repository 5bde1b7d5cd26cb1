using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ConformanceLab.Harness.Workers;

/// <summary>The process of a worker, and what can be said of its end. Thread-safe, apart from the streams.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MaximumLastWords = 2000;
    private const int PageBytes = 4096;
    private static readonly TimeSpan s_exitLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_lastWordsLimit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Thread _listener;
    private readonly StringBuilder _lastWords = new();
    private readonly string _statistics;

    private WorkerProcess(Process process)
    {
        _process = process;
        _statistics = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/statm");
        _listener = new Thread(Listen, 1 << 18) { IsBackground = true, Name = "last words" };
        _listener.Start();
    }

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>What goes to it.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What comes from it.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Bytes of memory that it occupies; 0 where that can't be found out, or if it is gone.</summary>
    public long ResidentBytes
    {
        get
        {
            try
            {
                // Source: proc(5), statm: size resident shared …, in pages.
                var fields = File.ReadAllText(_statistics).Split(' ');
                return long.Parse(fields[1], CultureInfo.InvariantCulture) * PageBytes;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>Time of processors that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>Starts a worker.</summary>
    /// <exception cref="IOException">The program can't be started.</exception>
    public static WorkerProcess Start(WorkerOptions options)
    {
        var start = new ProcessStartInfo(options.Program, options.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };

        // A worker that is killed can't clean up: no sockets for debuggers, no dumps.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";

        // Compiled ahead of time, most scripts are over before it pays to compile again what is hot: 1,000 ms (hexadecimal) before that begins.
        // Measured: 0.16 s of processor time for all suites.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "3E8";
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new WorkerProcess(Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            throw new IOException($"the worker {options.Program} can't be started: {error.Message}", error);
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            // What it has started too: it may be a script that starts the engine.
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>
    /// Says how it ended, when its output has: the signal or the exit code, and what it said last. If it does not end, it is killed.
    /// </summary>
    public string DescribeEnd()
    {
        if (!_process.WaitForExit(s_exitLimit))
        {
            Kill();
            _process.WaitForExit(s_exitLimit);
        }

        if (!_process.HasExited)
        {
            return "the worker closed its output, and can't be ended";
        }

        // What it has started may live on and hold the pipe: it is not waited for.
        _listener.Join(s_lastWordsLimit);
        var code = _process.ExitCode;
        var end = code > 128 && SignalName(code - 128) is { } signal
            ? string.Create(CultureInfo.InvariantCulture, $"the worker was ended by {signal} (signal {code - 128})")
            : string.Create(CultureInfo.InvariantCulture, $"the worker ended with exit code {code}");
        lock (_lastWords)
        {
            return _lastWords.Length == 0 ? end : $"{end}: {_lastWords}";
        }
    }

    /// <summary>Ends its input, which it takes as a wish to end, and waits a moment for that.</summary>
    public void Finish()
    {
        try
        {
            _process.StandardInput.Close();
            _process.WaitForExit(s_exitLimit);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Ends it, if it hasn't ended, and waits until it is gone.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit(s_exitLimit);
        _process.Dispose();
    }

    // Source: signal(7), numbers of x86 and ARM.
    private static string? SignalName(int number) => number switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS",
        _ => null,
    };

    private void Listen()
    {
        try
        {
            while (_process.StandardError.ReadLine() is { } line)
            {
                lock (_lastWords)
                {
                    if (!string.IsNullOrWhiteSpace(line) && _lastWords.Length < MaximumLastWords)
                    {
                        _lastWords.Append(_lastWords.Length == 0 ? "" : " | ").Append(line.AsSpan().Trim());
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pool has let go of it.
        }
    }
}
