using System.Reflection;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What the offsets of <see cref="LayoutOffsets"/> are called: its properties are named like structure and field, and the types of the
/// fields say where their pointers lead. Nothing is written down here a second time.
/// </summary>
internal static class LayoutNames
{
    /// <summary>Every property of <see cref="LayoutOffsets"/> as a field.</summary>
    public static IReadOnlyList<LayoutField> Fields { get; } = [.. ReadFields()];

    /// <summary>What a structure is called in <see cref="LayoutOffsets"/>; null if machine code knows nothing of it.</summary>
    public static string? NameOf(Type structure) =>
        structure == typeof(InstanceData) ? "Instance"
        : structure == typeof(StoreContext) ? "Store"
        : structure == typeof(Activation) ? "Activation"
        : structure == typeof(FunctionRecord) ? "Function"
        : structure == typeof(MemoryData) ? "Memory"
        : structure == typeof(TableData) ? "Table"
        : structure == typeof(GlobalCell) ? "Global"
        : structure == typeof(TypeDescriptor) ? "Descriptor"
        : null;

    private static IEnumerable<LayoutField> ReadFields()
    {
        FieldInfo[] all =
        [
            .. typeof(InstanceData).GetFields(), .. typeof(StoreContext).GetFields(), .. typeof(Activation).GetFields(),
            .. typeof(FunctionRecord).GetFields(), .. typeof(MemoryData).GetFields(), .. typeof(TableData).GetFields(),
            .. typeof(TypeDescriptor).GetFields(),
        ];
        var fields = all.Where(static field => !field.IsStatic).ToDictionary(
            static field => NameOf(field.DeclaringType!) + field.Name, StringComparer.Ordinal);
        foreach (var property in typeof(LayoutOffsets).GetProperties())
        {
            var field = fields[property.Name];
            yield return Describe(field, (int)property.GetValue(null)!);
        }
    }

    private static LayoutField Describe(FieldInfo field, int offset)
    {
        var structure = NameOf(field.DeclaringType!)!;
        var type = field.FieldType;
        if (field.GetCustomAttribute<FixedBufferAttribute>() is not null || !type.IsPointer)
        {
            return new LayoutField(structure, field.Name, offset, Target: null, ElementBytes: 0);
        }

        var pointed = type.GetElementType()!;
        return pointed.IsPointer ? new LayoutField(structure, field.Name, offset, NameOf(pointed.GetElementType()!), nint.Size)
            : pointed == typeof(uint) ? new LayoutField(structure, field.Name, offset, Target: null, sizeof(uint))
            : new LayoutField(structure, field.Name, offset, NameOf(pointed), ElementBytes: 0);
    }
}
