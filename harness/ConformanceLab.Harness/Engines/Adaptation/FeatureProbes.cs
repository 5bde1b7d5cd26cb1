using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Engines.Adaptation;

/// <summary>
/// Which features an engine has, measured: for each there is a module that is valid with the feature and not without it, and an engine that
/// accepts it has the feature. Whatever else an engine says or is known for plays no part.
/// </summary>
internal static class FeatureProbes
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(30);

    /// <summary>The modules, in the text format.</summary>
    public static ImmutableArray<(WasmFeatures Feature, string Module)> All { get; } =
    [
        (WasmFeatures.SignExtension, "(module (func (param i32) (result i32) (i32.extend8_s (local.get 0))))"),
        (WasmFeatures.SaturatingFloatToInt, "(module (func (param f32) (result i32) (i32.trunc_sat_f32_s (local.get 0))))"),
        (WasmFeatures.MultiValue, "(module (func (i32.const 1) (block (param i32) (drop))))"),
        (WasmFeatures.BulkMemory, "(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))"),
        (WasmFeatures.ReferenceTypes, "(module (func (param externref) (result i32) (ref.is_null (local.get 0))))"),
        (WasmFeatures.Simd, "(module (func (param v128) (result v128) (i32x4.add (local.get 0) (local.get 0))))"),
        (WasmFeatures.ExtendedConst, "(module (global i32 (i32.add (i32.const 1) (i32.const 2))))"),
        (WasmFeatures.TailCall, "(module (func $f (return_call $f)))"),
        (WasmFeatures.FunctionReferences, "(module (type $f (func)) (func (param (ref $f)) (call_ref $f (local.get 0))))"),
        (WasmFeatures.Gc, "(module (type $s (struct (field i32))) (func (result (ref $s)) (struct.new_default $s)))"),
        (WasmFeatures.MultiMemory, "(module (memory 1) (memory 1) (func (result i32) (memory.size 1)))"),
        (WasmFeatures.Memory64, "(module (memory i64 1) (table i64 1 funcref) (func (result i64) (memory.size)))"),
        (WasmFeatures.ExceptionHandling, "(module (func (block $b (result exnref) (try_table (catch_all_ref $b)) (return)) (throw_ref)))"),
        (WasmFeatures.RelaxedSimd, "(module (func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))"),
        (WasmFeatures.Threads, "(module (memory 1 1 shared) (func (result i32) (i32.atomic.load (i32.const 0))))"),
        (WasmFeatures.LegacyExceptions, "(module (tag $e) (func (try (do (throw $e)) (catch $e (rethrow 0)))))"),
        (WasmFeatures.CustomPageSizes, "(module (memory 1 (pagesize 1)))"),
        (WasmFeatures.WideArithmetic, "(module (func (result i64 i64) (i64.mul_wide_u (i64.const 1) (i64.const 2))))"),
        (WasmFeatures.CompactImportSection, "(module (import \"m\" (item \"f\" (func)) (item \"g\" (func))))"),
    ];

    /// <summary>Measures.</summary>
    /// <param name="connection">The way to the engine.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="asked">The features that it can be asked for.</param>
    /// <exception cref="EngineLostException">It broke down.</exception>
    public static MeasuredFeatures Measure(IEngineConnection connection, string tier, WasmFeatures asked) =>
        new(Ask(connection, tier, asked) & asked, Ask(connection, tier, WasmFeatures.None));

    /// <summary>The modules as a script, for engines that are given scripts; its n-th command is the n-th module.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="form">What a module begins with: <c>(module</c> to instantiate it, <c>(module definition</c> not to.</param>
    public static FileJob ToJob(string tier, string form)
    {
        var text = string.Join('\n', All.Select(probe => probe.Module.Replace("(module", form, StringComparison.Ordinal)));
        return new FileJob("probes", "features.wast", "", tier, WasmFeatures.All, Script.Parse(Encoding.UTF8.GetBytes(text)));
    }

    private static WasmFeatures Ask(IEngineConnection connection, string tier, WasmFeatures asked)
    {
        List<Task<Outcome>> answers = [connection.Open(new SessionOptions(tier, asked), s_timeLimit)];
        var module = 0;
        foreach (var (_, text) in All)
        {
            var binary = ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text)));
            answers.Add(connection.Send(
                IEngineConnection.MainSession, -1, new CompileRequest(++module, new ModuleSource(ModuleForm.Binary, binary), false)));
        }

        answers.Add(connection.Send(IEngineConnection.MainSession, -1, new EndRequest()));
        while (!answers.TrueForAll(answer => answer.IsCompleted))
        {
            connection.Pump();
        }

        var features = WasmFeatures.None;
        for (var index = 0; index < All.Length; index++)
        {
            features |= answers[index + 1].Result.Kind == OutcomeKind.Ok ? All[index].Feature : WasmFeatures.None;
        }

        return features;
    }
}

/// <summary>What an engine has, as measured.</summary>
/// <param name="Available">What it has when it is asked for it.</param>
/// <param name="Fixed">What it has also when it is not asked for it.</param>
public sealed record MeasuredFeatures(WasmFeatures Available, WasmFeatures Fixed);
