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
/// traps, exceptions, globals, and the sum of each exported memory. Fuel, objects behind references and stacks of traps it can't say.
/// </summary>
public sealed class WastWriter(IFuzzSubject reference)
{
    /// <summary>The script.</summary>
    /// <param name="test">The case.</param>
    /// <param name="comments">Lines to put in front.</param>
    public string Write(FuzzCase test, IEnumerable<string> comments)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(comments);
        var text = new StringBuilder();
        foreach (var comment in comments)
        {
            foreach (var line in comment.Split('\n'))
            {
                text.Append(";; ").Append(line).Append('\n');
            }
        }

        var module = ModuleReader.Read(test.Module.ToArray(), test.Features);
        HostModule.Append(text, module);
        var copy = module.Copy();
        var sums = MemorySums.AddTo(copy);
        test = test with { Module = ModuleWriter.Write(copy), Mode = test.Mode with { Fuel = null } };
        text.Append(ModulePrinter.Print(copy).TrimEnd()).Append('\n');
        Append(text, test, copy, sums);
        return text.ToString();
    }

    private void Append(StringBuilder text, FuzzCase test, WasmModule module, IReadOnlyList<string> sums)
    {
        // What is asked after each call changes nothing: the reference runs it all at once.
        var calls = new List<FuzzCall>();
        foreach (var call in test.Calls)
        {
            calls.Add(call);
            calls.AddRange(sums.Select(static sum => new FuzzCall(sum, [])));
        }

        var records = reference.Run(test with { Calls = [.. calls] }, countsInstructions: true);
        for (var i = 1; i < records.Count; i++)
        {
            text.Append(Assertion(calls[i - 1], records[i])).Append('\n');
            if (i == records.Count - 1 || sums.Count == 0 || calls[i].Function != sums[0])
            {
                AppendGlobals(text, module, records[i]);
            }
        }
    }

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
