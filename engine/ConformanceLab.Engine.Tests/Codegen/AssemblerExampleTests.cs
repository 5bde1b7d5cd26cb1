using ConformanceLab.Wasm.Codegen.X64;
using Iced.Intel;
using Xunit;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;
using static ConformanceLab.Wasm.Codegen.X64.VexRvm;
using Assembler = ConformanceLab.Wasm.Codegen.X64.Assembler;
using MemoryOperand = ConformanceLab.Wasm.Codegen.X64.MemoryOperand;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>The example of the room's README.</summary>
public sealed class AssemblerExampleTests
{
    [Fact]
    public void TheExampleIsALoop()
    {
        var assembler = new Assembler();

        // begin assembler
        var loop = assembler.BindNew();
        var done = assembler.NewLabel();
        assembler.Emit(Sub, Dword, Rcx, 1);
        assembler.Jcc(Condition.Below, done);
        assembler.Emit(Vaddsd, Xmm0, Xmm0, new MemoryOperand(Rsi, Rcx, 8));  // [rsi + rcx * 8]
        assembler.Emit(Vmulsd, Xmm0, Xmm0, assembler.Constant(0x3FE0_0000_0000_0000UL));
        assembler.Jmp(loop);  // two bytes: the label is bound and near
        assembler.Bind(done);
        assembler.Ret();
        ReadOnlySpan<byte> code = assembler.Finish();  // with the constant behind, aligned
        // end assembler

        string[] expected =
        [
            "sub ecx,1",
            "jb near ptr 0000000000000018h",
            "vaddsd xmm0,xmm0,qword ptr [rsi+rcx*8]",
            "vmulsd xmm0,xmm0,qword ptr [20h]",
            "jmp short 0",
            "ret",
        ];
        var decoder = Decoder.Create(64, code.ToArray());
        Assert.Equal(expected, expected.Select(_ => decoder.Decode().ToString()));
        Assert.Equal(0.5, BitConverter.ToDouble(code[0x20..]));
    }

    [Fact]
    public void TheExampleIsQuotedAsItStands()
    {
        var engine = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(engine, "engine", "README.md"))) engine = Path.GetDirectoryName(engine)!;
        engine = Path.Combine(engine, "engine");
        var source = File.ReadAllText(Path.Combine(engine, "ConformanceLab.Engine.Tests", "Codegen", "AssemblerExampleTests.cs"));
        var region = source.Split("        // begin assembler\n")[1].Split("        // end assembler\n")[0];
        var readme = File.ReadAllText(Path.Combine(engine, "ConformanceLab.Engine", "Codegen", "README.md"));
        Assert.Contains("```csharp\n" + region.Replace("        ", "", StringComparison.Ordinal) + "```", readme, StringComparison.Ordinal);
    }
}
