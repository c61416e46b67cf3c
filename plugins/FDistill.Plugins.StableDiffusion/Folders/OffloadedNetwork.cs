using FDistill.Teachers;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Folders;

/// <summary>A network that is needed now and then: read when it is
/// first used, and off the device while others compute.</summary>
/// <param name="load">Reads it, to the device.</param>
/// <param name="device">Where it computes.</param>
/// <param name="offload">Where it waits.</param>
internal sealed class OffloadedNetwork<T>(Func<T> load, Device device, Offload offload) : IDisposable where T : nn.Module
{
    private T? network;
    private bool isAway;

    /// <summary>Whether it takes up memory of the device or of the host.</summary>
    public bool IsLoaded => network is not null;

    /// <summary>The network, on the device until the next <see cref="Leave"/>.</summary>
    public T Come()
    {
        network ??= load();
        if (isAway) network.to(device);
        isAway = false;
        return network;
    }

    /// <summary>Takes it off the device.</summary>
    public void Leave()
    {
        if (network is null || isAway) return;
        if (offload == Offload.Disk) Dispose();
        if (offload != Offload.Memory || device.type == DeviceType.CPU) return;
        network.to(CPU);
        isAway = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network?.Dispose();
        (network, isAway) = (null, false);
    }
}
