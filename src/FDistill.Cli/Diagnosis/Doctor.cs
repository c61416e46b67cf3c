using System.Globalization;
using FDistill.Formats.Images;
using FDistill.Hosting.Plugins;
using FDistill.Torch;
using FDistill.Torch.Devices;
using TorchSharp;

namespace FDistill.Cli.Diagnosis;

/// <summary>Looks at all that a run depends on.</summary>
internal static class Doctor
{
    /// <summary>One finding after the other; a check that fails is a finding too.</summary>
    /// <param name="installed">Loads the plugins that are found without a run file.</param>
    public static IEnumerable<Finding> Examine(Func<PluginCatalog> installed)
    {
        var libraries = Try("libtorch", Libraries);
        return
        [
            .. libraries,
            .. libraries.Any(finding => finding.IsProblem) ? [] : Try("libtorch", Libtorch).Concat(Try("Threads", Threads)).Concat(Try("GPU", Gpu)),
            .. Try("Images", Images),
            .. Try("Plugins", () => Plugins(installed())),
            .. Try("Output", Output),
        ];
    }

    private static IEnumerable<Finding> Libraries()
    {
        var loaded = TorchRuntime.Load();
        yield return new Finding("TorchSharp", $"{typeof(torch).Assembly.GetName().Version}: {loaded.Bridge}");
        if (loaded.Mended is { } mended) yield return new Finding("TorchSharp", mended);
        yield return new Finding("libtorch", $"{loaded.Libtorch} ({loaded.Origin})");
    }

    private static IEnumerable<Finding> Libtorch()
    {
        using var scope = torch.NewDisposeScope();
        var sum = torch.ones([64, 64], dtype: torch.float32, device: torch.CPU).matmul(torch.ones([64, 64], dtype: torch.float32, device: torch.CPU)).sum().item<float>();
        var version = torch.__version__;
        yield return sum == 64 * 64 * 64
            ? new Finding("libtorch", version)
            : new Finding("libtorch", FormattableString.Invariant($"{version} computes wrongly: a sum of ones is {sum}, not {64 * 64 * 64}. Install it anew."), IsProblem: true);
    }

    private static IEnumerable<Finding> Threads()
    {
        var threads = torch.get_num_threads();
        yield return new Finding("Threads", string.Create(CultureInfo.InvariantCulture, $"{threads} of libtorch on {Environment.ProcessorCount} cores"));
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is { } policy && !policy.Equals("passive", StringComparison.OrdinalIgnoreCase))
            yield return new Finding("Threads", $"OMP_WAIT_POLICY is '{policy}': on a busy machine, threads that spin while they wait slow each other down. Unset it, and they sleep");
    }

    private static IEnumerable<Finding> Gpu()
    {
        if (!torch.cuda.is_available())
        {
            yield return new Finding("GPU", "none that libtorch sees; runs are on the CPU");
            yield break;
        }
        for (var number = 0; number < torch.cuda.device_count(); number++)
        {
            var memory = GpuMemory.Total(number) is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024 / 1024:0.0} GiB") : "memory unknown";
            yield return new Finding("GPU", $"cuda:{number}, {memory}; 'fdistill doctor --device cuda:{number}' tries it");
        }
    }

    private static IEnumerable<Finding> Images()
    {
        var missing = new ImageDecoder().Missing();
        yield return new Finding("Images", missing ?? "PNG, JPEG and WebP can be read", IsProblem: missing is not null);
    }

    private static IEnumerable<Finding> Plugins(PluginCatalog catalog)
    {
        if (catalog.Plugins.Count == 0)
            yield return new Finding("Plugins", $"none found; the bundled ones belong in {Path.Combine(AppContext.BaseDirectory, "plugins")}. Build FDistill.Cli anew", IsProblem: true);
        foreach (var plugin in catalog.Plugins)
            yield return new Finding("Plugin", $"{plugin.Name} {plugin.Version} {plugin.Status}: {plugin.Reason}", plugin.Status is PluginStatus.Faulted or PluginStatus.Incompatible);
    }

    private static IEnumerable<Finding> Output()
    {
        var folder = Directory.GetCurrentDirectory();
        var probe = Path.Combine(folder, $".fdistill-{Guid.NewGuid():N}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        yield return new Finding("Output", $"{folder} can be written to");
    }

    private static IReadOnlyList<Finding> Try(string subject, Func<IEnumerable<Finding>> check)
    {
        try
        {
            return [.. check()];
        }
        catch (Exception failure)   // whatever is broken here is what the doctor is asked about
        {
            return [new Finding(subject, failure is DllNotFoundException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}", IsProblem: true)];
        }
    }
}
