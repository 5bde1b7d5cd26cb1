using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.MutationTester.Running;

/// <summary>What a worker may use before it counts as lost.</summary>
/// <param name="ProcessorTime">Of the processor, for each script beyond ten times what the unmutated engine took.</param>
/// <param name="IdleTime">Time without a word in which it computes next to nothing: it waits for something that never happens.</param>
/// <param name="Bytes">Resident memory.</param>
public sealed record WorkerLimits(TimeSpan ProcessorTime, TimeSpan IdleTime, long Bytes)
{
    /// <summary>What no suite comes near without a mutant.</summary>
    public static WorkerLimits Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 3L << 30);
}

/// <summary>A script that a worker is to execute.</summary>
/// <param name="Job">The script.</param>
/// <param name="Milliseconds">What it takes of the processor without a mutant.</param>
public sealed record ScriptRun(FileJob Job, double Milliseconds);

/// <summary>What a worker says; see <see cref="Worker"/>.</summary>
/// <param name="Script">Which script, from 0.</param>
/// <param name="Word">The first word of the line, or how it ended: <c>exit</c>, <c>timeout</c>, <c>memory</c>.</param>
/// <param name="Rest">What follows.</param>
public sealed record WorkerEvent(int Script, string Word, string Rest);

/// <summary>The other end of a <see cref="Worker"/>: starts it, watches it, ends it.</summary>
/// <param name="program">The program beside which the mutated engine lies.</param>
/// <param name="limits">What it may use.</param>
internal sealed class WorkerProcess(string program, WorkerLimits limits)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Executes scripts with a mutant until the consumer stops reading, the scripts are done, or the worker breaks down or uses too much.
    /// The last event, if it is read, says how it ended.
    /// </summary>
    public IEnumerable<WorkerEvent> Run(int mutant, IReadOnlyList<ScriptRun> scripts, CancellationToken cancellation)
    {
        using var process = Start(mutant);
        try
        {
            var lines = Listen(process, scripts);
            var script = 0;
            var (usedBefore, usedWhenHeard) = (TimeSpan.Zero, TimeSpan.Zero);
            var heard = Stopwatch.StartNew();
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (lines.TryTake(out var line, s_look))
                {
                    if (line is null)
                    {
                        process.WaitForExit();
                        yield return new WorkerEvent(script, "exit", process.ExitCode.ToString(CultureInfo.InvariantCulture));
                        yield break;
                    }

                    heard.Reset();
                    var (word, rest) = Split(line);
                    if (word == "begin")
                    {
                        script = int.Parse(rest, CultureInfo.InvariantCulture);
                        usedBefore = Used(process);
                    }

                    yield return new WorkerEvent(script, word, rest);
                    continue;
                }

                var allowed = limits.ProcessorTime + TimeSpan.FromMilliseconds(10 * scripts[script].Milliseconds);
                var used = Used(process);
                if (used - usedBefore > allowed || (heard.Elapsed > limits.IdleTime && used - usedWhenHeard < s_idle))
                {
                    yield return new WorkerEvent(script, "timeout", "");
                    yield break;
                }

                if (!heard.IsRunning || heard.Elapsed > limits.IdleTime)
                {
                    // A machine that is busy lets it wait, too, but not without computing now and then.
                    heard.Restart();
                    usedWhenHeard = used;
                }

                if (!process.HasExited && process.WorkingSet64 > limits.Bytes)
                {
                    yield return new WorkerEvent(script, "memory", "");
                    yield break;
                }
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    private Process Start(int mutant)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { program, Worker.Argument },
        };
        start.Environment[Worker.MutantVariable] = mutant.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private static BlockingCollection<string?> Listen(Process process, IReadOnlyList<ScriptRun> scripts)
    {
        var lines = new BlockingCollection<string?>();
        process.OutputDataReceived += (_, data) => lines.Add(data.Data);
        process.ErrorDataReceived += (_, _) => { }; // what a process that crashes has to say
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            foreach (var (job, _) in scripts)
            {
                process.StandardInput.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{job.Suite}\t{job.File}\t{(ulong)job.Features}\t{job.FullPath}"));
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already, as the end of its output will tell.
        }

        return lines;
    }

    private static (string Word, string Arguments) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
    }

    private static TimeSpan Used(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero; // it ended between the question and the answer
        }
    }
}
