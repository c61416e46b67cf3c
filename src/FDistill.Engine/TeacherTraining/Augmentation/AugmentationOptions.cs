using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>How a teacher's training samples are augmented. Kinds, order and strengths are
/// EDM's (training/augment.py); its training takes the six that are on here.</summary>
/// <remarks>Every kind is applied to a sample with the probability
/// <see cref="Probability"/> times the kind's own number, at most 1.</remarks>
public sealed class AugmentationOptions
{
    /// <summary>The probability that all kinds share; 0: no augmentation. (EDM on CIFAR-10: 0.12; here off)</summary>
    [Range(0.0, 1.0)]
    public double Probability { get; set; }

    /// <summary>Mirroring left and right; half of the samples chosen
    /// are mirrored. (EDM: 1e8, every sample is chosen)</summary>
    [Range(0.0, double.MaxValue)]
    public double FlipHorizontally { get; set; } = 1e8;

    /// <summary>Mirroring top and bottom. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double FlipVertically { get; set; } = 1;

    /// <summary>Turning by quarters. (EDM: 0)</summary>
    [Range(0.0, double.MaxValue)]
    public double QuarterTurns { get; set; }

    /// <summary>Shifting by whole pixels. (EDM: 0)</summary>
    [Range(0.0, double.MaxValue)]
    public double ShiftByPixels { get; set; }

    /// <summary>Scaling. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double Scale { get; set; } = 1;

    /// <summary>Turning by any angle. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double Rotate { get; set; } = 1;

    /// <summary>Stretching in one direction. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double Stretch { get; set; } = 1;

    /// <summary>Shifting by any distance. (EDM: 1)</summary>
    [Range(0.0, double.MaxValue)]
    public double Shift { get; set; } = 1;

    /// <summary>The largest shift by whole pixels, as a share of the image. (EDM: 0.125)</summary>
    [Range(0.0, 0.9)]
    public double ShiftByPixelsLimit { get; set; } = 0.125;

    /// <summary>The standard deviation of log₂ of the scale. (EDM: 0.2)</summary>
    [Range(0.0, 4.0)]
    public double ScaleDeviation { get; set; } = 0.2;

    /// <summary>The largest angle, as a share of half a turn. (EDM: 1)</summary>
    [Range(0.0, 1.0)]
    public double RotateLimit { get; set; } = 1;

    /// <summary>The standard deviation of log₂ of the stretch. (EDM: 0.2)</summary>
    [Range(0.0, 4.0)]
    public double StretchDeviation { get; set; } = 0.2;

    /// <summary>The probability that a stretch has any direction, and not the horizontal one. (EDM: 0.5)</summary>
    [Range(0.0, 1.0)]
    public double StretchAnyDirection { get; set; } = 0.5;

    /// <summary>The standard deviation of a shift, as a share of the image. (EDM: 0.125)</summary>
    [Range(0.0, 4.0)]
    public double ShiftDeviation { get; set; } = 0.125;
}
