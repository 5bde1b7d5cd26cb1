using System.Diagnostics.CodeAnalysis;
using System.Text;
using ConformanceLab.Fuzzing;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// A defect made on purpose: one instruction does what another one does. It shows that a difference would be found, reduced and written.
/// </summary>
/// <param name="Instruction">The instruction that is wrong.</param>
/// <param name="Instead">What it does: an instruction with the same operands, results and no immediates.</param>
public sealed record PlantedBug(Opcode Instruction, Opcode Instead)
{
    /// <summary>Reads the form <c>i32.sub=i32.add</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PlantedBug? bug)
    {
        ArgumentNullException.ThrowIfNull(text);
        bug = null;
        if (text.Split('=') is [var left, var right]
            && Opcodes.TryParse(Encoding.UTF8.GetBytes(left), out var instruction)
            && Opcodes.TryParse(Encoding.UTF8.GetBytes(right), out var instead)
            && instruction.GetSignature() is { } one
            && instead.GetSignature() is { } other
            && one.Operands.SequenceEqual(other.Operands)
            && one.Results.SequenceEqual(other.Results)
            && instruction.Shape() == ImmediateShape.None
            && instead.Shape() == ImmediateShape.None)
        {
            bug = new PlantedBug(instruction, instead);
        }

        return bug is not null;
    }

    /// <summary>The module as a compiler with the defect understands it; the same bytes if it is not valid.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> bytes, WasmFeatures features)
    {
        WasmModule module;
        try
        {
            module = ModuleReader.Read(bytes.ToArray(), features);
        }
        catch (ModuleException)
        {
            return bytes;
        }

        var writer = new ByteWriter();
        new InstructionEncoder(writer).Plain(Instead);
        var wrong = new InstructionSlice(Instead, writer.ToArray());
        var copy = module.Copy();
        for (var i = 0; i < copy.Functions.Count; i++)
        {
            var slices = InstructionSlices.Read(copy.Functions[i].Body, features);
            copy.Functions[i] = copy.Functions[i] with
            {
                Body = InstructionSlices.Join(slices.Select(slice => slice.Opcode == Instruction ? wrong : slice)),
            };
        }

        return ModuleWriter.Write(copy);
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{Instruction.Mnemonic()}={Instead.Mnemonic()}";
}

/// <summary>A subject with a defect.</summary>
public sealed class PlantedSubject(IFuzzSubject inner, PlantedBug bug) : IFuzzSubject
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IReadOnlyList<CallRecord> Run(FuzzCase test, bool countsInstructions)
    {
        ArgumentNullException.ThrowIfNull(test);
        return inner.Run(test with { Module = bug.Apply(test.Module, test.Features) }, countsInstructions);
    }
}
