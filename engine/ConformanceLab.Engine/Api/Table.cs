using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>A table of references.</summary>
public sealed unsafe class Table : Extern
{
    /// <summary>Creates a table of the type's minimum size.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="type">Elements and limits.</param>
    /// <param name="element">What all elements are at first.</param>
    /// <exception cref="ArgumentException">The element is not of the table's element type.</exception>
    /// <exception cref="TrapException">Out of memory: the store's limits do not allow it.</exception>
    public Table(Store store, TableType type, Value element)
        : this(Create(store, type, element))
    {
    }

    private Table(TableInstance instance)
        : base(instance.Store)
    {
        Instance = instance;
        instance.Facade ??= this;
    }

    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Table;

    /// <inheritdoc/>
    public override ExternType ExternType => new TableExternType(Instance.CurrentType);

    /// <summary>Elements and limits as declared.</summary>
    public TableType Type => Instance.Type;

    /// <summary>Number of elements.</summary>
    public ulong Size
    {
        get
        {
            using var use = State.Use();
            return Instance.Length;
        }
    }

    /// <summary>An element.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <exception cref="TrapException">Out of bounds.</exception>
    /// <exception cref="ArgumentException">Set: the value is not of the table's element type.</exception>
    public Value this[ulong index]
    {
        get
        {
            using var use = State.Use();
            var slot = Instance.Get(index);
            return State.ToValue(&slot, Type.Element);
        }

        set
        {
            using var use = State.Use();
            Instance.Set(index, Convert(State, Type, value));
        }
    }

    internal TableInstance Instance { get; }

    /// <summary>Adds elements. Returns the old size, or −1 if a limit forbids it.</summary>
    /// <exception cref="ArgumentException">The value is not of the table's element type.</exception>
    public long Grow(ulong delta, Value element)
    {
        using var use = State.Use();
        return Instance.Grow(delta, Convert(State, Type, element));
    }

    /// <summary>Sets <paramref name="count"/> elements.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    /// <exception cref="ArgumentException">The value is not of the table's element type.</exception>
    public void Fill(ulong index, Value element, ulong count)
    {
        using var use = State.Use();
        Instance.Fill(index, Convert(State, Type, element), count);
    }

    /// <summary>The one object for a table.</summary>
    internal static Table Of(TableInstance instance) => instance.Facade ?? new Table(instance);

    private static Slot Convert(StoreState state, TableType type, Value element)
    {
        Slot slot;
        state.FromValue(element, &slot, type.Element, nameof(element));
        return slot;
    }

    private static TableInstance Create(Store store, TableType type, Value element)
    {
        ArgumentNullException.ThrowIfNull(store);
        var state = store.State;
        using var use = state.Use();
        var initial = Convert(state, type, element);
        var instance = new TableInstance(
            state, type, state.IsFunctionReference(type.Element), state.Arena.Allocate<TableData>(1));
        instance.Fill(0, initial, instance.Length);
        return instance;
    }
}
