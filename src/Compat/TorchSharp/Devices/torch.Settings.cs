using System.Runtime.InteropServices;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>The version of the libtorch that computes.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.fd_torch_version())!;

    public static bool compiled_with_cxx11_abi() => NativeMethods.fd_cxx11_abi() != 0;

    public static int get_num_threads() => NativeMethods.fd_num_threads();

    public static void set_num_threads(int num) => NativeError.Check(NativeMethods.fd_set_num_threads(num));

    public static int get_num_interop_threads() => NativeMethods.fd_num_interop_threads();

    public static void set_num_interop_threads(int num) => NativeError.Check(NativeMethods.fd_set_num_interop_threads(num));

    public static Float32MatmulPrecision get_float32_matmul_precision() => (Float32MatmulPrecision)NativeMethods.fd_float32_matmul_precision();

    public static IDisposable set_float32_matmul_precision(Float32MatmulPrecision precision)
    {
        var before = get_float32_matmul_precision();
        NativeMethods.fd_set_float32_matmul_precision((int)precision);
        return new Restore(() => NativeMethods.fd_set_float32_matmul_precision((int)before));
    }

    public static bool are_deterministic_algorithms_enabled() => NativeMethods.fd_deterministic() != 0;

    public static bool is_deterministic_algorithms_warn_only_enabled() => NativeMethods.fd_deterministic_warn_only() != 0;

    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        var (enabled, warnOnly) = (NativeMethods.fd_deterministic(), NativeMethods.fd_deterministic_warn_only());
        NativeMethods.fd_set_deterministic(mode ? 1 : 0, warn_only ? 1 : 0);
        return new Restore(() => NativeMethods.fd_set_deterministic(enabled, warnOnly));
    }

    /// <summary>The type of a floating-point tensor that is made without one.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)NativeMethods.fd_default_dtype();

    public static void set_default_dtype(ScalarType dtype) => NativeError.Check(NativeMethods.fd_set_default_dtype((int)dtype));

    public static void set_default_tensor_type(Tensor t)
    {
        set_default_dtype(t.dtype);
        set_default_device(t.device);
    }

    public static void _assert(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static void _assert(Func<bool> condition, string message) => _assert(condition(), message);
}
