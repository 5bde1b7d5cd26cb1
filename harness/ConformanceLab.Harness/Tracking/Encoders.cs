using System.Text.Encodings.Web;

namespace ConformanceLab.Harness.Tracking;

/// <summary>How JSON for people is escaped.</summary>
internal static class Encoders
{
    /// <summary>Only what must be: the files are read as JSON, never as part of a page.</summary>
    public static JavaScriptEncoder Readable { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
