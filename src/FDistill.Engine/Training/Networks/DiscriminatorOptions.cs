using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Training.Networks;

/// <summary>What the discriminator looks at.</summary>
public sealed class DiscriminatorOptions
{
    /// <summary>Whose features the head sees. (paper: the teacher's)</summary>
    public FeatureSource Features { get; set; } = FeatureSource.Teacher;

    /// <summary>Weight of the head's loss in the fake score's, for
    /// <see cref="FeatureSource.FakeScoreTrained"/>. (DMD2 on ImageNet-64: 1e-2)</summary>
    [Range(0.0, double.MaxValue)]
    public double FeatureLossWeight { get; set; } = 1e-2;

    /// <summary>Whether real samples are noised with the time and the noise of
    /// the generated ones; else with their own. (FastGen: their own)</summary>
    public bool SameNoise { get; set; }
}

/// <summary>Whose features a discriminator sees (paper, Fig. 8b).</summary>
public enum FeatureSource
{
    /// <summary>The frozen teacher's.</summary>
    Teacher,

    /// <summary>The fake score's, without training it.</summary>
    FakeScore,

    /// <summary>The fake score's, which the head's loss trains along (DMD2).</summary>
    FakeScoreTrained,
}
