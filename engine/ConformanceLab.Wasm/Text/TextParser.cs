using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>A module read from text, with the identifier that scripts know it by.</summary>
/// <param name="Module">The module.</param>
/// <param name="Identifier">Its identifier without the dollar sign; null if it has none.</param>
public sealed record TextModule(WasmModule Module, string? Identifier);

/// <summary>
/// Reads modules in the text format. Nothing is validated beyond what text needs (identifiers, ranges of literals, agreement of inline
/// function types); instruction sequences come out in the binary format. Source: specification, "Text Format".
/// </summary>
public static class TextParser
{
    /// <summary>Reads a source that holds one module, <c>(module …)</c> or its bare fields.</summary>
    /// <param name="source">The text (UTF-8); it must stay unchanged as long as the result is in use.</param>
    /// <param name="features">What the module may use.</param>
    /// <param name="readAnnotations">Whether annotations are read; if not, they are space, whatever is in them.</param>
    /// <exception cref="ModuleException">
    /// It is malformed. Errors in annotations are of kind <see cref="ModuleErrorKind.MalformedCustom"/> or
    /// <see cref="ModuleErrorKind.InvalidCustom"/>; they are reported only if the text would be well-formed without annotations.
    /// </exception>
    public static WasmModule ParseModule(ReadOnlyMemory<byte> source, WasmFeatures features = WasmFeatures.All, bool readAnnotations = true)
    {
        var tokens = TokenList.Read(source);
        if (!readAnnotations)
        {
            return ParseWhole(tokens.WithoutAnnotations(), features);
        }

        try
        {
            return ParseWhole(tokens, features);
        }
        catch (ModuleException error) when (error.Kind is ModuleErrorKind.MalformedCustom or ModuleErrorKind.InvalidCustom)
        {
            ParseWhole(tokens.WithoutAnnotations(), features);
            throw;
        }
    }

    /// <summary>Reads <c>(module $identifier? …)</c>; the cursor stands at its first parenthesis and afterwards behind its last.</summary>
    /// <remarks>After an error the cursor stands anywhere; a script parser goes back and skips the form.</remarks>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public static TextModule ParseModule(TokenCursor cursor, WasmFeatures features = WasmFeatures.All)
    {
        cursor.Expect(TokenKind.LeftParen);
        cursor.ExpectKeyword("module"u8);
        var identifier = cursor.TryTakeIdentifier();
        var module = ParseFields(cursor, features, identifier);
        cursor.Expect(TokenKind.RightParen);
        return module;
    }

    /// <summary>
    /// Reads module fields up to a closing parenthesis, which is not consumed, or the end of the source.
    /// </summary>
    /// <param name="cursor">Stands at the first field.</param>
    /// <param name="features">What the module may use.</param>
    /// <param name="identifier">The module's identifier, if it was read before.</param>
    /// <exception cref="ModuleException">A field is malformed.</exception>
    public static TextModule ParseFields(TokenCursor cursor, WasmFeatures features = WasmFeatures.All, string? identifier = null) =>
        new(new ModuleParser(cursor, features, identifier).Parse(), identifier);

    private static WasmModule ParseWhole(TokenList tokens, WasmFeatures features)
    {
        var cursor = new TokenCursor(tokens);
        var module = (cursor.IsLeftParenKeyword("module"u8) ? ParseModule(cursor, features) : ParseFields(cursor, features)).Module;
        return cursor.IsAtEnd ? module : throw cursor.Unexpected();
    }
}
