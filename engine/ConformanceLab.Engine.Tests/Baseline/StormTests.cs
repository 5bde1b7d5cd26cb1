using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Tests.Codegen;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>
/// Several threads, each with modules that come and go: traps of every kind, exceptions of guest and host through each other's frames, objects
/// that move, managed faults and full collections meanwhile; functions compiled at their first call, also where threads share the module.
/// Nothing crashes, every answer is right, and memory does not grow.
/// </summary>
public sealed class StormTests
{
    private const int Threads = 4;
    private const long AllowedGrowth = 200L << 20;

    // In the background, while functions and loops run.
    private static readonly TierUpOptions s_soon = new() { Budget = 100 };

    [Fact]
    public void ModulesComeAndGoAmongTrapsExceptionsAndCollections() => Run(TimeSpan.FromSeconds(3));

    // CLAB_STORM_SECONDS=600 …Tests --filter-method '*ALongStormOfModules' --explicit on
    [Fact(Explicit = true)]
    public void ALongStormOfModules()
    {
        var seconds = Environment.GetEnvironmentVariable("CLAB_STORM_SECONDS");
        Run(TimeSpan.FromSeconds(int.TryParse(seconds, CultureInfo.InvariantCulture, out var value) ? value : 60));
    }

    private static void Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var failures = new List<Exception>();
        var modules = 0L;
        var atFirst = 0L;
        using var shared = new SharedModule();
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            try
            {
                var random = new Random(seed);
                while (clock.Elapsed < duration)
                {
                    UseOne(random);
                    shared.Use(random);
                    Interlocked.Increment(ref modules);
                }
            }
            catch (Exception error)
            {
                lock (failures)
                {
                    failures.Add(error);
                }
            }
        })).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        while (clock.Elapsed < duration)
        {
            GC.Collect(clock.ElapsedMilliseconds % 3 == 0 ? 2 : 0);
            Assert.Equal(2, Managed.NullReference() + Managed.Division());
            if (atFirst == 0 && clock.Elapsed > duration / 3)
            {
                atFirst = Resident();
            }

            Thread.Sleep(1);
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
        var grown = Resident() - atFirst;
        TestContext.Current.SendDiagnosticMessage($"{modules} modules in {duration}, {grown >> 10} KiB more than after a third of the time");
        Assert.True(modules > Threads * 10, $"{modules} modules");
        Assert.True(grown < AllowedGrowth, $"{grown} bytes more than after a third of the time");
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static void UseOne(Random random)
    {
        var number = random.Next(1, 1000);
        using var guest = new Guest(
            $$"""
            (type $node (struct (field i32) (field (ref null $node))))
            (import "host" "throw" (func $throw (param i32)))
            (import "host" "back" (func $back (param i32) (result i32)))
            (tag $tag (export "tag") (param i32 (ref $node)))
            (memory 1)
            (func (export "number") (result i32) (i32.const {{number}}))
            (func (export "outside") (param i32) (result i32) (i32.load (local.get 0)))
            (func (export "divide") (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 0)))
            (func (export "unreachable") unreachable)
            (func $deep (export "deep") (call $deep))
            (func (export "throw") (param i32) (call $throw (local.get 0)))
            (func (export "down") (param i32) (result i32)
              (if (result i32) (i32.eqz (local.get 0))
                (then (i32.const {{number}}))
                (else (call $back (i32.sub (local.get 0) (i32.const 1))))))
            (func $raise (param i32) (throw $tag (local.get 0) (struct.new $node (local.get 0) (ref.null $node))))
            (func (export "caught") (param i32) (result i32) (local $node (ref null $node))
              (block $out (result i32 (ref $node))
                (try_table (catch $tag $out) (call $raise (local.get 0)))
                unreachable)
              (local.set $node)
              (i32.add (struct.get $node 0 (local.get $node))))
            (func (export "list") (param i32) (result i32) (local $list (ref null $node)) (local $sum i32)
              (loop $more
                (local.set $list (struct.new $node (local.get 0) (local.get $list)))
                (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
                (br_if $more (local.get 0)))
              (loop $more
                (local.set $sum (i32.add (local.get $sum) (struct.get $node 0 (local.get $list))))
                (local.set $list (struct.get $node 1 (local.get $list)))
                (br_if $more (i32.eqz (ref.is_null (local.get $list)))))
              (local.get $sum))
            """,
            EngineOptions.Default with
            {
                Tier = random.Next(3) switch { 0 => Tier.Baseline, 1 => Tier.Optimizing, _ => Tier.Auto },
                TierUp = s_soon,
                GcStress = random.Next(4) == 0,
                Compilation = random.Next(4) == 0 ? Compilation.Eager : Compilation.Lazy,
            },
            StoreLimits.Default with { StackBytes = 256 << 10 },
            static (linker, _) =>
            {
                linker.DefineFunction("host", "throw", (int value) => throw new InvalidOperationException($"thrown {value}"));
                linker.DefineFunction(
                    "host", "back", static (Caller caller, int value) => caller.Instance!.GetFunction<int, int>("down")(value));
            });
        for (var step = 0; step < 20; step++)
        {
            Step(guest, number, random.Next(10));
        }
    }

    private static void Step(Guest guest, int number, int kind)
    {
        switch (kind)
        {
            case 0:
                Assert.Equal(number, guest.CallInt32("number"));
                break;
            case 1:
                Assert.Equal(TrapCode.MemoryOutOfBounds, guest.Trap("outside", 65536 + number).Code);
                break;
            case 2:
                Assert.Equal(TrapCode.IntegerDivideByZero, guest.Trap("divide", number).Code);
                break;
            case 3:
                Assert.Equal(TrapCode.Unreachable, guest.Trap("unreachable").Code);
                break;
            case 4:
                Assert.Equal(TrapCode.CallStackExhausted, guest.Trap("deep").Code);
                break;
            case 5:
                Assert.Equal($"thrown {number}", Assert.Throws<InvalidOperationException>(() => guest.Call("throw", number)).Message);
                break;
            case 6:
                Assert.Equal(number, guest.CallInt32("down", 20));
                break;
            case 7:
                Assert.Equal(2 * number, guest.CallInt32("caught", number));
                break;
            case 8:
                CallSoonAndOften(guest.Instance, number);
                break;
            default:
                Assert.Equal(number * (number + 1) / 2, guest.CallInt32("list", number));
                break;
        }
    }

    // Functions that are brief: from the third call on .NET does not know that they are wasm.
    private static void CallSoonAndOften(Instance instance, int number)
    {
        var same = instance.GetFunction<int>("number");
        var outside = instance.GetFunction<int, int>("outside");
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(number, same());
            Assert.Equal(0, outside(4 * number));
            Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => outside(65536 + number)).Code);
        }
    }

    /// <summary>A module that all threads use, each in stores of its own, until another takes its place.</summary>
    private sealed class SharedModule : IDisposable
    {
        private const int Functions = 40;
        private const int Uses = 16;

        private readonly Wasm.Engine _engine = new(EngineOptions.Default with { Tier = Tier.Auto, TierUp = s_soon });
        private (Module Module, int Number, int Uses) _current;

        public SharedModule() => _current = (Create(0), 0, 0);

        public void Use(Random random)
        {
            var (module, number) = Take();
            using var store = new Store(_engine);
            Instance instance;
            try
            {
                instance = new Instance(store, module);
            }
            catch (ObjectDisposedException)
            {
                // Another thread has replaced it meanwhile.
                return;
            }

            for (var step = 0; step < 10; step++)
            {
                var function = random.Next(Functions);
                Assert.Equal(number + function, instance.GetFunction<int>($"{function}")());
            }

            // Its memory was another thread's a moment ago, perhaps.
            Assert.Equal(0, instance.GetFunction<int, int>("soil")(random.Next(65_532)));
            var trap = Assert.Throws<TrapException>(() => instance.GetFunction<int, int>("soil")(65_536));
            Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
        }

        public void Dispose()
        {
            _current.Module.Dispose();
            _engine.Dispose();
        }

        private (Module Module, int Number) Take()
        {
            lock (_engine)
            {
                if (++_current.Uses == Uses)
                {
                    _current.Module.Dispose();
                    _current = (Create(_current.Number + 1), _current.Number + 1, 0);
                }

                return (_current.Module, _current.Number);
            }
        }

        // Each function calls those before it: some are compiled by then, some are not.
        private Module Create(int number)
        {
            var functions = string.Concat(Enumerable.Range(0, Functions).Select(index =>
                $"""
                (func (export "{index}") (result i32)
                  {(index == 0 ? $"(i32.const {number})" : $"(i32.add (call {index - 1}) (i32.const 1))")})
                """));
            return Module.FromText(
                _engine,
                $"""
                {functions}
                (memory 1)
                (func (export "soil") (param i32) (result i32)
                  (i32.load (local.get 0))
                  (memory.fill (i32.const 0) (i32.const 255) (i32.const 65536)))
                """);
        }
    }
}
