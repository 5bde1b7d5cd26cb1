namespace ConformanceLab.Wasm.Codegen;

/// <summary>A place in compiled code that may trap.</summary>
/// <param name="Offset">
/// Bytes from the start of the function to the instruction that may fault, or for an explicit trap to the return address of the call in
/// its cold stub.
/// </param>
/// <param name="Code">What the trap means.</param>
/// <param name="IsFault">Whether it is a memory access that may raise a signal; otherwise it is explicit.</param>
/// <param name="Position">Offset of the instruction in the module's bytes, for people.</param>
internal readonly record struct TrapSite(uint Offset, TrapCode Code, bool IsFault, uint Position = 0)
{
    // There are many sites: small fields beside each other, so that they have 12 bytes and not 16.
    private readonly byte _code = (byte)Code;
    private readonly bool _isFault = IsFault;

    /// <summary>What the trap means.</summary>
    public TrapCode Code
    {
        get => (TrapCode)_code;
        init => _code = (byte)value;
    }

    /// <summary>Whether it is a memory access that may raise a signal; otherwise it is explicit.</summary>
    public bool IsFault
    {
        get => _isFault;
        init => _isFault = value;
    }
}

/// <summary>
/// The trap sites of one function, by offset.
/// </summary>
/// <remarks>
/// DANGER: the sandbox depends on this table. A fault at a place that is not in it is an engine bug and ends the process: it must never be
/// taken for a trap of the guest.
/// </remarks>
internal sealed class TrapSites
{
    private readonly TrapSite[] _sites;

    /// <summary>Takes sites in ascending order of their offsets.</summary>
    /// <param name="sites">The sites.</param>
    /// <param name="haveFrame">Whether the function has a frame.</param>
    /// <exception cref="ArgumentException">They are not, or two have the same offset.</exception>
    public TrapSites(ReadOnlySpan<TrapSite> sites, bool haveFrame = true)
    {
        HaveFrame = haveFrame;
        for (var i = 1; i < sites.Length; i++)
        {
            if (sites[i - 1].Offset >= sites[i].Offset)
            {
                throw new ArgumentException("trap sites are not in order", nameof(sites));
            }
        }

        _sites = sites.ToArray();
    }

    /// <summary>No sites: nothing in the function may trap.</summary>
    public static TrapSites Empty { get; } = new([]);

    /// <summary>
    /// Whether there is a frame wherever it may fault. Otherwise the stack ends with the return address there; a site that is explicit makes a
    /// frame before it traps.
    /// </summary>
    public bool HaveFrame { get; }

    /// <summary>All sites, by offset.</summary>
    public ReadOnlySpan<TrapSite> All => _sites;

    /// <summary>The site at exactly this offset.</summary>
    public bool TryFind(uint offset, out TrapSite site)
    {
        var low = 0;
        var high = _sites.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            site = _sites[middle];
            if (site.Offset == offset)
            {
                return true;
            }

            if (site.Offset < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        site = default;
        return false;
    }
}
