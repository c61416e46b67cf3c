using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.DryRuns;

/// <summary>The arithmetic of a distillation's iterations, in floating point
/// operations a sample; a multiplication and an addition are two.</summary>
/// <remarks>
/// Counted from the teacher's weights: a convolution's are used once in
/// every cell of the feature map that its name belongs to, all others once.
/// What has no weights (attention's two products, normalisations) and the head are left
/// out, and a backward pass through weights and inputs counts as two forward passes.
/// </remarks>
/// <param name="Forward">One pass of the network.</param>
/// <param name="Features">A pass up to the last feature that the head looks at.</param>
/// <param name="StudentsIteration">An iteration of the student.</param>
/// <param name="FakeScoresIteration">An iteration of fake score and head.</param>
public sealed record IterationArithmetic(double Forward, double Features, double StudentsIteration, double FakeScoresIteration)
{
    /// <summary>Counts.</summary>
    /// <param name="teacher">The teacher, whose architecture student and fake score share.</param>
    /// <param name="wanted">The features that the head looks at.</param>
    /// <param name="options">How it is distilled.</param>
    public static IterationArithmetic Of(ITeacher teacher, FeatureSelection wanted, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(options);
        var last = teacher.Features.Index().Where(feature => wanted.Names.Contains(feature.Item.Name)).Select(feature => feature.Index).DefaultIfEmpty(-1).Max();
        var reached = teacher.Features.Take(last + 1).ToHashSet();
        double forward = 0, features = 0;
        foreach (var (name, weight) in teacher.Denoiser.Module.named_parameters())
        {
            var map = teacher.Features.FirstOrDefault(feature => name.Contains($"{feature.Name}.", StringComparison.Ordinal));
            var operations = Operations(weight, map);
            forward += operations;
            if (map is null || reached.Contains(map)) features += operations;
        }
        return new(forward, features, Student(forward, features, options), FakeScoreAndHead(forward, features, options));
    }

    /// <summary>The operations of a whole run.</summary>
    /// <param name="options">How it is distilled.</param>
    public double Run(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var samples = (double)options.Iterations * options.Batch * options.Accumulation;
        var studentsShare = 1.0 / options.StudentEvery;
        return samples * (studentsShare * StudentsIteration + (options.FakeScoreInEveryTurn ? 1 : 1 - studentsShare) * FakeScoresIteration);
    }

    private static double Operations(Tensor weight, FeatureMap? map) => weight.dim() switch
    {
        0 or 1 => 0,
        2 => 2.0 * weight.numel(),
        _ => 2.0 * weight.numel() * (map is null ? 1 : (double)map.Height * map.Width),
    };

    /// <summary>
    /// The student forward and backward, and forward once more for all micro-batches
    /// but one; the fake score; the teacher, once more for guidance, and back from
    /// the features to its input.
    /// </summary>
    private static double Student(double forward, double features, TrainingOptions options) =>
        ((4 - (1.0 / options.Accumulation)) * forward) + (options.MatchingWeight > 0 ? forward * (options.Guidance == 1 ? 2 : 3) : features) + (options.AdversarialWeight > 0 ? features : 0);

    /// <summary>The student; the fake score forward and backward; features of
    /// generated, real and, for the cheap forms of R1, perturbed samples.</summary>
    private static double FakeScoreAndHead(double forward, double features, TrainingOptions options)
    {
        var perturbed = options.GradientPenalty is { Gamma: > 0, Form: GradientPenaltyForm.Perturbed or GradientPenaltyForm.CleanImage };
        return (4 * forward) + (features * (perturbed ? 3 : 2));
    }
}
