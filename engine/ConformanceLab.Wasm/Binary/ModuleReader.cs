using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Reads modules in the binary format. What is malformed is reported with the first words of the specification's messages.
/// Source: specification, "Binary Format, Modules".
/// </summary>
public static class ModuleReader
{
    /// <summary>Reads a module. Nothing is validated beyond the grammar.</summary>
    /// <param name="bytes">The module; it must stay unchanged as long as the result is in use, which refers to it.</param>
    /// <param name="features">The proposals that are on.</param>
    /// <param name="checkBodies">
    /// Whether function bodies are walked too. Without it they are only sliced, for callers that traverse them anyway (the validator) and
    /// call <see cref="CheckBodies"/> after an error, so that a malformed module is never reported as invalid.
    /// </param>
    /// <exception cref="ModuleException">
    /// It is malformed (<see cref="ModuleErrorKind.Malformed"/>) or beyond <see cref="ImplementationLimits"/>
    /// (<see cref="ModuleErrorKind.LimitExceeded"/>).
    /// </exception>
    public static WasmModule Read(ReadOnlyMemory<byte> bytes, WasmFeatures features, bool checkBodies = true)
    {
        if (bytes.Length > ImplementationLimits.ModuleBytes)
        {
            throw new ModuleException(
                ModuleErrorKind.LimitExceeded, "implementation limit", $"{bytes.Length} bytes, at most {ImplementationLimits.ModuleBytes}")
            {
                Offset = ImplementationLimits.ModuleBytes,
            };
        }

        try
        {
            return new ModuleDecoder(bytes, features, checkBodies).Read();
        }
        catch (ModuleException) when (!checkBodies)
        {
            // An earlier body may be malformed, and the first error counts.
            return new ModuleDecoder(bytes, features, checkBodies: true).Read();
        }
    }

    /// <summary>Walks all function bodies: what <see cref="Read"/> leaves out without <c>checkBodies</c>.</summary>
    /// <exception cref="ModuleException">A body is malformed.</exception>
    public static void CheckBodies(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var imported = module.CountImports(ExternKind.Function);
        var checker = new SequenceChecker(module.Features);
        for (var i = 0; i < module.Functions.Count; i++)
        {
            var body = module.Functions[i].Body;

            // A body that misses its end is read on into what follows, so that the error is the same as in a full read.
            var bytes = body.Offset >= 0 && !module.Binary.IsEmpty ? module.Binary.Span[body.Offset..] : body.Bytes.Span;
            try
            {
                var length = checker.Check(bytes, body.Offset, isBody: true, module.DataCount is not null);
                if (length != body.Bytes.Length)
                {
                    throw SequenceChecker.SizeMismatch(body.Offset);
                }
            }
            catch (ModuleException error)
            {
                throw error.InFunction(imported + i);
            }
        }
    }
}
