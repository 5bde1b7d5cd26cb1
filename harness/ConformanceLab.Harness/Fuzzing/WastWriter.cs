using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ConformanceLab.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// Writes a case as a script, with what the reference did as what is expected. What a script can say is compared to the last bit: results,
/// traps, exceptions, globals, the sum of each exported memory and of each exported table. Fuel, objects behind references and stacks of
/// traps it can't say.
/// </summary>
public sealed class WastWriter(IFuzzSubject reference)
{
    /// <summary>The script.</summary>
    /// <param name="test">The case.</param>
    /// <param name="comments">Lines to put in front.</param>
    public string Write(FuzzCase test, IEnumerable<string> comments)
    {
        ArgumentNullException.ThrowIfNull(test);
        var module = ModuleReader.Read(test.Module.ToArray(), test.Features).Copy();
        var sums = StateFunctions.AddTo(module);

        // What is asked after each call changes nothing: the reference runs it all at once.
        var calls = new List<FuzzCall>();
        foreach (var call in test.Calls)
        {
            calls.Add(call);
            calls.AddRange(Calls(sums));
        }

        var text = new StringBuilder(Comment(comments));
        AppendModule(text, module);
        var records = Run(test, ModuleWriter.Write(module), calls);
        for (var i = 1; i < records.Count; i++)
        {
            text.Append(Assertion(calls[i - 1], records[i])).Append('\n');
            if (i == records.Count - 1 || sums.Count == 0 || calls[i].Function != sums[0])
            {
                AppendGlobals(text, module, records[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// The script for other engines: no NaN is open (<see cref="CanonicalNans"/>), and the state is asked once, behind the last call. What
    /// comes after a call that used up stack, memory or time is left out.
    /// </summary>
    /// <param name="test">The case.</param>
    /// <param name="plant">A defect to make in the module, whose calls are expected to do what they do without it.</param>
    /// <returns>The script, null if there is nothing left; and what the reference did, all of it.</returns>
    /// <exception cref="ModuleException">The module is not valid.</exception>
    public (string? Script, IReadOnlyList<CallRecord> Records) WriteForEngines(FuzzCase test, PlantedBug? plant)
    {
        ArgumentNullException.ThrowIfNull(test);
        var module = CanonicalNans.In(ModuleReader.Read(test.Module.ToArray(), test.Features));
        var sums = StateFunctions.AddTo(module);
        var bytes = ModuleWriter.Write(module);
        var calls = test.Calls.ToList();
        IReadOnlyList<CallRecord> all = Run(test, bytes, [.. calls, .. Calls(sums)]), records = all;
        if (all[0].End != CallEnd.Returned)
        {
            return (null, all);
        }

        while (records.ToList().FindIndex(IsCutShort) is >= 0 and var end)
        {
            if (end < 2)
            {
                return (null, all);
            }

            // Where it is the sum of a large memory, the sums behind it are left out.
            sums = end > calls.Count ? [.. sums.Take(end - 1 - calls.Count)] : sums;
            calls.RemoveRange(Math.Min(end - 1, calls.Count), Math.Max(0, calls.Count - end + 1));
            records = Run(test, bytes, [.. calls, .. Calls(sums)]);
        }

        calls.AddRange(Calls(sums));
        var text = new StringBuilder();
        AppendModule(text, plant is null ? module : ModuleReader.Read(plant.Apply(bytes, test.Features), test.Features));
        for (var i = 1; i < records.Count; i++)
        {
            text.Append(Assertion(calls[i - 1], records[i])).Append('\n');
        }

        AppendGlobals(text, module, records[^1]);
        return (text.ToString(), all);
    }

    /// <summary>Lines of a script that say something to people.</summary>
    public static string Comment(IEnumerable<string> comments) =>
        string.Concat(comments.SelectMany(static comment => comment.Split('\n')).Select(static line => $";; {line}\n"));

    private static void AppendModule(StringBuilder text, WasmModule module)
    {
        HostModule.Append(text, module);
        text.Append(ModulePrinter.Print(module).TrimEnd()).Append('\n');
    }

    // Nothing behind it can be compared.
    private static bool IsCutShort(CallRecord record) =>
        record.End == CallEnd.Exhausted || record.Trap == TrapCode.OutOfMemory;

    private static IEnumerable<FuzzCall> Calls(IEnumerable<string> sums) => sums.Select(static sum => new FuzzCall(sum, []));

    private IReadOnlyList<CallRecord> Run(FuzzCase test, ReadOnlyMemory<byte> module, IEnumerable<FuzzCall> calls) => reference.Run(
        test with { Module = module, Calls = [.. calls], Mode = test.Mode with { Fuel = null } }, countsInstructions: true);

    private static string Assertion(FuzzCall call, CallRecord record)
    {
        var arguments = string.Concat(call.Arguments.Select(static argument => $" {Literal(argument)}"));
        var invoke = $"(invoke \"{call.Function}\"{arguments})";
        return record.End switch
        {
            CallEnd.Returned => $"(assert_return {invoke}{string.Concat(record.Results.Select(static result => $" {Literal(result)}"))})",
            CallEnd.Trapped => $"(assert_trap {invoke} \"{record.Trap!.Value.Message()}\")",
            CallEnd.Threw => $"(assert_exception {invoke})",
            _ => $"(assert_exhaustion {invoke} \"{record.Trap!.Value.Message()}\")",
        };
    }

    // The state says globals as the description does: numbers by their bits.
    private static void AppendGlobals(StringBuilder text, WasmModule module, CallRecord record)
    {
        foreach (var export in module.Exports.Where(static export => export.Kind == ExternKind.Global))
        {
            var line = record.State.Split('\n').FirstOrDefault(line => line.StartsWith($"{export.Name} ", StringComparison.Ordinal));
            if (line?[(export.Name.Length + 1)..] is { } value && Number(value) is { } literal)
            {
                text.Append(CultureInfo.InvariantCulture, $"(assert_return (get \"{export.Name}\") {literal})\n");
            }
        }
    }

    private static string? Number(string described)
    {
        var colon = described.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var (kind, digits) = (described[..colon], described[(colon + 1)..].Trim());
        return kind switch
        {
            "v128" => Literal(ScriptValue.V128(BinaryPrimitives.ReadUInt128LittleEndian(Convert.FromHexString(digits)))),
            "i32" => Literal(ScriptValue.I32(uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            "i64" => Literal(ScriptValue.I64(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            "f32" => Literal(ScriptValue.F32(uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            "f64" => Literal(ScriptValue.F64(ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            _ => null,
        };
    }

    // Floats by their bits: a NaN keeps its payload.
    private static string Literal(ScriptValue value)
    {
        var culture = CultureInfo.InvariantCulture;
        var bits = value.Bits;
        return value.Kind switch
        {
            ScriptValueKind.I32 => string.Create(culture, $"(i32.const 0x{(uint)bits:x})"),
            ScriptValueKind.I64 => string.Create(culture, $"(i64.const 0x{(ulong)bits:x})"),
            ScriptValueKind.F32 => $"(f32.const {Float((uint)bits, 8, 23)})",
            ScriptValueKind.F64 => $"(f64.const {Float((ulong)bits, 11, 52)})",
            ScriptValueKind.V128 => string.Create(culture, $"(v128.const i64x2 0x{(ulong)bits:x} 0x{(ulong)(bits >> 64):x})"),
            ScriptValueKind.Null => "(ref.null extern)",
            ScriptValueKind.Extern => string.Create(culture, $"(ref.extern {bits})"),
            ScriptValueKind.Host => string.Create(culture, $"(ref.host {bits})"),
            ScriptValueKind.ExternalizedObject => "(ref.extern)",
            ScriptValueKind.Func => "(ref.func)",
            ScriptValueKind.I31 => "(ref.i31)",
            ScriptValueKind.Struct => "(ref.struct)",
            ScriptValueKind.Array => "(ref.array)",
            ScriptValueKind.Exn => "(ref.exn)",
            _ => "(ref)",
        };
    }

    // sign, then inf, nan:0x…, or mantissa and exponent in hexadecimal
    private static string Float(ulong bits, int exponentBits, int mantissaBits)
    {
        var culture = CultureInfo.InvariantCulture;
        var sign = (bits >> (exponentBits + mantissaBits) & 1) == 0 ? "" : "-";
        var mantissa = bits & ((1UL << mantissaBits) - 1);
        var exponent = (int)(bits >> mantissaBits) & ((1 << exponentBits) - 1);
        var bias = (1 << (exponentBits - 1)) - 1;
        return exponent == (1 << exponentBits) - 1
            ? mantissa == 0 ? $"{sign}inf" : string.Create(culture, $"{sign}nan:0x{mantissa:x}")
            : exponent == 0
                ? string.Create(culture, $"{sign}0x{mantissa:x}p{1 - bias - mantissaBits}")
                : string.Create(culture, $"{sign}0x{mantissa | (1UL << mantissaBits):x}p{exponent - bias - mantissaBits}");
    }
}
