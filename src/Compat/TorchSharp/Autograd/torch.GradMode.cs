namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records nothing until the result is disposed.</summary>
    public static IDisposable no_grad() => set_grad_enabled(false);

    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    public static IDisposable set_grad_enabled(bool mode = true)
    {
        var before = NativeMethods.fd_grad_enabled();
        NativeMethods.fd_set_grad_enabled(mode ? 1 : 0);
        return new Restore(() => NativeMethods.fd_set_grad_enabled(before));
    }

    public static bool is_grad_enabled() => NativeMethods.fd_grad_enabled() != 0;

    /// <summary>As <see cref="no_grad"/>, and what is made meanwhile can never take part in a recording.</summary>
    public static IDisposable inference_mode(bool mode = true)
    {
        var guard = NativeMethods.fd_inference_mode_new(mode ? 1 : 0);
        return new Restore(() => NativeMethods.fd_inference_mode_free(guard));
    }

    public static bool is_inference_mode_enabled() => NativeMethods.fd_inference_mode_enabled() != 0;
}
