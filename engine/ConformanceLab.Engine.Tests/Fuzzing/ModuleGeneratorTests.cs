using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Coverage;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Fuzzing;

public sealed class ModuleGeneratorTests
{
    // Written down, not computed: what a finding names must mean the same on every machine and next year.
    [Fact]
    public void NumbersDependOnTheSeedAlone()
    {
        var random = new RandomSource(1, 2);
        Assert.Equal(
            [9579208193359609190UL, 5115929806209566993UL, 9400772252435387239UL],
            [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void TheSameSeedAndIndexAreTheSameModule()
    {
        for (ulong index = 0; index < 50; index++)
        {
            Assert.Equal(ModuleWriter.Write(ModuleGenerator.Generate(5, index)), ModuleWriter.Write(ModuleGenerator.Generate(5, index)));
        }

        Assert.NotEqual(ModuleWriter.Write(ModuleGenerator.Generate(5, 1)), ModuleWriter.Write(ModuleGenerator.Generate(6, 1)));
    }

    [Fact]
    public void ModulesOfAThousandSeedsAreValidAndTogetherHaveEveryInstruction()
    {
        var occurring = new OpcodeSet();
        for (ulong seed = 0; seed < 1000; seed++)
        {
            var module = ModuleGenerator.Generate(seed, seed);
            var read = ModuleReader.Read(ModuleWriter.Write(module), module.Features);
            ModuleValidator.Validate(read);
            occurring.Add(ExecutionProbes.Occurring(read));
        }

        Assert.Empty(occurring.Missing());
        Assert.Equal(Opcodes.Count, occurring.Count);
    }

    [Theory]
    [InlineData(WasmFeatures.Wasm3)]
    [InlineData(WasmFeatures.Wasm3 | WasmFeatures.Threads)]
    public void ModulesUseNothingThatIsOff(WasmFeatures features)
    {
        for (ulong index = 0; index < 100; index++)
        {
            var module = ModuleGenerator.Generate(9, index, features);
            Assert.Equal(WasmFeatures.None, module.Features & ~features);
            ModuleValidator.Validate(ModuleReader.Read(ModuleWriter.Write(module), features));
        }
    }

    // What compilers know of such a table would not be tried otherwise.
    [Fact]
    public void ManyModulesHaveATableThatNeverChanges()
    {
        using var engine = new Wasm.Engine();
        var fixedTables = 0;
        for (ulong index = 0; index < 100; index++)
        {
            using var module = Module.FromSyntax(engine, ModuleGenerator.Generate(11, index, engine.Options.Features));
            var loaded = module.Loaded;
            fixedTables += Enumerable.Range(0, loaded.Tables.Length).Count(table => loaded.FixedTables.ContentsOf(table) is not null);
        }

        Assert.InRange(fixedTables, 30, 70);
    }
}
