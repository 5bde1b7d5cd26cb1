using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>The addresses at which compiled code of a store may fault for reasons of the guest.</summary>
internal static unsafe class GuestAddresses
{
    /// <summary>
    /// Whether an address lies in a reservation of one of the store's memories, guard included, or where null references of its heap
    /// point.
    /// </summary>
    /// <remarks>DANGER: what this admits becomes a trap; everything else ends the process.</remarks>
    public static bool MayFault(StoreState store, nuint address)
    {
        foreach (var memory in store.Memories)
        {
            if (address - (nuint)memory.Data->Base < memory.Data->ReservedBytes)
            {
                return true;
            }
        }

        var heap = (nuint)store.Context->HeapBase;
        return heap != 0 && address - heap < ObjectLayout.NullGuardBytes;
    }
}
