using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Fuzzing.Reduction;

/// <summary>
/// Makes a module smaller while something holds of it: bodies, segments, exports, locals, then all that nothing refers to any longer.
/// </summary>
/// <param name="isStillBad">Judges a candidate, which is valid. Called often.</param>
/// <param name="mustBeValid">False if what is wrong is that the module is not valid.</param>
/// <param name="cancellation">Ends the reduction with what it has reached.</param>
public sealed class ModuleReducer(Func<WasmModule, bool> isStillBad, bool mustBeValid = true, CancellationToken cancellation = default)
{
    private WasmModule _module = new() { Features = WasmFeatures.None };

    /// <summary>How many candidates were judged.</summary>
    public int Judged { get; private set; }

    /// <summary>The smallest module found.</summary>
    /// <param name="module">A module of which it holds.</param>
    public WasmModule Reduce(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _module = module.Copy();
        try
        {
            Try(copy => copy.Start = null);
            EmptyBodies();
            RemoveExports();
            RemoveUnused();
            int size;
            do
            {
                size = SizeOf(_module);
                ReduceBodies();
                ReduceLocals();
                ReduceSegments();
                RemoveExports();
                RemoveUnused();
            }
            while (SizeOf(_module) < size);
        }
        catch (OperationCanceledException)
        {
            // What has been reached is good.
        }

        return _module;
    }

    private static int SizeOf(WasmModule module) =>
        module.Functions.Sum(static function => function.Body.Bytes.Length + function.Locals.Sum(static group => (int)group.Count))
        + module.Exports.Count + module.Types.Count + module.Globals.Count + module.Tables.Count + module.Memories.Count + module.Tags.Count
        + module.Data.Count + module.Elements.Count + module.Imports.Count;

    // Takes over what a change makes of a copy, if that is still bad.
    private bool Try(Action<WasmModule> change)
    {
        var copy = _module.Copy();
        change(copy);
        return TryTake(copy);
    }

    private bool TryTake(WasmModule candidate)
    {
        cancellation.ThrowIfCancellationRequested();
        if (mustBeValid && !IsValid(candidate))
        {
            return false;
        }

        Judged++;
        if (!isStillBad(candidate))
        {
            return false;
        }

        _module = candidate;
        return true;
    }

    private static bool IsValid(WasmModule module)
    {
        try
        {
            ModuleValidator.Validate(module);
            return true;
        }
        catch (ModuleException)
        {
            return false;
        }
    }

    private void EmptyBodies()
    {
        for (var i = 0; i < _module.Functions.Count; i++)
        {
            var index = i;
            Try(copy => copy.Functions[index] = copy.Functions[index] with { Locals = [], Body = Unreachable });
        }
    }

    private static Code Unreachable => new(new byte[] { 0x00, 0x0B });

    private void ReduceBodies()
    {
        for (var i = 0; i < _module.Functions.Count; i++)
        {
            var index = i;
            var slices = InstructionSlices.Read(_module.Functions[i].Body, _module.Features);
            BodyReducer.Reduce(
                slices,
                candidate => Try(copy => copy.Functions[index] = copy.Functions[index] with { Body = InstructionSlices.Join(candidate) }));
        }
    }

    private void ReduceLocals()
    {
        for (var i = 0; i < _module.Functions.Count; i++)
        {
            var index = i;
            for (var group = _module.Functions[i].Locals.Length - 1; group >= 0; group--)
            {
                var removed = group;
                Try(copy => copy.Functions[index] = copy.Functions[index] with { Locals = copy.Functions[index].Locals.RemoveAt(removed) });
            }
        }
    }

    private void ReduceSegments()
    {
        for (var i = 0; i < _module.Elements.Count; i++)
        {
            var index = i;
            if (!Try(copy => copy.Elements[index] = Without(copy.Elements[index], _ => false)))
            {
                // One that only declares functions needs no table.
                Try(copy => copy.Elements[index] = copy.Elements[index] with
                {
                    Mode = SegmentMode.Declarative, TableIndex = 0, Offset = null,
                });
                for (var element = _module.Elements[index].Count - 1; element >= 0; element--)
                {
                    var removed = element;
                    Try(copy => copy.Elements[index] = Without(copy.Elements[index], number => number != removed));
                }
            }
        }

        for (var i = 0; i < _module.Data.Count; i++)
        {
            var index = i;
            Try(copy => copy.Data[index] = copy.Data[index] with { Bytes = ReadOnlyMemory<byte>.Empty });
        }

        for (var i = _module.Tables.Count - 1; i >= 0; i--)
        {
            var index = i;
            Try(copy => copy.Tables[index] = copy.Tables[index] with { Initializer = null });
        }
    }

    // A segment with some of its elements.
    private static ElementSegment Without(ElementSegment segment, Func<int, bool> keeps) => segment.FunctionIndices.IsDefault
        ? segment with { Expressions = [.. segment.Expressions.Where((_, number) => keeps(number))] }
        : segment with { FunctionIndices = [.. segment.FunctionIndices.Where((_, number) => keeps(number))] };

    private void RemoveExports()
    {
        for (var i = _module.Exports.Count - 1; i >= 0; i--)
        {
            var index = i;
            Try(copy => copy.Exports.RemoveAt(index));
        }
    }

    private void RemoveUnused()
    {
        try
        {
            if (!TryTake(UnusedRemover.Remove(_module, [])))
            {
                // Some of it is what it takes.
                var before = _module;
                DeltaDebugging.Minimize([.. UnusedRemover.Everything(before)], kept => TryTake(UnusedRemover.Remove(before, kept)));
            }
        }
        catch (ModuleException)
        {
            // A module that is not even read: only where that is what is wrong.
        }
    }
}
