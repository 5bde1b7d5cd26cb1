using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Programs;

namespace ConformanceLab.Harness.Execution;

/// <summary>The command <c>program</c>. It touches files, so there is one at a time.</summary>
internal sealed partial class ScriptExecutor
{
    // The engine may be lost before it answers: then whoever executes the script cleans up.
    private ProgramStage? _stage;

    private async Task<Judgement> RunProgram(ScriptScope scope, ProgramCommand command)
    {
        ProgramStage stage;
        try
        {
            _stage = stage = ProgramStage.Prepare(command.Case);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Judgement(Verdict.Fail, $"what the program needs can't be made ready: {error.Message}");
        }

        var module = NextId();
        var compiling = scope.Send(new CompileRequest(module, command.Source, CheckCustomSections: false));
        var running = scope.Send(new RunRequest(module, stage.Invocation));
        var compiled = await compiling.ConfigureAwait(false);

        // Awaited whatever came of the first, which alone counts if it is a failure.
        var ended = await running.ConfigureAwait(false);
        var judgement = ProgramJudgement.Of(compiled.Kind == Engines.OutcomeKind.Ok ? ended : compiled, stage.Read(), command.Case);
        stage.Dispose();
        _stage = null;
        return judgement;
    }
}
