using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.Harness.Engines.External.Firefox;

/// <summary>
/// Gives a browser on this machine a page and its scripts, and is then at the other end of the page's socket. It listens on the loopback
/// interface only, below a path that nobody can guess. For one browser.
/// </summary>
internal sealed class PageServer : IDisposable
{
    // Source: RFC 6455, section 1.3.
    private const string SocketMark = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int MaximumHeaderBytes = 1 << 14;

    // Memories can be shared between threads of a page that is isolated from others only.
    private const string Isolation = "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
    private const string Page =
        "<!doctype html><meta charset=utf-8><title>worker</title><script type=module src=javascript-page.mjs></script>";

    private static readonly string[] s_files = ["javascript-page.mjs", "javascript-engine.mjs"];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _path = $"/{RandomNumberGenerator.GetHexString(32, lowercase: true)}/";
    private readonly TaskCompletionSource<WebSocket> _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to serve, until it is disposed of: the page's threads load scripts too.</summary>
    public PageServer()
    {
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The address of the page.</summary>
    public string Address =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{_path}");

    /// <summary>The page's socket, when it has opened it.</summary>
    public Task<WebSocket> Socket => _socket.Task;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                client.NoDelay = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    // One request of a connection, which ends then, but for the one that asks for the socket.
    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            if (!await TryOpenSocketAsync(stream, await ReadHeaderAsync(stream).ConfigureAwait(false)).ConfigureAwait(false))
            {
                client.Dispose();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }

    private async Task<bool> TryOpenSocketAsync(NetworkStream stream, string header)
    {
        var words = header.Split('\n')[0].Split(' ');
        var target = words.Length > 1 && words[1].StartsWith(_path, StringComparison.Ordinal) ? words[1][_path.Length..] : null;
        if (target == "socket" && KeyOf(header) is { } key)
        {
            // Source: RFC 6455, section 4.2.2. That the hash is SHA-1 is part of the protocol, and secures nothing.
#pragma warning disable CA5350
            var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + SocketMark)));
#pragma warning restore CA5350
            await WriteAsync(
                stream,
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n",
                []).ConfigureAwait(false);
            return _socket.TrySetResult(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }));
        }

        var body = target == "" ? Encoding.UTF8.GetBytes(Page)
            : s_files.Contains(target) ? await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, target!)).ConfigureAwait(false)
            : null;
        var type = target == "" ? "text/html" : "text/javascript";
        await WriteAsync(
            stream,
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\nContent-Type: {type}\r\n"
                    + $"Content-Length: {body?.Length ?? 0}\r\n{Isolation}Connection: close\r\n\r\n"),
            body ?? []).ConfigureAwait(false);
        return false;
    }

    private static string? KeyOf(string header) => header.Split('\n')
        .Select(line => line.Split(':', 2))
        .Where(field => field.Length == 2 && field[0].Trim().Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))
        .Select(field => field[1].Trim())
        .FirstOrDefault();

    private static async Task<string> ReadHeaderAsync(NetworkStream stream)
    {
        var bytes = new byte[MaximumHeaderBytes];
        var length = 0;
        while (length < bytes.Length && !bytes.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length)).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    private static async Task WriteAsync(NetworkStream stream, string header, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(header)).ConfigureAwait(false);
        await stream.WriteAsync(body).ConfigureAwait(false);
    }
}
