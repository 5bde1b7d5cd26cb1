using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;
using ConformanceLab.MutationTester.Mutants;

namespace ConformanceLab.MutationTester.Running;

/// <summary>
/// Findings of earlier runs, in a file of one JSON object a line, which is written as they come: a run that was broken off goes on where it
/// was, and where only one suite has changed only that one is run. They count while the engine's sources, the harness and the suite's
/// scripts are the same. Thread-safe.
/// </summary>
public sealed class FindingCache
{
    private readonly string _file;
    private readonly string _fingerprint;
    private readonly Dictionary<string, Finding> _findings = [];
    private readonly Lock _writing = new();

    private FindingCache(string file, string fingerprint)
    {
        _file = file;
        _fingerprint = fingerprint;
    }

    /// <summary>Opens the file, which need not exist.</summary>
    /// <param name="file">The file.</param>
    /// <param name="engine">A hash of the engine's sources.</param>
    /// <param name="jobs">The suite's scripts.</param>
    /// <exception cref="IOException">It, or a script, cannot be read.</exception>
    public static FindingCache Open(string file, string engine, IEnumerable<FileJob> jobs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(engine));
        foreach (var job in jobs)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{job.Id} {job.Features} "));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(job.FullPath)));
        }

        var cache = new FindingCache(file, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
        if (File.Exists(file))
        {
            cache.Read(File.ReadLines(file));
        }

        return cache;
    }

    /// <summary>What is known of a mutant; null if nothing is.</summary>
    public Finding? Find(Mutant mutant) => _findings.GetValueOrDefault(mutant.Id);

    /// <summary>Notes what became of a mutant.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(Mutant mutant, Finding finding)
    {
        lock (_writing)
        {
            File.AppendAllText(_file, JsonSerializer.Serialize(new Entry(_fingerprint, mutant.Id, finding.Fate, finding.Where)) + "\n");
        }
    }

    private void Read(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            try
            {
                if (JsonSerializer.Deserialize<Entry>(line) is { } entry && entry.Fingerprint == _fingerprint)
                {
                    _findings[entry.Mutant] = new Finding(entry.Fate, entry.Where);
                }
            }
            catch (JsonException)
            {
                // The last line of a run that was killed.
            }
        }
    }

    private sealed record Entry(string Fingerprint, string Mutant, Fate Fate, string Where);
}
