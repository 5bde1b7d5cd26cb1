namespace ConformanceLab.Harness.Scripts;

/// <summary>A form is not a command. Caught where the form began; it becomes a <see cref="BrokenCommand"/>.</summary>
internal sealed class ScriptSyntaxException(int offset, string message) : Exception(message)
{
    /// <summary>Where, in bytes from the start of the script.</summary>
    public int Offset { get; } = offset;
}
