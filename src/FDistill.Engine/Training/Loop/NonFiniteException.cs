namespace FDistill.Engine.Training.Loop;

/// <summary>A step would not be finite. It was not made: the weights are those before it.</summary>
/// <param name="message">Which losses, tensors or parameters are at fault.</param>
public sealed class NonFiniteException(string message) : ArithmeticException(message);
