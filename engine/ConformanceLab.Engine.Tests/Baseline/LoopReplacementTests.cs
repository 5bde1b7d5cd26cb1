using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>
/// The contract of on-stack replacement: code is left at the head of a loop and other code of the function goes on in the same frame, again
/// and again, and nobody can tell.
/// </summary>
public sealed unsafe class LoopReplacementTests : IDisposable
{
    // Locals of all kinds, more than there are registers; operands below a loop; loops in loops, with parameters; calls, objects, a handler.
    private const string Program =
        """
        (module
          (type $cell (struct (field (mut i64)) (field (ref null $cell))))
          (tag $odd (param i64))
          (memory 1)
          (func $step (param i64) (result i64)
            (if (i64.eqz (i64.rem_u (local.get 0) (i64.const 7))) (then (throw $odd (local.get 0))))
            (i64.mul (local.get 0) (i64.const 3)))
          (func (export "f") (param $n i32) (param $seed i64) (param $scale f64) (result i64 f64 i32)
            (local $i i32) (local $j i32) (local $a i64) (local $b i64) (local $c i64) (local $d i64) (local $e i64) (local $g i64)
            (local $x f64) (local $y f32) (local $v v128) (local $p (ref null $cell)) (local $caught i64)
            (local.set $a (local.get $seed))
            (local.set $v (v128.const i32x4 1 2 3 4))
            (i64.const 40) (i64.const 2)
            (loop $outer
              (local.set $p (struct.new $cell (local.get $a) (local.get $p)))
              (if (i32.eqz (i32.and (local.get $i) (i32.const 15))) (then (local.set $p (ref.null $cell))))
              (local.set $j (i32.const 0))
              (local.get $a)
              (loop $inner (param i64) (result i64)
                (local.set $b (i64.add (i64.rotl (i64.const 1)) (local.get $b)))
                (local.set $c (i64.xor (local.get $c) (local.get $b)))
                (local.set $d (i64.add (local.get $d) (i64.extend_i32_u (local.get $j))))
                (local.set $e (i64.sub (local.get $e) (local.get $d)))
                (local.set $x (f64.add (local.get $x) (f64.mul (local.get $scale) (f64.convert_i32_u (local.get $j)))))
                (local.set $y (f32.add (local.get $y) (f32.const 1.5)))
                (local.set $v (i32x4.add (local.get $v) (i32x4.splat (local.get $j))))
                (i64.store (i32.and (local.get $j) (i32.const 0xfff8)) (local.get $b))
                (local.get $b)
                (br_if $inner (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (i32.const 20))))
              (local.set $a)
              (block $handler (result i64)
                (try_table (catch $odd $handler)
                  (local.set $g (i64.add (local.get $g) (call $step (i64.add (local.get $a) (i64.extend_i32_u (local.get $i)))))))
                (i64.const 0))
              (local.set $caught (i64.add (local.get $caught)))
              (if (ref.is_null (local.get $p)) (then) (else
                (local.set $a (i64.add (local.get $a) (struct.get $cell 0 (local.get $p))))))
              (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
            (i64.add)
            (i64.add (local.get $a)) (i64.add (local.get $c)) (i64.add (local.get $e)) (i64.add (local.get $g))
            (i64.add (local.get $caught)) (i64.add (i64x2.extract_lane 0 (local.get $v))) (i64.add (i64x2.extract_lane 1 (local.get $v)))
            (f64.add (local.get $x) (f64.promote_f32 (local.get $y)))
            (local.get $j)))
        """;

    private readonly List<CodeBlock> _blocks = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OtherCodeGoesOnAtEveryLoop(bool gcStress)
    {
        var options = EngineOptions.Default with { GcStress = gcStress };
        using var interpreted = new Guest(Program, options with { Tier = Tier.Interpreter });
        using var guest = new Guest(Program, options with { Tier = Tier.Baseline });
        var turns = gcStress ? 300 : 5_000;
        Value[] arguments = [turns, 0x1234_5678_9ABCL, 0.25];
        var expected = interpreted.Instance.GetFunction("f").Invoke(arguments);

        var executor = (BaselineExecutor)guest.Store.State.Executor;
        var versions = new[] { Compile(guest), Compile(guest) };
        var loops = new Dictionary<int, int>();
        var replaced = 0;
        executor.LoopReplacement = (function, bytecode) =>
        {
            guest.Store.State.RequestReplacement();
            var (code, entries) = versions[replaced % versions.Length];
            foreach (var entry in entries)
            {
                if (entry.Bytecode == bytecode)
                {
                    loops[bytecode] = loops.GetValueOrDefault(bytecode) + 1;
                    replaced++;
                    return code.Address + (nint)entry.Offset;
                }
            }

            return 0;
        };

        guest.Store.State.RequestReplacement();
        var actual = guest.Instance.GetFunction("f").Invoke(arguments);
        Assert.Equal(expected, actual);
        Assert.Equal(2, loops.Count);
        Assert.True(replaced > 20 * turns, $"replaced {replaced} times");
    }

    [Fact]
    public void FuelIsTakenOnce()
    {
        const ulong fuel = 1_000_000_000;
        var options = EngineOptions.Default with { Tier = Tier.Baseline, ConsumeFuel = true };
        Value[] arguments = [3000, 99L, 0.5];
        ulong Left(Guest guest)
        {
            guest.Store.Fuel = fuel;
            guest.Instance.GetFunction("f").Invoke(arguments);
            return guest.Store.Fuel;
        }

        using var plain = new Guest(Program, options);
        using var guest = new Guest(Program, options);
        var version = Compile(guest);
        var replaced = 0;
        ((BaselineExecutor)guest.Store.State.Executor).LoopReplacement = (_, bytecode) =>
        {
            guest.Store.State.RequestReplacement();
            foreach (var entry in version.Entries)
            {
                if (entry.Bytecode == bytecode)
                {
                    replaced++;
                    return version.Code.Address + (nint)entry.Offset;
                }
            }

            return 0;
        };
        guest.Store.State.RequestReplacement();
        Assert.Equal(Left(plain), Left(guest));
        Assert.True(replaced > 3000);
    }

    public void Dispose() => _blocks.ForEach(static block => block.Release());

    private (CompiledCode Code, LoopEntry[] Entries) Compile(Guest guest)
    {
        var native = BaselineExecutor.NativeOf(guest.Store.State.Instances[0].Module);
        var function = new BaselineCompiler(native) { HasLoopEntries = true }.Compile(1, new CodeBuffer());
        var block = NativeCode.Space.TryAllocate(CodeKind.Functions, function.Code.Length + (2 * CodeBlock.Alignment))!;
        _blocks.Add(block);
        var code = block.TryReserve(function.Code.Length, function)!;
        function.Code.Span.CopyTo(code.Writable);
        code.Complete(function.TrapSites);
        return (code, function.LoopEntries);
    }
}
