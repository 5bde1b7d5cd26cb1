using System.Globalization;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Threads that wait for others: one to three of them, of both widths, woken one by one, by twos, or all at once; a condition, a lock. How many are woken in
/// all, and what each is told, follows from how many there are.
/// </summary>
public static class WaitChapter
{
    private const int Waiters = 3;
    private const int Locked = 1000;

    // Places in memory: of each case an address to wait at; after them those of the other tests.
    private const int CaseBytes = 16;
    private const int ConditionAt = 4096;
    private const int LockAt = 8192;
    private const int OtherAt = 12288;

    private static readonly (int Bits, int Threads, int Count)[] s_cases =
    [
        .. from bits in (int[])[32, 64] from threads in Enumerable.Range(1, Waiters) from count in (int[])[1, 2, -1] select (bits, threads, count),
    ];

    /// <summary>The script.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        var script = new ScriptWriter("Threads that wait, and one that wakes them.");
        script.Line();
        script.Line("(module $shared (memory (export \"memory\") 1 1 shared))");
        for (var thread = 0; thread < Waiters; thread++)
        {
            WriteWaiter(script, thread);
        }

        WriteNotifier(script);
        script.Line();
        foreach (var thread in Enumerable.Range(0, Waiters).Select(thread => Invariant($"waiter{thread}")).Append("notifier"))
        {
            script.Line($"(wait ${thread})");
        }

        script.Section("What was added under the lock.");
        script.Line("(register \"shared\" $shared)");
        script.Module(["(memory (import \"shared\" \"memory\") 1 1 shared)", Invariant($"(func (export \"sum\") (result i32) (i32.load offset=8 (i32.const {LockAt})))")]);
        script.Returns("sum", [], Invariant($"(i32.const {Waiters * Locked})"));
        yield return ("proposals/threads/generated/waiting.wast", script.ToString());
    }

    private static void Begin(ScriptWriter script, string name)
    {
        script.Line();
        script.Line($"(thread ${name} (shared (module $shared))");
        script.Line("  (register \"shared\" $shared)");
        script.Line("  (module");
        script.Line("    (memory (import \"shared\" \"memory\") 1 1 shared)");
    }

    private static void WriteWaiter(ScriptWriter script, int thread)
    {
        Begin(script, Invariant($"waiter{thread}"));
        script.Line(Invariant($$"""
                (func (export "wait32") (param i32) (result i32) (memory.atomic.wait32 (local.get 0) (i32.const 0) (i64.const -1)))
                (func (export "wait64") (param i32) (result i32) (memory.atomic.wait64 (local.get 0) (i64.const 0) (i64.const -1)))
                ;; Until it is no longer zero: whoever comes too late to be woken sees that it is not.
                (func (export "until") (result i32) (local $it i32)
                  (block $set (loop $again
                    (br_if $set (local.tee $it (i32.atomic.load (i32.const {{ConditionAt}}))))
                    (drop (memory.atomic.wait32 (i32.const {{ConditionAt}}) (i32.const 0) (i64.const -1)))
                    (br $again)))
                  (local.get $it))
                ;; A lock: 0 is free, 1 is held, 2 is held and somebody waits (Drepper, "Futexes Are Tricky"). What it guards is not atomic.
                (func $lock (local $was i32)
                  (if (local.tee $was (i32.atomic.rmw.cmpxchg (i32.const {{LockAt}}) (i32.const 0) (i32.const 1)))
                    (then
                      (if (i32.ne (local.get $was) (i32.const 2)) (then (local.set $was (i32.atomic.rmw.xchg (i32.const {{LockAt}}) (i32.const 2)))))
                      (block $mine (loop $again
                        (br_if $mine (i32.eqz (local.get $was)))
                        (drop (memory.atomic.wait32 (i32.const {{LockAt}}) (i32.const 2) (i64.const -1)))
                        (local.set $was (i32.atomic.rmw.xchg (i32.const {{LockAt}}) (i32.const 2)))
                        (br $again))))))
                (func $unlock
                  (if (i32.ne (i32.atomic.rmw.sub (i32.const {{LockAt}}) (i32.const 1)) (i32.const 1))
                    (then (i32.atomic.store (i32.const {{LockAt}}) (i32.const 0)) (drop (memory.atomic.notify (i32.const {{LockAt}}) (i32.const 1))))))
                (func (export "add") (local $n i32)
                  (loop $again
                    (call $lock)
                    (i32.store offset=8 (i32.const {{LockAt}}) (i32.add (i32.load offset=8 (i32.const {{LockAt}})) (i32.const 1)))
                    (call $unlock)
                    (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const {{Locked}})))))
                ;; Nobody notifies here, however much is notified beside it.
                (func (export "alone") (result i32) (memory.atomic.wait32 (i32.const {{OtherAt}}) (i32.const 0) (i64.const 5_000_000)))
              )
            """));
        foreach (var (index, (bits, threads, _)) in s_cases.Index())
        {
            if (thread < threads)
            {
                script.Line(Invariant($"  (assert_return (invoke \"wait{bits}\" (i32.const {index * CaseBytes})) (i32.const 0))"));
            }
        }

        script.Line("  (assert_return (invoke \"until\") (i32.const 7))");
        script.Line("  (assert_return (invoke \"add\"))");
        script.Line("  (assert_return (invoke \"alone\") (i32.const 2))");
        script.Line(")");
    }

    private static void WriteNotifier(ScriptWriter script)
    {
        Begin(script, "notifier");
        script.Line(Invariant($$"""
                ;; Wakes so many at a time until all have been: how many were, and whether ever more were than it was asked for.
                (func (export "wake") (param $at i32) (param $count i32) (param $all i32) (result i32 i32)
                  (local $woken i32) (local $now i32) (local $tooMany i32)
                  (loop $again
                    (local.set $now (memory.atomic.notify (local.get $at) (local.get $count)))
                    (if (i32.gt_u (local.get $now) (local.get $count)) (then (local.set $tooMany (i32.const 1))))
                    (local.set $woken (i32.add (local.get $woken) (local.get $now)))
                    (br_if $again (i32.lt_u (local.get $woken) (local.get $all))))
                  (local.get $woken) (local.get $tooMany))
                (func (export "notify") (param $at i32) (param $count i32) (result i32) (memory.atomic.notify (local.get $at) (local.get $count)))
                (func (export "set") (i32.atomic.store (i32.const {{ConditionAt}}) (i32.const 7)) (drop (memory.atomic.notify (i32.const {{ConditionAt}}) (i32.const -1))))
              )
            """));
        foreach (var (index, (_, threads, count)) in s_cases.Index())
        {
            var at = index * CaseBytes;
            script.Line(Invariant($"  (assert_return (invoke \"notify\" (i32.const {at}) (i32.const 0)) (i32.const 0))"));
            script.Line(Invariant($"  (assert_return (invoke \"wake\" (i32.const {at}) (i32.const {count}) (i32.const {threads})) (i32.const {threads}) (i32.const 0))"));
            script.Line(Invariant($"  (assert_return (invoke \"notify\" (i32.const {at}) (i32.const -1)) (i32.const 0))"));
        }

        script.Line("  (invoke \"set\")");
        script.Line(Invariant($"  (assert_return (invoke \"notify\" (i32.const {OtherAt - 4}) (i32.const -1)) (i32.const 0))"));
        script.Line(Invariant($"  (assert_return (invoke \"notify\" (i32.const {OtherAt + 4}) (i32.const -1)) (i32.const 0))"));
        script.Line(")");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
