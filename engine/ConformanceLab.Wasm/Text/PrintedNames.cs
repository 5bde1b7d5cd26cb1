using System.Globalization;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>The identifiers that a printer gives to the things of one space: valid, and distinct from one another.</summary>
internal sealed class PrintedNames
{
    private readonly Dictionary<int, string> _identifiers = [];
    private readonly HashSet<string> _used = [];

    /// <summary>Takes names of indices below <paramref name="count"/>; others would be printed where they are used and defined nowhere.</summary>
    public PrintedNames(IReadOnlyDictionary<int, string> names, int count)
    {
        foreach (var (index, name) in names)
        {
            if ((uint)index < (uint)count && Claim(name) is { } identifier)
            {
                _identifiers[index] = identifier;
            }
        }
    }

    public static PrintedNames None { get; } = new(NameMap.Empty.Functions, 0);

    /// <summary>The identifier of an index, or null.</summary>
    public string? Find(int index) => _identifiers.GetValueOrDefault(index);

    /// <summary>The identifier of an index, or the index.</summary>
    public string Reference(int index) => Find(index) ?? ((uint)index).ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes away an identifier that has no place to stand.</summary>
    public void Remove(int index) => _identifiers.Remove(index);

    // Two names that differ only in how they are spelled are one identifier, so uniqueness is that of names.
    private string? Claim(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var unique = name;
        for (var suffix = 1; !_used.Add(unique); suffix++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{_used.Count + suffix - 1}");
        }

        return LiteralFormatter.Identifier(unique);
    }
}

/// <summary>Identifiers of all spaces of a module.</summary>
internal sealed class ModuleNames
{
    private readonly NameMap _map;

    public ModuleNames(WasmModule module, bool enabled)
    {
        _map = !enabled ? NameMap.Empty : ReferenceEquals(module.Names, NameMap.Empty) ? NameSection.ReadOrEmpty(module) : module.Names;
        Module = _map.Module is { } name ? LiteralFormatter.Identifier(name) : null;
        Functions = new PrintedNames(_map.Functions, module.CountImports(ExternKind.Function) + module.Functions.Count);
        Types = new PrintedNames(_map.Types, module.Types.Count);
        Tables = new PrintedNames(_map.Tables, module.CountImports(ExternKind.Table) + module.Tables.Count);
        Memories = new PrintedNames(_map.Memories, module.CountImports(ExternKind.Memory) + module.Memories.Count);
        Globals = new PrintedNames(_map.Globals, module.CountImports(ExternKind.Global) + module.Globals.Count);
        Tags = new PrintedNames(_map.Tags, module.CountImports(ExternKind.Tag) + module.Tags.Count);
        Elements = new PrintedNames(_map.Elements, module.Elements.Count);
        Data = new PrintedNames(_map.Data, module.Data.Count);
    }

    public string? Module { get; }

    public PrintedNames Functions { get; }

    public PrintedNames Types { get; }

    public PrintedNames Tables { get; }

    public PrintedNames Memories { get; }

    public PrintedNames Globals { get; }

    public PrintedNames Tags { get; }

    public PrintedNames Elements { get; }

    public PrintedNames Data { get; }

    public PrintedNames Locals(int function, int count) => Of(_map.Locals, function, count);

    public PrintedNames Labels(int function) => Of(_map.Labels, function, int.MaxValue);

    public PrintedNames Fields(int type, int count) => Of(_map.Fields, type, count);

    public PrintedNames Of(ExternKind kind) => kind switch
    {
        ExternKind.Function => Functions,
        ExternKind.Table => Tables,
        ExternKind.Memory => Memories,
        ExternKind.Global => Globals,
        _ => Tags,
    };

    private static PrintedNames Of(IReadOnlyDictionary<int, IReadOnlyDictionary<int, string>> names, int index, int count) =>
        names.TryGetValue(index, out var found) ? new PrintedNames(found, count) : PrintedNames.None;
}
