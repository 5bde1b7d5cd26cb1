using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// Reads scripts that <c>wast2json</c> has written: wabt's, wasm-tools' <c>json-from-wast</c>, our own (<see cref="ScriptJsonWriter"/>).
/// Every member of <c>commands</c> is a command; what can't be read is a <see cref="BrokenCommand"/>, which fails, so that none is lost.
/// Spans are those of the JSON, lines those of the script that it was made from.
/// </summary>
public sealed class ScriptJsonReader
{
    private readonly Func<string, ReadOnlyMemory<byte>> _open;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private ScriptJsonReader(Func<string, ReadOnlyMemory<byte>> open) => _open = open;

    /// <summary>Whether a file is one of these, by its name.</summary>
    public static bool IsScriptJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a script and its modules, which lie beside it.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="FormatException">It is not such a file.</exception>
    public static Script Load(string path)
    {
        var folder = RealPath.Resolve(Path.GetDirectoryName(Path.GetFullPath(path))!, "");
        try
        {
            return Read(File.ReadAllBytes(path), Open);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        // DANGER: whoever made the JSON chooses the names. Only files of its own folder are read, and no link leads out of it.
        ReadOnlyMemory<byte> Open(string name)
        {
            var real = folder is null ? null : RealPath.Resolve(folder, name);
            if (real is null || Path.GetDirectoryName(real) != folder || !File.Exists(real))
            {
                throw new FormatException($"\"{name}\" is no file in the folder of the script");
            }

            // Pipes and devices have no length, and to open one could take for ever: what has no length is not opened.
            return new FileInfo(real).Length == 0 ? default(ReadOnlyMemory<byte>) : File.ReadAllBytes(real);
        }
    }

    /// <summary>Reads a script.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="open">Gives the content of a module's file, by the name that the JSON has for it.</param>
    /// <exception cref="FormatException">It is not such a file.</exception>
    public static Script Read(byte[] json, Func<string, ReadOnlyMemory<byte>> open)
    {
        json = MissingCommas.Insert(json);
        var reader = new ScriptJsonReader(open);
        var commands = ImmutableArray.CreateBuilder<Command>();
        var ids = ImmutableArray.CreateBuilder<string>();
        var seen = new Dictionary<string, int>();
        try
        {
            foreach (var (start, end, element) in Elements(json))
            {
                commands.Add(reader.ReadCommand(element, start, end));
                ids.Add(Script.IdOf(reader._hash.GetHashAndReset(), seen));
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"not JSON: {error.Message}", error);
        }

        return Script.Create(new SourceText(json), commands.ToImmutable(), ids.ToImmutable());
    }

    // The members of the array "commands", with where they stand.
    private static List<(int Start, int End, JsonElement Element)> Elements(byte[] json)
    {
        var elements = new List<(int, int, JsonElement)>();
        var reader = new Utf8JsonReader(json);
        var found = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("a script in JSON is an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCommands = reader.ValueTextEquals("commands"u8);
            reader.Read();
            if (!isCommands)
            {
                reader.Skip();
                continue;
            }

            if (found || reader.TokenType != JsonTokenType.StartArray)
            {
                throw new FormatException("a script in JSON has one array \"commands\"");
            }

            found = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                var element = JsonElement.ParseValue(ref reader);
                elements.Add((start, (int)reader.BytesConsumed, element));
            }
        }

        while (reader.Read())
        {
        }

        return found ? elements : throw new FormatException("a script in JSON has an array \"commands\"");
    }

    private Command ReadCommand(JsonElement element, int start, int end)
    {
        var line = element.OptionalMember("line") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var written)
            ? written
            : 0;
        var span = new SourceSpan(start, end, line, 1);
        var type = "";
        try
        {
            type = element.Member("type").Text();
            Note(element);
            return ReadCommand(type, element, span);
        }
        catch (FormatException error)
        {
            return new BrokenCommand(span, type, error.Message);
        }
    }

    private Command ReadCommand(string type, JsonElement element, SourceSpan span) => type switch
    {
        "module" or "module_definition" => new ModuleCommand(span, NameOf(element, "name"), ReadModule(element), type != "module"),
        "module_instance" => new InstanceCommand(span, NameOf(element, "instance"), NameOf(element, "module")),
        "register" => new RegisterCommand(span, element.Member("as").Text(), NameOf(element, "name")),
        "action" => new ActionCommand(span, ReadAction(element)),
        "assert_return" => new AssertReturn(span, ReadAction(element), ConstantReader.Expected(element)),
        "assert_return_canonical_nan" => new AssertReturn(span, ReadAction(element), ConstantReader.Nans(element, NanClass.Canonical)),
        "assert_return_arithmetic_nan" => new AssertReturn(span, ReadAction(element), ConstantReader.Nans(element, NanClass.Arithmetic)),
        "assert_trap" => new AssertActionFails(span, ActionFailure.Trap, ReadAction(element), TextOf(element)),
        "assert_exhaustion" => new AssertActionFails(span, ActionFailure.Exhaustion, ReadAction(element), TextOf(element)),
        "assert_exception" => new AssertActionFails(span, ActionFailure.Exception, ReadAction(element), null),
        "assert_suspension" => new AssertActionFails(span, ActionFailure.Suspension, ReadAction(element), TextOf(element)),
        "assert_malformed" => ReadModuleAssertion(element, span, ModuleFailure.Malformed),
        "assert_invalid" => ReadModuleAssertion(element, span, ModuleFailure.Invalid),
        "assert_unlinkable" => ReadModuleAssertion(element, span, ModuleFailure.Unlinkable),
        "assert_uninstantiable" => ReadModuleAssertion(element, span, ModuleFailure.Trap),
        "assert_malformed_custom" => ReadModuleAssertion(element, span, ModuleFailure.MalformedCustom),
        "assert_invalid_custom" => ReadModuleAssertion(element, span, ModuleFailure.InvalidCustom),
        "thread" => ReadThread(element, span),
        "wait" => new WaitCommand(span, NameOf(element, "thread")),
        _ => throw new FormatException($"unknown command {type}"),
    };

    private ThreadCommand ReadThread(JsonElement element, SourceSpan span)
    {
        var shared = ImmutableArray.CreateBuilder<string>();
        if (element.OptionalMember("shared_module") is { } names)
        {
            shared.AddRange(names.ValueKind == JsonValueKind.Array
                ? names.EnumerateArray().Select(name => Identifier(name.Text()))
                : [Identifier(names.Text())]);
        }

        var commands = element.Member("commands").Items().Select(inner => ReadCommand(inner, span.Start, span.End)).ToImmutableArray();
        return new ThreadCommand(span, NameOf(element, "name"), shared.ToImmutable(), commands);
    }

    private AssertModuleFails ReadModuleAssertion(JsonElement element, SourceSpan span, ModuleFailure failure) =>
        new(span, failure, ReadModule(element), TextOf(element));

    private ModuleSource ReadModule(JsonElement element)
    {
        var name = element.Member("filename").Text();
        var type = element.OptionalMember("module_type")?.Text() ?? (name.EndsWith(".wat", StringComparison.Ordinal) ? "text" : "binary");
        var form = type switch
        {
            "binary" => ModuleForm.Binary,
            "text" => ModuleForm.Quote,
            _ => throw new FormatException($"unknown type of module {type}"),
        };
        var bytes = _open(name);
        _hash.AppendData(bytes.Span);
        return new ModuleSource(form, bytes);
    }

    private static ScriptAction ReadAction(JsonElement command)
    {
        var element = command.Member("action");
        var (module, field) = (NameOf(element, "module"), element.Member("field").Text());
        switch (element.Member("type").Text())
        {
            case "get":
                return new GetAction(module, field);
            case "invoke":
                var arguments = ConstantReader.Arguments(element);
                return new InvokeAction(module, field, [.. arguments.Select(argument => ValueParser.ValueOf(argument)!.Value)])
                {
                    Written = arguments.All(argument => argument is ValuePattern) ? default : arguments,
                };
            case var other:
                throw new FormatException($"unknown action {other}");
        }
    }

    // Stable names are made of what a command says, and of the module; neither of its line nor of the names of files.
    private void Note(JsonElement command)
    {
        foreach (var member in command.EnumerateObject())
        {
            if (member.Name is not ("line" or "filename" or "binary_filename"))
            {
                _hash.AppendData(Encoding.UTF8.GetBytes(member.Name));
                _hash.AppendData(JsonMarshal.GetRawUtf8Value(member.Value));
            }
        }
    }

    private static string TextOf(JsonElement element) => element.Member("text").Text();

    private static string? NameOf(JsonElement element, string member) =>
        element.OptionalMember(member) is { } name ? Identifier(name.Text()) : null;

    // wabt writes the dollar sign, wasm-tools does not.
    private static string Identifier(string name) => name.StartsWith('$') ? name[1..] : name;
}
