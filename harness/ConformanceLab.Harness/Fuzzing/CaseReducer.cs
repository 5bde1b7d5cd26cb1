using System.Collections.Immutable;
using ConformanceLab.Fuzzing.Reduction;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Makes a case smaller that shows something wrong: fewer calls, the simplest mode, the smallest module.</summary>
/// <param name="isStillBad">Runs a case and says whether it shows the same.</param>
/// <param name="cancellation">Ends the reduction with what it has reached.</param>
public sealed class CaseReducer(Func<FuzzCase, bool> isStillBad, CancellationToken cancellation)
{
    /// <summary>The smallest case found that shows it.</summary>
    /// <param name="test">A case that does.</param>
    /// <param name="failingCall">Index of the call that shows it, if that is known.</param>
    public FuzzCase Reduce(FuzzCase test, int failingCall)
    {
        ArgumentNullException.ThrowIfNull(test);
        try
        {
            if (failingCall >= 0)
            {
                Try(ref test, test with { Calls = test.Calls[..Math.Min(failingCall + 1, test.Calls.Length)] });
            }

            RemoveCalls(ref test);
            Try(ref test, test with { Mode = test.Mode with { Fuel = null } });
            Try(ref test, test with { Mode = test.Mode with { GcStress = false } });
            ReduceModule(ref test);
            var calls = test.Calls.Length;
            RemoveCalls(ref test);
            SimplifyArguments(ref test);
            if (test.Calls.Length < calls)
            {
                ReduceModule(ref test);
            }
        }
        catch (OperationCanceledException)
        {
            // What has been reached is good.
        }

        return test;
    }

    private void ReduceModule(ref FuzzCase test)
    {
        var before = test;
        var reducer = new ModuleReducer(
            candidate => AreCallable(before.Calls, candidate) && isStillBad(before with { Module = ModuleWriter.Write(candidate) }),
            cancellation: cancellation);
        test = test with { Module = ModuleWriter.Write(reducer.Reduce(ModuleReader.Read(test.Module.ToArray(), test.Features))) };
    }

    private bool Try(ref FuzzCase test, FuzzCase candidate)
    {
        cancellation.ThrowIfCancellationRequested();
        if (candidate.Equals(test) || !isStillBad(candidate))
        {
            return false;
        }

        test = candidate;
        return true;
    }

    private void RemoveCalls(ref FuzzCase test)
    {
        var best = test;
        try
        {
            DeltaDebugging.Minimize(test.Calls, candidate => Try(ref best, best with { Calls = [.. candidate] }));
        }
        finally
        {
            test = best;
        }
    }

    private void SimplifyArguments(ref FuzzCase test)
    {
        for (var call = 0; call < test.Calls.Length; call++)
        {
            for (var i = 0; i < test.Calls[call].Arguments.Length; i++)
            {
                foreach (var simple in (UInt128[])[0, 1])
                {
                    var argument = test.Calls[call].Arguments[i];
                    if (argument.Bits == simple || argument.Kind > ScriptValueKind.V128)
                    {
                        break;
                    }

                    var arguments = test.Calls[call].Arguments.SetItem(i, argument with { Bits = simple });
                    var changed = test.Calls[call] with { Arguments = arguments };
                    if (Try(ref test, test with { Calls = test.Calls.SetItem(call, changed) }))
                    {
                        break;
                    }
                }
            }
        }
    }

    // A call of what is not there would be an error of another kind.
    private static bool AreCallable(ImmutableArray<FuzzCall> calls, WasmModule module)
    {
        var imported = module.CountImports(ExternKind.Function);
        return calls.All(call => module.Exports.Any(export =>
            export.Name == call.Function
            && export.Kind == ExternKind.Function
            && export.Index >= imported
            && ((FunctionType)module.Types[module.Functions[export.Index - imported].TypeIndex].Composite).Parameters.Length
                == call.Arguments.Length));
    }
}
