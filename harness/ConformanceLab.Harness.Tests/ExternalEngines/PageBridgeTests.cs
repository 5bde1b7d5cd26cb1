using System.Collections.Concurrent;
using System.Text;
using ConformanceLab.Harness.Engines.External.Firefox;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>Requests on their way to a page: in which order, and what becomes of them if the page is gone.</summary>
public sealed class PageBridgeTests
{
    private const string Script = """
        1 0 open "ion "simd 30000
        2 0 compile 1
        3 0 invoke 1 "a
        4 0 invoke 1 "b
        5 0 invoke 1 "c
        6 0 invoke 1 "d
        7 0 end

        """;

    [Test]
    public void All_is_answered_in_order()
    {
        var page = new FakePage();
        Assert.That(Serve(Script, out var answers, page), Is.True);
        Assert.That(answers, Is.EqualTo(new[] { "1 ok", "2 ok", "3 ok", "4 ok", "5 ok", "6 ok", "7 ok" }));
        Assert.That(page.MostAtOnce, Is.GreaterThan(1));
    }

    [Test]
    public void Where_a_page_breaks_down_is_found_out_though_answers_are_lost()
    {
        // The first page takes its last three answers along; the second is asked one by one.
        var (first, second) = (new FakePage { DiesAt = 6, Loses = 3 }, new FakePage { DiesAt = 6 });
        Assert.That(Serve(Script, out var answers, first, second), Is.False);
        Assert.That(answers, Is.EqualTo(new[] { "1 ok", "2 ok", "3 ok", "4 ok", "5 ok" }));
        Assert.That(second.MostAtOnce, Is.EqualTo(1));
        Assert.That(second.Seen, Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void A_page_that_breaks_down_once_costs_nothing()
    {
        Assert.That(Serve(Script, out var answers, new FakePage { DiesAt = 5, Loses = 1 }, new FakePage()), Is.True);
        Assert.That(answers, Is.EqualTo(new[] { "1 ok", "2 ok", "3 ok", "4 ok", "5 ok", "6 ok", "7 ok" }));
    }

    [Test]
    public void What_a_thread_is_asked_waits_until_it_has_begun()
    {
        var page = new FakePage();
        Serve(
            """
            1 0 open "ion "simd 30000
            2 7 compile 1
            3 0 compile 1
            4 0 thread 7 1
            5 0 wait 7
            6 7 end
            7 0 end

            """,
            out _,
            page);
        Assert.That(page.Seen.Where(number => number is not (2 or 6)), Is.EqualTo(new[] { 1, 3, 4, 5, 7 }));
        Assert.That(page.Seen.Where(number => number is 2 or 4 or 6), Is.EqualTo(new[] { 4, 2, 6 }));
    }

    private static bool Serve(string requests, out string[] answers, params FakePage[] pages)
    {
        using var output = new Answers();
        var text = requests.ReplaceLineEndings("\n");
        var next = 0;
        using var input = new HeldStream(Encoding.ASCII.GetBytes(text), output, text.Count(character => character == '\n'));
        using var bridge = new PageBridge(output, () => pages[next++]);
        var isGood = bridge.Serve(new LineReader(input, int.MaxValue));
        Assert.That(output.Lines, Is.All.EndsWith("\n"));
        answers = [.. output.Lines.Select(line => line.TrimEnd())];
        return isGood;
    }

    // Answers ok, in the order of arrival, until it dies: in a request, with its last answers.
    private sealed class FakePage : IPage
    {
        private readonly BlockingCollection<string> _requests = [];
        private readonly Queue<string> _answers = new();
        private bool _isDead;

        public int DiesAt { get; init; } = int.MaxValue;

        public int Loses { get; init; }

        public int MostAtOnce { get; private set; }

        public List<int> Seen { get; } = [];

        public bool TrySend(string line)
        {
            if (_requests.IsAddingCompleted)
            {
                return false;
            }

            _requests.Add(line);
            return true;
        }

        public string? Receive()
        {
            // What comes next is there already, if it comes at all.
            while (_answers.Count <= Loses && !_isDead && _requests.TryTake(out var line, _answers.Count == 0 ? Timeout.Infinite : 100))
            {
                MostAtOnce = Math.Max(MostAtOnce, _requests.Count + 1);
                Seen.Add(int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
                _isDead = Seen[^1] == DiesAt;
                if (!_isDead)
                {
                    _answers.Enqueue($"{Seen[^1]} ok");
                }
            }

            return _isDead && _answers.Count <= Loses ? null : _answers.TryDequeue(out var answer) ? answer : null;
        }

        public void Dispose() => _requests.CompleteAdding();
    }

    // Ends when there are so many answers, or when it is disposed of.
    private sealed class HeldStream(byte[] bytes, Answers answers, int last) : MemoryStream(bytes)
    {
        private volatile bool _isDisposed;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            while (read == 0 && !_isDisposed && answers.Lines.Length < last)
            {
                Thread.Sleep(5);
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            _isDisposed = true;
            base.Dispose(disposing);
        }
    }

    // Each answer is written at once.
    private sealed class Answers : MemoryStream
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public string[] Lines => [.. _lines];

        public override void Write(ReadOnlySpan<byte> buffer) => _lines.Enqueue(Encoding.ASCII.GetString(buffer));
    }
}
