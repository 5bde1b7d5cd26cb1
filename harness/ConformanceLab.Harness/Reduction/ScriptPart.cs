using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Reduction;

/// <summary>
/// A command, at the top of a script or inside of another, as something that can be left out or made smaller. Where it has commands inside,
/// or a module, it consists of what stands before, them, and what stands behind:
/// <code>
/// (thread $T (shared (module $M))   (invoke "f")   )
/// (assert_invalid (module           (func (i32))   ) "type mismatch")
/// </code>
/// </summary>
/// <param name="Number">Its place among all parts, in the order of the text.</param>
/// <param name="Command">The command.</param>
/// <param name="Before">The text before what is inside; all of it where nothing is.</param>
/// <param name="After">The text behind what is inside.</param>
internal sealed record ScriptPart(int Number, Command Command, string Before, string After)
{
    /// <summary>The commands inside.</summary>
    public ImmutableArray<ScriptPart> Parts { get; init; } = [];

    /// <summary>The text of the module inside, without its parentheses, keyword and name; null if there is none.</summary>
    public string? ModuleText { get; init; }

    /// <summary>The module inside; null if there is none.</summary>
    public ModuleSource? Source => Command switch
    {
        ModuleCommand module => module.Source,
        AssertModuleFails assertion => assertion.Source,
        _ => null,
    };

    /// <summary>The first commands of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="count">How many commands.</param>
    public static ImmutableArray<ScriptPart> Read(Script script, int count)
    {
        var number = 0;
        return Read(script, script.Commands[..count], ref number);
    }

    /// <summary>This part and those inside.</summary>
    public IEnumerable<ScriptPart> WithParts() => Parts.SelectMany(static part => part.WithParts()).Prepend(this);

    /// <summary>The inside of a module that is bytes: <c>binary "\00asm"</c>, <c>quote "(func)"</c>.</summary>
    public static string Inside(ModuleForm form, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(form == ModuleForm.Binary ? " binary \"" : " quote \"");
        foreach (var value in bytes)
        {
            if (value is >= 0x20 and < 0x7F and not ((byte)'"' or (byte)'\\'))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{value:x2}");
            }
        }

        return text.Append('"').ToString();
    }

    private static ImmutableArray<ScriptPart> Read(Script script, ImmutableArray<Command> commands, ref int number)
    {
        var parts = ImmutableArray.CreateBuilder<ScriptPart>(commands.Length);
        foreach (var command in commands)
        {
            parts.Add(Read(script, command, ref number));
        }

        return parts.MoveToImmutable();
    }

    private static ScriptPart Read(Script script, Command command, ref int number)
    {
        var (own, span) = (number++, command.Span);
        if (command is ThreadCommand or ScriptCommand && !command.Nested.IsEmpty)
        {
            var (first, last) = (command.Nested[0].Span.Start, command.Nested[^1].Span.End);
            return new ScriptPart(own, command, Text(script, span.Start, first), Text(script, last, span.End))
            {
                Parts = Read(script, command.Nested, ref number),
            };
        }

        return command is ModuleCommand or AssertModuleFails
            ? ReadModule(script, command, own)
            : new ScriptPart(own, command, script.TextOf(command), "");
    }

    private static ScriptPart ReadModule(Script script, Command command, int number)
    {
        var bytes = script.Text.Bytes;
        var span = command.Span;
        var lexer = new ScriptLexer(bytes, span.Start, span.End);
        if (command is AssertModuleFails)
        {
            lexer.Next();
            lexer.Next();
        }

        var end = ScriptLexer.FindFormEnd(bytes, lexer.Next().Start, span.End) - 1;
        var keyword = lexer.Next();
        if (!bytes[keyword.Start..keyword.End].SequenceEqual("module"u8))
        {
            // A script that is bare fields of a module.
            return new ScriptPart(number, command, "(module ", ")") { ModuleText = script.TextOf(command) };
        }

        for (var token = lexer.Peek(); token.Kind == ScriptTokenKind.Identifier || IsDefinition(bytes, token); token = lexer.Peek())
        {
            lexer.Next();
        }

        return new ScriptPart(number, command, Text(script, span.Start, lexer.Position), Text(script, end, span.End))
        {
            ModuleText = Text(script, lexer.Position, end),
        };
    }

    private static bool IsDefinition(ReadOnlySpan<byte> bytes, ScriptToken token) =>
        token.Kind == ScriptTokenKind.Word && bytes[token.Start..token.End].SequenceEqual("definition"u8);

    private static string Text(Script script, int start, int end) => Encoding.UTF8.GetString(script.Text.Bytes[start..end]);
}
