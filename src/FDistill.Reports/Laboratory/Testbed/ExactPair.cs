using FDistill.Teachers;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>A teacher and a student of whom all is known that a
/// distillation estimates. Points are [N, D] float64.</summary>
/// <param name="teacher">The teacher.</param>
/// <param name="student">The student.</param>
internal sealed class ExactPair(IExactTeacher teacher, StudentMixture student)
{
    /// <summary>p.</summary>
    public IExactTeacher Teacher => teacher;

    /// <summary>q.</summary>
    public StudentMixture Student => student;

    /// <summary>log p_t(x_t): [N] float64.</summary>
    public Tensor LogTeacher(Tensor x, Tensor t)
    {
        using var scope = NewDisposeScope();
        return teacher.LogMarginal(Shaped(x), t).MoveToOuterDisposeScope();
    }

    /// <summary>log r_t(x_t) = log p_t(x_t)/q_t(x_t): [N] float64.</summary>
    public Tensor LogRatio(Tensor x, Tensor t)
    {
        using var scope = NewDisposeScope();
        return (LogTeacher(x, t) - student.LogMarginal(x, t)).MoveToOuterDisposeScope();
    }

    /// <summary>s_p(x_t): [N, D] float64.</summary>
    public Tensor TeacherScore(Tensor x, Tensor t)
    {
        using var scope = NewDisposeScope();
        return teacher.Score(Shaped(x), t).flatten(1).MoveToOuterDisposeScope();
    }

    /// <summary>The denoiser of a score: D = (x_t + σ² s)/α, [N, D] float64.</summary>
    public Tensor Denoised(Tensor x, Tensor t, Tensor score)
    {
        using var scope = NewDisposeScope();
        return ((x + teacher.Noise.Sigma(t).square().unsqueeze(1) * score) / teacher.Noise.Alpha(t).unsqueeze(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Draws of q_t: x_t = α x + σ ε.</summary>
    /// <param name="x">Clean samples.</param>
    /// <param name="t">[N] float64.</param>
    /// <param name="generator">A generator on the CPU.</param>
    public Tensor Noised(Tensor x, Tensor t, Generator generator)
    {
        using var scope = NewDisposeScope();
        var epsilon = generator.Normal(x.shape, CPU, float64);
        return (teacher.Noise.Alpha(t).unsqueeze(1) * x + teacher.Noise.Sigma(t).unsqueeze(1) * epsilon).MoveToOuterDisposeScope();
    }

    /// <summary>Points as networks see them: [N, C, H, W], of the same type.</summary>
    public Tensor Shaped(Tensor x) => x.reshape(teacher.Sample.Batch(x.shape[0]));
}
