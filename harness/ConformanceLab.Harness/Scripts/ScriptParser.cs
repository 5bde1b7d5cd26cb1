using System.Collections.Immutable;
using System.Text;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Forms to commands. Forms are delimited first, by their parentheses alone, and read one by one afterwards; what is wrong inside one stays
/// inside. Source of the grammar: the specification's <c>interpreter/README.md</c>, "Scripts", and the threads proposal's extension of it.
/// </summary>
internal sealed class ScriptParser(SourceText text)
{
    /// <summary>How deeply threads and scripts may nest.</summary>
    private const int MaximumDepth = 32;

    /// <summary>
    /// How many bytes may be searched in vain for the ends of unclosed forms. Each search runs to the end of the file, and there may be as
    /// many as lines.
    /// </summary>
    private const long MaximumFutileSearch = 64 << 20;

    private readonly SourceText _text = text;
    private readonly ValueParser _values = new(text);

    /// <summary>All commands of the text.</summary>
    public ImmutableArray<Command> ParseScript()
    {
        var source = _text.Bytes;
        var commands = ImmutableArray.CreateBuilder<Command>();
        var at = 0;
        var futile = 0L;
        while (true)
        {
            var start = at = ScriptLexer.SkipBlank(source, at, source.Length);
            if (at >= source.Length)
            {
                return commands.ToImmutable();
            }

            if (source[at] != '(')
            {
                at = SkipGarbage(at);
                commands.Add(new BrokenCommand(_text.Span(start, at), "", "unexpected token: a command begins with a parenthesis"));
                continue;
            }

            var end = ScriptLexer.FindFormEnd(source, at, source.Length);
            if (end < 0)
            {
                // Unclosed: what follows is taken up again at the next line that begins with a form.
                futile += source.Length - start;
                at = futile > MaximumFutileSearch ? source.Length : _text.NextLineWithForm(start);
                commands.Add(new BrokenCommand(_text.Span(start, at), KeywordAt(start, at), "unclosed form: unexpected end"));
                continue;
            }

            at = end;
            if (IsModuleField(KeywordAt(start, end)))
            {
                at = EndOfFields(end);
                commands.Add(new ModuleCommand(_text.Span(start, at), null, TextModule(start, at), IsDefinition: false));
                continue;
            }

            commands.Add(ParseForm(start, end, depth: 0));
        }
    }

    // A whole script may be the fields of one module, without the word "module".
    private int EndOfFields(int at)
    {
        var source = _text.Bytes;
        while (true)
        {
            var next = ScriptLexer.SkipBlank(source, at, source.Length);
            var end = next < source.Length && source[next] == '(' ? ScriptLexer.FindFormEnd(source, next, source.Length) : -1;
            if (end < 0 || !IsModuleField(KeywordAt(next, end)))
            {
                return at;
            }

            at = end;
        }
    }

    private int SkipGarbage(int at)
    {
        var lexer = new ScriptLexer(_text.Bytes, at, _text.Bytes.Length);
        do
        {
            lexer.Next();
            at = lexer.Position;
        }
        while (lexer.Peek().Kind is not (ScriptTokenKind.Open or ScriptTokenKind.End));
        return at;
    }

    private string KeywordAt(int start, int end)
    {
        var lexer = new ScriptLexer(_text.Bytes, start, end);
        lexer.Next();
        var token = lexer.Next();
        return token.Kind == ScriptTokenKind.Word ? Encoding.ASCII.GetString(_text.Bytes[token.Start..token.End]) : "";
    }

    private static bool IsModuleField(string keyword) =>
        keyword is "type" or "rec" or "import" or "func" or "table" or "memory" or "global" or "tag" or "export" or "start" or "elem"
            or "data";

    private Command ParseForm(int start, int end, int depth)
    {
        var span = _text.Span(start, end);
        var keyword = KeywordAt(start, end);
        try
        {
            var cursor = new FormCursor(_text, start, end);
            cursor.Expect(ScriptTokenKind.Open, "(");
            cursor.Next();
            var command = ParseCommand(ref cursor, span, keyword, depth);
            return command;
        }
        catch (ScriptSyntaxException error)
        {
            var (line, column) = _text.Locate(error.Offset);
            return new BrokenCommand(span, keyword, $"{error.Message} at {line}:{column}");
        }
    }

    private Command ParseCommand(ref FormCursor cursor, SourceSpan span, string keyword, int depth)
    {
        if (keyword.StartsWith("assert_", StringComparison.Ordinal) && cursor.PeekKeyword() is "component")
        {
            return new UnsupportedCommand(span, keyword, "component-model: components are not built");
        }

        Command command;
        switch (keyword)
        {
            case "module":
                return ParseModuleCommand(ref cursor, span);
            case "register":
                command = new RegisterCommand(span, cursor.Text(), cursor.OptionalName());
                break;
            case "invoke" or "get":
                return new ActionCommand(span, ParseAction(span.Start, span.End));
            case "assert_return":
                command = new AssertReturn(span, ParseAction(ref cursor), _values.Patterns(ref cursor));
                break;
            case "assert_trap" when cursor.PeekKeyword() is "module":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.Trap);
                break;
            case "assert_trap":
                command = new AssertActionFails(span, ActionFailure.Trap, ParseAction(ref cursor), cursor.Text());
                break;
            case "assert_exhaustion":
                command = new AssertActionFails(span, ActionFailure.Exhaustion, ParseAction(ref cursor), cursor.Text());
                break;
            case "assert_exception":
                command = new AssertActionFails(span, ActionFailure.Exception, ParseAction(ref cursor), null);
                break;
            case "assert_suspension":
                command = new AssertActionFails(span, ActionFailure.Suspension, ParseAction(ref cursor), cursor.Text());
                break;
            case "assert_malformed":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.Malformed);
                break;
            case "assert_invalid":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.Invalid);
                break;
            case "assert_unlinkable":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.Unlinkable);
                break;
            case "assert_malformed_custom":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.MalformedCustom);
                break;
            case "assert_invalid_custom":
                command = ParseModuleAssertion(ref cursor, span, ModuleFailure.InvalidCustom);
                break;
            case "thread":
                command = ParseThread(ref cursor, span, depth);
                break;
            case "wait":
                command = new WaitCommand(span, cursor.OptionalName());
                break;
            case "script":
                command = new ScriptCommand(span, cursor.OptionalName(), ParseNested(ref cursor, depth));
                break;
            case "input":
                command = new InputCommand(span, cursor.OptionalName(), cursor.Text());
                break;
            case "output":
                command = new OutputCommand(
                    span, cursor.OptionalName(), cursor.Peek().Kind == ScriptTokenKind.String ? cursor.Text() : null);
                break;
            case "component":
                return new UnsupportedCommand(span, keyword, "component-model: components are not built");
            case "":
                throw cursor.Error("a command begins with a keyword");
            default:
                throw cursor.Error($"unknown command {keyword}");
        }

        cursor.ExpectClose();
        return command;
    }

    private Command ParseModuleCommand(ref FormCursor cursor, SourceSpan span)
    {
        switch (cursor.PeekWord())
        {
            case "instance":
                cursor.Next();
                var command = new InstanceCommand(span, cursor.OptionalName(), cursor.OptionalName());
                cursor.ExpectClose();
                return command;
            case "definition":
                var keyword = cursor.Next();
                var definition = cursor.OptionalName();
                return new ModuleCommand(span, definition, ParseModuleSource(ref cursor, span, keyword), IsDefinition: true);
            default:
                var name = cursor.OptionalName();
                return new ModuleCommand(span, name, ParseModuleSource(ref cursor, span, null), IsDefinition: false);
        }
    }

    private AssertModuleFails ParseModuleAssertion(ref FormCursor cursor, SourceSpan span, ModuleFailure failure)
    {
        var form = cursor.Form();
        if (KeywordAt(form.Start, form.End) != "module")
        {
            throw new ScriptSyntaxException(form.Start, "a module is expected");
        }

        var inner = new FormCursor(_text, form.Start, form.End);
        inner.Next();
        inner.Next();
        ScriptToken? definition = inner.PeekWord() == "definition" ? inner.Next() : null;
        inner.OptionalName();
        var source = ParseModuleSource(ref inner, form, definition);
        return new AssertModuleFails(span, failure, source, cursor.Text());
    }

    // The cursor stands behind the module's name.
    private ModuleSource ParseModuleSource(ref FormCursor cursor, SourceSpan span, ScriptToken? definition)
    {
        switch (cursor.PeekWord())
        {
            case "binary":
                cursor.Next();
                return new ModuleSource(ModuleForm.Binary, cursor.RestAsStrings(), span.Line, span.Column);
            case "quote":
                cursor.Next();
                return new ModuleSource(ModuleForm.Quote, cursor.RestAsStrings(), span.Line, span.Column);
            default:
                var source = TextModule(span.Start, span.End);
                if (definition is { } word)
                {
                    var copy = source.Bytes.ToArray();
                    copy.AsSpan(word.Start - span.Start, word.End - word.Start).Fill((byte)' ');
                    source = source with { Bytes = copy };
                }

                return source;
        }
    }

    private ModuleSource TextModule(int start, int end)
    {
        var span = _text.Span(start, end);
        return new ModuleSource(ModuleForm.Text, _text.Slice(span), span.Line, span.Column);
    }

    private ScriptAction ParseAction(ref FormCursor cursor)
    {
        var form = cursor.Form();
        return ParseAction(form.Start, form.End);
    }

    private ScriptAction ParseAction(int start, int end)
    {
        var cursor = new FormCursor(_text, start, end);
        cursor.Next();
        var keyword = cursor.Next();
        var word = Encoding.ASCII.GetString(_text.Bytes[keyword.Start..keyword.End]);
        if (word is not ("invoke" or "get"))
        {
            throw new ScriptSyntaxException(start, "an action is expected: invoke or get");
        }

        var (line, _) = _text.Locate(start);
        var module = cursor.OptionalName();
        var field = cursor.Text();
        if (word == "get")
        {
            cursor.ExpectClose();
            return new GetAction(module, field) { Line = line };
        }

        var arguments = _values.Arguments(ref cursor, out var written);
        return new InvokeAction(module, field, arguments) { Line = line, Written = written };
    }

    private ThreadCommand ParseThread(ref FormCursor cursor, SourceSpan span, int depth)
    {
        var name = cursor.OptionalName();
        var shared = ImmutableArray.CreateBuilder<string>();
        while (cursor.PeekKeyword() == "shared")
        {
            var form = cursor.Form();
            var inner = new FormCursor(_text, form.Start, form.End);
            inner.Next();
            inner.Next();
            inner.Expect(ScriptTokenKind.Open, "(");
            if (inner.PeekWord() != "module")
            {
                throw inner.Error("(module $M) is expected");
            }

            inner.Next();
            shared.Add(inner.OptionalName() ?? throw inner.Error("the name of a module is expected"));
            inner.ExpectClose();
            inner.ExpectClose();
        }

        return new ThreadCommand(span, name, shared.ToImmutable(), ParseNested(ref cursor, depth));
    }

    // The commands up to the closing parenthesis.
    private ImmutableArray<Command> ParseNested(ref FormCursor cursor, int depth)
    {
        if (depth >= MaximumDepth)
        {
            throw cursor.Error("commands are nested too deeply");
        }

        var commands = ImmutableArray.CreateBuilder<Command>();
        while (cursor.Peek().Kind == ScriptTokenKind.Open)
        {
            var form = cursor.Form();
            commands.Add(ParseForm(form.Start, form.End, depth + 1));
        }

        return commands.ToImmutable();
    }
}
