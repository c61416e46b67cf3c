using FDistill.Engine.Contracts;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Objective;

/// <summary>Classifier-free guidance of the teacher, whose score
/// in Eq. 3 becomes that of D_∅ + g (D_c − D_∅).</summary>
public sealed class Guidance
{
    private readonly ITeacher teacher;
    private readonly double scale;

    /// <summary>Guides a teacher.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="scale">g; 1 leaves the conditional estimate as it is.</param>
    /// <exception cref="ArgumentException">g is not 1 and the teacher has no empty condition.</exception>
    public Guidance(ITeacher teacher, double scale)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        this.teacher = Guards.Around(teacher);
        this.scale = scale;
        using var scope = NewDisposeScope();
        if (scale != 1 && teacher.Conditions.Null(1) is null)
            throw new ArgumentException($"training.guidance is {scale}, but the teacher has no empty condition to guide away from; set it to 1, or choose a teacher trained for guidance");
    }

    /// <summary>Guides an estimate.</summary>
    /// <param name="conditional">D_c(x_t): [N, C, H, W] float32.</param>
    /// <param name="noised">x_t: [N, C, H, W] float32.</param>
    /// <param name="t">[N] float64.</param>
    /// <returns>[N, C, H, W] float32, without gradient.</returns>
    /// <remarks>The pass with the empty condition is one of its own: batched with the other,
    /// it would carry the gradients that only the features of the other need.</remarks>
    public Tensor Apply(Tensor conditional, Tensor noised, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(noised);
        if (scale == 1) return conditional;
        using var ungraded = no_grad();
        var unconditional = teacher.Denoiser.Denoise(noised, t, teacher.Conditions.Null(noised.shape[0]));
        return unconditional + (conditional - unconditional) * scale;
    }
}
