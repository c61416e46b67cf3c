namespace FDistill.Hosting.Packages;

/// <summary>The lock file of installed plugins cannot be read, so nobody knows what was trusted.</summary>
/// <param name="message">The whole message.</param>
/// <param name="inner">What it was noticed by.</param>
internal sealed class DamagedLockException(string message, Exception inner) : UserException(message, inner);
