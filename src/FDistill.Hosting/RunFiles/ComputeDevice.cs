using System.Globalization;
using TorchSharp;

namespace FDistill.Hosting.RunFiles;

/// <summary>The devices that a run file can name, and which of them this machine has.</summary>
public static class ComputeDevice
{
    /// <summary>The CPU.</summary>
    public const string Cpu = "cpu";

    private const string Auto = "auto", Cuda = "cuda";

    /// <summary>What stands in the way of a device, with the way out.</summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <returns>Null where the machine has it.</returns>
    public static string? Problem(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device is Auto or Cpu) return null;
        if (!torch.cuda.is_available()) return $"found '{device}', but libtorch sees no GPU here; use auto or cpu, or see 'fdistill doctor'";
        var count = torch.cuda.device_count();
        return Number(device) < count ? null : $"found '{device}', but there are {count} GPUs, counted from 0";
    }

    /// <summary>The device that is meant.</summary>
    /// <param name="device">As above.</param>
    /// <returns><c>cpu</c> or <c>cuda:N</c>.</returns>
    public static string Resolve(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device switch
        {
            Auto => torch.cuda.is_available() ? $"{Cuda}:0" : Cpu,
            Cuda => $"{Cuda}:0",
            _ => device,
        };
    }

    private static int Number(string device) =>
        device.Split(':') is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
}
