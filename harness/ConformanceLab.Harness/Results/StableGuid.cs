using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Identifiers for formats that want UUIDs: computed from names, so that a command keeps its identifier from run to run (RFC 9562,
/// version 8).
/// </summary>
internal static class StableGuid
{
    /// <summary>The identifier of a command on its engine and tier.</summary>
    public static Guid OfCommand(FileResults file, ResultRecord command) => Of("command", file.Engine, file.Tier, command.Id!);

    /// <summary>The identifier of results: the same for equal runs without times.</summary>
    public static Guid OfResults(ResultSet results) => Of(
        ["results", .. results.Runs.SelectMany(run => new[] { run.Engine, run.Started.Whole?.Hash ?? "", run.Started.Started ?? "" })]);

    /// <summary>The identifier of some names.</summary>
    public static Guid Of(params ReadOnlySpan<string> names)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names)), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
