using System.Security.Cryptography;
using System.Text;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.Tests.Fakes;

/// <summary>Results that no engine made: what reports, matrices and histories are tested with.</summary>
internal sealed class MadeRun(string engine, string version = "1.0")
{
    private readonly List<(string Suite, string File, string Tier, string[] Commands)> _files = [];

    /// <summary>When it began.</summary>
    public string Started { get; init; } = "2026-01-31T12:00:00.000Z";

    /// <summary>Whether it broke off.</summary>
    public bool IsBrokenOff { get; init; }

    /// <summary>Adds a file.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="name"><c>suite/path</c>.</param>
    /// <param name="commands">
    /// A word for each command: its verdict, which makes an <c>assert_return</c> of it, or <c>keyword:verdict</c>; with <c>*12</c> behind
    /// it, that often.
    /// </param>
    public MadeRun File(string tier, string name, string commands)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var all = commands.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Split('*') is [var one, var count]
            ? Enumerable.Repeat(one, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))
            : [word]);
        _files.Add((name[..slash], name[(slash + 1)..], tier, [.. all]));
        return this;
    }

    /// <summary>The stable name of the n-th command of a file.</summary>
    public static string IdOf(string name, int index) =>
        $"{name}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {index}")))[..16]}";

    /// <summary>The records.</summary>
    public IEnumerable<ResultRecord> Records()
    {
        var planned = _files.Sum(file => file.Commands.Length);
        yield return new ResultRecord
        {
            Event = ResultEvents.RunStarted, Engine = engine, EngineVersion = version, Started = Started, Shard = "1/1", Planned = planned,
        };
        var verdicts = new Dictionary<string, int>();
        foreach (var (suite, file, tier, commands) in _files)
        {
            var own = new Dictionary<string, int>();
            yield return new ResultRecord
            {
                Event = ResultEvents.FileStarted, Suite = suite, File = file, Tier = tier, Planned = commands.Length, Profile = "wasm3",
            };
            for (var index = 0; index < commands.Length; index++)
            {
                var (keyword, verdict) = commands[index].Split(':') is [var first, var second] ? (first, second) : (
                    "assert_return", commands[index]);
                var isGood = verdict is "pass";
                yield return new ResultRecord
                {
                    Event = ResultEvents.Command,
                    Suite = suite,
                    File = file,
                    Tier = tier,
                    Id = IdOf($"{suite}/{file}", index),
                    Index = index,
                    Line = index + 1,
                    Command = keyword,
                    Verdict = verdict,
                    Message = isGood ? null : $"message {index} of <{file}>",
                    Expected = verdict == "fail" ? "(i32.const 0x00000001=1)" : null,
                    Actual = verdict == "fail" ? "returned (i32.const 0x00000003=3)" : null,
                };
                own[verdict] = own.GetValueOrDefault(verdict) + 1;
                verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
            }

            yield return new ResultRecord
            {
                Event = ResultEvents.FileFinished, Suite = suite, File = file, Tier = tier, Planned = commands.Length, Verdicts = own,
            };
        }

        if (!IsBrokenOff)
        {
            yield return new ResultRecord
            {
                Event = ResultEvents.RunFinished, Files = _files.Count, Planned = planned, Verdicts = verdicts, Balanced = true,
                    Cancelled = false,
            };
        }
    }

    /// <summary>Writes the results into a folder, as <c>clab spec</c> does.</summary>
    /// <returns>The folder.</returns>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var output = System.IO.File.Create(Path.Combine(folder, ResultFile.Name));
        var writer = new NdjsonWriter(output);
        foreach (var record in Records())
        {
            writer.Add(record);
        }

        return folder;
    }

    /// <summary>The results, as if they had been read.</summary>
    public ResultFile Read(string path = "made")
    {
        var collector = new RunCollector();
        foreach (var record in Records())
        {
            collector.Add(record);
        }

        return new ResultFile(path, [.. collector.Runs], []);
    }
}
