using BenchmarkDotNet.Attributes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Performance;

/// <summary>
/// Across the boundary between host and guest, by tier: calls either way, the system's functions, traps, exceptions, growth, collection. What
/// guests do is done <see cref="Operations"/> times in a loop of theirs; times are of one.
/// </summary>
[TierRatio]
[MemoryDiagnoser]
public class BoundaryBenchmarks
{
    private const int Operations = 1000;

    // fd_write takes one buffer of eight bytes at 64; the tree has 1,023 nodes.
    private const string Guest = """
        (module
          (import "env" "add" (func $add (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
          (memory (export "memory") 1)
          (memory $grown 0)
          (data (i32.const 0) "\40\00\00\00\08\00\00\00")
          (data (i32.const 64) "8 bytes\n")
          (tag $thrown (param i32))
          (type $node (struct (field (ref null $node)) (field (ref null $node))))
          (global $tree (mut (ref null $node)) (ref.null $node))

          (func (export "increment") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
          (func (export "unreachable") (unreachable))
          (func (export "outside") (result i32) (i32.load (i32.const -16)))

          (func (export "host") (param $n i32) (result i32) (local $x i32)
            (loop $l
              (local.set $x (call $add (local.get $x) (local.get $n)))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $x))
          (func (export "write") (param $n i32) (result i32) (local $x i32)
            (loop $l
              (local.set $x (i32.or (local.get $x) (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16))))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $x))
          (func (export "clock") (param $n i32) (result i32) (local $x i32)
            (loop $l
              (local.set $x (i32.or (local.get $x) (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 16))))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $x))
          (func $throw (param i32) (throw $thrown (local.get 0)))
          (func (export "catch") (param $n i32) (result i32) (local $x i32)
            (loop $l
              (local.set $x
                (i32.add
                  (local.get $x)
                  (block $caught (result i32)
                    (try_table (catch $thrown $caught) (call $throw (local.get $n)))
                    (i32.const 0))))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $x))
          (func (export "grow") (param $n i32) (result i32)
            (loop $l
              (drop (memory.grow $grown (i32.const 1)))
              (i32.store $grown (i32.mul (i32.sub (memory.size $grown) (i32.const 1)) (i32.const 65536)) (local.get $n))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (memory.size $grown))
          (func $build (param $depth i32) (result (ref null $node))
            (if (i32.eqz (local.get $depth)) (then (return (ref.null $node))))
            (struct.new $node
              (call $build (i32.sub (local.get $depth) (i32.const 1)))
              (call $build (i32.sub (local.get $depth) (i32.const 1)))))
          (func (export "tree") (global.set $tree (call $build (i32.const 10)))))
        """;

    private readonly MemoryStream _output = new();
    private Engine? _engine;
    private Module? _module;
    private WasiContext? _wasi;
    private Store? _store;
    private Func<int, int>? _increment;
    private Func<int, int>? _host;
    private Func<int, int>? _write;
    private Func<int, int>? _clock;
    private Func<int, int>? _catch;
    private Action? _unreachable;
    private Func<int>? _outside;
    private Linker? _linker;

    /// <summary>The tier.</summary>
    [ParamsSource(typeof(TierNames), nameof(TierNames.All))]
    public string Tier { get; set; } = "";

    /// <summary>Makes the guest.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _engine = new Engine(EngineOptions.Default with { Tier = TierNames.Parse(Tier) });
        _module = Module.FromText(_engine, Guest);
        _wasi = new WasiContext(new WasiOptions { StandardOutput = _output });
        _store = new Store(_engine);
        _linker = new Linker(_engine);
        _linker.DefineFunction("env", "add", (int a, int b) => a + b);
        _wasi.Define(_linker);
        var instance = _linker.Instantiate(_store, _module);
        _increment = instance.GetFunction<int, int>("increment");
        _host = instance.GetFunction<int, int>("host");
        _write = instance.GetFunction<int, int>("write");
        _clock = instance.GetFunction<int, int>("clock");
        _catch = instance.GetFunction<int, int>("catch");
        _unreachable = instance.GetAction("unreachable");
        _outside = instance.GetFunction<int>("outside");
        instance.GetAction("tree")();
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _store!.Dispose();
        _wasi!.Dispose();
        _module!.Dispose();
        _engine!.Dispose();
    }

    /// <summary>The host calls the guest.</summary>
    [Benchmark]
    public int Call() => _increment!(1);

    /// <summary>The guest calls the host.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int HostCall() => _host!(Operations);

    /// <summary>The guest writes eight bytes to a stream in memory.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int FdWrite()
    {
        _output.SetLength(0);
        return Succeeded(_write!(Operations));
    }

    /// <summary>The guest asks for the monotonic time.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int ClockTimeGet() => Succeeded(_clock!(Operations));

    /// <summary>The guest throws through a frame and catches.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int ThrowAndCatch() => _catch!(Operations);

    /// <summary>The guest traps by an instruction, and the host catches that.</summary>
    [Benchmark]
    public TrapCode TrapUnreachable()
    {
        try
        {
            _unreachable!();
        }
        catch (TrapException trap)
        {
            return trap.Code;
        }

        throw new InvalidOperationException("it did not trap");
    }

    /// <summary>The guest traps by a fault, and the host catches that.</summary>
    [Benchmark]
    public TrapCode TrapOutOfBounds()
    {
        try
        {
            _outside!();
        }
        catch (TrapException trap)
        {
            return trap.Code;
        }

        throw new InvalidOperationException("it did not trap");
    }

    /// <summary>An instance is made, its memory grown by a page at a time, each of them touched, and all of it freed. Of one page.</summary>
    [Benchmark(OperationsPerInvoke = Operations)]
    public int GrowAndTouch()
    {
        using var store = new Store(_engine!);
        var pages = _linker!.Instantiate(store, _module!).GetFunction<int, int>("grow")(Operations);
        return pages == Operations ? pages : throw new InvalidOperationException($"it has grown to {pages} pages");
    }

    /// <summary>A heap with a tree of 1,023 nodes is collected.</summary>
    [Benchmark]
    public void Collect() => _store!.CollectGarbage();

    private static int Succeeded(int errno) => errno == 0 ? errno : throw new InvalidOperationException($"WASI answers {errno}");
}
