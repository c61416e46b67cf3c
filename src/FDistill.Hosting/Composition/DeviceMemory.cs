using System.Globalization;
using System.Runtime.InteropServices;

namespace FDistill.Hosting.Composition;

/// <summary>How much memory a device has.</summary>
internal static partial class DeviceMemory
{
    private const int Success = 0;

    /// <summary>The memory of a device.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <returns>Bytes: of the CPU, what the machine or the container has; null where the driver does not tell.</returns>
    public static long? Of(string device) => device == ComputeDevice.Cpu
        ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
        : OfGpu(int.Parse(device.Split(':')[1], CultureInfo.InvariantCulture));

    private static long? OfGpu(int number)
    {
        try
        {
            return Init(0) == Success && DeviceGet(out var device, number) == Success && TotalMemory(out var bytes, device) == Success ? (long)bytes : null;
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libcuda.so.1", EntryPoint = "cuInit")]
    private static partial int Init(uint flags);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGet")]
    private static partial int DeviceGet(out int device, int ordinal);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceTotalMem_v2")]
    private static partial int TotalMemory(out nuint bytes, int device);
}
