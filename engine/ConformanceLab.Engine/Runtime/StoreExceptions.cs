namespace ConformanceLab.Wasm.Runtime;

/// <content>Wasm exceptions between the GC heap and the host.</content>
internal sealed unsafe partial class StoreState
{
    /// <summary>The values of an exception.</summary>
    public Value[] ReadPayload(uint reference, TagInstance tag)
    {
        var types = tag.Type.Parameters;
        var values = new Value[types.Length];
        fixed (Slot* payload = Heap.ExceptionPayload(reference))
        {
            var slot = payload;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = ToValue(slot, types[i]);
                slot += Slot.CountOf(types[i]);
            }
        }

        return values;
    }

    /// <summary>Checks that values fit a tag, before any wasm runs.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void CheckPayload(ReadOnlySpan<Value> values, TagInstance tag)
    {
        using var use = Use();
        var slots = stackalloc Slot[2];
        var types = tag.Type.Parameters;
        if (values.Length != types.Length)
        {
            throw new ArgumentException($"the tag has {types.Length} values, {values.Length} given", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            FromValue(values[i], slots, types[i], nameof(values));
        }
    }

    /// <summary>An exception on the heap. A safepoint, so the values become references only after the allocation.</summary>
    public uint CreateException(TagInstance tag, ReadOnlySpan<Value> values)
    {
        var reference = Heap.AllocateException((uint)tag.CanonicalType, tag.Id);
        fixed (Slot* payload = Heap.ExceptionPayload(reference))
        {
            var slot = payload;
            for (var i = 0; i < values.Length; i++)
            {
                FromValue(values[i], slot, tag.Type.Parameters[i], nameof(values));
                slot += Slot.CountOf(tag.Type.Parameters[i]);
            }
        }

        return reference;
    }
}
