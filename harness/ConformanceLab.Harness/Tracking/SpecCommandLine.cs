using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Tracking;

/// <summary>How <c>clab spec</c> is told to run on a tier of an engine.</summary>
public static class SpecCommandLine
{
    /// <summary>The beginning of the command line; options may follow.</summary>
    public static string Of(string engine, string tier) =>
        engine == LabEngine.EngineName ? $"clab spec --tier {tier}" : $"clab spec --engine {engine} --tier {tier}";
}
