using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines.External.Firefox;

/// <summary>A page that executes requests, each a line, and answers each with a line.</summary>
internal interface IPage : IDisposable
{
    /// <summary>Sends a request; false if the page is gone.</summary>
    bool TrySend(string line);

    /// <summary>Waits for the next answer; null if the page is gone.</summary>
    string? Receive();
}

/// <summary>
/// Passes requests of the worker protocol to a page, and its answers back. Requests go ahead, so that the long way there is not waited for
/// each time; those that begin or end something go alone (<see cref="IsBarrier"/>). If the page is gone, its last answers may be lost, and
/// with them where it broke down: then the script is executed again in a fresh page, one request at a time, up to the one in which that is
/// lost too. A script that asks for other features than the page has, of those that a page is opened with, gets a page of its own.
/// </summary>
/// <param name="output">Where answers go.</param>
/// <param name="switchable">The features that a page has or not from its begin.</param>
/// <param name="open">Opens a page with some of these.</param>
internal sealed class PageBridge(Stream output, WasmFeatures switchable, Func<WasmFeatures, IPage> open) : IDisposable
{
    private const int MaximumAhead = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Lane> _lanes = [];
    private readonly List<Request> _script = [];
    private readonly HashSet<int> _answered = [];
    private IPage _page = open(WasmFeatures.None);
    private WasmFeatures _switchedOn;
    private int _ahead = MaximumAhead;
    private bool _isEnding;
    private bool _isGone;

    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">Where requests come from.</param>
    /// <returns>False if it ended because the page was gone for good.</returns>
    public bool Serve(LineReader input)
    {
        var receiver = new Thread(Receive) { IsBackground = true, Name = "answers" };
        receiver.Start();
        new Thread(() => Read(input)) { IsBackground = true, Name = "requests" }.Start();
        receiver.Join();
        return _isEnding;
    }

    /// <summary>Writes a line of the protocol, the line feed included.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        output.Write(line);
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();

    private void Read(LineReader input)
    {
        while (input.TryRead(out var bytes))
        {
            var request = Request.Parse(Encoding.ASCII.GetString(bytes));
            lock (_gate)
            {
                Enqueue(request);
                SendAll();
            }
        }

        // The harness is gone, or needs this no more.
        lock (_gate)
        {
            _isEnding = true;
            _page.Dispose();
        }
    }

    private void Enqueue(Request request)
    {
        if (request.Verb == "open")
        {
            _lanes.Clear();
            _script.Clear();
            _answered.Clear();
            _ahead = MaximumAhead;
            SwitchTo(((OpenRequest)request.Read()).Options.Features & switchable);
        }

        _script.Add(request);
        Add(request);
    }

    private void SwitchTo(WasmFeatures features)
    {
        if (features != _switchedOn)
        {
            _switchedOn = features;
            _isGone |= !TryReopen();
        }
    }

    private void Add(Request request)
    {
        var lane = LaneOf(request.Session);
        lane.IsOpen |= request.Verb == "open";
        lane.Waiting.Enqueue(request);
    }

    private Lane LaneOf(int session)
    {
        if (!_lanes.TryGetValue(session, out var lane))
        {
            _lanes.Add(session, lane = new Lane());
        }

        return lane;
    }

    private void SendAll()
    {
        foreach (var lane in _lanes.Values)
        {
            while (lane.Next(_ahead) is { } request)
            {
                lane.Waiting.Dequeue();
                lane.Sent.Enqueue(request);
                if (!_page.TrySend(request.Line))
                {
                    return; // whoever receives learns it too
                }
            }
        }
    }

    private IPage Page
    {
        get
        {
            lock (_gate)
            {
                return _page;
            }
        }
    }

    private void Receive()
    {
        while (true)
        {
            var page = Page;
            var answer = page.Receive();
            lock (_gate)
            {
                if (_isEnding || _isGone)
                {
                    return;
                }

                if (page != _page)
                {
                    continue; // another has taken its place
                }

                if (answer is null && !TryAgain())
                {
                    return;
                }

                if (answer is not null)
                {
                    Take(answer);
                    SendAll();
                }
            }
        }
    }

    // Answers that the harness has already, from before the page was opened again, go nowhere.
    private void Take(string answer)
    {
        var space = answer.IndexOf(' ', StringComparison.Ordinal);
        var number = int.Parse(answer.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture);
        var lane = _lanes.Values.First(lane => lane.Sent.TryPeek(out var first) && first.Number == number);
        var request = lane.Sent.Dequeue();
        if (request.Verb == "thread")
        {
            LaneOf(int.Parse(request.Line.Split(' ')[3], NumberStyles.None, CultureInfo.InvariantCulture)).IsOpen = true;
        }

        if (_answered.Add(number))
        {
            Write(Encoding.UTF8.GetBytes(answer + '\n'));
        }
    }

    // The page is gone. Where it had one request only, that was it.
    private bool TryAgain()
    {
        if (_ahead == 1 || _lanes.Values.Sum(lane => lane.Sent.Count) <= 1)
        {
            return false;
        }

        _ahead = 1;
        _lanes.Clear();
        _script.ForEach(Add);
        if (!TryReopen())
        {
            return false;
        }

        SendAll();
        return true;
    }

    private bool TryReopen()
    {
        _page.Dispose();
        try
        {
            _page = open(_switchedOn);
            return true;
        }
        catch (IOException error)
        {
            Console.Error.WriteLine(error.Message);
            return false;
        }
    }

    /// <summary>Whether a request must be alone in its session: the page does it, not the session's thread.</summary>
    private static bool IsBarrier(string verb) => verb is "open" or "thread" or "wait" or "end";

    private sealed record Request(int Number, int Session, string Verb, string Line)
    {
        public static Request Parse(string line)
        {
            var fields = line.Split(' ', 4);
            return fields.Length >= 3
                && int.TryParse(fields[0], CultureInfo.InvariantCulture, out var number)
                && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var session)
                ? new Request(number, session, fields[2], line)
                : throw new IOException($"wrong request: {line}");
        }

        public EngineRequest Read() => RequestLine.Read(Encoding.ASCII.GetBytes(Line)).Request;
    }

    // The requests of a session: those that the page has, and those that wait for them.
    private sealed class Lane
    {
        public Queue<Request> Waiting { get; } = new();

        public Queue<Request> Sent { get; } = new();

        public bool IsOpen { get; set; }

        // Which request may be sent now.
        public Request? Next(int ahead) => IsOpen && Waiting.TryPeek(out var next) && Sent.Count < ahead
            && (Sent.Count == 0 || (!IsBarrier(next.Verb) && !IsBarrier(Sent.Peek().Verb)))
            ? next
            : null;
    }
}
