using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>A global variable.</summary>
public sealed unsafe class Global : Extern
{
    /// <summary>Creates a global.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="type">Value type and mutability.</param>
    /// <param name="value">Its initial value.</param>
    /// <exception cref="ArgumentException">The value is not of the type.</exception>
    public Global(Store store, GlobalType type, Value value)
        : this(Create(store, type, value))
    {
    }

    private Global(GlobalInstance instance)
        : base(instance.Store)
    {
        Instance = instance;
        instance.Facade ??= this;
    }

    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Global;

    /// <inheritdoc/>
    public override ExternType ExternType => new GlobalExternType(Type);

    /// <summary>Value type and mutability.</summary>
    public GlobalType Type => Instance.Type;

    /// <summary>The value now.</summary>
    /// <exception cref="InvalidOperationException">Set: it is immutable.</exception>
    /// <exception cref="ArgumentException">Set: the value is not of the global's type.</exception>
    public Value Value
    {
        get
        {
            using var use = State.Use();
            return State.ToValue(&Instance.Cell->Low, Type.Value);
        }

        set
        {
            using var use = State.Use();
            if (!Type.IsMutable)
            {
                throw new InvalidOperationException("the global is immutable");
            }

            State.FromValue(value, &Instance.Cell->Low, Type.Value, nameof(value));
        }
    }

    internal GlobalInstance Instance { get; }

    /// <summary>The one object for a global.</summary>
    internal static Global Of(GlobalInstance instance) => instance.Facade ?? new Global(instance);

    private static GlobalInstance Create(Store store, GlobalType type, Value value)
    {
        ArgumentNullException.ThrowIfNull(store);
        var state = store.State;
        using var use = state.Use();
        var slots = stackalloc Slot[2];
        state.FromValue(value, slots, type.Value, nameof(value));
        var instance = new GlobalInstance(
            state, type, state.IsFunctionReference(type.Value), state.Arena.Allocate<GlobalCell>(1));
        *instance.Cell = new GlobalCell { Low = slots[0], High = slots[1] };
        state.AddGlobal(instance);
        return instance;
    }
}
