using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>A call of an exported function.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Arguments">One value for each parameter.</param>
public sealed record FuzzCall(string Function, ImmutableArray<ScriptValue> Arguments)
{
    /// <summary>The form <c>(invoke "f0" (i32.const 1))</c>, but for the numbers, which have their bits.</summary>
    public override string ToString() => $"{Function}({string.Join(' ', Arguments)})";
}

/// <summary>How a case is run on the tiers that are compared with the reference.</summary>
/// <param name="Fuel">Fuel of each call, counted on all tiers and compared; null: the tiers under test count none.</param>
/// <param name="GcStress">Whether garbage is collected at every allocation.</param>
public sealed record FuzzMode(ulong? Fuel, bool GcStress);

/// <summary>A module and what is done with it: everything that a comparison depends on.</summary>
/// <param name="Module">The module in the binary format.</param>
/// <param name="Features">The features that it needs.</param>
/// <param name="Calls">The calls, in order.</param>
/// <param name="Mode">How it is run.</param>
public sealed record FuzzCase(ReadOnlyMemory<byte> Module, WasmFeatures Features, ImmutableArray<FuzzCall> Calls, FuzzMode Mode)
{
    private const int MaximumBudget = 200;
    private const ulong PlentyOfFuel = 50_000_000;

    /// <summary>Number of fuel units that no call uses up.</summary>
    public static ulong MuchFuel => PlentyOfFuel;

    /// <summary>The case of a seed and an index: a module of our own generator.</summary>
    /// <param name="seed">The series.</param>
    /// <param name="index">Which case of the series.</param>
    /// <param name="isGcStress">Whether garbage is always collected at every allocation; otherwise in one case of 16.</param>
    /// <param name="features">What the module may use.</param>
    public static FuzzCase Generate(ulong seed, ulong index, bool isGcStress = false, WasmFeatures features = WasmFeatures.All)
    {
        var module = ModuleGenerator.Generate(seed, index, features);
        return Create(module, ModuleWriter.Write(module), new RandomSource(seed, ~index), isGcStress);
    }

    /// <summary>A case for a module from anywhere: calls of everything that it exports and a host can call.</summary>
    /// <param name="module">The module as syntax.</param>
    /// <param name="bytes">The same in the binary format.</param>
    /// <param name="random">Draws arguments and mode.</param>
    /// <param name="isGcStress">As in <see cref="Generate"/>.</param>
    public static FuzzCase Create(WasmModule module, ReadOnlyMemory<byte> bytes, RandomSource random, bool isGcStress = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(random);
        var hasBudget = module.Exports.Any(static export => export.Name == ModuleGenerator.BudgetExport);
        var imported = module.Imports.Where(static import => import.Kind == ExternKind.Function).ToArray();
        var calls = ImmutableArray.CreateBuilder<FuzzCall>();
        foreach (var export in module.Exports)
        {
            if (export.Kind != ExternKind.Function || export.Name == ModuleGenerator.BudgetExport)
            {
                continue;
            }

            var type = (FunctionType)module.Types[export.Index < imported.Length
                ? imported[export.Index].TypeIndex
                : module.Functions[export.Index - imported.Length].TypeIndex].Composite;
            for (var count = ModuleGenerator.IsCallable(type) ? random.Between(1, 2) : 0; count > 0; count--)
            {
                if (hasBudget)
                {
                    calls.Add(new FuzzCall(ModuleGenerator.BudgetExport, [ScriptValue.I32((uint)random.Next(MaximumBudget))]));
                }

                calls.Add(new FuzzCall(export.Name, [.. type.Parameters.Select(parameter => Argument(random, parameter))]));
            }
        }

        ulong? fuel = random.Next(4) > 0 ? null : random.Next(2) == 0 ? PlentyOfFuel : (ulong)random.Between(5, 2000);
        return new FuzzCase(bytes, module.Features, calls.ToImmutable(), new FuzzMode(fuel, isGcStress || random.OneIn(16)));
    }

    /// <summary>One line that says it all; <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        var calls = Calls.Select(call => string.Create(culture, $"{Uri.EscapeDataString(call.Function)}({string.Join(
            ',', call.Arguments.Select(value => string.Create(culture, $"{(int)value.Kind}:{value.Bits:x}")))})"));
        var mode = $"{Mode.Fuel?.ToString(culture) ?? "-"} {(Mode.GcStress ? 1 : 0)}";
        return string.Create(
            culture, $"{(ulong)Features:x} {mode} {Convert.ToBase64String(Module.Span)} {string.Join(' ', calls)}");
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not such a line.</exception>
    public static FuzzCase Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4)
        {
            throw new FormatException("features, fuel, stress and module expected");
        }

        var culture = CultureInfo.InvariantCulture;
        var features = (WasmFeatures)ulong.Parse(fields[0], NumberStyles.HexNumber, culture);
        ulong? fuel = fields[1] == "-" ? null : ulong.Parse(fields[1], culture);
        return new FuzzCase(
            Convert.FromBase64String(fields[3]), features, [.. fields[4..].Select(ParseCall)], new FuzzMode(fuel, fields[2] == "1"));
    }

    private static FuzzCall ParseCall(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var arguments = text[(open + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static value =>
        {
            var colon = value.IndexOf(':', StringComparison.Ordinal);
            var (kind, bits) = (value[..colon], value[(colon + 1)..]);
            return new ScriptValue(
                (ScriptValueKind)int.Parse(kind, CultureInfo.InvariantCulture),
                UInt128.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        });
        return new FuzzCall(Uri.UnescapeDataString(text[..open]), [.. arguments]);
    }

    private static ScriptValue Argument(RandomSource random, ValType type)
    {
        if (type.IsReference)
        {
            return random.Next(2) == 0 || (type.HeapType != HeapType.Extern && type.HeapType != HeapType.Any)
                ? ScriptValue.Ref(ScriptValueKind.Null)
                : type.HeapType == HeapType.Extern ? ScriptValue.Extern((uint)random.Next(10)) : ScriptValue.Host((uint)random.Next(10));
        }

        var (low, high) = ModuleGenerator.Argument(random, type);
        return type == ValType.I32 ? ScriptValue.I32((uint)low)
            : type == ValType.I64 ? ScriptValue.I64(low)
            : type == ValType.F32 ? ScriptValue.F32((uint)low)
            : type == ValType.F64 ? ScriptValue.F64(low)
            : ScriptValue.V128(new UInt128(high, low));
    }
}
