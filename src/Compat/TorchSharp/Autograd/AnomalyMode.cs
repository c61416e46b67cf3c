namespace TorchSharp;

/// <summary>While it lives, a backward that fails names the forward that it belongs to, and one that yields NaN fails.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool enabledBefore = IsEnabled;
    private readonly bool checkedBefore = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => NativeMethods.fd_set_anomaly(enabled ? 1 : 0, check_nan ? 1 : 0);

    public static bool IsEnabled => NativeMethods.fd_anomaly_enabled() != 0;

    public static bool ShouldCheckNaN => NativeMethods.fd_anomaly_checks_nan() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) NativeMethods.fd_set_anomaly(enabledBefore ? 1 : 0, checkedBefore ? 1 : 0);
    }
}
