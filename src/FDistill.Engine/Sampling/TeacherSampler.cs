using System.Globalization;
using FDistill.Engine.Contracts;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Sampling;

/// <summary>Samples a teacher as is customary for it: by a sampler that it
/// brings, or by EDM's where it brings none or that is asked for.</summary>
public sealed class TeacherSampler : ISampler
{
    /// <summary>EDM's sampler of second order, which every teacher has unless it brings one of that name.</summary>
    public const string Heun = "heun";

    /// <summary>EDM's sampler of first order, likewise.</summary>
    public const string Euler = "euler";

    private readonly ISampler sampler;
    private readonly Contract? own;

    /// <summary>Samples a teacher.</summary>
    /// <param name="teacher">The model.</param>
    /// <param name="sampling">How.</param>
    /// <param name="beforePass">Called before every pass of the network; what it throws ends the sampling.</param>
    /// <exception cref="ArgumentException">The teacher has no such sampler, or that
    /// does not take what is asked of it; the message says what there is.</exception>
    public TeacherSampler(ITeacher teacher, TeacherSampling sampling, Action? beforePass = null)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(sampling);
        teacher = Guards.Around(teacher);
        var description = Choose(teacher, sampling.Sampler);
        (Name, Title) = (description.Name, description.Title);
        (Steps, Guidance, Eta) = (sampling.Steps ?? description.Steps, sampling.Guidance ?? description.Guidance, sampling.Eta ?? 0);
        if (Eta > 0 && !description.TakesEta) throw new ArgumentException($"the sampler '{Name}' takes no eta; found {Eta.ToString(CultureInfo.InvariantCulture)}");
        CheckGuidance(teacher);

        var isOwn = OwnOf(teacher).Contains(description);
        if (isOwn && sampling.Churn.Churn > 0) throw new ArgumentException($"the sampler '{Name}' takes no churn; EDM's does: '{Heun}'");
        Evaluations = isOwn || Name == Euler ? Steps : (2 * Steps) - 1;
        own = isOwn ? new Contract(teacher, "ISampler.Sample") : null;
        sampler = isOwn ? Own(teacher, beforePass ?? (() => { })) : Edm(teacher, sampling.Churn, beforePass ?? (() => { }));
    }

    /// <summary>The sampler's name.</summary>
    public string Name { get; }

    /// <summary>What readers call it.</summary>
    public string Title { get; }

    /// <summary>Steps of the trajectory.</summary>
    public int Steps { get; }

    /// <summary>g of classifier-free guidance; 1: none.</summary>
    public double Guidance { get; }

    /// <summary>η.</summary>
    public double Eta { get; }

    /// <summary>Passes of the network for one batch of samples; with guidance each is of twice as many.</summary>
    public int Evaluations { get; }

    /// <summary>How it samples, e.g. <c>50 steps of DDIM, guidance 7.5</c>.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Steps} steps of {Title}{(Eta > 0 ? $", eta {Eta}" : "")}{(Guidance == 1 ? "" : $", guidance {Guidance}")}{(Evaluations == Steps ? "" : $", {Evaluations} network evaluations each")}");

    /// <inheritdoc/>
    public Tensor Sample(Tensor noise, Condition? condition)
    {
        ArgumentNullException.ThrowIfNull(noise);
        var samples = sampler.Sample(noise, condition);
        return own is { } contract ? contract.Result(samples, "samples", noise.shape, noise.device) : samples;
    }

    private static IReadOnlyList<SamplerDescription> OwnOf(ITeacher teacher) => teacher.Samplers?.Offered ?? [];

    private static SamplerDescription Choose(ITeacher teacher, string? name)
    {
        var defaults = new HeunOptions();
        SamplerDescription[] all = [.. OwnOf(teacher), new(Heun, "Heun's method", defaults.Steps, Guidance: 1), new(Euler, "Euler's method", defaults.Steps, Guidance: 1)];
        return all.FirstOrDefault(sampler => name is null || sampler.Name == name)
            ?? throw new ArgumentException($"the teacher has no sampler '{name}'; there are {string.Join(", ", all.Select(sampler => sampler.Name).Distinct())}");
    }

    private void CheckGuidance(ITeacher teacher)
    {
        if (Guidance == 1) return;
        using var scope = NewDisposeScope();
        if (teacher.Conditions.Null(1) is null)
            throw new ArgumentException($"guidance is {Guidance.ToString(CultureInfo.InvariantCulture)}, but the teacher has no empty condition to guide away from; leave it at 1");
    }

    private ISampler Own(ITeacher teacher, Action beforePass) => teacher.Samplers!.Create(new SamplerRequest
    {
        Sampler = Name, Steps = Steps, Guidance = Guidance, Eta = Eta, StepNoise = SeededStepNoise.Draw, BeforePass = beforePass,
    });

    private HeunSampler Edm(ITeacher teacher, HeunOptions churn, Action beforePass)
    {
        if (churn.Churn > 0 && !HeunSampler.AllowsChurn(teacher.Noise))
            throw new ArgumentException("churn raises a time by the factor of its noise, which this teacher's schedule does not allow; leave it out");
        IDenoiser network = new WatchedDenoiser(teacher.Denoiser, beforePass);
        if (Guidance != 1) network = new GuidedDenoiser(network, teacher.Conditions, Guidance);
        return new HeunSampler(teacher.Noise, network, churn with { Steps = Steps, SecondOrder = Name == Heun });
    }
}
