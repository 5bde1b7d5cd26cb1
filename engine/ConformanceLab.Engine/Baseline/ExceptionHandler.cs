namespace ConformanceLab.Wasm.Baseline;

/// <summary>What a handler gives to the code that it leads to.</summary>
internal enum HandlerKind : byte
{
    /// <summary>It catches nothing: the search goes on at the next one.</summary>
    Pass,

    /// <summary><c>catch</c>, <c>catch_all</c>: the values, if it names a tag.</summary>
    Catch,

    /// <summary><c>catch_ref</c>, <c>catch_all_ref</c>: the values, then the exception.</summary>
    CatchRef,

    /// <summary>A legacy block's: the exception into the slot that <c>rethrow</c> reads, then the values.</summary>
    LegacyCatch,
}

/// <summary>
/// A handler of exceptions in a function's table. A call site names the innermost one that covers it; from there <see cref="Next"/> leads
/// outwards, until <see cref="None"/> says that the function doesn't catch the exception.
/// </summary>
/// <example>
/// <code>
///  (try_table (catch $e 0)          handlers   0   Catch $e                next −
///    (call $f)                                 1   Pass                    next 3    the try
///    (try                                      2   Pass                    next 0    the inner try: delegates to label 1
///      (do (call $g)                           3   LegacyCatch $d          next 4
///          (try (do (call $h))                 4   LegacyCatch, any tag    next 0
///            (delegate 1)))
///      (catch $d …)                 call sites     $f 0,  $g 1,  $h 2
///      (catch_all (call $i))))                     $i 0: a catch block is outside of its own try
/// </code>
/// The clauses of a try_table are known when it opens. Those of a try follow: its calls name a handler that passes to the first of them,
/// or, if there is none, to where <c>delegate</c> or the block around says.
/// </example>
internal struct ExceptionHandler
{
    /// <summary>No handler.</summary>
    public const int None = -1;

    /// <summary>The tag of handlers that catch everything.</summary>
    public const int AnyTag = -1;

    public HandlerKind Kind;

    /// <summary>The tag, in the module's space, or <see cref="AnyTag"/>.</summary>
    public int Tag;

    /// <summary>The handler to be asked after this one.</summary>
    public int Next;

    /// <summary>Canonical slot of the first value that it gives.</summary>
    public int Slot;

    /// <summary>Where its landing pad is, in bytes from the function's start.</summary>
    public int LandingPad;
}
