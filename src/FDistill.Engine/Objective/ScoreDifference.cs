using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>How far the teacher's and the fake score are apart:
/// ‖s_p(x_t) − s_q(x_t)‖, with s = (α D − x_t)/σ² (Fig. 6).</summary>
public static class ScoreDifference
{
    /// <summary>The Euclidean norm over a sample's elements.</summary>
    /// <param name="teacher">D_p(x_t): [N, C, H, W] float32.</param>
    /// <param name="fakeScore">D_q(x_t): [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="noise">α and σ.</param>
    /// <returns>[N] float64.</returns>
    public static Tensor Norm(Tensor teacher, Tensor fakeScore, Tensor t, INoiseSchedule noise)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(noise);
        var distance = (teacher - fakeScore).to(ScalarType.Float64).square().sum([1, 2, 3]).sqrt();
        return distance * noise.Alpha(t) / noise.Sigma(t).square();
    }
}
