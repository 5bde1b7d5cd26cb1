using System.Collections.Immutable;
using ConformanceLab.Gate.Subjects;

namespace ConformanceLab.Gate.Tests;

/// <summary>Engines that are shell scripts: they answer at once, with times that the test chooses.</summary>
internal static class FakePlug
{
    /// <summary>
    /// An engine whose times are noise (a few percent, from the shell's generator) around a level, with as many repetitions as it is asked
    /// for.
    /// </summary>
    /// <param name="level">The level in microseconds.</param>
    /// <param name="result">The result that it gives.</param>
    public static Subject Noisy(int level, string result = "1") => Script($$"""
        reps=1; while [ $# -gt 0 ]; do [ "$1" = --reps ] && reps=$2; shift; done
        seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
        awk -v n=$reps -v level={{level}} -v seed=$seed 'BEGIN { srand(seed); process = 1 + 0.01 * rand();
          printf "{\"ok\":true,\"compile_ms\":1,\"instantiate_ms\":1,\"result\":\"{{result}}\",\"run_ms\":[";
          for (i = 0; i < n; i++) printf "%s%.6f", (i ? "," : ""), level / 1000 * process * (1 + 0.01 * rand());
          print "]}" }'
        """);

    /// <summary>The same, but that it can be made slower: by a thousandth for each turn that is not hidden.</summary>
    /// <param name="level">The level in microseconds.</param>
    /// <param name="hidden">The turns that cost nothing.</param>
    public static Subject Delayed(int level, int hidden) => Script($$"""
        reps=1; turns=0
        while [ $# -gt 0 ]; do
          case "$1" in --reps) reps=$2;; --plant) turns=${2#*:};; esac; shift
        done
        seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
        awk -v n=$reps -v level={{level}} -v seed=$seed -v turns=$turns 'BEGIN { srand(seed); process = 1 + 0.01 * rand();
          paid = turns > {{hidden}} ? turns - {{hidden}} : 0;
          printf "{\"ok\":true,\"compile_ms\":1,\"instantiate_ms\":1,\"result\":\"1\",\"run_ms\":[";
          for (i = 0; i < n; i++) printf "%s%.6f", (i ? "," : ""), (1 + paid / 1000) * level / 1000 * process * (1 + 0.01 * rand());
          print "]}" }'
        """);

    /// <summary>The same, but that it counts too.</summary>
    /// <param name="level">The level in microseconds.</param>
    /// <param name="instructions">What it counts.</param>
    /// <param name="codeBytes">What it counts besides.</param>
    public static Subject Counting(int level, long instructions, long codeBytes)
    {
        var noisy = Noisy(level).Command[2];
        var counts = $"\"instructions\":{instructions},\"codeBytes\":{codeBytes}";
        return Script($$$"""
            case "$*" in *"--mode count"*) echo '{"ok":true,"counts":{ {{{counts}}} }}'; exit;; esac
            {{{noisy}}}
            """);
    }

    /// <summary>An engine that does what a script says.</summary>
    /// <param name="script">Lines of sh; its arguments are the options of the plug.</param>
    public static Subject Script(string script) => new("fake", ["sh", "-c", script, "plug"]);

    /// <summary>The same words as a user would write them.</summary>
    public static ImmutableArray<string> Own => ["dotnet", "clab.dll"];
}
