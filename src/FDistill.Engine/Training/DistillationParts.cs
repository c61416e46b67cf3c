using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Engine.Contracts;
using FDistill.Heads;
using FDistill.Teachers;

namespace FDistill.Engine.Training;

/// <summary>The parts that a distillation is made of. They belong to whoever
/// made them; here what they hand out is held against their contracts.</summary>
/// <param name="Teacher">The diffusion model to distill.</param>
/// <param name="Divergence">What is minimised, by its weight h(r).</param>
/// <param name="Head">The discriminator's head, whose logit is log r.</param>
/// <param name="Dataset">Real samples and conditions.</param>
public sealed record DistillationParts(ITeacher Teacher, IDivergence Divergence, IDiscriminatorHead Head, IDataset Dataset)
{
    /// <summary>The diffusion model to distill.</summary>
    public ITeacher Teacher { get; init => field = Guards.Around(value); } = Guards.Around(Teacher);

    /// <summary>The discriminator's head, whose logit is log r.</summary>
    public IDiscriminatorHead Head { get; init => field = Guards.Around(value); } = Guards.Around(Head);

    /// <summary>Real samples and conditions.</summary>
    public IDataset Dataset { get; init => field = Guards.Around(value); } = Guards.Around(Dataset);
}
