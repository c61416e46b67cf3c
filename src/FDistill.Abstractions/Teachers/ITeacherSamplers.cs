namespace FDistill.Teachers;

/// <summary>The samplers that a teacher brings: those that its kind of model is commonly sampled with.</summary>
public interface ITeacherSamplers
{
    /// <summary>What there is, the default first; at least one.</summary>
    IReadOnlyList<SamplerDescription> Offered { get; }

    /// <summary>Makes a sampler of the teacher's <see cref="ITeacher.Denoiser"/>,
    /// with the weights that this has at each time.</summary>
    /// <param name="request">Which, and how.</param>
    /// <returns>The sampler; image n depends on its own noise and
    /// condition alone, not on the batch that it is made in.</returns>
    /// <exception cref="ArgumentException">There is no such sampler, or it
    /// does not take these steps; the message says what there is.</exception>
    ISampler Create(SamplerRequest request);
}

/// <summary>A sampler that a teacher brings.</summary>
/// <param name="Name">What run files and command lines call it, e.g. <c>ddim</c>.</param>
/// <param name="Title">What readers call it, e.g. <c>DDIM</c>.</param>
/// <param name="Steps">How many steps it customarily takes, each an evaluation of the network.</param>
/// <param name="Guidance">The scale of classifier-free guidance
/// that the model is customarily sampled with; 1: none.</param>
/// <param name="TakesEta">Whether η says how much noise its steps add; where not, it is refused.</param>
public sealed record SamplerDescription(string Name, string Title, int Steps, double Guidance, bool TakesEta = false);

/// <summary>How a teacher's own sampler is to sample.</summary>
public sealed record SamplerRequest
{
    /// <summary>The name of one of <see cref="ITeacherSamplers.Offered"/>.</summary>
    public required string Sampler { get; init; }

    /// <summary>Steps of the trajectory.</summary>
    public required int Steps { get; init; }

    /// <summary>g of classifier-free guidance, D_∅ + g·(D_c − D_∅), away from
    /// <see cref="IConditionEncoder.Null"/>; 1: none, and the network is asked but once.</summary>
    public required double Guidance { get; init; }

    /// <summary>η, for samplers that take it: 0 for an ODE, 1 for as much noise as DDPM adds.</summary>
    public double Eta { get; init; }

    /// <summary>The noise that steps add.</summary>
    public required StepNoise StepNoise { get; init; }

    /// <summary>Called before every pass of the network. What it throws
    /// ends the sampling: so it is watched and cancelled.</summary>
    public Action BeforePass { get; init; } = () => { };
}
