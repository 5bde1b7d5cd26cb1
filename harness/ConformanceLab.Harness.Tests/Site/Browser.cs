using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConformanceLab.Harness.Tests.Site;

/// <summary>
/// A real browser without a window, told what to do through the protocol that its own developer tools speak (Chrome DevTools Protocol).
/// </summary>
internal sealed class Browser : IDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _problems = new();
    private int _id;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Where a browser is on this machine; null if there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What pages have complained about: exceptions, errors on their console, what could not be loaded.</summary>
    public string Problems => _problems.ToString();

    /// <summary>Forgets what pages have complained about, where they should have.</summary>
    public void ForgetProblems() => _problems.Clear();

    /// <summary>Starts one.</summary>
    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("clab-browser-").FullName;
        var process = Process.Start(new ProcessStartInfo(
            Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
                "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
            ])
        {
            RedirectStandardError = true,
        })!;
        var browser = new Browser(process, profile);
        try
        {
            // It writes which port it took, and the address of the browser, into its profile.
            var file = Path.Combine(profile, "DevToolsActivePort");
            var start = Stopwatch.GetTimestamp();
            string[] lines = [];
            while (lines.Length < 2)
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(start) > s_patience)
                {
                    throw new InvalidOperationException($"{Program} did not start");
                }

                await Task.Delay(20);
                lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
            }

            _ = process.StandardError.ReadToEndAsync();
            using var http = new HttpClient();
            var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{lines[0]}/json")))!.AsArray();
            var page = targets.First(target => (string?)target!["type"] == "page")!;
            await browser._socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), CancellationToken.None);
            foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
            {
                await browser.SendAsync($"{domain}.enable", []);
            }

            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Opens a page, or goes to another place on it, and waits until a condition holds.</summary>
    /// <param name="address">The address.</param>
    /// <param name="until">An expression.</param>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> OpenAsync(string address, string until)
    {
        var start = Stopwatch.GetTimestamp();
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address });
        await WaitAsync(until);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitAsync(string until)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await EvaluateAsync<bool>($"Boolean({until})"))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new TimeoutException($"never true: {until}\n{Problems}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>The value of an expression; promises are waited for.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } error
            ? throw new InvalidOperationException($"{expression}: {error["exception"]?["description"] ?? error["text"]}")
            : answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>Makes the page as large as a screen, light or dark.</summary>
    public async Task ResizeAsync(int width, int height, bool isDark, bool isPhone = false)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = isPhone ? 2 : 1, ["mobile"] = isPhone,
        });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
    }

    /// <summary>A picture of what is seen, or of the whole page.</summary>
    public async Task<byte[]> ScreenshotAsync(bool isWhole = false)
    {
        var answer = await SendAsync(
            "Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = isWhole });
        return Convert.FromBase64String((string)answer["data"]!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();

        // What the processes of the browser wrote last may still be going on.
        for (var attempt = 0; Directory.Exists(_profile) && attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(50);
            }
        }
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var id = ++_id;
        var text = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        using var patience = new CancellationTokenSource(s_patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            var message = await ReceiveAsync(patience.Token);
            if ((int?)message["id"] == id)
            {
                return message["error"] is { } error ? throw new InvalidOperationException($"{method}: {error["message"]}")
                    : message["result"]!;
            }

            Note(message);
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[1 << 16];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await _socket.ReceiveAsync(piece.AsMemory(), cancellation);
            buffer.Write(piece, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        var problem = (string?)message["method"] switch
        {
            "Runtime.exceptionThrown" => message["params"]!["exceptionDetails"]!["exception"]?["description"]?.ToString(),
            "Log.entryAdded" when (string?)message["params"]!["entry"]!["level"] == "error" =>
                message["params"]!["entry"]!["text"]!.ToString(),
            // What was still loading when the page was left is nobody's loss.
            "Network.loadingFailed" when (bool?)message["params"]!["canceled"] != true && (
                string?)message["params"]!["errorText"] != "net::ERR_ABORTED" =>
                $"not loaded: {message["params"]!["errorText"]}",
            "Network.requestWillBeSent" when ((string)message["params"]!["request"]!["url"]!).StartsWith(
                "http", StringComparison.Ordinal) =>
                $"something from elsewhere: {message["params"]!["request"]!["url"]}",
            _ => null,
        };
        if (problem is not null)
        {
            _problems.AppendLine(problem);
        }
    }
}
