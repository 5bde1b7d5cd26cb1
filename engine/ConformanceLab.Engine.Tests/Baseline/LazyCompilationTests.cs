using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>A function is compiled where it is called for the first time, and its caller cannot tell.</summary>
public sealed unsafe class LazyCompilationTests
{
    private static readonly EngineOptions s_lazy = EngineOptions.Default with { Tier = Tier.Baseline };
    private static readonly EngineOptions s_eager = s_lazy with { Compilation = Compilation.Eager };

    private const string Chain =
        """
        (func $inner (result i32) (i32.const 7))
        (func (export "f") (result i32) (call $inner))
        (func (export "never") (result i32) (call $inner))
        """;

    private static long Compiled(Wasm.Engine engine) => engine.Statistics.FunctionsTranslated[Tier.Baseline];

    [Fact]
    public void WhatIsCalledIsCompiledOnce()
    {
        using var guest = new Guest(Chain, s_lazy);
        Assert.Equal(0, Compiled(guest.Engine));
        Assert.Equal((7, 2L), (guest.CallInt32("f"), Compiled(guest.Engine)));
        Assert.Equal((7, 2L), (guest.CallInt32("f"), Compiled(guest.Engine)));
        Assert.Equal((7, 3L), (guest.CallInt32("never"), Compiled(guest.Engine)));
    }

    [Fact]
    public void EagerlyAllIsCompiledAtTheFirstInstantiation()
    {
        using var guest = new Guest(Chain, s_eager);
        Assert.Equal(3, Compiled(guest.Engine));
        Assert.Equal((7, 3L), (guest.CallInt32("f"), Compiled(guest.Engine)));
    }

    // Few functions are compiled one after another, many on all processors.
    [Theory]
    [InlineData(20)]
    [InlineData(2000)]
    public void CompileAllLeavesOutWhatIsCompiled(int count)
    {
        using var engine = new Wasm.Engine(s_lazy);
        using var module = Module.FromText(
            engine, string.Concat(Enumerable.Range(0, count).Select(i => $"(func (export \"{i}\") (result i32) (i32.const {i}))")));
        using var store = new Store(engine);
        var instance = new Instance(store, module);
        Assert.Equal(17, instance.GetFunction<int>("17")());
        Assert.Equal(1, Compiled(engine));
        var native = BaselineExecutor.NativeOf(module.Loaded);
        var code = CodeSlots.Read((nint*)native.SlotOf(17));
        module.CompileAll();
        module.CompileAll();
        Assert.Equal((count, code), (Compiled(engine), CodeSlots.Read((nint*)native.SlotOf(17))));
        for (var index = 0; index < count; index++)
        {
            Assert.Equal(index, instance.GetFunction<int>($"{index}")());
        }
    }

    // "first" is compiled before $next is and "second" afterwards: the one calls it by its slot, and mostly by a jump that calls share, the
    // other its code.
    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    [InlineData(Tier.Auto)]
    public void CallsOfAFunctionGoToItsCode(Tier tier)
    {
        const int Calls = 20;
        var calls = string.Concat(Enumerable.Repeat("(call $next ", Calls)) + "(local.get 0)" + new string(')', Calls);
        using var guest = new Guest(
            $"""
            (global $steps (mut i32) (i32.const 0))
            (func $next (param i32) (result i32) (local $i i32)
              (loop $more
                (global.set $steps (i32.add (global.get $steps) (i32.const 1)))
                (br_if $more (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 3))))
              (i32.add (local.get 0) (i32.const 1)))
            (func (export "first") (param i32) (result i32) {calls})
            (func (export "second") (param i32) (result i32) {calls})
            (func (export "steps") (result i32) (global.get $steps))
            """,
            EngineOptions.Default with { Tier = tier, TierUp = new TierUpOptions { Budget = 100, InBackground = false } });
        var native = BaselineExecutor.NativeOf(guest.Instance.State.Module);
        Assert.Equal(0, native.FinalCodeOf(0));
        Assert.Equal(5 + Calls, guest.CallInt32("first", 5));
        Assert.Equal(CodeSlots.Read((nint*)native.SlotOf(0)), native.FinalCodeOf(0));
        Assert.Equal(7 + Calls, guest.CallInt32("second", 7));
        Assert.Equal(9 + Calls, guest.CallInt32("first", 9));
        Assert.Equal(3 * 3 * Calls, guest.CallInt32("steps"));
        var (first, second) = (LengthOf(1), LengthOf(2));
        Assert.True(tier == Tier.Auto ? first >= second : first > second, $"{first} and {second} bytes");

        int LengthOf(int function) =>
            NativeCode.Space.Find(CodeSlots.Read((nint*)native.SlotOf(function)))!.Size;
    }

    // A loop of a function that tail-calls itself, and of two that tail-call each other with arguments on the stack for the one alone:
    // "first" is compiled before what it goes to, "second" behind it.
    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    [InlineData(Tier.Auto)]
    public void TailCallsGoToTheCodeOfAFunction(Tier tier)
    {
        const string Ping = "(return_call $ping (local.get 0) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9))";
        using var guest = new Guest(
            $"""
            (func $self (export "self") (param i64 i64) (result i64)
              (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
              (return_call $self (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 2))))
            (func $pong (param i64) (result i64)
              (if (i64.eqz (local.get 0)) (then (return (i64.const 9))))
              {Ping})
            (func $ping (param i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
              (return_call $pong (i64.sub (local.get 0) (i64.sub (local.get 7) (i64.const 8)))))
            (func (export "first") (param i64) (result i64) {Ping})
            (func (export "second") (param i64) (result i64) {Ping})
            """,
            EngineOptions.Default with { Tier = tier, TierUp = new TierUpOptions { Budget = 1000, InBackground = false } });
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(600_005, guest.Call("self", 300_000L, 5L)[0].AsInt64());
            Assert.Equal(9, guest.Call("first", 300_000L)[0].AsInt64());
            Assert.Equal(9, guest.Call("second", 300_000L)[0].AsInt64());
        }
    }

    // It is made when a function that calls through it is compiled, after $twice and before the others.
    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    [InlineData(Tier.Auto)]
    public void AFixedTableHoldsWhatTheSlotsHold(Tier tier)
    {
        using var guest = new Guest(
            """
            (type $type (func (param i32) (result i32)))
            (table 6 funcref)
            (elem (i32.const 1) $twice $square $twice $next)
            (func $twice (export "twice") (type $type) (i32.mul (local.get 0) (i32.const 2)))
            (func $square (type $type) (i32.mul (local.get 0) (local.get 0)))
            (func $next (type $type)
              (if (result i32) (local.get 0) (then (call $next (i32.sub (local.get 0) (i32.const 1)))) (else (i32.const 77))))
            (func (export "call") (param i32 i32) (result i32) (call_indirect (type $type) (local.get 1) (local.get 0)))
            (func $unused (type $type) (local.get 0))
            """,
            EngineOptions.Default with { Tier = tier, TierUp = new TierUpOptions { Budget = 100, InBackground = false } });
        var native = BaselineExecutor.NativeOf(guest.Instance.State.Module);
        int?[] functions = [null, 0, 1, 0, 2, null];
        void Check()
        {
            var cells = (nint*)native.FixedTableOf(0, 0)!.Address;
            for (var index = 0; index < functions.Length; index++)
            {
                Assert.Equal(functions[index] is { } function ? CodeSlots.Read((nint*)native.SlotOf(function)) : 0, cells[index]);
            }
        }

        Assert.Equal(8, guest.CallInt32("twice", 4));
        for (var round = 0; round < 30; round++)
        {
            for (var index = 1; index < 5; index++)
            {
                Assert.Equal(index switch { 2 => 25, 4 => 77, _ => 10 }, guest.CallInt32("call", index, 5));
                Check();
            }

            Assert.Equal(TrapCode.UninitializedElement, guest.Trap("call", 0, 5).Code);
        }

        var translated = guest.Engine.Statistics.FunctionsTranslated;
        Assert.True(tier == Tier.Auto ? translated[Tier.Optimizing] > 0 : translated[tier] == 4);
    }

    // Registers of both kinds are full, and more is on the stack.
    [Theory]
    [InlineData("call $sum")]
    [InlineData("ref.func $sum call_ref $type")]
    [InlineData("i32.const 0 call_indirect (type $type)")]
    [InlineData("return_call $sum")]
    [InlineData("ref.func $sum return_call_ref $type")]
    [InlineData("i32.const 0 return_call_indirect (type $type)")]
    public void ArgumentsArrive(string call)
    {
        var groups = Enumerable.Range(0, 9);
        var arguments = string.Concat(groups.Select(static i =>
            $"i64.const {i + 1} v128.const i64x2 {i + 100} {i * 1000} f64.const {i * 7} i32.const {-i} "));
        var sum = string.Concat(groups.Select(static i =>
            $"""
            i64.const 3 i64.mul
            local.get {4 * i} i64.add
            local.get {(4 * i) + 1} i64x2.extract_lane 0 i64.add
            local.get {(4 * i) + 1} i64x2.extract_lane 1 i64.add
            local.get {(4 * i) + 2} i64.trunc_f64_s i64.add
            local.get {(4 * i) + 3} i64.extend_i32_s i64.add

            """));
        var text =
            $"""
            (type $type (func (param {string.Concat(groups.Select(static _ => "i64 v128 f64 i32 "))}) (result i64)))
            (table funcref (elem $sum))
            (func $sum (type $type) i64.const 1 {sum})
            (func (export "f") (result i64) {arguments} {call})
            """;
        using var expected = new Guest(text);
        using var actual = new Guest(text, s_lazy);
        var result = actual.Call("f")[0].AsInt64();
        Assert.Equal((expected.Call("f")[0].AsInt64(), 2L), (result, Compiled(actual.Engine)));
        Assert.Equal(result, actual.Call("f")[0].AsInt64());

        // Whatever the compiler leaves in the registers.
        var slot = (nint*)BaselineExecutor.NativeOf(actual.Instance.State.Module).SlotOf(0);
        var code = CodeSlots.Read(slot);
        var compiler = WriteCompilerThatLeavesNothing(code);
        var stub = CompileStubs.Write(0, compiler.Address);
        CodeSlots.Publish(slot, stub.Address);
        Assert.Equal(result, actual.Call("f")[0].AsInt64());
        CodeSlots.Publish(slot, code);
        stub.Block.Release();
        compiler.Block.Release();
    }

    private static CompiledCode WriteCompilerThatLeavesNothing(nint code)
    {
        var assembler = new Assembler();
        assembler.Mov(Register.Rax, code);
        assembler.Mov(OperandSize.Qword, new MemoryOperand(Register.Rdx), Register.Rax);
        foreach (var register in (ReadOnlySpan<Register>)[
            Register.Rcx, Register.Rdx, Register.Rsi, Register.Rdi, Register.R8, Register.R9, Register.R10, Register.R11])
        {
            assembler.Mov(register, -1);
        }

        for (var vector = VectorRegister.Xmm0; vector <= VectorRegister.Xmm15; vector++)
        {
            assembler.Emit(VexRvm.Vpcmpeqd, vector, vector, vector);
        }

        assembler.Mov(Register.Rax, 0);
        assembler.Ret();
        var bytes = assembler.Finish();
        var placed = NativeCode.Space.TryAllocate(CodeKind.Stubs, 1024)!.TryReserve(bytes.Length)!;
        bytes.CopyTo(placed.Writable);
        placed.Complete(TrapSites.Empty);
        return placed;
    }

    [Fact]
    public void AFunctionOfAnotherInstanceIsCompiledInItsOwnModule()
    {
        using var guest = new Guest("""(memory 1) (func) (func (export "g") (result i32) (memory.size))""", s_lazy);
        guest.Linker.Define("other", "g", guest.Instance.GetFunction("g"));
        var importer = guest.Instantiate(
            """(import "other" "g" (func $g (result i32))) (func) (func (export "f") (result i32) (call $g))""");
        Assert.Equal(1, importer.GetFunction<int>("f")());
        Assert.Equal(2, Compiled(guest.Engine));
    }

    // Two bytes, and a thousand values move: more code than a function may have.
    [Fact]
    public void AFunctionThatIsTooLargeTrapsWhereItIsCalled()
    {
        var kinds = Budget.Repeat("i64 ", 1000);
        using var guest = new Guest(
            $"""
            (func $large (export "large") (result i64)
              i64.const 0
              (block (result {kinds})
                {Budget.Repeat("i64.const 1 ", 1001)}
                {Budget.Repeat("i32.const 0 br_if 0 ", 40_000)}
                unreachable)
              {Budget.Repeat("drop ", 1000)})
            (func $middle (result i64) (call $large))
            (func (export "f") (result i64) (i64.add (call $middle) (i64.const 1)))
            (func (export "g") (result i32) (i32.const 7))
            """,
            s_lazy);
        for (var repeat = 0; repeat < 2; repeat++)
        {
            var trap = guest.Trap("f");
            Assert.Equal(TrapCode.OutOfMemory, trap.Code);
            Assert.Contains("native code", trap.Message, StringComparison.Ordinal);
            Assert.Equal([1, 2], trap.Frames.Select(static frame => frame.FunctionIndex));
            var direct = guest.Trap("large");
            Assert.Equal((TrapCode.OutOfMemory, 0), (direct.Code, direct.Frames.Count));
            Assert.Equal(7, guest.CallInt32("g"));
        }
    }

    // The compiler has what is left below the limit of wasm, whatever it has to compile.
    [Theory]
    [InlineData("block ", "end ")]
    [InlineData("local.get 0 if ", "end ")]
    [InlineData("local.get 0 ", "drop ")]
    [InlineData("loop try_table (catch_all 0) ", "end end ")]
    public void AtTheEndOfTheStackIsRoomToCompile(string open, string close)
    {
        const int Nesting = 20_000;
        const int Frames = 4000;
        var text =
            $"""
            (func $late (param i32) {Budget.Repeat(open, Nesting)} {Budget.Repeat(close, Nesting)})
            (func $deep (export "f") (param i32) (local i64 i64 i64 i64 i64)
              (if (local.get 0) (then (call $deep (i32.sub (local.get 0) (i32.const 1)))) (else (call $late (i32.const 0)))))
            """;
        int Compile(int depth)
        {
            using var guest = new Guest(text, s_lazy, StoreLimits.Default with { StackBytes = 1 << 30 });
            guest.Instance.GetAction<int>("f")(depth);
            return 0;
        }

        var outcomes = new HashSet<TrapCode?>();
        var thread = new Thread(
            () =>
            {
                var (fits, exhausts) = (0, Frames);
                while (exhausts - fits > 1)
                {
                    var depth = (fits + exhausts) / 2;
                    try
                    {
                        Compile(depth);
                        outcomes.Add(null);
                        fits = depth;
                    }
                    catch (TrapException trap)
                    {
                        outcomes.Add(trap.Code);
                        exhausts = depth;
                    }
                }
            },
            maxStackSize: 512 << 10);
        thread.Start();
        thread.Join();
        Assert.Equal([null, TrapCode.CallStackExhausted], outcomes.Order());
    }

    [Theory]
    [InlineData(Compilation.Lazy)]
    [InlineData(Compilation.Eager)]
    public void ThreadsThatShareAModuleCompileEachFunctionOnce(Compilation compilation)
    {
        const int Count = 300;
        const int Threads = 4;
        for (var round = 0; round < 10; round++)
        {
            using var engine = new Wasm.Engine(s_lazy with { Compilation = compilation });
            using var module = Module.FromText(engine, string.Concat(Enumerable.Range(0, Count).Select(i =>
                $"(func (export \"{i}\") (param i32) (result i32) (i32.add (local.get 0) (i32.const {i})))")));
            using var barrier = new Barrier(Threads);
            Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
            {
                using var store = new Store(engine);
                barrier.SignalAndWait();
                var instance = new Instance(store, module);
                for (var index = 0; index < Count; index++)
                {
                    Assert.Equal(index + thread, instance.GetFunction<int, int>($"{index}")(thread));
                }

                if (thread == 0)
                {
                    module.CompileAll();
                }
            });
            Assert.Equal(Count, Compiled(engine));
        }
    }

    // What a tier that replaces code relies on: a call goes to what the slot holds, the old or the new, at every moment.
    [Fact]
    public void ASlotIsPublishedAgainWhileItIsCalled()
    {
        const int Publications = 20_000;
        using var guest = new Guest(
            """
            (memory 1)
            (func $one (result i32) (i32.const 1))
            (func $other (result i32) (i32.const 65536))
            (func (export "other") (result i32) (call $other))
            (func (export "run") (result i64) (local $sum i64) (local $count i32)
              (loop $more
                (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (call $one))))
                (local.set $count (i32.add (local.get $count) (i32.const 1)))
                (br_if $more (i32.lt_u (local.get $count) (i32.const 10000))))
              (local.get $sum))
            """,
            s_lazy);
        var run = guest.Instance.GetFunction<long>("run");
        Assert.Equal((10_000L, 65_536), (run(), guest.CallInt32("other")));
        var native = BaselineExecutor.NativeOf(guest.Instance.State.Module);
        var slot = native.SlotOf(0);
        var (one, other) = (CodeSlots.Read((nint*)slot), CodeSlots.Read((nint*)native.SlotOf(1)));
        var published = 0;
        var publisher = new Thread(() =>
        {
            for (; published < Publications || (published & 1) != 0; published++)
            {
                CodeSlots.Publish((nint*)slot, (published & 1) == 0 ? other : one);
                Thread.SpinWait(50);
            }
        });
        publisher.Start();
        var (ones, others) = (0L, 0L);
        do
        {
            var sum = run();
            Assert.Equal(10_000, (sum & 0xFFFF) + (sum >> 16));
            (ones, others) = (ones + (sum & 0xFFFF), others + (sum >> 16));
        }
        while (publisher.IsAlive || others == 0);
        publisher.Join();
        Assert.True(ones > 0 && others > 0, $"{ones} calls of the one, {others} of the other");
        Assert.Equal(10_000, run());
    }
}
