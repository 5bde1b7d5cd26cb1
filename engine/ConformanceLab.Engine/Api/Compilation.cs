namespace ConformanceLab.Wasm;

/// <summary>When functions are compiled, in tiers that compile.</summary>
public enum Compilation
{
    /// <summary>
    /// Each function at its first call: what is never called costs nothing. A function that can't be compiled traps there.
    /// </summary>
    Lazy,

    /// <summary>All functions of a module on all processors at its first instantiation, which fails if one can't be compiled.</summary>
    Eager,
}
