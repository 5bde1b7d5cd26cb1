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
    /// <exception cref="ModuleException">
    /// It is malformed. Errors in annotations are of kind <see cref="ModuleErrorKind.MalformedCustom"/> or <see cref="ModuleErrorKind.InvalidCustom"/>.
    /// </exception>
    public static WasmModule ParseModule(ReadOnlyMemory<byte> source, WasmFeatures features = WasmFeatures.All)
    {
        var cursor = new TokenCursor(source);
        var module = (cursor.IsLeftParenKeyword("module"u8) ? ParseModule(cursor, features) : ParseFields(cursor, features)).Module;
        return cursor.IsAtEnd ? module : throw cursor.Unexpected();
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
}
