using System.Globalization;
using System.Text;
using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>Random programs do the same in the baseline tier as in the interpreter.</summary>
public sealed class DifferentialTests
{
    private const int Chunks = 8;
    private const int SeedsPerChunk = 50;

    private static readonly StoreLimits s_small = StoreLimits.Default with { MemoryBytes = 1 << 20, GcHeapBytes = 1 << 20 };

    /// <summary>First seeds.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Chunks).Select(static chunk => chunk * SeedsPerChunk)];

    // Results, traps with their frames, memories and globals; with fuel, also what is left, be it enough or not.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void NumericProgramsDoTheSame(int first)
    {
        for (var seed = first; seed < first + SeedsPerChunk; seed++)
        {
            var (text, arguments) = NumericProgram.Create(seed);
            foreach (var fuel in (ulong?[])[null, 1_000_000, (ulong)(10 + (seed * 7 % 400))])
            {
                var expected = RunNumeric(text, arguments, Tier.Interpreter, fuel);
                var actual = RunNumeric(text, arguments, Tier.Baseline, fuel);
                Assert.True(expected == actual, $"seed {seed}, fuel {fuel}:\n{FirstDifference(expected, actual)}");
            }
        }
    }

    [Fact]
    public void ProgramsWithObjectsAndExceptionsDoTheSame()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var text = ProgramGenerator.Create(seed);
            foreach (var fuel in (ulong?[])[null, 10_000_000, (ulong)(100 + (seed * 13))])
            {
                var expected = RunObjects(text, Tier.Interpreter, fuel);
                var actual = RunObjects(text, Tier.Baseline, fuel);
                Assert.True(expected == actual, $"seed {seed}, fuel {fuel}:\n{FirstDifference(expected, actual)}");
            }
        }
    }

    // Validated or refused, compiled and run: nothing but an exception comes of any bytes.
    [Fact]
    public void MutatedNumericProgramsEndWithAnExceptionAtWorst()
    {
        var random = new Random(4711);
        for (var seed = 0; seed < 40; seed++)
        {
            var module = TextParser.ParseModule(Encoding.UTF8.GetBytes(NumericProgram.Create(seed).Text), NumericProgram.Features);
            var bytes = ModuleWriter.Write(module);
            for (var repeat = 0; repeat < 50; repeat++)
            {
                var mutant = (byte[])bytes.Clone();
                for (var changes = random.Next(3); changes >= 0; changes--)
                {
                    mutant[random.Next(8, mutant.Length)] = (byte)random.Next(256);
                }

                RunOrReject(mutant);
            }
        }
    }

    private static void RunOrReject(byte[] bytes)
    {
        var options = EngineOptions.Default with { Tier = Tier.Baseline, ConsumeFuel = true, Features = NumericProgram.Features };
        using var engine = new Wasm.Engine(options);
        try
        {
            using var module = Module.FromBytes(engine, bytes);
            using var store = new Store(engine, s_small);
            store.Fuel = 10_000;
            var instance = new Instance(store, module);
            foreach (var (_, item) in instance.Exports)
            {
                if (item is Function function)
                {
                    store.Fuel = 10_000;
                    Call(function);
                }
            }
        }
        catch (Exception error) when (error is ModuleException or LinkException or TrapException)
        {
            // As it should be.
        }
    }

    private static void Call(Function function)
    {
        try
        {
            function.Invoke([.. function.Type.Parameters.Select(Value.Default)]);
        }
        catch (Exception error) when (error is TrapException or WasmThrownException or ArgumentException)
        {
            // As it should be.
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        for (var line = 0; line < Math.Max(left.Length, right.Length); line++)
        {
            var (one, other) = (left.ElementAtOrDefault(line), right.ElementAtOrDefault(line));
            if (one != other)
            {
                return $"line {line}\nexpected {one}\nactual   {other}";
            }
        }

        return "";
    }

    private static string RunNumeric(string text, Value[][] arguments, Tier tier, ulong? fuel)
    {
        var options = EngineOptions.Default with { Tier = tier, ConsumeFuel = fuel is not null, Features = NumericProgram.Features };
        using var guest = new Guest(text, options, s_small);
        var log = new StringBuilder();
        for (var i = 0; i < NumericProgram.Functions; i++)
        {
            if (fuel is not null)
            {
                guest.Store.Fuel = 100;
            }

            guest.Call("start", 50);
            Log(guest, log, fuel, $"f{i}", arguments[i]);
            foreach (var global in (string[])["left", "g0", "g1", "g2", "g3"])
            {
                log.Append(CultureInfo.InvariantCulture, $"{global} {Bits(guest.Instance.GetGlobal(global).Value)}\n");
            }

            foreach (var name in (string[])["m0", "m1", "m2"])
            {
                var memory = guest.Instance.GetMemory(name);
                var hash = new HashCode();
                hash.AddBytes(memory.GetSpan(0, (int)memory.ByteLength));
                log.Append(CultureInfo.InvariantCulture, $"{name} {memory.ByteLength} {hash.ToHashCode()}\n");
            }
        }

        return log.ToString();
    }

    private static void Log(Guest guest, StringBuilder log, ulong? fuel, string name, params Value[] arguments)
    {
        if (fuel is { } amount)
        {
            guest.Store.Fuel = amount;
        }

        try
        {
            log.Append(CultureInfo.InvariantCulture, $"{name} {string.Join(' ', guest.Call(name, arguments).Select(Bits))}\n");
        }
        catch (TrapException trap)
        {
            log.Append(CultureInfo.InvariantCulture, $"{name} {trap.Code}: {trap.Message}\n{string.Join(" < ", Frames(trap))}\n");
        }

        if (fuel is not null)
        {
            log.Append(CultureInfo.InvariantCulture, $"fuel {guest.Store.Fuel}\n");
        }
    }

    // What overflows the stack, and how deep, is a matter of the frames' sizes.
    private static IEnumerable<string> Frames(TrapException trap) =>
        trap.Code == TrapCode.CallStackExhausted ? [] : trap.Frames.Select(static frame => frame.ToString());

    // NaNs come back as one: their bits are the tiers' own.
    private static string Bits(Value value) => value.Kind switch
    {
        ValueKind.F32 => float.IsNaN(value.AsSingle()) ? "nan" : value.AsSingleBits().ToString("x", CultureInfo.InvariantCulture),
        ValueKind.F64 => double.IsNaN(value.AsDouble()) ? "nan" : value.AsDoubleBits().ToString("x", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string RunObjects(string text, Tier tier, ulong? fuel)
    {
        var log = new StringBuilder();
        var options = EngineOptions.Default with { Tier = tier, ConsumeFuel = fuel is not null };
        using var guest = new Guest(text, options, s_small, (linker, _) =>
        {
            linker.DefineFunction("host", "log", (long value) => { log.Append(CultureInfo.InvariantCulture, $"{value}\n"); });
            linker.DefineFunction(
                "host", "again",
                (Caller caller, int value) => caller.GetFunction("again").Invoke(Value.FromInt32(value))[0].AsInt32());
        });
        for (var i = 0; i < ProgramGenerator.Functions; i++)
        {
            Log(guest, log, fuel, $"run{i}");
        }

        return log.ToString();
    }
}
