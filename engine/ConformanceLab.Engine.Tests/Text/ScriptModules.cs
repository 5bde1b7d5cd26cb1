using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>The modules of a script, of all forms, also those within assertions; what cannot be read is left out.</summary>
internal static class ScriptModules
{
    public static IEnumerable<(int Line, WasmModule Module)> Read(string path)
    {
        var source = File.ReadAllBytes(path);
        TokenCursor cursor;
        try
        {
            cursor = new TokenCursor(source);
        }
        catch (ModuleException)
        {
            // Some scripts test what is wrong with whole files.
            yield break;
        }

        while (!cursor.IsAtEnd)
        {
            if (!cursor.IsLeftParenKeyword("module"u8))
            {
                cursor.Next();
                continue;
            }

            var start = cursor.Position;
            var line = cursor.GetPosition().Line;
            WasmModule? module = null;
            try
            {
                module = ReadModule(cursor);
            }
            catch (ModuleException)
            {
                // It stands in an assertion that it can't be read, or is of a proposal that is not supported.
            }

            cursor.Position = start;
            cursor.Skip();
            if (module is not null)
            {
                yield return (line, module);
            }
        }
    }

    private static WasmModule? ReadModule(TokenCursor cursor)
    {
        cursor.Position += 2;
        if (cursor.TryTakeKeyword("instance"u8))
        {
            return null;
        }

        cursor.TryTakeKeyword("definition"u8);
        var identifier = cursor.TryTakeIdentifier();
        if (cursor.TryTakeKeyword("binary"u8))
        {
            return ModuleReader.Read(Strings(cursor), WasmFeatures.All);
        }

        return cursor.TryTakeKeyword("quote"u8)
            ? TextParser.ParseModule(Strings(cursor))
            : TextParser.ParseFields(cursor, WasmFeatures.All, identifier).Module;
    }

    private static byte[] Strings(TokenCursor cursor)
    {
        var bytes = new List<byte>();
        while (cursor.Kind == TokenKind.String)
        {
            bytes.AddRange(cursor.ExpectString());
        }

        return [.. bytes];
    }
}
