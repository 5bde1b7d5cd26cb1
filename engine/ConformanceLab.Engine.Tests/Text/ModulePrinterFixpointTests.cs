using ConformanceLab.Engine.Tests.Binary;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>What is printed reads back as the same module, and prints as the same text.</summary>
public class ModulePrinterFixpointTests
{
    private static readonly ModuleWriteOptions s_withNames = new() { WriteNames = true };

    [Fact]
    public void EverythingThatTheBinaryFormatCanSaySurvives() => AssertFixpoint(SampleModules.Everything(), "everything");

    [Fact]
    public void EveryInstructionSurvives() => Gen.ULong.Sample(seed =>
    {
        for (var i = 0; i < Opcodes.Count; i++)
        {
            if (Sequence((Opcode)i, new Random((int)(seed ^ (ulong)i))) is { } body)
            {
                AssertFixpoint(WithBody(body), ((Opcode)i).ToString());
            }
        }
    }, iter: 10);

    [Fact]
    public void EveryFloatKeepsItsBits() => Gen.Select(Gen.UInt, Gen.ULong).Sample((narrow, wide) => AssertFixpoint(
        WithBody(SampleModules.Expression(encoder =>
        {
            encoder.Const32(Opcode.F32Const, narrow);
            encoder.Const64(Opcode.F64Const, wide);

            // Specials: zeros, infinities, NaNs and subnormals of either sign.
            encoder.Const32(Opcode.F32Const, (narrow & 0x807F_FFFF) | ((narrow & 0x100) != 0 ? 0x7F80_0000u : 0));
            encoder.Const64(Opcode.F64Const, (wide & 0x800F_FFFF_FFFF_FFFF) | ((wide & 0x100) != 0 ? 0x7FF0_0000_0000_0000u : 0));
            encoder.Const64(Opcode.F64Const, BitConverter.DoubleToUInt64Bits((long)wide >> (int)(narrow % 64)));
        })),
        "floats"));

    [Fact]
    public void NamesOfAllCharactersSurvive() => Gen.String.Array[0, 20].Sample(names =>
    {
        var module = WithBody(SampleModules.Expression(encoder => encoder.Index(Opcode.Call, 0)));
        foreach (var name in names)
        {
            module.Functions.Add(module.Functions[0]);
            module.Exports.Add(new Export(Scalars(name), ExternKind.Function, 0));
        }

        module.Names = new NameMap
        {
            Module = names.Length > 0 ? Scalars(names[0]) : null,
            Functions = names.Select((name, i) => (i, name)).ToDictionary(pair => pair.i, pair => Scalars(pair.name)),
        };
        AssertFixpoint(module, "names");
        var again = Parse(ModulePrinter.Print(module)).Names;
        Assert.Equal(module.Names.Module, again.Module);
        Assert.Equal(module.Names.Functions.OrderBy(pair => pair.Key), again.Functions.OrderBy(pair => pair.Key));
    }, iter: 1000);

    [Fact]
    public void ModulesOfTheOfficialSuitesSurvive()
    {
        var folder = Environment.GetEnvironmentVariable("CLAB_SUITES");
        Assert.SkipWhen(folder is null, "CLAB_SUITES is not set");
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "*.wast", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var (line, module) in ScriptModules.Read(path))
            {
                AssertFixpoint(module, $"{Path.GetRelativePath(folder, path)}:{line}");
                count++;
            }
        }

        Assert.True(count > 1000, $"{count} modules");
    }

    [Fact]
    public void ModulesOfTheCorpusSurvive()
    {
        var folder = Environment.GetEnvironmentVariable("CLAB_CORPUS");
        Assert.SkipWhen(folder is null, "CLAB_CORPUS is not set");
        var paths = Directory.GetFiles(folder, "*.wasm", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        foreach (var path in paths)
        {
            AssertFixpoint(ModuleReader.Read(File.ReadAllBytes(path), WasmFeatures.All), Path.GetFileName(path));
        }
    }

    internal static WasmModule Parse(string text) => TextParser.ParseModule(System.Text.Encoding.UTF8.GetBytes(text));

    internal static WasmModule WithBody(Code body)
    {
        var module = new WasmModule { Features = WasmFeatures.All };
        module.Types.Add(new SubType(FunctionType.Empty));
        module.RecursiveGroups.Add(new RecursiveGroup(0, 1, IsExplicit: false));
        module.Functions.Add(new FunctionDefinition(0, [], body));
        return module;
    }

    /// <summary>Canonical bytes are kept, also by way of a binary with names; so is the text, and names that can be identifiers.</summary>
    private static void AssertFixpoint(WasmModule module, string what)
    {
        var text = ModulePrinter.Print(module);
        var parsed = Read(text);
        AssertSame(CanonicalModule.Bytes(module), ModuleWriter.Write(parsed));
        AssertSame(text, ModulePrinter.Print(parsed));

        var bytes = ModuleWriter.Write(parsed, s_withNames);
        var read = ModuleReader.Read(bytes, WasmFeatures.All);
        text = ModulePrinter.Print(read);
        parsed = Read(text);
        AssertSame(bytes, ModuleWriter.Write(parsed));
        AssertSame(text, ModulePrinter.Print(parsed));

        text = ModulePrinter.Print(
            read, new PrintOptions { Identifiers = false, IndexComments = false, LabelComments = false, Indentation = 0 });
        AssertSame(bytes, ModuleWriter.Write(Read(text)));

        WasmModule Read(string text)
        {
            try
            {
                return Parse(text);
            }
            catch (ModuleException error)
            {
                throw new InvalidOperationException($"{what}: {error.Message}\n{Around(text, error.Line - 1)}", error);
            }
        }

        void AssertSame<T>(T expected, T actual)
        {
            if (expected is string one && actual is string other)
            {
                Assert.True(one == other, $"{what}: {FirstDifference(one.Split('\n'), other.Split('\n'))}");
            }
            else if (expected is byte[] left && actual is byte[] right)
            {
                Assert.True(
                    left.AsSpan().SequenceEqual(right), $"{what}: {FirstDifference(left, right)} of {left.Length} and {right.Length}");
            }
        }
    }

    private static string Around(string text, int line) => string.Join('\n', text.Split('\n').Skip(Math.Max(0, line - 2)).Take(5));

    private static string FirstDifference<T>(T[] left, T[] right)
    {
        var i = 0;
        while (i < left.Length && i < right.Length && Equals(left[i], right[i]))
        {
            i++;
        }

        return $"at {i}: {left.ElementAtOrDefault(i)} <> {right.ElementAtOrDefault(i)}";
    }

    // A well-formed sequence around one instruction; null where that needs more than itself.
    private static Code? Sequence(Opcode opcode, Random random)
    {
        if (opcode == Opcode.End)
        {
            return null;
        }

        var isPart = opcode is Opcode.Else or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate;
        var isBlock = opcode.Shape() is ImmediateShape.Block or ImmediateShape.Trytable;
        return SampleModules.Expression(encoder =>
        {
            if (isPart)
            {
                encoder.Block(opcode == Opcode.Else ? Opcode.If : Opcode.Try, BlockType.Empty);
            }

            var reader = new BodyReader(InstructionEncodingTests.Encode(opcode, random), WasmFeatures.All);
            reader.Read(ref encoder);
            if (isBlock || (isPart && opcode != Opcode.Delegate))
            {
                encoder.Plain(Opcode.Nop);
                encoder.Plain(Opcode.End);
            }
        });
    }

    // Without halves of surrogate pairs, which no name of a module has.
    private static string Scalars(string text) => string.Concat(text.EnumerateRunes());
}
