using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>Modules of some forms are malformed, whatever they are.</summary>
/// <param name="inner">The engine's session.</param>
/// <param name="forms">The forms.</param>
internal sealed class RejectingSession(IEngineSession inner, params ModuleForm[] forms) : ForwardingSession(inner)
{
    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections) => forms.Contains(source.Form)
        ? Outcome.Failed(OutcomeKind.Malformed, "rejected")
        : base.Compile(module, source, checkCustomSections);

    protected override ForwardingSession Wrap(IEngineSession thread) => new RejectingSession(thread, forms);
}

/// <summary>Custom sections are not looked into.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class CustomSectionSkippingSession(IEngineSession inner) : ForwardingSession(inner)
{
    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections) =>
        base.Compile(module, source, checkCustomSections: false) is { Kind: not (OutcomeKind.MalformedCustom or OutcomeKind.InvalidCustom) }
            honest
            ? honest
            : Outcome.Ok;

    protected override ForwardingSession Wrap(IEngineSession thread) => new CustomSectionSkippingSession(thread);
}

/// <summary>Something in a module is left out, of good modules that have it.</summary>
/// <param name="inner">The engine's session.</param>
/// <param name="features">What modules may use.</param>
/// <param name="edit">Takes it out; false if there is none.</param>
internal sealed class OmittingSession(IEngineSession inner, WasmFeatures features, Func<WasmModule, bool> edit) : ForwardingSession(inner)
{
    public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
    {
        if (ModuleSyntax.TryRead(source, features) is not { } syntax || !edit(syntax))
        {
            return base.Compile(module, source, checkCustomSections);
        }

        // The whole module comes first, under a number that nobody uses: if it is wrong, what is wrong may be what is left out.
        var whole = base.Compile(~module, source, checkCustomSections);
        return whole.Kind == OutcomeKind.Ok
            ? base.Compile(module, new ModuleSource(ModuleForm.Binary, ModuleWriter.Write(syntax)), checkCustomSections)
            : whole;
    }

    protected override ForwardingSession Wrap(IEngineSession thread) => new OmittingSession(thread, features, edit);

    /// <summary>Takes out the start function.</summary>
    public static bool OmitStart(WasmModule module)
    {
        var found = module.Start is not null;
        module.Start = null;
        return found;
    }

    /// <summary>Makes active segments passive: nothing is written, and indices of segments stay.</summary>
    public static bool OmitSegments(WasmModule module)
    {
        var found = false;
        for (var index = 0; index < module.Data.Count; index++)
        {
            if (module.Data[index].Mode == SegmentMode.Active)
            {
                module.Data[index] = module.Data[index] with { Mode = SegmentMode.Passive, MemoryIndex = 0, Offset = null };
                found = true;
            }
        }

        for (var index = 0; index < module.Elements.Count; index++)
        {
            if (module.Elements[index].Mode == SegmentMode.Active)
            {
                module.Elements[index] = module.Elements[index] with { Mode = SegmentMode.Passive, TableIndex = 0, Offset = null };
                found = true;
            }
        }

        return found;
    }
}

/// <summary>Every instantiation of a module after the first gives the first instance.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class SharedInstanceSession(IEngineSession inner) : RedirectingSession(inner)
{
    private readonly Dictionary<int, int> _firsts = [];

    public override Outcome Instantiate(int instance, int module)
    {
        if (_firsts.TryGetValue(module, out var first))
        {
            Redirect(instance, first);
            return Outcome.Ok;
        }

        var outcome = base.Instantiate(instance, module);
        if (outcome.Kind == OutcomeKind.Ok)
        {
            _firsts.Add(module, instance);
        }

        return outcome;
    }

    protected override ForwardingSession Wrap(IEngineSession thread) => new SharedInstanceSession(thread);
}

/// <summary>Requests go to the instance that was made before the one that is meant.</summary>
/// <param name="inner">The engine's session.</param>
internal sealed class WrongInstanceSession(IEngineSession inner) : RedirectingSession(inner)
{
    private int? _latest;

    public override Outcome Instantiate(int instance, int module)
    {
        var outcome = base.Instantiate(instance, module);
        if (outcome.Kind == OutcomeKind.Ok)
        {
            if (_latest is { } before)
            {
                Redirect(instance, before);
            }

            _latest = instance;
        }

        return outcome;
    }

    protected override ForwardingSession Wrap(IEngineSession thread) => new WrongInstanceSession(thread);
}

/// <summary>What is asked of one instance is done by another.</summary>
/// <param name="inner">The engine's session.</param>
internal abstract class RedirectingSession(IEngineSession inner) : ForwardingSession(inner)
{
    private readonly Dictionary<int, int> _targets = [];

    public override Outcome Register(string name, int instance) => base.Register(name, TargetOf(instance));

    public override Outcome Invoke(int instance, string function, ReadOnlySpan<ScriptValue> arguments) =>
        base.Invoke(TargetOf(instance), function, arguments);

    public override Outcome Get(int instance, string global) => base.Get(TargetOf(instance), global);

    protected void Redirect(int instance, int target) => _targets[instance] = target;

    private int TargetOf(int instance) => _targets.GetValueOrDefault(instance, instance);
}
