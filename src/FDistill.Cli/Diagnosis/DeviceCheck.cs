namespace FDistill.Cli.Diagnosis;

/// <summary>One kind of work that a run does on its device, done there and on the CPU in float64.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Tolerance">The relative error up to which the device is right.</param>
/// <param name="Error">The largest error, relative to the largest number; NaN where the work failed.</param>
/// <param name="Milliseconds">How long it took, the second time.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
internal sealed record DeviceCheck(string Name, double Tolerance, double Error, double Milliseconds, string? Failure)
{
    /// <summary>Whether the device does it, and right.</summary>
    public bool IsRight => Failure is null && Error <= Tolerance;
}
