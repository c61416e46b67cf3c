using System.Globalization;
using System.Runtime.InteropServices;
using FDistill.Runs;
using TorchSharp;

namespace FDistill.Hosting.Running;

/// <summary>What a run computes on, in words.</summary>
public static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>One line, e.g. <c>2 threads of AMD EPYC 7B13</c>.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public static string Describe(string device) => Describe(torch.device(device));

    /// <summary>One line on what a run computes on.</summary>
    internal static string Describe(RunEnvironment environment) => Describe(environment.Device);

    /// <summary>Names and values for a report.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> Facts(RunEnvironment environment) =>
    [
        new("Device", $"{environment.Device}"),
        new("Precision", $"{environment.Precision}"),
        new("Processor", $"{Processor()}, {Environment.ProcessorCount} cores"),
        new("Threads", torch.get_num_threads().ToString(CultureInfo.InvariantCulture)),
        new("Operating system", RuntimeInformation.OSDescription),
        new(".NET", Environment.Version.ToString()),
        new("libtorch", torch.__version__),
    ];

    private static string Describe(torch.Device device) => device.type == DeviceType.CPU
        ? string.Create(CultureInfo.InvariantCulture, $"{Threads(torch.get_num_threads())} of {Processor()}")
        : $"{device}";

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    private static string Processor()
    {
        var model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return model ?? $"a {RuntimeInformation.ProcessArchitecture} processor";
    }
}
