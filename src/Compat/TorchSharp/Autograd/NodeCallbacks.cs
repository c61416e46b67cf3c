using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>
/// How a native graph node calls its owner, an <see cref="AutogradNode"/>. Mirrors the native <c>NodeCallbacks</c>. An exception
/// never crosses native frames: it is handed over and thrown again where backward was called.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NodeCallbacks
{
    private delegate* unmanaged[Cdecl]<nint, nint, nint*, int, nint*, int, nint> apply;
    private delegate* unmanaged[Cdecl]<nint, void> releaseVariables;
    private delegate* unmanaged[Cdecl]<nint, void> free;

    public static NodeCallbacks Create() => new() { apply = &Apply, releaseVariables = &ReleaseVariables, free = &Free };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Apply(nint owner, nint node, nint* outputs, int outputCount, nint* inputs, int inputCount)
    {
        try
        {
            OwnerOf(owner).Backward(node, new ReadOnlySpan<nint>(outputs, outputCount), new Span<nint>(inputs, inputCount));
            return 0;
        }
        catch (Exception e)
        {
            return GCHandle.ToIntPtr(GCHandle.Alloc(e));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseVariables(nint owner) => OwnerOf(owner).ReleaseVariables();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint owner)
    {
        OwnerOf(owner).ReleaseVariables();
        GCHandle.FromIntPtr(owner).Free();
    }

    private static AutogradNode OwnerOf(nint owner) => (AutogradNode)GCHandle.FromIntPtr(owner).Target!;
}
