using System.ComponentModel.DataAnnotations;

namespace FDistill.Hosting.RunFiles;

/// <summary>What every run file holds, whatever the run does.</summary>
public abstract class RunFile
{
    /// <summary>What the run is called; also the name of its folder
    /// under <c>runs/</c>. Default: the file's name.</summary>
    [RegularExpression("[A-Za-z0-9][A-Za-z0-9._-]*", ErrorMessage = "expected letters, digits, dots and dashes: it names the run's folder")]
    public string? Name { get; set; }

    /// <summary>Whatever is random derives from it. (house: 0)</summary>
    public long Seed { get; set; }

    /// <summary>Where to compute: <c>auto</c> (the first GPU, else the CPU),
    /// <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. (house: auto)</summary>
    [RegularExpression("auto|cpu|cuda(:[0-9]+)?", ErrorMessage = "expected auto, cpu, cuda or cuda:N")]
    public string Device { get; set; } = "auto";

    /// <summary>The numbers that networks compute in. (house: fp32, which every device has)</summary>
    public Runs.Precision Precision { get; set; } = Runs.Precision.Fp32;

    /// <summary>The run's folder, against the working directory. Default: <c>runs/</c> and the name.</summary>
    public string? Output { get; set; }

    /// <summary>Which plugins the run uses besides the bundled and the user's, and which not.</summary>
    public PluginsSection Plugins { get; set; } = new();
}
