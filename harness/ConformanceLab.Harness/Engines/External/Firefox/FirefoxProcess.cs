using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External.Firefox;

/// <summary>
/// A Firefox without a window, with a profile of its own in a temporary folder, held to one tier of SpiderMonkey. It is a process group of
/// its own. Whatever becomes of this process, the group is killed and the folder removed: a shell outside of our own group waits for our
/// end.
/// </summary>
internal sealed class FirefoxProcess : IDisposable
{
    // Reads the number of the group, and then until whoever has written it is gone, or closes the pipe.
    private const string Guard =
        "exec 3<&0; setsid sh -c 'read -r group <&3 && { cat <&3; kill -KILL \"-$group\"; sleep 0.3; }; rm -rf -- \"$0\"' "
        + "\"$1\" </dev/null >/dev/null 2>&1 &";

    private static readonly TimeSpan s_exitLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Process _guard;

    private FirefoxProcess(Process process, Process guard)
    {
        _process = process;
        _guard = guard;
    }

    /// <summary>Tiers by name, and the preferences that hold Firefox to them.</summary>
    public static IReadOnlyDictionary<string, string[]> Tiers { get; } = new Dictionary<string, string[]>
    {
        ["baseline"] = [Preference("javascript.options.wasm_optimizingjit", "false")],
        ["ion"] = [Preference("javascript.options.wasm_baselinejit", "false")],
    };

    /// <summary>
    /// Features that Firefox has and keeps switched off unless a preference says otherwise. Preferences are read when it starts, so one
    /// that is to have others is another one.
    /// </summary>
    public static IReadOnlyDictionary<WasmFeatures, string> Switches { get; } = new Dictionary<WasmFeatures, string>
    {
        [WasmFeatures.CustomPageSizes] = "javascript.options.wasm_custom_page_sizes",
        [WasmFeatures.WideArithmetic] = "javascript.options.wasm_wide_arithmetic",
        [WasmFeatures.CompactImportSection] = "javascript.options.wasm_compact_imports",
    };

    /// <summary>The features of <see cref="Switches"/>.</summary>
    public static WasmFeatures Switchable { get; } = Switches.Keys.Aggregate(WasmFeatures.None, (all, feature) => all | feature);

    /// <summary>What the program says of its version.</summary>
    /// <exception cref="IOException">It does not work.</exception>
    public static string VersionOf(string program)
    {
        var run = ProgramRun.Execute(program, ["--version"], Path.GetTempPath(), TimeSpan.FromSeconds(30));
        return run.Lines.FirstOrDefault(line => line.StartsWith("Mozilla Firefox ", StringComparison.Ordinal)) is { } line
            ? line["Mozilla ".Length..].Trim()
            : throw new IOException($"{program} --version: {run.DescribeEnd()}");
    }

    /// <summary>Starts one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="tier">A key of <see cref="Tiers"/>.</param>
    /// <param name="switchedOn">Those of <see cref="Switches"/> that it has.</param>
    /// <param name="address">The page that it opens.</param>
    /// <exception cref="IOException">It can't be started.</exception>
    public static FirefoxProcess Start(string program, string tier, WasmFeatures switchedOn, string address)
    {
        var home = Directory.CreateTempSubdirectory("clab-firefox-").FullName;
        var profile = Directory.CreateDirectory(Path.Combine(home, "profile")).FullName;
        File.WriteAllLines(Path.Combine(profile, "user.js"), [.. s_preferences, .. Tiers[tier], .. PreferencesOf(switchedOn)]);
        Process? guard = null;
        try
        {
            guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard, "sh", home]) { RedirectStandardInput = true })!;
            string[] arguments = [program, "--headless", "--no-remote", "--new-instance", "--profile", profile, address];
            var start = new ProcessStartInfo("setsid", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["HOME"] = home;
            start.Environment["TMPDIR"] = home;
            start.Environment["XDG_CACHE_HOME"] = home;
            start.Environment["XDG_CONFIG_HOME"] = home;
            start.Environment["MOZ_CRASHREPORTER_DISABLE"] = "1";
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            guard.StandardInput.WriteLine(process.Id.ToString(CultureInfo.InvariantCulture));
            guard.StandardInput.Flush();
            return new FirefoxProcess(process, guard);
        }
        catch (Win32Exception error)
        {
            guard?.Dispose();
            Directory.Delete(home, recursive: true);
            throw new IOException($"{program} can't be started: {error.Message}", error);
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Kills the group, waits until Firefox is gone, and has the folder removed.</summary>
    public void Dispose()
    {
        // The end of its input tells the guard.
        _guard.StandardInput.Dispose();
        _process.WaitForExit(s_exitLimit);
        _guard.Dispose();
        _process.Dispose();
    }

    private static IEnumerable<string> PreferencesOf(WasmFeatures switchedOn) => Switches.Select(
        entry => Preference(entry.Value, (switchedOn & entry.Key) != 0 ? "true" : "false"));

    private static string Preference(string name, string value) => $"user_pref(\"{name}\", {value});";

    // Nothing but the page: no connections of its own, no first steps, no sessions, no watchdog for scripts that take long.
    private static readonly string[] s_preferences =
    [
        Preference("app.normandy.enabled", "false"),
        Preference("app.update.disabledForTesting", "true"),
        Preference("browser.aboutwelcome.enabled", "false"),
        Preference("browser.cache.disk.enable", "false"),
        Preference("browser.region.network.url", "\"\""),
        Preference("browser.safebrowsing.downloads.enabled", "false"),
        Preference("browser.safebrowsing.malware.enabled", "false"),
        Preference("browser.safebrowsing.phishing.enabled", "false"),
        Preference("browser.sessionstore.enabled", "false"),
        Preference("browser.sessionstore.resume_from_crash", "false"),
        Preference("browser.shell.checkDefaultBrowser", "false"),
        Preference("browser.startup.homepage_override.mstone", "\"ignore\""),
        Preference("browser.tabs.crashReporting.sendReport", "false"),
        Preference("browser.tabs.unloadOnLowMemory", "false"),
        Preference("datareporting.healthreport.uploadEnabled", "false"),
        Preference("datareporting.policy.dataSubmissionEnabled", "false"),
        Preference("dom.ipc.processHangMonitor", "false"),
        Preference("dom.ipc.processPrelaunch.enabled", "false"),
        Preference("dom.max_script_run_time", "0"),
        Preference("dom.min_background_timeout_value", "4"),
        Preference("dom.push.connection.enabled", "false"),
        Preference("extensions.getAddons.cache.enabled", "false"),
        Preference("extensions.systemAddon.update.enabled", "false"),
        Preference("extensions.update.enabled", "false"),
        Preference("media.gmp-manager.updateEnabled", "false"),
        Preference("network.captive-portal-service.enabled", "false"),
        Preference("network.connectivity-service.enabled", "false"),
        Preference("network.dns.disablePrefetch", "true"),
        Preference("network.prefetch-next", "false"),
        Preference("network.websocket.timeout.ping.request", "0"),
        Preference("privacy.reduceTimerPrecision", "false"),
        Preference("services.settings.server", "\"http://127.0.0.1:9/\""),
        Preference("toolkit.startup.max_resumed_crashes", "-1"),
        Preference("toolkit.telemetry.enabled", "false"),
        Preference("toolkit.telemetry.server", "\"\""),
        Preference("toolkit.telemetry.unified", "false"),
    ];
}
