using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Iced.Intel;
using Xunit;
using Encoder = Iced.Intel.Encoder;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>Every instruction that the assembler can write, read back by Iced.</summary>
public sealed class EncodingTests
{
    private const ulong Address = 0x1234_5678_9000;

    // Per method and operation: all pairs, and all triples of registers.
    private const int MostCombinations = 4096;

    /// <summary>What writes no instruction by itself, or depends on labels; has tests of its own.</summary>
    private static readonly HashSet<string> s_testedElsewhere =
    [
        "get_Offset()", "get_LastBound()", "get_Stagger()", "Reset(Boolean, Int32)", "Finish()", "NewLabel()", "BindNew()", "Bind(Label)", "OffsetOf(Label)",
        "Constant(UInt32)", "Constant(UInt64)", "Constant(Vector128`1&)", "NewJumpTable(ReadOnlySpan`1)",
        "Nop(Int32)", "Align(Int32)", "Patch32(Int32, Int32)",
        "get_NextInstruction()", "get_Counters()", "BeginEntry()", "NoteAllocation()", "Plant(Int32)",
        "Jmp(Label)", "JmpShort(Label)", "Jcc(Condition, Label)", "JccShort(Condition, Label)", "Call(Label)",
    ];

    private static readonly HashSet<CpuidFeature> s_allowed =
    [
        CpuidFeature.INTEL8086, CpuidFeature.INTEL186, CpuidFeature.INTEL286, CpuidFeature.INTEL386, CpuidFeature.INTEL486,
        CpuidFeature.X64, CpuidFeature.CMOV, CpuidFeature.PAUSE, CpuidFeature.SSE2, CpuidFeature.AVX, CpuidFeature.AVX2, CpuidFeature.FMA,
        CpuidFeature.BMI1, CpuidFeature.BMI2, CpuidFeature.LZCNT, CpuidFeature.POPCNT,
    ];

    // Of the families that say so in their names.
    private static readonly HashSet<CpuidFeature> s_allowedOfEvex =
    [
        CpuidFeature.AVX512F, CpuidFeature.AVX512VL, CpuidFeature.AVX512DQ, CpuidFeature.AVX512_VBMI, CpuidFeature.AVX512_BITALG,
    ];

    private static readonly Dictionary<string, MethodInfo> s_methods = typeof(X64.Assembler)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .ToDictionary(NameOf);

    public static TheoryData<string> Methods => [.. s_methods.Keys.Except(s_testedElsewhere).Order(StringComparer.Ordinal)];

    [Fact]
    public void WhatIsTestedElsewhereExists() => Assert.Subset(s_methods.Keys.ToHashSet(), s_testedElsewhere);

    [Theory]
    [MemberData(nameof(Methods))]
    public void AllFormsAreReadBack(string method)
    {
        var info = s_methods[method];
        var values = info.GetParameters().Select(EncodingCases.ValuesFor).ToArray();
        var assembler = new X64.Assembler();
        if (values.Length > 0 && values[0][0] is Enum)
        {
            // The first parameter is the operation, condition, size or register: each of them gets its share.
            foreach (var first in values[0]) Check(assembler, info, [[first], .. values[1..]]);
        }
        else
        {
            Check(assembler, info, values);
        }
    }

    [Fact]
    public void EveryAddressIsReadBack()
    {
        var load = s_methods["Mov(OperandSize, Register, MemoryOperand)"];
        object[][] values = [[X64.OperandSize.Qword], [X64.Register.Rax, X64.Register.R9], EncodingCases.Memory];
        Check(new X64.Assembler(), load, values, int.MaxValue);
    }

    private static void Check(X64.Assembler assembler, MethodInfo method, object[][] values, int most = MostCombinations)
    {
        foreach (var arguments in EncodingCases.Combinations(values, most))
        {
            var expected = ExpectedInstruction.For(method, arguments);
            assembler.Reset();
            assembler.NewLabel();
            var isRefused = !TryInvoke(assembler, method, arguments);
            if (isRefused != expected is null) Fail(method, arguments, isRefused ? "refused" : "accepted");
            if (expected is null)
            {
                Assert.Equal(0, assembler.Offset);
                continue;
            }

            var length = assembler.Offset;
            assembler.Nop(3);
            assembler.Bind(EncodingCases.Label);
            var isEvex = method.GetParameters() is [var first, ..] && first.ParameterType.Name.StartsWith("Evex", StringComparison.Ordinal);
            var problem = Judge(assembler.Finish()[..length].ToArray(), expected, method.Name, isEvex ? s_allowedOfEvex : s_allowed);
            if (problem is not null) Fail(method, arguments, problem);
        }
    }

    private static bool TryInvoke(X64.Assembler assembler, MethodInfo method, object[] arguments)
    {
        try
        {
            method.Invoke(assembler, [.. arguments.Select(a => a is MemoryCase memory ? memory.Operand : a)]);
            return true;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException)
        {
            return false;
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    /// <summary>What is wrong with the bytes, or null.</summary>
    private static string? Judge(byte[] code, ExpectedInstruction expected, string method, HashSet<CpuidFeature> allowed)
    {
        var decoder = Decoder.Create(64, code, Address);
        decoder.Decode(out var instruction);
        var shown = $"{Convert.ToHexString(code)}: {instruction}";
        if (instruction.IsInvalid || instruction.Length != code.Length) return $"{shown}: not one instruction";
        if (instruction.Mnemonic != expected.Mnemonic) return $"{shown}: not {expected.Mnemonic}";
        if (instruction.HasLockPrefix != method.Contains("Lock", StringComparison.Ordinal)) return $"{shown}: lock prefix";
        var isRepeated = method.StartsWith("Rep", StringComparison.Ordinal);
        if (instruction.HasRepPrefix != isRepeated || instruction.HasRepnePrefix) return $"{shown}: repeat prefix";
        foreach (var feature in instruction.CpuidFeatures)
            if (!allowed.Contains(feature)) return $"{shown}: needs {feature}";
        if (!isRepeated)
        {
            if (instruction.OpCount != expected.Operands.Count) return $"{shown}: not {expected.Operands.Count} operands";
            for (var i = 0; i < instruction.OpCount; i++)
                if (!IsOperand(instruction, i, expected, code.Length)) return $"{shown}: operand {i} is not {expected.Operands[i]}";
        }

        return IsShortest(instruction, code) ? null : $"{shown}: has a shorter or another encoding";
    }

    private static bool IsOperand(in Instruction instruction, int i, ExpectedInstruction expected, int length)
    {
        switch (expected.Operands[i])
        {
            case Register register:
                return instruction.GetOpKind(i) == OpKind.Register && instruction.GetOpRegister(i) == register;
            case MemoryCase memory:
                if (instruction.GetOpKind(i) != OpKind.Memory) return false;
                if (expected.MemoryBytes != 0 && instruction.MemorySize.GetSize() != expected.MemoryBytes) return false;
                if (memory.IsRelative)
                    return instruction.IsIPRelativeMemoryOperand && instruction.IPRelativeMemoryAddress == Address + (ulong)length + 3;
                return instruction.MemoryBase == memory.Base && instruction.MemoryIndex == memory.Index
                    && instruction.MemoryIndexScale == memory.Scale
                    && instruction.MemoryDisplacement64 == (ulong)memory.Displacement;
            default:
                return instruction.GetOpKind(i) is >= OpKind.Immediate8 and <= OpKind.Immediate32to64
                    && ((instruction.GetImmediate(i) ^ (ulong)expected.Operands[i]) & expected.OperandMask) == 0;
        }
    }

    private static bool IsShortest(in Instruction instruction, byte[] code)
    {
        var writer = new ListWriter();
        var encoder = Encoder.Create(64, writer);
        encoder.Encode(instruction, Address);
        return code.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(writer.Bytes));
    }

    private static void Fail(MethodInfo method, object[] arguments, string problem) =>
        Assert.Fail($"{NameOf(method)} with ({string.Join(", ", arguments)}): {problem}");

    private static string NameOf(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    private sealed class ListWriter : CodeWriter
    {
        public List<byte> Bytes { get; } = [];

        public override void WriteByte(byte value) => Bytes.Add(value);
    }
}
