using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External.Firefox;

/// <summary>
/// A worker whose engine is SpiderMonkey, in a page of Firefox: what it reads of the protocol on standard input goes through a socket to
/// the page, and answers come back.
/// <code>
/// harness ═pipe═▶ FirefoxWorker ─socket─▶ page ─message─▶ a thread of the page for each session: executes
///         ◀═════                ◀────────      ◀─────────
/// </code>
/// Between the two stands a <see cref="PageBridge"/>.
/// </summary>
public static class FirefoxWorker
{
    /// <summary>The option of a worker's command line that makes it this one; the program and the tier follow.</summary>
    public const string Option = "--firefox";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(50);

    /// <summary>Runs the worker to its end.</summary>
    /// <param name="arguments">The command line: the option, the program, the tier.</param>
    /// <returns>The exit code: 0, 1 if the page is gone, 2 if the command line is wrong.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [Option, var program, var tier] || !FirefoxProcess.Tiers.ContainsKey(tier))
        {
            Console.Error.WriteLine($"{Option} PROGRAM TIER; tiers are {string.Join(", ", FirefoxProcess.Tiers.Keys)}");
            return 2;
        }

        // Ctrl-C goes to every process of a terminal: what becomes of a worker is for the harness to decide.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        WorkerProgram.LowerChances();
        using var output = Console.OpenStandardOutput();
        try
        {
            var version = FirefoxProcess.VersionOf(program);
            using var bridge = new PageBridge(output, FirefoxProcess.Switchable, features => Tab.Open(program, tier, features));
            var hello = new LineWriter();
            new Hello("spidermonkey", version, [tier], WasmFeatures.All, new OracleStrength(false, false, false, false)).Write(hello);
            bridge.Write(hello.Written.Span);
            using var input = Console.OpenStandardInput();
            return bridge.Serve(new LineReader(input, int.MaxValue)) ? 0 : 1;
        }
        catch (IOException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    // Firefox with the page open.
    private sealed class Tab(PageServer server, FirefoxProcess firefox, WebSocket socket) : IPage
    {
        private readonly byte[] _piece = new byte[1 << 16];
        private int _isClosed;

        public static Tab Open(string program, string tier, WasmFeatures switchedOn)
        {
            var server = new PageServer();
            var firefox = FirefoxProcess.Start(program, tier, switchedOn, server.Address);
            try
            {
                return new Tab(server, firefox, server.Socket.WaitAsync(s_startLimit).GetAwaiter().GetResult());
            }
            catch (TimeoutException error)
            {
                firefox.Dispose();
                server.Dispose();
                throw new IOException($"{program} does not open the page: {error.Message}", error);
            }
        }

        public bool TrySend(string line)
        {
            try
            {
                var bytes = Encoding.UTF8.GetBytes(line);
                socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None).GetAwaiter().GetResult();
                return true;
            }
            catch (Exception error) when (error is WebSocketException or IOException or InvalidOperationException)
            {
                return false;
            }
        }

        public string? Receive()
        {
            try
            {
                var text = new StringBuilder();
                while (true)
                {
                    var got = socket.ReceiveAsync(_piece, CancellationToken.None).GetAwaiter().GetResult();
                    if (got.MessageType == WebSocketMessageType.Close)
                    {
                        return null;
                    }

                    text.Append(Encoding.UTF8.GetString(_piece, 0, got.Count));
                    if (got.EndOfMessage)
                    {
                        return text.ToString();
                    }
                }
            }
            catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException)
            {
                return null;
            }
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                firefox.Dispose();
                socket.Dispose();
                server.Dispose();
            }
        }
    }
}
