using FDistill.Engine.Contracts;
using FDistill.Engine.Objective;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Networks;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Diagnostics;

/// <summary>Looks for the part that made an iteration's first number which is not
/// finite: the iteration's passes once more, with every result looked at.</summary>
/// <remarks>Iterations that are finite pay nothing for it.</remarks>
/// <param name="parts">The distillation's parts.</param>
/// <param name="student">Its student.</param>
/// <param name="discriminator">Its discriminator.</param>
internal sealed class NonFiniteSearch(DistillationParts parts, Student student, Discriminator discriminator)
{
    /// <summary>Samples or weights beyond this are not what a part can be asked
    /// about: the training has diverged, and no part is to blame.</summary>
    private const double FarOff = 1e6;

    /// <summary>Looks.</summary>
    /// <param name="batches">The iteration's draws.</param>
    /// <returns>Whose fault it is; null where no part is found that makes such numbers of finite ones.</returns>
    public BrokenContractException? Find(IReadOnlyList<Draw> batches)
    {
        using var ungraded = no_grad();
        return batches.Select(Find).FirstOrDefault(found => found is not null);
    }

    private BrokenContractException? Find(Draw draw)
    {
        using var scope = NewDisposeScope();
        var noise = parts.Teacher.Noise;
        var generated = noise.Perturb(student.Generate(draw.StudentInput, draw.StudentT, draw.Condition), draw.Epsilon, draw.T);
        return Find(generated, draw.T, draw) ?? Find(noise.Perturb(draw.Real, draw.RealEpsilon, draw.RealT), draw.RealT, draw);
    }

    private BrokenContractException? Find(Tensor noised, Tensor t, Draw draw)
    {
        var range = noised.abs().max().item<float>();
        if (!(range < FarOff)) return null;

        var (estimate, features) = Passes(noised, t, draw);
        var finite = $"of finite samples, the largest number {range:G3}, ";
        if (!IsFinite(estimate)) return new Contract(parts.Teacher, "IDenoiser.Denoise").Broken($"{finite}it made an estimate that is not finite");
        foreach (var (name, feature) in discriminator.Wanted.Names.Zip(features))
            if (!IsFinite(feature)) return BrokenFeature(name, finite);

        return IsFinite(discriminator.Logits(features, t, draw.Condition))
            ? null
            : new Contract(parts.Head, "IDiscriminatorHead.Create").Broken("of finite features its network made logits that are not finite");
    }

    /// <summary>The teacher's estimate, and the features that the head looks at.</summary>
    private (Tensor Estimate, IReadOnlyList<Tensor> Features) Passes(Tensor noised, Tensor t, Draw draw)
    {
        var teacher = parts.Teacher.Denoiser;
        if (discriminator.SeenFakeScore is { } fakeScore)
            return (teacher.Denoise(noised, t, draw.Condition), fakeScore.Denoiser.Features(noised, t, draw.Condition, discriminator.Wanted));
        var seen = teacher.Denoise(noised, t, draw.Condition, discriminator.Wanted);
        return (seen.Estimate, seen.Features);
    }

    /// <summary>A network that the teacher has, or has made; but nobody's fault once the
    /// fake score's weights are further off than any network can compute with.</summary>
    private BrokenContractException? BrokenFeature(string name, string finite)
    {
        var clause = $"made a feature '{name}' that is not finite";
        if (discriminator.SeenFakeScore is not { } fakeScore) return new Contract(parts.Teacher, "IDenoiser.Denoise").Broken($"{finite}it {clause}");
        return fakeScore.Network.Weights.abs().max().item<float>() < FarOff
            ? new Contract(parts.Teacher, "ITeacher.CreateTrainable").Broken($"{finite}the fake score, a network that it made, {clause}")
            : null;
    }

    private static bool IsFinite(Tensor numbers) => numbers.isfinite().all().item<bool>();
}
