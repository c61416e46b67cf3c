using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Heads;
using FDistill.Teachers;

namespace FDistill.Engine.Training;

/// <summary>The parts that a distillation is made of. They belong to whoever made them.</summary>
/// <param name="Teacher">The diffusion model to distill.</param>
/// <param name="Divergence">What is minimised, by its weight h(r).</param>
/// <param name="Head">The discriminator's head, whose logit is log r.</param>
/// <param name="Dataset">Real samples and conditions.</param>
public sealed record DistillationParts(ITeacher Teacher, IDivergence Divergence, IDiscriminatorHead Head, IDataset Dataset);
