using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// What threads see of each other: the litmus tests of <see cref="LitmusTests"/>, each many times, with accesses of every width. Every outcome
/// must be one that <see cref="LitmusTest.Outcomes"/> has; values are one byte many times over, so half of an access would show as well.
/// </summary>
public static class LitmusChapter
{
    // Memory: of each test and round the locations, a cache line each, and a byte for each register; counters of threads; lists of outcomes.
    private const int Rounds = 512;
    private const int RoundsUntilMeeting = 64;
    private const int TriesUntilWaiting = 1_000;
    private const int TriesTogether = 10_000;
    private const int RoundBytes = 192;
    private const int LocationBytes = 64;
    private const int RegistersAt = LitmusTest.Locations * LocationBytes;
    private const int TestBytes = Rounds * RoundBytes;
    private const int CounterBytes = 640;
    private const int Threads = 4;

    // An access: the type of its operands, its width, and what stands in the names of instructions for it.
    private static readonly (string Type, int Bytes)[] s_accesses = [("i32", 4), ("i64", 8), ("i32", 2), ("i64", 4), ("i32", 1), ("i64", 2), ("i64", 1)];

    private static IReadOnlyList<LitmusTest> Tests => LitmusTests.All;

    private static int CountersAt => Tests.Count * TestBytes;

    private static int OutcomesAt => CountersAt + (Tests.Count * CounterBytes);

    private static string Memory => Invariant($"{(OutcomesAt / 65536) + 1} {(OutcomesAt / 65536) + 1} shared");

    /// <summary>The script.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        var script = new ScriptWriter("Litmus tests: what threads see of each other is what some interleaving of their steps leaves.");
        var places = new List<int>();
        var outcomes = Tests.Select(test => test.Outcomes()).ToList();
        var place = OutcomesAt;
        foreach (var list in outcomes)
        {
            places.Add(place);
            place += 2 * list.Count;
        }

        script.Line();
        script.Line("(module $shared");
        script.Line($"  (memory (export \"memory\") {Memory})");
        foreach (var (index, test) in Tests.Index())
        {
            script.Line($"  ;; {test.Name}: {string.Join(' ', outcomes[index].Select(outcome => Digits(outcome, test.Observations)))}");
            var bytes = outcomes[index].SelectMany(outcome => new[] { (byte)outcome, (byte)(outcome >> 8) });
            script.Line(Invariant($"  (data (i32.const {places[index]}) {Literal.Bytes(bytes)})"));
        }

        script.Line(Invariant($$"""
              (func (export "spoil") (i32.store16 offset={{RegistersAt}} (i32.const 0) (i32.const 0x0001)))
              ;; How many threads of a test came to its end, and how many of its rounds have an outcome that may not be.
              (func (export "check") (param $test i32) (param $registers i32) (param $locations i32) (param $outcomes i32) (param $count i32) (result i32 i32)
                (local $at i32) (local $round i32) (local $code i32) (local $n i32) (local $bad i32)
                (local.set $at (i32.mul (local.get $test) (i32.const {{TestBytes}})))
                (loop $next
                  (local.set $code (i32.const 0))
                  (if (i32.and (local.get $locations) (i32.const 2))
                    (then (call $add (i32.load8_u offset={{LocationBytes}} (local.get $at)) (local.get $code)) (local.set $code)))
                  (if (i32.and (local.get $locations) (i32.const 1))
                    (then (call $add (i32.load8_u (local.get $at)) (local.get $code)) (local.set $code)))
                  (local.set $n (local.get $registers))
                  (block $done
                    (loop $register
                      (br_if $done (i32.eqz (local.get $n)))
                      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                      (call $add (i32.load8_u offset={{RegistersAt}} (i32.add (local.get $at) (local.get $n))) (local.get $code))
                      (local.set $code)
                      (br $register)))
                  (block $found
                    (local.set $n (i32.const 0))
                    (loop $outcome
                      (br_if $found (i32.eq (local.get $code) (i32.load16_u (i32.add (local.get $outcomes) (i32.shl (local.get $n) (i32.const 1))))))
                      (br_if $outcome (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $count))))
                    (local.set $bad (i32.add (local.get $bad) (i32.const 1))))
                  (local.set $at (i32.add (local.get $at) (i32.const {{RoundBytes}})))
                  (br_if $next (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const {{Rounds}}))))
                (i32.atomic.load offset={{CountersAt + CounterBytes - 4}} (i32.mul (local.get $test) (i32.const {{CounterBytes}})))
                (local.get $bad))
              ;; Two bits more; a value that has more of them is in no list.
              (func $add (param $value i32) (param $code i32) (result i32)
                (if (i32.gt_u (local.get $value) (i32.const 3)) (then (return (i32.const -1))))
                (i32.or (i32.shl (local.get $code) (i32.const 2)) (local.get $value)))
            )
            """));
        for (var thread = 0; thread < Threads; thread++)
        {
            WriteThread(script, thread);
        }

        for (var thread = 0; thread < Threads; thread++)
        {
            script.Line(Invariant($"(wait ${thread})"));
        }

        script.Line();
        for (var index = 0; index < Tests.Count; index++)
        {
            WriteCheck(index, bad: 0);
        }

        script.Section("One outcome of the first test that may not be, to see that it is found.");
        script.Call("spoil");
        WriteCheck(0, bad: 1);
        yield return ("proposals/threads/generated/litmus.wast", script.ToString());

        void WriteCheck(int index, int bad)
        {
            var test = Tests[index];
            int[] arguments = [index, test.Registers, test.Final.Sum(location => 1 << location), places[index], outcomes[index].Count];
            script.Returns(
                "check",
                arguments.Select(value => Literal.Of("i32", (BigInteger)value)),
                Literal.Of("i32", (BigInteger)test.Threads.Length),
                Literal.Of("i32", (BigInteger)bad));
        }
    }

    private static string Digits(int outcome, int observations) =>
        string.Concat(Enumerable.Range(0, observations).Select(index => (outcome >> (2 * index)) & 3));

    private static void WriteThread(ScriptWriter script, int thread)
    {
        var own = Tests.Index().Where(test => thread < test.Item.Threads.Length).ToList();
        script.Line();
        script.Line(Invariant($$"""
            (thread ${{thread}} (shared (module $shared))
              (register "shared" $shared)
              (module
                (memory (import "shared" "memory") {{Memory}})
                ;; Waits in some rounds until all threads of a test have come, and then for some time until all are awake. Who is a little later than the
                ;; others would be so in all rounds that follow: so each waits once more, now for this long and now for that.
                (func $meet (param $test i32) (param $round i32) (param $threads i32) (local $at i32) (local $here i32) (local $tries i32)
                  (if (i32.rem_u (local.get $round) (i32.const {{RoundsUntilMeeting}})) (then (return)))
                  (local.set $at (i32.add
                    (i32.add (i32.const {{CountersAt}}) (i32.mul (local.get $test) (i32.const {{CounterBytes}})))
                    (i32.mul (i32.div_u (local.get $round) (i32.const {{RoundsUntilMeeting}})) (i32.const 8))))
                  (drop (i32.atomic.rmw.add (local.get $at) (i32.const 1)))
                  (drop (memory.atomic.notify (local.get $at) (i32.const -1)))
                  (block $all (loop $again
                    (br_if $all (i32.eq (local.tee $here (i32.atomic.load (local.get $at))) (local.get $threads)))
                    (br_if $again (i32.lt_u (local.tee $tries (i32.add (local.get $tries) (i32.const 1))) (i32.const {{TriesUntilWaiting}})))
                    (drop (memory.atomic.wait32 (local.get $at) (local.get $here) (i64.const -1)))
                    (br $again)))
                  (drop (i32.atomic.rmw.add offset=4 (local.get $at) (i32.const 1)))
                  (local.set $tries (i32.const 0))
                  (loop $again
                    (if (i32.lt_u (i32.atomic.load offset=4 (local.get $at)) (local.get $threads))
                      (then (br_if $again (i32.lt_u (local.tee $tries (i32.add (local.get $tries) (i32.const 1))) (i32.const {{TriesTogether}}))))))
                  (local.set $tries (i32.mul (local.get $round) (i32.const {{0x9e3779b1 ^ (0x3c6ef372L * thread)}})))
                  (local.set $tries (i32.and (i32.shr_u (local.get $tries) (i32.const 16)) (i32.const 127)))
                  (loop $again
                    (br_if $again (i32.ge_s (local.tee $tries (i32.sub (local.get $tries) (i32.const 1))) (i32.const 0)))))
                (func $done (param $test i32)
                  (drop (i32.atomic.rmw.add offset={{CountersAt + CounterBytes - 4}} (i32.mul (local.get $test) (i32.const {{CounterBytes}})) (i32.const 1))))
            """));
        foreach (var access in own.Select(test => s_accesses[test.Index % s_accesses.Length]).Distinct())
        {
            script.Line(Invariant($"    (func {Seen(access)} (param {access.Type}) (result i32)"));
            var type = access.Type;
            var whole = $"({type}.mul ({type}.and (local.get 0) ({type}.const 255)) ({type}.const {Pattern(access, 1)}))";
            script.Line($"      (select (i32.const 255) {Wrap(type)} ({type}.ne (local.get 0) {whole})))");
        }

        foreach (var (index, test) in own)
        {
            script.Line($"    (func (export \"{test.Name}\") (local $round i32) (local $at i32)");
            script.Line(Invariant($"      (local.set $at (i32.const {index * TestBytes}))"));
            script.Line("      (loop $next");
            script.Line(Invariant($"        (call $meet (i32.const {index}) (local.get $round) (i32.const {test.Threads.Length}))"));
            foreach (var step in test.Threads[thread])
            {
                script.Line("        " + Step(step, s_accesses[index % s_accesses.Length]));
            }

            script.Line(Invariant($"        (local.set $at (i32.add (local.get $at) (i32.const {RoundBytes})))"));
            script.Line(Invariant($"        (br_if $next (i32.lt_u (local.tee $round (i32.add (local.get $round) (i32.const 1))) (i32.const {Rounds}))))"));
            script.Line(Invariant($"      (call $done (i32.const {index})))"));
        }

        script.Line("  )");
        foreach (var (_, test) in own)
        {
            script.Line($"  (assert_return (invoke \"{test.Name}\"))");
        }

        script.Line(")");
    }

    private static string Step(LitmusStep step, (string Type, int Bytes) access)
    {
        var type = access.Type;
        var isNarrow = access.Bytes < (type == "i32" ? 4 : 8);
        var bits = isNarrow ? Invariant($"{access.Bytes * 8}") : "";
        var sign = isNarrow ? "_u" : "";
        var place = step.Location == 0 ? "(local.get $at)" : Invariant($"offset={step.Location * LocationBytes} (local.get $at)");
        var value = $"({type}.const {Pattern(access, step.Value)})";
        switch (step.Kind)
        {
            case LitmusKind.Fence:
                return "(atomic.fence)";
            case LitmusKind.Store:
                return $"({type}.atomic.store{bits} {place} {value})";
            case LitmusKind.PlainStore:
                return $"({type}.store{bits} {place} {value})";
            case LitmusKind.PlainLoadIfSeen:
                return Invariant($"(if (i32.load8_u offset={RegistersAt + step.Register - 1} (local.get $at)) ")
                    + $"(then {Keep($"({type}.load{bits}{sign} {place})")}) "
                    + Invariant($"(else (i32.store8 offset={RegistersAt + step.Register} (local.get $at) (i32.const {LitmusTest.NotRead}))))");
            case LitmusKind.Load:
                return Keep($"({type}.atomic.load{bits}{sign} {place})");
            default:
                var operation = step.Kind switch
                {
                    LitmusKind.Add => "add",
                    LitmusKind.Subtract => "sub",
                    LitmusKind.And => "and",
                    LitmusKind.Or => "or",
                    LitmusKind.ExclusiveOr => "xor",
                    LitmusKind.Exchange => "xchg",
                    _ => "cmpxchg",
                };
                var expected = step.Kind == LitmusKind.CompareExchange ? $"({type}.const {Pattern(access, step.Expected)}) " : "";
                return Keep($"({type}.atomic.rmw{bits}.{operation}{sign} {place} {expected}{value})");
        }

        string Keep(string load) => Invariant($"(i32.store8 offset={RegistersAt + step.Register} (local.get $at) (call {Seen(access)} {load}))");
    }

    private static string Seen((string Type, int Bytes) access) => Invariant($"$seen-{access.Type}-{access.Bytes * 8}");

    private static string Wrap(string type) => type == "i32" ? "(i32.and (local.get 0) (i32.const 255))" : "(i32.wrap_i64 (i64.and (local.get 0) (i64.const 255)))";

    // A value in each byte of an access.
    private static string Pattern((string Type, int Bytes) access, int value) => value == 0
        ? "0"
        : Invariant($"0x{Enumerable.Range(0, access.Bytes).Select(index => (BigInteger)value << (8 * index)).Aggregate((sum, part) => sum + part):x}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
