using System.Collections.Immutable;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen.Abi;

/// <summary>The calling convention applied to a function type.</summary>
internal sealed class SignatureLayout
{
    public SignatureLayout(FunctionType type)
    {
        Parameters = CallingConvention.Assign(type.Parameters.AsSpan(), CallingConvention.IntegerArguments, out var parameterBytes);
        Results = CallingConvention.Assign(type.Results.AsSpan(), CallingConvention.IntegerResults, out var resultBytes);
        ParameterStackBytes = parameterBytes;
        ResultStackBytes = resultBytes;
        BufferSlots = Math.Max(Slot.CountOf(type.Parameters.AsSpan()), Slot.CountOf(type.Results.AsSpan()));
        Key = KeyOf(type);
    }

    /// <summary>Where the arguments are.</summary>
    public ImmutableArray<ValueLocation> Parameters { get; }

    /// <summary>Where the results are.</summary>
    public ImmutableArray<ValueLocation> Results { get; }

    /// <summary>Bytes of arguments on the stack: P of the drawing in <see cref="CallingConvention"/>.</summary>
    public int ParameterStackBytes { get; }

    /// <summary>Bytes of results on the stack: R of the drawing.</summary>
    public int ResultStackBytes { get; }

    /// <summary>Slots of an argument-and-result buffer.</summary>
    public int BufferSlots { get; }

    /// <summary>Equal for types that are passed alike.</summary>
    public string Key { get; }

    /// <summary>The <see cref="Key"/> of a type's layout.</summary>
    public static string KeyOf(FunctionType type) =>
        string.Create(type.Parameters.Length + type.Results.Length + 1, type, static (text, type) =>
        {
            var i = 0;
            foreach (var parameter in type.Parameters)
            {
                text[i++] = (char)('a' + (int)Representations.Of(parameter));
            }

            text[i++] = '>';
            foreach (var result in type.Results)
            {
                text[i++] = (char)('a' + (int)Representations.Of(result));
            }
        });
}
