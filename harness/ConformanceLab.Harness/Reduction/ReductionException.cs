namespace ConformanceLab.Harness.Reduction;

/// <summary>What is asked for can't be reduced; the message says why, and what can be done.</summary>
/// <param name="message">The message, for users.</param>
public sealed class ReductionException(string message) : Exception(message);
