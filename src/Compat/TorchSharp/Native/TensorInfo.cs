using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What a tensor says of itself. Mirrors the native <c>TensorInfo</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    public int Type, DeviceType, DeviceIndex, Dimensions;
    public long Elements, ElementSize, StorageOffset, Bytes;
    public int RequiresGrad, IsContiguous;
}
