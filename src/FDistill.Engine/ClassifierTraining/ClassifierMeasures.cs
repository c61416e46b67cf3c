namespace FDistill.Engine.ClassifierTraining;

/// <summary>Names of the measures of a classifier's training.</summary>
public static class ClassifierMeasures
{
    /// <summary>Cross-entropy of the batch.</summary>
    public const string Loss = "loss";

    /// <summary>The share of the batch that is classified right.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Norm of the gradient before clipping.</summary>
    public const string GradientNorm = "gradientNorm";

    /// <summary>The learning rate.</summary>
    public const string LearningRate = "learningRate";
}
