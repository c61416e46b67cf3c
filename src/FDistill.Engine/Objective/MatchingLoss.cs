using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>The distribution matching term of Eq. 4, in its x_0
/// form: ½ MSE(x, sg(x − w · (D_q(x_t) − D_p(x_t)))).</summary>
/// <remarks>
/// With s = (α D − x_t)/σ², the score difference s_q − s_p is
/// proportional to D_q − D_p. The weight w = h(r)/(mean|x − D_p| + 1e-6),
/// the mean over a sample's own elements, equalises the gradient's magnitude over t (FastGen, after DMD's Eq. 8).
/// </remarks>
public static class MatchingLoss
{
    private const double Tiny = 1e-6;

    /// <summary>The loss, whose gradient with respect to x is w · (D_q − D_p) over the number of elements.</summary>
    /// <param name="x">The student's samples G_θ(z): [N, C, H, W] float32.</param>
    /// <param name="teacher">D_p(x_t): [N, C, H, W] float32; no gradient flows into it.</param>
    /// <param name="fakeScore">D_q(x_t): [N, C, H, W] float32; no gradient flows into it.</param>
    /// <param name="weight">h: [N] float32.</param>
    /// <returns>[] float32.</returns>
    public static Tensor Of(Tensor x, Tensor teacher, Tensor fakeScore, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        return 0.5 * nn.functional.mse_loss(x, Target(x, teacher, fakeScore, weight));
    }

    /// <summary>w · (D_q − D_p): the loss's gradient with respect to x, times the
    /// number of elements. A sample's own loss is half its mean square.</summary>
    /// <param name="x">The student's samples G_θ(z): [N, C, H, W] float32.</param>
    /// <param name="teacher">D_p(x_t): [N, C, H, W] float32.</param>
    /// <param name="fakeScore">D_q(x_t): [N, C, H, W] float32.</param>
    /// <param name="weight">h: [N] float32.</param>
    /// <returns>[N, C, H, W] float32, without gradient.</returns>
    internal static Tensor Direction(Tensor x, Tensor teacher, Tensor fakeScore, Tensor weight)
    {
        using var ungraded = no_grad();
        var distance = (x - teacher).abs().mean([1, 2, 3], keepdim: true) + Tiny;
        return (fakeScore - teacher) * (weight.PerSample(x) / distance);
    }

    private static Tensor Target(Tensor x, Tensor teacher, Tensor fakeScore, Tensor weight)
    {
        using var ungraded = no_grad();
        return x - Direction(x, teacher, fakeScore, weight);
    }
}
