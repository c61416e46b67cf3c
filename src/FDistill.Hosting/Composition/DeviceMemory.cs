using System.Globalization;
using FDistill.Hosting.RunFiles;
using FDistill.Torch.Devices;

namespace FDistill.Hosting.Composition;

/// <summary>How much memory a device has.</summary>
internal static class DeviceMemory
{
    /// <summary>The memory of a device.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <returns>Bytes: of the CPU, what the machine or the container has; null where the driver does not say.</returns>
    public static long? Of(string device) => device == ComputeDevice.Cpu
        ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes
        : GpuMemory.Total(int.Parse(device.Split(':')[1], CultureInfo.InvariantCulture));
}
