using System.CommandLine;
using System.Globalization;
using FDistill.Engine.Sampling;
using FDistill.Hosting;
using FDistill.Hosting.RunFiles;

namespace FDistill.Cli.Commands;

/// <summary>The options that say how a teacher is sampled.</summary>
internal sealed class TeacherSampleOptions
{
    private readonly Option<int?> steps = WholeNumber.Option<int>("--steps", "Steps of the sampler; n of Heun's cost 2n - 1 network evaluations. Default: as is usual for it, 18 or 50.");
    private readonly Option<string?> sampler = new("--sampler")
    {
        Description = "heun (second order) or euler (first); ddim, euler or ddpm for latent models. Default: the first.", HelpName = "name",
    };
    private readonly Option<double?> guidance = RealNumber.Option("--guidance", "Scale of classifier-free guidance; 1: none. Default: as is usual for the model.");
    private readonly Option<string?> negativePrompt = new("--negative-prompt") { Description = "The text that guidance leads away from. Default: as the run file says, or none.", HelpName = "text" };
    private readonly Option<double?> eta = RealNumber.Option("--eta", "Of ddim: 0 for an ODE, 1 for as much noise as ddpm adds. Default: 0.");
    private readonly Option<double?> churn = RealNumber.Option("--churn", "S_churn of heun and euler, noise added over the trajectory. Default: 0. EDM on ImageNet-64: 40.");
    private readonly Option<double?> churnFrom = RealNumber.Option("--churn-from", "S_min, the smallest noise level where noise is added. Default: 0. EDM on ImageNet-64: 0.05.");
    private readonly Option<double?> churnTo = RealNumber.Option("--churn-to", "S_max, the largest. Default: no limit. EDM on ImageNet-64: 50.");
    private readonly Option<double?> churnNoise = RealNumber.Option("--churn-noise", "S_noise, the factor of the added noise. Default: 1. EDM on ImageNet-64: 1.003.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[steps, sampler, guidance, negativePrompt, eta, churn, churnFrom, churnTo, churnNoise]) command.Options.Add(option);
    }

    /// <summary>How the teacher is sampled.</summary>
    /// <exception cref="UserException">A value is out of range.</exception>
    public TeacherSampling Of(ParseResult parsed)
    {
        var defaults = new HeunOptions();
        return new TeacherSampling
        {
            Sampler = parsed.GetValue(sampler),
            Steps = parsed.GetValue(steps) is { } number ? SampleOptions.AtLeastOne(steps, number) : null,
            Guidance = NotNegative(parsed, guidance),
            Eta = NotNegative(parsed, eta) is not > 1 and var noise ? noise : throw new UserException($"--eta: found {parsed.GetValue(eta)!.Value.ToString(CultureInfo.InvariantCulture)}, expected 0 to 1."),
            Churn = new HeunOptions
            {
                Churn = NotNegative(parsed, churn) ?? defaults.Churn,
                ChurnFrom = NotNegative(parsed, churnFrom) ?? defaults.ChurnFrom,
                ChurnTo = NotNegative(parsed, churnTo) ?? defaults.ChurnTo,
                ChurnNoise = NotNegative(parsed, churnNoise) ?? defaults.ChurnNoise,
            },
        };
    }

    /// <summary>What the command line gives instead of the run file.</summary>
    public IReadOnlyList<Override> Overrides(ParseResult parsed) =>
        parsed.GetValue(negativePrompt) is { } text ? [new Override(negativePrompt.Name, "teacher:negativePrompt", text)] : [];

    private static double? NotNegative(ParseResult parsed, Option<double?> option) =>
        parsed.GetValue(option) is not < 0 and var value ? value : throw new UserException($"{option.Name}: found {parsed.GetValue(option)!.Value.ToString(CultureInfo.InvariantCulture)}, expected at least 0.");
}
