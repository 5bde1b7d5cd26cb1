using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// The plan that shards are parts of. Runs whose hash is the same were given the same scripts on the same tiers: they are parts of one
/// whole.
/// </summary>
/// <param name="Hash">A hash of the names of all files with their tiers and numbers of commands, in hexadecimal.</param>
/// <param name="Files">Number of files (times tiers).</param>
/// <param name="Planned">Number of commands.</param>
public sealed record WholePlan(string Hash, int Files, int Planned)
{
    /// <summary>The plan of these files.</summary>
    /// <param name="files"><c>suite/path@tier</c> and the number of commands, in any order.</param>
    public static WholePlan Of(IEnumerable<(string Id, int Commands)> files)
    {
        var sorted = files.OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        var text = string.Concat(sorted.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Id} {file.Commands}\n")));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new WholePlan(Convert.ToHexStringLower(hash.AsSpan(0, 8)), sorted.Count, sorted.Sum(file => file.Commands));
    }
}
