using FDistill.Teachers;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Reports.Laboratory.Testbed.Coverage;

/// <summary>A generator G_θ(k, ε₀) = μ_k + s_k ε₀ with θ = (μ, log s):
/// a student whose marginals are known whatever it learns.</summary>
internal sealed class MixtureGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter means;
    private readonly Parameter log_deviations;

    /// <summary>Makes a generator, outside every dispose scope.</summary>
    /// <param name="start">Where its components are; all as wide as <paramref name="deviation"/>.</param>
    /// <param name="deviation">s.</param>
    public MixtureGenerator(IReadOnlyList<double[]> start, double deviation) : base(nameof(MixtureGenerator))
    {
        using var scope = NewDisposeScope();
        means = nn.Parameter(tensor(start.SelectMany(mean => mean).ToArray(), dtype: float32, device: CPU).reshape(start.Count, start[0].Length), requires_grad: true);
        log_deviations = nn.Parameter(full([start.Count], Math.Log(deviation), dtype: float32, device: CPU), requires_grad: true);
        RegisterComponents();
        scope.Detach(means, log_deviations);
    }

    /// <inheritdoc/>
    /// <param name="which">k: [N] int64.</param>
    /// <param name="epsilon">ε₀: [N, D] float32.</param>
    /// <returns>[N, D] float32.</returns>
    public override Tensor forward(Tensor which, Tensor epsilon) =>
        means.index_select(0, which) + log_deviations.exp().index_select(0, which).unsqueeze(1) * epsilon;

    /// <summary>What its samples are distributed as now, in the caller's dispose scope and without gradient.</summary>
    /// <param name="noise">α and σ.</param>
    public StudentMixture Now(INoiseSchedule noise) => new(means.detach().to_type(float64), log_deviations.detach().to_type(float64).exp(), noise);
}
