namespace ConformanceLab.MutationTester.Mutants;

/// <summary>
/// What is changed. Source of the classes: Offutt et al., "An Experimental Determination of Sufficient Mutant Operators" (AOR, LCR, ROR),
/// King and Offutt, "A Fortran Language System for Mutation-Based Software Testing" (CRP, SDL); and what numeric code on .NET asks for:
/// signedness, shifts, and calls of like methods.
/// </summary>
public enum MutationOperator
{
    /// <summary>AOR: <c>+</c> ↔ <c>-</c>, <c>*</c> → <c>+</c>, <c>/</c> → <c>*</c>, <c>%</c> → <c>/</c>.</summary>
    Arithmetic,

    /// <summary>The first two arguments of a call change places, where their types are the same.</summary>
    Arguments,

    /// <summary>
    /// ASR, of statements: <c>+=</c> ↔ <c>-=</c>, <c>|=</c> ↔ <c>&amp;=</c>, <c>&lt;&lt;=</c> ↔ <c>&gt;&gt;=</c>, <c>++</c> ↔ <c>--</c>.
    /// </summary>
    Assignment,

    /// <summary><c>&amp;</c> ↔ <c>|</c>, <c>^</c> → <c>|</c>.</summary>
    Bitwise,

    /// <summary>ROR at the border: <c>&lt;</c> ↔ <c>&lt;=</c>, <c>&gt;</c> ↔ <c>&gt;=</c>.</summary>
    Boundary,

    /// <summary>A condition of <c>if</c> or <c>?:</c> is negated, always true, always false; one of a loop always false.</summary>
    Condition,

    /// <summary>CRP: an integer one greater, one less.</summary>
    Constant,

    /// <summary>SDL: a statement that is an expression is left out.</summary>
    Deletion,

    /// <summary>LCR: <c>&amp;&amp;</c> ↔ <c>||</c>.</summary>
    Logical,

    /// <summary>A call becomes one of the method's counterpart: <c>Min</c> ↔ <c>Max</c>, <c>WidenLower</c> ↔ <c>WidenUpper</c>, …</summary>
    Method,

    /// <summary>ROR: <c>==</c> ↔ <c>!=</c>, <c>&lt;</c> ↔ <c>&gt;</c>, <c>&lt;=</c> ↔ <c>&gt;=</c>.</summary>
    Relational,

    /// <summary><c>&lt;&lt;</c> → <c>&gt;&gt;</c>, <c>&gt;&gt;</c> ↔ <c>&gt;&gt;&gt;</c>.</summary>
    Shift,

    /// <summary>A cast, a type argument or the lanes of a vector change between signed and unsigned.</summary>
    Signedness,

    /// <summary><c>-</c>, <c>~</c> or <c>!</c> is left out.</summary>
    Unary,
}
