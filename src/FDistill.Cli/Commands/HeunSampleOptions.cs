using System.CommandLine;
using FDistill.Engine.Sampling;
using FDistill.Hosting;

namespace FDistill.Cli.Commands;

/// <summary>The options that say how a teacher is sampled.</summary>
internal sealed class HeunSampleOptions
{
    private const string Heun = "heun", Euler = "euler";

    private readonly Option<int?> steps = WholeNumber.Option<int>("--steps", "Intervals of the trajectory; n of Heun's cost 2n - 1 network evaluations. Default: 18.");
    private readonly Option<string> sampler = new("--sampler") { Description = "heun (second order) or euler (first).", HelpName = "name", DefaultValueFactory = _ => Heun };
    private readonly Option<double?> churn = RealNumber.Option("--churn", "S_churn, noise added over the trajectory. Default: 0, none. EDM on ImageNet-64: 40.");
    private readonly Option<double?> churnFrom = RealNumber.Option("--churn-from", "S_min, the smallest noise level where noise is added. Default: 0. EDM on ImageNet-64: 0.05.");
    private readonly Option<double?> churnTo = RealNumber.Option("--churn-to", "S_max, the largest. Default: no limit. EDM on ImageNet-64: 50.");
    private readonly Option<double?> churnNoise = RealNumber.Option("--churn-noise", "S_noise, the factor of the added noise. Default: 1. EDM on ImageNet-64: 1.003.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[steps, sampler, churn, churnFrom, churnTo, churnNoise]) command.Options.Add(option);
    }

    /// <summary>How the teacher is sampled.</summary>
    /// <exception cref="UserException">A value is out of range.</exception>
    public HeunOptions Of(ParseResult parsed)
    {
        var defaults = new HeunOptions();
        return new HeunOptions
        {
            Steps = SampleOptions.AtLeastOne(steps, parsed.GetValue(steps) ?? defaults.Steps),
            SecondOrder = parsed.GetValue(sampler) switch
            {
                Heun => true,
                Euler => false,
                var other => throw new UserException($"--sampler: found '{other}', expected {Heun} or {Euler}."),
            },
            Churn = NotNegative(parsed, churn, defaults.Churn),
            ChurnFrom = NotNegative(parsed, churnFrom, defaults.ChurnFrom),
            ChurnTo = NotNegative(parsed, churnTo, defaults.ChurnTo),
            ChurnNoise = NotNegative(parsed, churnNoise, defaults.ChurnNoise),
        };
    }

    private static double NotNegative(ParseResult parsed, Option<double?> option, double otherwise) =>
        parsed.GetValue(option) is not { } value ? otherwise : value >= 0 ? value : throw new UserException($"{option.Name}: found {value}, expected at least 0.");
}
