namespace FDistill.Engine.TeacherTraining;

/// <summary>Names of the measures of a teacher's training.</summary>
public static class TeacherMeasures
{
    /// <summary>The weighted denoising loss, per element.</summary>
    public const string DenoisingLoss = "denoisingLoss";

    /// <summary>The gradient's norm before clipping.</summary>
    public const string GradientNorm = "gradientNorm";
}
