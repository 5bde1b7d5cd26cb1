using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>The identifiers of all index spaces of a module, except locals and labels, which come and go with functions.</summary>
internal sealed class ModuleIdentifiers
{
    private static readonly IdentifierTable s_none = new();

    private readonly Dictionary<int, IdentifierTable> _fields = [];
    private readonly IdentifierTable[] _external = [new(), new(), new(), new(), new()];

    public ModuleIdentifiers(WasmModule module, bool useNames)
    {
        if (!useNames)
        {
            return;
        }

        var names = module.Names;
        var nameless = FindNameless(module);
        Types.Fill(names.Types, 0, module.Types.Count);
        Elements.Fill(names.Elements, 0, module.Elements.Count);
        Data.Fill(names.Data, 0, module.Data.Count);
        Fill(ExternKind.Function, names.Functions, module.Functions.Count);
        Fill(ExternKind.Table, names.Tables, module.Tables.Count);
        Fill(ExternKind.Memory, names.Memories, module.Memories.Count);
        Fill(ExternKind.Global, names.Globals, module.Globals.Count);
        Fill(ExternKind.Tag, names.Tags, module.Tags.Count);
        foreach (var (type, fields) in names.Fields)
        {
            if ((uint)type < (uint)module.Types.Count && module.Types[type].Composite is StructType structure)
            {
                var table = new IdentifierTable();
                table.Fill(fields, 0, structure.Fields.Length);
                _fields.Add(type, table);
            }
        }

        void Fill(ExternKind kind, IReadOnlyDictionary<int, string> given, int defined) =>
            Of(kind).Fill(given, 0, module.CountImports(kind) + defined, nameless?[(int)kind]);
    }

    public IdentifierTable Types { get; } = new();

    public IdentifierTable Elements { get; } = new();

    public IdentifierTable Data { get; } = new();

    public IdentifierTable Functions => Of(ExternKind.Function);

    public IdentifierTable Tables => Of(ExternKind.Table);

    public IdentifierTable Memories => Of(ExternKind.Memory);

    public IdentifierTable Globals => Of(ExternKind.Global);

    public IdentifierTable Tags => Of(ExternKind.Tag);

    public IdentifierTable Of(ExternKind kind) => _external[(int)kind];

    public IdentifierTable FieldsOf(int type) => _fields.Count > 0 && _fields.TryGetValue(type, out var fields) ? fields : s_none;

    // Imports whose group has one description for all have no place for an identifier.
    private static HashSet<int>?[]? FindNameless(WasmModule module)
    {
        HashSet<int>?[]? nameless = null;
        var next = new int[5];
        foreach (var import in module.Imports)
        {
            var index = next[(int)import.Kind]++;
            if (import is { Group: > 0, GroupSharesType: true })
            {
                nameless ??= new HashSet<int>?[5];
                (nameless[(int)import.Kind] ??= []).Add(index);
            }
        }

        return nameless;
    }
}
