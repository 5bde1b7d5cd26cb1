namespace ConformanceLab.InstructionGenerator;

/// <summary>Writes the generated files, or with <c>--check</c> compares them. The argument is the repository's root.</summary>
public static class Program
{
    /// <summary>Every generated file: path from the root, text.</summary>
    public static IEnumerable<(string Path, string Text)> Generate(string root)
    {
        var rows = InstructionTable.Read(Path.Combine(root, "engine/ConformanceLab.Wasm/Instructions/instructions.def"));
        yield return ("engine/ConformanceLab.Wasm/Instructions/Opcode.g.cs", OpcodeWriter.WriteEnums(rows));
        yield return ("engine/ConformanceLab.Wasm/Instructions/OpcodeTables.g.cs", OpcodeWriter.WriteTables(rows));
        yield return ("engine/ConformanceLab.Wasm/Validation/FunctionValidatorDispatch.g.cs", DispatcherWriter.WriteValidator(rows));
        yield return ("engine/ConformanceLab.Engine/Interpreter/NumericHandlers.g.cs", InterpreterWriter.WriteNumericHandlers(rows));
        yield return ("engine/ConformanceLab.Engine/Interpreter/HandlerTable.g.cs", InterpreterWriter.WriteHandlerTable(rows));
    }

    private static int Main(string[] args)
    {
        var check = args.Contains("--check");
        var root = args.FirstOrDefault(argument => argument != "--check") ?? ".";
        return GeneratedFiles.Update(root, Generate(root), check) ? 0 : 1;
    }
}
