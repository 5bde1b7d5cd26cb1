namespace ConformanceLab.Wasm;

/// <summary>
/// A module cannot be instantiated with the given imports. The message begins with the specification's words:
/// <c>unknown import</c> or <c>incompatible import type</c> (what <c>assert_unlinkable</c> compares).
/// </summary>
public sealed class LinkException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="reason">The specification's words.</param>
    /// <param name="module">First name of the import.</param>
    /// <param name="name">Second name of the import.</param>
    /// <param name="detail">More, for people; may be null.</param>
    public LinkException(string reason, string module, string name, string? detail = null)
        : base($"{reason}: \"{module}\" \"{name}\"{(detail is null ? "" : ": " + detail)}")
    {
        Reason = reason;
        Module = module;
        Name = name;
    }

    /// <summary>The specification's words for the error.</summary>
    public string Reason { get; }

    /// <summary>First name of the import.</summary>
    public string Module { get; }

    /// <summary>Second name of the import.</summary>
    public string Name { get; }
}
