using System.Globalization;
using System.Reflection;
using FDistill.Cli.Commands;
using FDistill.Engine.Images;
using FDistill.Hosting.Plugins;
using TorchSharp;

namespace FDistill.Cli.Diagnosis;

/// <summary>Looks at all that a run depends on.</summary>
internal static class Doctor
{
    /// <summary>One finding after the other; a check that fails is a finding too.</summary>
    public static IEnumerable<Finding> Examine() =>
        new (string Subject, Func<IEnumerable<Finding>> Check)[]
        {
            ("Provider", Provider),
            ("libtorch", Libtorch),
            ("BLAS", Blas),
            ("Threads", Threads),
            ("GPU", Gpu),
            ("Images", Images),
            ("Plugins", Plugins),
            ("Output", Output),
        }.SelectMany(check => Try(check.Subject, check.Check));

    private static IEnumerable<Finding> Provider()
    {
        var provider = typeof(Doctor).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(fact => fact.Key == "TorchProvider")?.Value;
        yield return new Finding("Provider", provider switch
        {
            "system" => "system: stand-ins over a libtorch that is installed on this machine",
            "nuget" => "nuget: the TorchSharp packages",
            _ => "unknown: the build did not say",
        });
        var assembly = typeof(torch).Assembly.GetName();
        yield return new Finding("TorchSharp", $"{assembly.Version}");
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

    private static IEnumerable<Finding> Blas()
    {
        var libraries = LoadedLibraries.Matching("blas", "mkl").ToList();
        var slow = libraries.Any(path => Path.GetFileName(path).StartsWith("libblas", StringComparison.Ordinal)) && !libraries.Any(path => path.Contains("openblas", StringComparison.Ordinal));
        yield return slow
            ? new Finding("BLAS", $"{libraries[0]} is the reference library, which is many times slower. Install a fast one: apt-get install libopenblas0-pthread", IsProblem: true)
            : new Finding("BLAS", libraries.Count == 0 ? "part of libtorch" : string.Join(", ", libraries.Select(Path.GetFileName)));
    }

    private static IEnumerable<Finding> Threads()
    {
        var threads = torch.get_num_threads();
        yield return new Finding("Threads", string.Create(CultureInfo.InvariantCulture, $"{threads} of libtorch on {Environment.ProcessorCount} cores"));
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") != "passive")
            yield return new Finding("Threads", "OMP_WAIT_POLICY is not 'passive': on a busy machine waiting threads slow each other down. ./fdistill sets it");
    }

    private static IEnumerable<Finding> Gpu()
    {
        yield return torch.cuda.is_available()
            ? new Finding("GPU", $"{torch.cuda.device_count()} by CUDA")
            : new Finding("GPU", "none that libtorch sees; runs are on the CPU");
    }

    private static IEnumerable<Finding> Images()
    {
        var missing = new ImageDecoder().Missing();
        yield return new Finding("Images", missing ?? "PNG, JPEG and WebP can be read", IsProblem: missing is not null);
    }

    private static IEnumerable<Finding> Plugins()
    {
        var catalog = PluginCatalogs.Installed();
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
            return [new Finding(subject, $"{failure.GetType().Name}: {failure.Message}", IsProblem: true)];
        }
    }
}
