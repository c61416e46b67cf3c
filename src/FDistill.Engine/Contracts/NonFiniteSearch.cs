using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>Looks for the part that made a turn's first number which is not finite: the turn's passes once more, with every result looked at.</summary>
/// <remarks>Turns that are finite pay nothing for it.</remarks>
/// <param name="parts">The distillation's parts.</param>
/// <param name="student">Its student.</param>
/// <param name="discriminator">Its discriminator.</param>
internal sealed class NonFiniteSearch(DistillationParts parts, Student student, Discriminator discriminator)
{
    /// <summary>Samples beyond this are not what a teacher can be asked about: the training has diverged, and no part is to blame.</summary>
    private const double FarOff = 1e6;

    /// <summary>Looks.</summary>
    /// <param name="batches">The turn's draws.</param>
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

        var seen = parts.Teacher.Denoiser.Denoise(noised, t, draw.Condition, discriminator.Wanted);
        var teacher = new Contract(parts.Teacher, "IDenoiser.Denoise");
        if (!IsFinite(seen.Estimate)) return teacher.Broken($"of finite samples, the largest number {range:G3}, it made an estimate that is not finite");
        foreach (var (name, feature) in discriminator.Wanted.Names.Zip(seen.Features))
            if (!IsFinite(feature)) return teacher.Broken($"of finite samples, the largest number {range:G3}, it made a feature '{name}' that is not finite");

        return IsFinite(discriminator.Judge(seen.Features, t, draw.Condition))
            ? null
            : new Contract(parts.Head, "IDiscriminatorHead.Create").Broken("of finite features its network made logits that are not finite");
    }

    private static bool IsFinite(Tensor numbers) => numbers.isfinite().all().item<bool>();
}
