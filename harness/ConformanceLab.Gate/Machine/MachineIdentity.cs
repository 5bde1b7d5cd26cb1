using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Gate.Machine;

/// <summary>Which machine times are of. Times of different machines are never compared. Immutable.</summary>
/// <param name="Processor">The processor's model.</param>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="MemoryGiB">Memory, rounded to GiB.</param>
/// <param name="System">Operating system and architecture, without its patch level.</param>
public sealed record MachineIdentity(string Processor, int Cores, int MemoryGiB, string System)
{
    /// <summary>Twelve hexadecimal digits of a hash of all of it; the name of its file of history.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..12];

    /// <summary>This machine.</summary>
    public static MachineIdentity Current { get; } = new(
        ReadProcessor(),
        Environment.ProcessorCount,
        (int)Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30)),
        $"{(OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : "macOS")} {RuntimeInformation.OSArchitecture}");

    /// <inheritdoc/>
    public override string ToString() => $"{Processor}, {Cores} cores, {MemoryGiB} GiB, {System}";

    private static string ReadProcessor()
    {
        const string file = "/proc/cpuinfo";
        ImmutableArray<string> lines = File.Exists(file) ? [.. File.ReadLines(file)] : [];
        return lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown processor";
    }
}
