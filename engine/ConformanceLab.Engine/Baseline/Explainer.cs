using System.Reflection;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// Explains functions of a module: compiles them once more, with a trace, and puts code, side tables and text together. The code is never
/// run. For one thread.
/// </summary>
internal sealed class Explainer
{
    private readonly LoadedModule _module;
    private readonly NativeModule _native;
    private readonly ModuleCompiler _compiler;
    private readonly FunctionLister _lister;
    private readonly CodeSymbols _symbols;
    private readonly ILookup<int, string> _exports;

    /// <summary>An explainer of a module, which must have an owner as long as it is used.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public Explainer(LoadedModule module)
    {
        _module = module;
        _native = BaselineExecutor.NativeOf(module);
        _compiler = new ModuleCompiler(_native);
        _lister = new FunctionLister(module.Syntax);
        var numbers = new Numbers(_native, new FunctionLister(module.Syntax));
        _symbols = new CodeSymbols(LayoutNames.Fields, module.HasAggregates, module.Layout, numbers.Find, numbers.NameOf);
        _exports = module.Syntax.Exports
            .Where(static export => export.Kind == ExternKind.Function)
            .ToLookup(static export => export.Index, static export => export.Name);
    }

    /// <summary>Explains a function.</summary>
    /// <param name="functionIndex">A function that the module defines; imports count.</param>
    /// <param name="withStages">Whether to show what the function was after each stage.</param>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    /// <exception cref="OutOfMemoryException">Its code is too large.</exception>
    public FunctionExplanation Explain(int functionIndex, bool withStages)
    {
        var index = functionIndex - _module.ImportedFunctions;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(functionIndex));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _module.Syntax.Functions.Count, nameof(functionIndex));
        var trace = new CompilationTrace(withStages);
        var function = _compiler.Compile(index, trace);
        var body = _module.Syntax.Functions[index].Body;
        return new FunctionExplanation
        {
            Tier = function.Tier,
            FunctionIndex = functionIndex,
            Name = _lister.NameOf(ExternKind.Function, functionIndex),
            ExportNames = [.. _exports[functionIndex]],
            Declaration = _lister.Declare(functionIndex),
            BodyOffset = body.Offset < 0 ? null : body.Offset,
            Instructions =
            [
                .. _lister.List(functionIndex).Select(
                    static line => new ExplainedInstruction(line.Offset, line.Depth, line.Text)),
            ],
            Code = function.Code,
            Ranges =
            [
                .. trace.Ranges(function.Code.Length).Select(range => range with { Bytecode = function.OutermostOf(range.Bytecode) }),
            ],
            FrameBytes = trace.FrameBytes,
            Locals =
            [
                .. _lister.Locals(functionIndex).Zip(trace.Locals).Select(
                    static (pair, index) => new LocalPlace(
                        index, pair.First.Name, pair.First.Type, pair.Second.Register, pair.Second.FrameOffset)),
            ],
            OperandOffset = FrameLayout.OffsetOf(trace.LocalSlots),
            Traps =
            [
                .. function.TrapSites.All.ToArray().Select(
                    site => new TrapPoint((int)site.Offset, site.Code, site.IsFault, function.OutermostOf((int)site.Position))),
            ],
            Calls =
            [
                .. function.CallSites.Select(
                    site => new CallPoint(
                        (int)site.Offset, function.OutermostOf(site.Bytecode), HandlerOrNull(site.Handler), ReferencesAt(function, site.Roots))),
            ],
            Handlers = [.. function.Handlers.Select(Describe)],
            Symbols = _symbols,
            Stages = trace.Stages,
            Decisions =
            [
                .. trace.Decisions.Select(
                    decision => decision with { Bytecode = decision.Bytecode is { } place ? function.OutermostOf(place) : null }),
            ],
        };
    }

    private static int? HandlerOrNull(int handler) => handler == ExceptionHandler.None ? null : handler;

    private static IEnumerable<int> ReferencesAt(CompiledFunction function, int roots)
    {
        for (var node = roots; node != CompiledFunction.NoRoots; node = function.RootNodes[node].Below)
        {
            yield return FrameLayout.OffsetOf(function.RootNodes[node].Slot);
        }

        foreach (var slot in function.LocalRoots)
        {
            yield return FrameLayout.OffsetOf(slot);
        }
    }

    private HandlerEntry Describe(ExceptionHandler handler)
    {
        var next = HandlerOrNull(handler.Next);
        if (handler.Kind == HandlerKind.Pass)
        {
            return new HandlerEntry("pass", null, next);
        }

        var isAny = handler.Tag == ExceptionHandler.AnyTag;
        var suffix = handler.Kind == HandlerKind.CatchRef ? "_ref" : "";
        var kind = isAny ? $"catch_all{suffix}" : $"catch{suffix} {_lister.NameOf(ExternKind.Tag, handler.Tag)}";
        return new HandlerEntry(kind, handler.LandingPad, next);
    }

    /// <summary>What numbers in the code stand for. Thread-safe: explanations outlive their explainer.</summary>
    private sealed class Numbers(NativeModule native, FunctionLister lister)
    {
        private static readonly Dictionary<long, string> s_helpers = FindHelpers();

        public string NameOf(ExternKind kind, int index)
        {
            lock (lister)
            {
                return lister.NameOf(kind, index);
            }
        }

        public CodeAddress? Find(long address)
        {
            var slot = (address - native.SlotOf(0)) / nint.Size;
            if (address >= native.SlotOf(0) && slot < native.Module.Syntax.Functions.Count && address == native.SlotOf((int)slot))
            {
                var name = NameOf(ExternKind.Function, native.Module.ImportedFunctions + (int)slot);
                return new CodeAddress(CodeAddressKind.FunctionSlot, name);
            }

            if (native.FixedTableAt(address) is { } table)
            {
                return new CodeAddress(CodeAddressKind.Table, NameOf(ExternKind.Table, table));
            }

            return address == native.HelperStub ? new CodeAddress(CodeAddressKind.HelperStub, "")
                : address == BaselineCompiler.MemoryFunctions.Move ? new CodeAddress(CodeAddressKind.Library, "memmove")
                : address == BaselineCompiler.MemoryFunctions.Set ? new CodeAddress(CodeAddressKind.Library, "memset")
                : s_helpers.TryGetValue(address, out var helper) ? new CodeAddress(CodeAddressKind.Helper, helper)
                : null;
        }

        // Their fields are named like what they do.
        private static Dictionary<long, string> FindHelpers()
        {
            FieldInfo[] fields = [.. typeof(Helpers).GetFields(), .. typeof(GcHelpers).GetFields(), .. typeof(Unwinder).GetFields()];
            return fields
                .Where(static field => field.FieldType == typeof(nint))
                .ToDictionary(static field => (long)(nint)field.GetValue(null)!, static field => field.Name);
        }
    }
}
