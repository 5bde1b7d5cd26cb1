using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// Writes scripts as wabt's <c>wast2json</c> does. Text that the script has as it stands becomes binary; quoted text, and text that
/// can't be read in an assertion that it can't be read, stays text. Source: wabt, <c>src/binary-writer-spec.cc</c>; wasm-tools,
/// <c>crates/json-from-wast</c>.
/// </summary>
public sealed class ScriptJsonWriter
{
    private readonly string _stem;
    private readonly ScriptJsonOptions _options;
    private readonly JsonText _json = new();
    private readonly ImmutableArray<ScriptJsonModule>.Builder _modules = ImmutableArray.CreateBuilder<ScriptJsonModule>();
    private readonly ImmutableArray<ScriptJsonProblem>.Builder _problems = ImmutableArray.CreateBuilder<ScriptJsonProblem>();

    private ScriptJsonWriter(string stem, ScriptJsonOptions options)
    {
        _stem = stem;
        _options = options;
    }

    /// <summary>Writes a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="source">The name of its file, as it stands in the JSON.</param>
    /// <param name="stem">What the names of the modules' files begin with.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ScriptJsonException">Something in it is wrong, or can't be said in JSON.</exception>
    public static ScriptJson Write(Script script, string source, string stem, ScriptJsonOptions options)
    {
        var writer = new ScriptJsonWriter(stem, options);
        writer._json.Open('{');
        writer._json.Member("source_filename", source);
        writer._json.Raw(",\n "u8);
        writer.WriteCommands(script.Commands, new ModuleScope(), "  "u8);
        writer._json.Close('}');
        writer._json.Raw("\n"u8);
        return writer._problems.Count == 0
            ? new ScriptJson(writer._json.Written, writer._modules.ToImmutable())
            : throw new ScriptJsonException(writer._problems.ToImmutable());
    }

    private void WriteCommands(ImmutableArray<Command> commands, ModuleScope scope, ReadOnlySpan<byte> indentation)
    {
        _json.Name("commands");
        _json.Open('[');
        foreach (var command in commands)
        {
            _json.NextLine(indentation);
            _json.Open('{');
            WriteCommand(command, scope);
            _json.Close('}');
        }

        _json.Close(']');
    }

    private void WriteCommand(Command command, ModuleScope scope)
    {
        switch (command)
        {
            case ModuleCommand module:
                WriteModule(module, scope);
                break;
            case InstanceCommand instance:
                Begin("module_instance", instance.Span.Line);
                _json.OptionalMember("instance", Identifier(instance.Name));
                _json.OptionalMember("module", Identifier(instance.Definition));
                scope.Instantiate(instance.Name, instance.Definition);
                break;
            case RegisterCommand register:
                Begin("register", register.Span.Line);
                _json.OptionalMember("name", Identifier(register.Module));
                _json.Member("as", register.As);
                break;
            case ActionCommand action:
                Begin("action", action.Action.Line);
                WriteAction(action.Action);
                WriteResults(action.Action, scope);
                break;
            case AssertReturn assertion:
                Begin(assertion.Keyword, assertion.Action.Line);
                WriteAction(assertion.Action);
                ConstantWriter.WriteExpected(_json, assertion.Expected);
                break;
            case AssertActionFails assertion:
                Begin(assertion.Keyword, assertion.Action.Line);
                WriteAction(assertion.Action);
                _json.OptionalMember("text", assertion.Message);
                WriteResults(assertion.Action, scope);
                break;
            case AssertModuleFails assertion:
                WriteModuleAssertion(assertion);
                break;
            case ThreadCommand thread:
                WriteThread(thread, scope);
                break;
            case WaitCommand wait:
                Begin("wait", wait.Span.Line);
                _json.OptionalMember("thread", Identifier(wait.Thread));
                break;
            case BrokenCommand broken:
                Report(broken.Span, broken.Message);
                break;
            case UnsupportedCommand unsupported:
                Report(unsupported.Span, unsupported.Reason);
                break;
            default:
                Report(command.Span, $"'{command.Keyword}' can't be said in JSON");
                break;
        }
    }

    private void WriteModule(ModuleCommand command, ModuleScope scope)
    {
        var (module, bytes, isText) = Translate(command.Source, command.Span, mustBeGood: true);
        Begin(command.IsDefinition ? "module_definition" : "module", command.Span.Line);
        _json.OptionalMember("name", Identifier(command.Name));
        _json.Member("filename", Add(command.Source, bytes, command.Span.Line, isText));
        if (command.IsDefinition)
        {
            _json.Member("module_type", "binary");
        }

        scope.Define(command.Name, module, command.IsDefinition);
    }

    private void WriteModuleAssertion(AssertModuleFails assertion)
    {
        // Annotations of custom sections are what these two are about: they exist in text only.
        var keepsText = assertion.Failure is ModuleFailure.MalformedCustom or ModuleFailure.InvalidCustom
            && assertion.Source.Form != ModuleForm.Binary;
        var (bytes, isText) = keepsText || assertion.Source.Form == ModuleForm.Quote
            ? (assertion.Source.Bytes, true)
            : TranslateBad(assertion);
        Begin(assertion.Failure == ModuleFailure.Trap ? "assert_uninstantiable" : assertion.Keyword, assertion.Source.Line);
        _json.Member("filename", Add(assertion.Source, bytes, assertion.Source.Line, isText));
        _json.Member("text", assertion.Message);
        _json.Member("module_type", isText ? "text" : "binary");
    }

    private void WriteThread(ThreadCommand thread, ModuleScope scope)
    {
        Begin("thread", thread.Span.Line);
        _json.OptionalMember("name", Identifier(thread.Name));
        if (thread.Shared is [var only])
        {
            _json.Member("shared_module", Identifier(only)!);
        }
        else if (thread.Shared.Length > 1)
        {
            _json.Name("shared_module");
            _json.Open('[');
            foreach (var shared in thread.Shared)
            {
                _json.String(Identifier(shared)!);
            }

            _json.Close(']');
        }

        WriteCommands(thread.Commands, scope.Share(thread.Shared), "    "u8);
    }

    private (ReadOnlyMemory<byte> Bytes, bool IsText) TranslateBad(AssertModuleFails assertion)
    {
        var (_, bytes, isText) = Translate(
            assertion.Source, assertion.Span, mustBeGood: assertion.Failure is ModuleFailure.Unlinkable or ModuleFailure.Trap);
        return (bytes, isText);
    }

    // A module and its bytes. What is not to be good may be anything; then there is no module, and text stays text.
    private (WasmModule? Module, ReadOnlyMemory<byte> Bytes, bool IsText) Translate(ModuleSource source, SourceSpan span, bool mustBeGood)
    {
        WasmModule module;
        try
        {
            module = source.Form == ModuleForm.Binary
                ? ModuleReader.Read(source.Bytes, _options.Features)
                : TextParser.ParseModule(source.Bytes, _options.Features);
        }
        catch (ModuleException error)
        {
            if (mustBeGood && (source.Form != ModuleForm.Binary || _options.IsValidating))
            {
                Report(source, span, error);
            }

            return (null, source.Bytes, source.Form != ModuleForm.Binary);
        }

        if (mustBeGood && _options.IsValidating)
        {
            try
            {
                ModuleValidator.Validate(module);
            }
            catch (ModuleException error)
            {
                Report(source, span, error);
            }
        }

        return (
            module,
            source.Form == ModuleForm.Binary
                ? source.Bytes
                : ModuleWriter.Write(module, new ModuleWriteOptions { WriteNames = _options.WriteNames }),
            false);
    }

    private void WriteAction(ScriptAction action)
    {
        _json.Name("action");
        _json.Open('{');
        _json.Member("type", action is InvokeAction ? "invoke" : "get");
        _json.OptionalMember("module", Identifier(action.Module));
        _json.Member("field", action.Field);
        if (action is InvokeAction invoke)
        {
            _json.Name("args");
            ConstantWriter.WriteArguments(_json, invoke);
        }

        _json.Close('}');
    }

    // The types of what the action would return.
    private void WriteResults(ScriptAction action, ModuleScope scope)
    {
        _json.Name("expected");
        _json.Open('[');
        foreach (var type in scope.ResultsOf(action.Module, action.Field))
        {
            _json.Open('{');
            _json.Member("type", type.ToString());
            _json.Close('}');
        }

        _json.Close(']');
    }

    private string Add(ModuleSource source, ReadOnlyMemory<byte> bytes, int line, bool isText)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_stem}.{_modules.Count}{(isText ? ".wat" : ".wasm")}");
        _modules.Add(new ScriptJsonModule(name, line, bytes, source));
        return name;
    }

    private void Begin(string type, int line)
    {
        _json.Member("type", type);
        _json.Member("line", line);
    }

    private void Report(SourceSpan span, string message) => _problems.Add(new ScriptJsonProblem(span.Line, span.Column, message));

    private void Report(ModuleSource source, SourceSpan span, ModuleException error)
    {
        // Text as it stands has its places in the script; those of quoted text and binaries are within the module.
        _problems.Add(source.Form == ModuleForm.Text && error.Line > 0
            ? new ScriptJsonProblem(
                source.Line + error.Line - 1, error.Line == 1 ? source.Column + error.Column - 1 : error.Column, error.Message)
            : new ScriptJsonProblem(span.Line, span.Column, error.Describe()));
    }

    // As the script has it: with the dollar sign.
    private static string? Identifier(string? name) => name is null ? null : "$" + name;
}
