using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// The commands <c>input</c> and <c>output</c>. What a file is, its extension says. Source: interpreter/README.md, "Scripts"
/// </summary>
internal sealed partial class ScriptExecutor
{
    private const int MaximumInputDepth = 16;

    private async Task<Judgement> Input(ScriptScope scope, InputCommand command)
    {
        if (scope.File.Depth >= MaximumInputDepth)
        {
            return new Judgement(Verdict.Fail, $"files that ask for files are nested more than {MaximumInputDepth} deep");
        }

        if (!_sandbox.TryRead(scope.File.Folder, command.Path, out var file, out var error))
        {
            return new Judgement(Verdict.Fail, error);
        }

        if (file.Path is not null && scope.File.IsWithin(file.Path))
        {
            return new Judgement(Verdict.Fail, $"\"{command.Path}\" asks for itself");
        }

        if (CommandsOf(file) is not { } commands)
        {
            return new Judgement(Verdict.Fail, $"\"{command.Path}\" is neither .wasm nor .wat nor .wast");
        }

        var includer = scope.File;
        scope.File = new ScriptFile(file.Name, file.Path, file.Path is null ? includer.Folder : Path.GetDirectoryName(file.Path), includer);
        var judgement = await RunInPlace(scope, commands).ConfigureAwait(false);
        scope.File = includer;
        if (command.Name is not null)
        {
            if (scope.Definition(null) is not { } definition)
            {
                return judgement.Verdict == Verdict.Pass ? Judgements.Missing("module definition", null) : judgement;
            }

            scope.BindDefinition(command.Name, definition);
            if (scope.Instance(null) is { } instance)
            {
                scope.BindInstance(command.Name, instance);
            }
        }

        return judgement;
    }

    // Null if the extension is unknown.
    private static IReadOnlyList<Command>? CommandsOf(SandboxFile file)
    {
        switch (Path.GetExtension(file.Name))
        {
            case ".wast":
                return Script.Parse(file.Bytes).Commands;
            case ".wat":
                // One module in the text format and nothing else; where it is something else, the engine's parser says so.
                var commands = Script.Parse(file.Bytes).Commands;
                return commands is [ModuleCommand { IsDefinition: false, Source.Form: ModuleForm.Text }]
                    ? commands
                    : [Whole(file, ModuleForm.Text)];
            case ".wasm":
                return [Whole(file, ModuleForm.Binary)];
            default:
                return null;
        }
    }

    // Whether a command reads or writes files, or has one inside that does: then it waits for whoever comes before it, and whoever comes after
    // waits for it.
    private static bool TouchesFiles(Command command) =>
        command is InputCommand or OutputCommand or ProgramCommand
            || (!command.Nested.IsEmpty && command is not ThreadCommand && command.Nested.Any(TouchesFiles));

    private static ModuleCommand Whole(SandboxFile file, ModuleForm form) =>
        new(new SourceSpan(0, file.Bytes.Length, 1, 1), null, new ModuleSource(form, file.Bytes), IsDefinition: false);

    private Judgement Output(ScriptScope scope, OutputCommand command)
    {
        if (scope.Definition(command.Module) is not { Source: { } source } definition)
        {
            return Judgements.Missing("module definition", command.Module);
        }

        if (definition.Failure is { } failure)
        {
            return Judgements.Depends(definition, failure);
        }

        byte[]? bytes;
        try
        {
            bytes = ModuleConversion.Convert(source, _features, command.Path ?? ".wat");
        }
        catch (ModuleException error)
        {
            return new Judgement(Verdict.Fail, $"the module can't be converted: {error.Message}");
        }

        if (bytes is null)
        {
            return new Judgement(Verdict.Fail, $"\"{command.Path}\" is neither .wasm nor .wat nor .wast");
        }

        if (command.Path is null)
        {
            return new Judgement(Verdict.Pass, $"{bytes.Length} bytes of text, thrown away: no file is named");
        }

        if (!_sandbox.TryWrite(command.Path, bytes, out var path, out var reason))
        {
            return new Judgement(Verdict.Fail, reason);
        }

        var fate = path is null ? ", thrown away: there is no folder for output" : $" in {path}";
        return new Judgement(Verdict.Pass, $"{bytes.Length} bytes{fate}");
    }
}
