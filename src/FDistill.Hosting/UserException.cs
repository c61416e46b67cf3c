namespace FDistill.Hosting;

/// <summary>A mistake of the user, told in one message that names
/// what was found, what was expected and the way out.</summary>
/// <param name="message">The whole message; no stack trace is needed to understand it.</param>
/// <param name="inner">What it was noticed by.</param>
public class UserException(string message, Exception? inner = null) : Exception(message, inner);
