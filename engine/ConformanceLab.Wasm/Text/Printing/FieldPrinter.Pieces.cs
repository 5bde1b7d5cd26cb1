using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <content>Pieces of functions, for <see cref="FunctionLister"/>.</content>
internal sealed partial class FieldPrinter
{
    /// <summary>Lists the instructions of one function.</summary>
    public List<PrintedInstruction> ListInstructions(int functionIndex, FunctionDefinition function, Func<string> take)
    {
        FillLocals(functionIndex, function);
        return _instructions.ListBody(functionIndex, function, _locals, take);
    }

    /// <summary><c>func</c>, then how the function is called and its type.</summary>
    public void WriteDeclaration(int functionIndex, FunctionDefinition function)
    {
        _output.Write("func");
        WriteIdentity(_identifiers.Functions, functionIndex);
        FillParameters(functionIndex, function.TypeIndex);
        PrintFunctionType(function.TypeIndex, _locals);
    }

    /// <summary>The locals of a function, whose names <see cref="WriteLocalName"/> knows from now on.</summary>
    public IEnumerable<(int Index, ValType Type)> LocalsOf(int functionIndex, FunctionDefinition function)
    {
        FillLocals(functionIndex, function);
        var index = 0;
        foreach (var parameter in _types.FunctionTypeOf(function.TypeIndex)?.Parameters ?? [])
        {
            yield return (index++, parameter);
        }

        foreach (var group in function.Locals.IsDefault ? [] : function.Locals)
        {
            for (var count = group.Count; count > 0; count--)
            {
                yield return (index++, group.Type);
            }
        }
    }

    /// <summary>The identifier of a local, or its index.</summary>
    public void WriteLocalName(int index) => _types.WriteIndex(_locals, index);

    /// <summary>The identifier of something, or its index.</summary>
    public void WriteName(ExternKind kind, int index) => _types.WriteIndex(_identifiers.Of(kind), index);

    /// <summary>A type.</summary>
    public void WriteType(ValType type) => _types.WriteValType(type);
}
