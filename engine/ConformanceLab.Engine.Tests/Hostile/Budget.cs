using System.Diagnostics;
using System.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>
/// What dealing with an input may cost. Times leave a factor of a hundred to a busy machine; what they guard against takes minutes.
/// </summary>
internal static class Budget
{
    /// <summary>Runs an action that must end within the time and must not allocate more managed memory in all.</summary>
    public static void Within(TimeSpan time, long bytes, Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        action();
        var took = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(took < time, $"took {took}, allowed are {time}");
        Assert.True(allocated < bytes, $"allocated {allocated} bytes, allowed are {bytes}");
    }

    /// <summary>A text so many times.</summary>
    public static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
