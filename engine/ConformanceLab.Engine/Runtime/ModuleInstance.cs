namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A module in a store: the arrays are its index spaces, imports first. Built by instantiation.
/// Source: specification, "Module Instances".
/// </summary>
internal sealed unsafe class ModuleInstance(StoreState store, LoadedModule module, InstanceData* data)
{
    /// <summary>The object of the public API that stands for it, once there is one.</summary>
    public Instance? Facade { get; set; }

    /// <summary>The store it belongs to.</summary>
    public StoreState Store { get; } = store;

    /// <summary>The module it is an instance of.</summary>
    public LoadedModule Module { get; } = module;

    /// <summary>What code reads. Lives as long as the store.</summary>
    public InstanceData* Data { get; } = data;

    /// <summary>Records of the functions that the module defines, one after another.</summary>
    public FunctionRecord* Records { get; init; }

    /// <summary>Tables.</summary>
    public TableInstance[] Tables { get; } = new TableInstance[module.Tables.Length];

    /// <summary>Memories.</summary>
    public LinearMemory[] Memories { get; } = new LinearMemory[module.Memories.Length];

    /// <summary>Globals.</summary>
    public GlobalInstance[] Globals { get; } = new GlobalInstance[module.Globals.Length];

    /// <summary>Tags.</summary>
    public TagInstance[] Tags { get; } = new TagInstance[module.TagTypeIndices.Length];

    /// <summary>A function, by its index.</summary>
    public FunctionInstance FunctionAt(int index) => Store.FunctionOf(Data->Functions[index]);

    /// <summary>The object for a record of <see cref="Records"/> that has none yet.</summary>
    public FunctionInstance CreateFunction(FunctionRecord* record) => new WasmFunction(this, (int)(record - Records));

    /// <summary>Shows the references in the element segments to the collector.</summary>
    public void VisitRoots(IRootVisitor visitor)
    {
        for (var i = 0; i < Module.Syntax.Elements.Count; i++)
        {
            var segment = Data->Elements + i;
            for (ulong j = 0; segment->HoldsFunctions == 0 && j < segment->Length; j++)
            {
                visitor.Visit((uint*)segment->Elements + j);
            }
        }
    }

    /// <summary>The exported thing of a name: a <see cref="FunctionInstance"/>, <see cref="TableInstance"/>, … or null.</summary>
    public object? FindExport(string name, out ExternKind kind)
    {
        if (!Module.Exports.TryGetValue(name, out var export))
        {
            kind = default;
            return null;
        }

        kind = export.Kind;
        return kind switch
        {
            ExternKind.Function => FunctionAt(export.Index),
            ExternKind.Table => Tables[export.Index],
            ExternKind.Memory => Memories[export.Index],
            ExternKind.Global => Globals[export.Index],
            _ => Tags[export.Index],
        };
    }
}
