using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What a failed native call throws: libtorch's own text, or the exception that a managed callback threw.</summary>
internal static unsafe class NativeError
{
    private const int ManagedException = -2;

    public static void Check(int status)
    {
        if (status < 0) Throw(status);
    }

    [DoesNotReturn]
    public static void Throw(int status = -1)
    {
        if (status == ManagedException)
        {
            var handle = GCHandle.FromIntPtr(NativeMethods.fd_last_managed_exception());
            var exception = (Exception)handle.Target!;
            handle.Free();
            ExceptionDispatchInfo.Throw(exception);
        }
        throw new ExternalException(Marshal.PtrToStringUTF8((nint)NativeMethods.fd_last_error()));
    }
}
