namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>The operation has no result: an instruction that performs it traps.</summary>
/// <param name="message">What the trap's message begins with, in the words of the specification's test suite.</param>
public sealed class GuestTrapException(string message) : Exception(message);
