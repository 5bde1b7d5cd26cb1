using System.Collections.Concurrent;
using System.Text;
using ConformanceLab.Harness.Engines.External.Firefox;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Wasm;
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
    public void A_script_has_a_page_with_the_features_that_it_asks_for()
    {
        // simd is none that a page is opened with; a page that has what is asked for stays.
        var pages = Enumerable.Range(0, 3).Select(_ => new FakePage()).ToArray();
        var opened = new List<WasmFeatures>();
        Assert.That(
            Serve(
                """
                1 0 open "ion "simd 30000
                2 0 end
                3 0 open "ion "simd,wide-arithmetic 30000
                4 0 compile 1
                5 0 end
                6 0 open "ion "wide-arithmetic 30000
                7 0 end
                8 0 open "ion " 30000
                9 0 end

                """,
                out var answers,
                opened.Add,
                pages),
            Is.True);
        Assert.That(answers, Is.EqualTo(Enumerable.Range(1, 9).Select(number => $"{number} ok")));
        Assert.That(opened, Is.EqualTo(new[] { WasmFeatures.None, WasmFeatures.WideArithmetic, WasmFeatures.None }));
        Assert.That(
            pages.Select(page => page.Seen.ToArray()), Is.EqualTo(new int[][] { [1, 2], [3, 4, 5, 6, 7], [8, 9] }));
    }

    [Test]
    public void A_page_that_breaks_down_is_followed_by_one_with_the_same_features()
    {
        var opened = new List<WasmFeatures>();
        var script = Script.Replace("simd", "simd,custom-page-sizes", StringComparison.Ordinal);
        Assert.That(Serve(script, out _, opened.Add, new FakePage(), new FakePage { DiesAt = 5, Loses = 1 }, new FakePage()), Is.True);
        Assert.That(
            opened, Is.EqualTo(new[] { WasmFeatures.None, WasmFeatures.CustomPageSizes, WasmFeatures.CustomPageSizes }));
    }

    [Test]
    public void Where_no_other_page_can_be_had_the_worker_ends() =>
        Assert.That(Serve("1 0 open \"ion \"wide-arithmetic 30000\n", out _, new FakePage()), Is.False);

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

    private static bool Serve(string requests, out string[] answers, params FakePage[] pages) =>
        Serve(requests, out answers, _ => { }, pages);

    private static bool Serve(string requests, out string[] answers, Action<WasmFeatures> opened, params FakePage[] pages)
    {
        using var output = new Answers();
        var text = requests.ReplaceLineEndings("\n");
        var next = 0;
        using var input = new HeldStream(text, output);
        using var bridge = new PageBridge(
            output,
            WasmFeatures.WideArithmetic | WasmFeatures.CustomPageSizes,
            features =>
            {
                opened(features);
                return next < pages.Length ? pages[next++] : throw new IOException("there is no page left");
            });
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

    // A script after the other: the next is opened when all of the last has been answered, as the harness does it. Ends when everything
    // has, or when it is disposed of.
    private sealed class HeldStream : Stream
    {
        private readonly Answers _answers;
        private readonly Queue<byte[]> _scripts = [];
        private volatile bool _isDisposed;
        private int _asked;

        public HeldStream(string text, Answers answers)
        {
            _answers = answers;
            var scripts = new List<string>();
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Contains(" open ", StringComparison.Ordinal))
                {
                    scripts.Add("");
                }

                scripts[^1] += line + '\n';
            }

            scripts.ForEach(script => _scripts.Enqueue(Encoding.ASCII.GetBytes(script)));
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (!_isDisposed && _answers.Lines.Length < _asked)
            {
                Thread.Sleep(5);
            }

            if (_isDisposed || !_scripts.TryDequeue(out var script))
            {
                return 0;
            }

            _asked += script.Count(character => character == '\n');
            script.CopyTo(buffer, offset);
            return script.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
