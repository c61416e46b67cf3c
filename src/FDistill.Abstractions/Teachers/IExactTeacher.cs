using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Teachers;

/// <summary>A teacher whose marginals p_t are known in closed form, so that what
/// a distillation estimates can be measured against what is true.</summary>
/// <remarks>Training asks for nothing of this; the laboratory's
/// testbed does (<c>fdistill lab</c>). All is float64.</remarks>
public interface IExactTeacher : ITeacher
{
    /// <summary>What the distribution consists of; at least one.</summary>
    IReadOnlyList<TeacherMode> Modes { get; }

    /// <summary>log p_t(x_t), the density of x_t = α(t) x_0 + σ(t) ε.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float64.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N] float64, differentiable in <paramref name="noised"/>.</returns>
    Tensor LogMarginal(Tensor noised, Tensor t);

    /// <summary>The score s_p(x_t) = ∇ log p_t(x_t). By default, <see cref="LogMarginal"/> is differentiated.</summary>
    /// <param name="noised">x_t: [N, C, H, W] float64.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N, C, H, W] float64, without gradient.</returns>
    Tensor Score(Tensor noised, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(noised);
        using var scope = NewDisposeScope();
        using var graded = enable_grad();
        var x = noised.detach().clone().requires_grad_(true);
        return BackwardPass.Gradients([LogMarginal(x, t).sum()], [x])[0].MoveToOuterDisposeScope();
    }

    /// <summary>Draws clean samples x_0.</summary>
    /// <param name="count">N.</param>
    /// <param name="generator">A generator on the CPU.</param>
    /// <returns>[N, C, H, W] float64 on the CPU.</returns>
    Tensor Draw(long count, Generator generator);
}

/// <summary>A mode of a distribution: a region that a student covers or misses.</summary>
/// <param name="Centre">Its middle: C·H·W coordinates.</param>
/// <param name="Deviation">Its standard deviation in each direction.</param>
/// <param name="Share">The share of the samples that belong to it; all modes' shares sum up to 1.</param>
public sealed record TeacherMode(IReadOnlyList<double> Centre, double Deviation, double Share);
