using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Harness.Engines.External;

namespace ConformanceLab.Harness.Workers;

/// <summary>How this program starts programs of ours: itself, and its workers.</summary>
public static class OwnProgram
{
    /// <summary>
    /// Whether this is the native build: then it is one file, and there is neither an assembly to start nor, perhaps, a .NET to start it with.
    /// </summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>The variable in which .NET's own tools name the <c>dotnet</c> that they run with.</summary>
    internal const string HostVariable = "DOTNET_HOST_PATH";

    /// <summary>The command line that starts a program of ours: the program, then its first arguments.</summary>
    /// <param name="assembly">The name of its assembly, which lies beside this one: <c>ConformanceLab.Worker.dll</c>.</param>
    /// <param name="option">What makes the native build be that program; null if it is it anyway.</param>
    /// <exception cref="FileNotFoundException">The assembly is missing.</exception>
    public static IReadOnlyList<string> Command(string assembly, string? option = null) =>
        Command(IsNative ? Environment.ProcessPath : null, AppContext.BaseDirectory, assembly, option);

    internal static IReadOnlyList<string> Command(string? native, string folder, string assembly, string? option)
    {
        if (native is not null)
        {
            return option is null ? [native] : [native, option];
        }

        var path = Path.Combine(folder, assembly);
        return File.Exists(path)
            ? [FindDotnet(), path]
            : throw new FileNotFoundException($"{path} is missing; build ConformanceLab.sln");
    }

    /// <summary>
    /// The <c>dotnet</c> that runs this process, whatever is on the path: the runtime lies in shared/Microsoft.NETCore.App/x.y.z below it. The
    /// native build takes the one that <c>DOTNET_HOST_PATH</c> names, or the one on the path.
    /// </summary>
    internal static string FindDotnet()
    {
        if (IsNative)
        {
            return ProgramSearch.Find(HostVariable, "dotnet")?.Path ?? "dotnet";
        }

        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(dotnet) ? dotnet : "dotnet";
    }
}
