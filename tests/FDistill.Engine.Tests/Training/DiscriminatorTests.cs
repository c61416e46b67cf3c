using System.ComponentModel.DataAnnotations;
using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Draws;
using FDistill.Engine.Training.Networks;
using FDistill.Tests.Shared;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>R1 of several heads, for each source of features and each form,
/// beside finite differences of the logits along every coordinate.</summary>
public sealed class DiscriminatorTests
{
    private const int Samples = 2, Pixels = 16;

    public static MatrixTheoryData<FeatureSource, GradientPenaltyForm> Pairs { get; } = new(Enum.GetValues<FeatureSource>(), Enum.GetValues<GradientPenaltyForm>());

    [Theory]
    [MemberData(nameof(Pairs))]
    public void R1_is_half_the_mean_over_the_heads_of_the_squared_gradients_or_refused(FeatureSource source, GradientPenaltyForm form)
    {
        using var run = Run(source, form, share: 0.1);
        if ((source, form) == (FeatureSource.FakeScoreTrained, GradientPenaltyForm.Exact))
        {
            var refusal = Assert.Single(run.Options.Validate(new ValidationContext(run.Options))).ErrorMessage!;
            Assert.Contains("discriminator.features 'fakeScoreTrained'", refusal, StringComparison.Ordinal);
            Assert.Contains("gradientPenalty.form 'exact'", refusal, StringComparison.Ordinal);
            Assert.Contains("choose the form 'perturbed', 'cleanImage' or 'features'", refusal, StringComparison.Ordinal);
            return;
        }

        Assert.Empty(run.Options.Validate(new ValidationContext(run.Options)));
        using var scope = NewDisposeScope();
        var draw = DrawAlongEveryPixel(run);
        var expected = form == GradientPenaltyForm.Features ? AtFeatures(run, draw) : AtSamples(run, draw);
        var found = run.Distiller.Discriminator.Compare(draw.Epsilon, draw.Real, draw).Penalty!.Number();
        Assert.InRange(found / expected, 0.98, 1.02);
    }

    [Theory]
    [InlineData(GradientPenaltyForm.Perturbed)]
    [InlineData(GradientPenaltyForm.CleanImage)]
    [InlineData(GradientPenaltyForm.Features)]
    public void A_fake_score_that_the_head_trains_along_is_given_its_share_of_the_loss_and_of_R1(GradientPenaltyForm form)
    {
        var (fakeScore, head) = Gradients(form, share: 1);
        var (share, headOfShare) = Gradients(form, share: 0.25);

        Assert.All(fakeScore, gradient => Assert.Contains(gradient, number => number != 0));
        for (var loss = 0; loss < 2; loss++)
        {
            Assert.Equal([.. fakeScore[loss].Select(number => 0.25f * number)], share[loss], Near.Within(1e-4f));
            Assert.Equal(head[loss], headOfShare[loss], Near.Within(1e-4f));
        }
    }

    /// <summary>The gradients of the head's loss, and of R1, with respect to the fake score and to the head.</summary>
    private static (float[][] FakeScore, float[][] Head) Gradients(GradientPenaltyForm form, double share)
    {
        using var run = Run(FeatureSource.FakeScoreTrained, form, share);
        using var scope = NewDisposeScope();
        var (discriminator, fakeScore) = (run.Distiller.Discriminator.Network, run.Distiller.FakeScore.Network);
        var draw = DrawAlongEveryPixel(run);

        (float[] FakeScore, float[] Head) Of(Func<HeadLogits, Tensor> loss)
        {
            discriminator.Begin();
            fakeScore.Begin();
            BackwardPass.Run(loss(run.Distiller.Discriminator.Compare(draw.Epsilon, draw.Real, draw)));
            float[] All(TrainedNetwork network) => [.. network.Gradients.SelectMany(pair => pair.Value.Floats())];
            return (All(fakeScore), All(discriminator));
        }

        var (ofLoss, ofPenalty) = (Of(logits => AdversarialLoss.Head(logits.Generated, logits.Real)), Of(logits => logits.Penalty!));
        return ([ofLoss.FakeScore, ofPenalty.FakeScore], [ofLoss.Head, ofPenalty.Head]);
    }

    private static SmallImages Run(FeatureSource source, GradientPenaltyForm form, double share)
    {
        var run = new SmallImages(training =>
        {
            training.Discriminator = new() { Features = source, FeatureLossWeight = share };
            training.GradientPenalty = new() { Gamma = 1, Form = form, Alpha = 1e-3 };
        });
        run.MoveFakeScore();
        return run;
    }

    /// <summary>
    /// Every sample once for each of its pixels, which is what R1's direction is at: so
    /// the mean over the draw is what the cheap forms' expectation is. They are looked at
    /// without noise, where the clean image is the sample itself.
    /// </summary>
    private static Draw DrawAlongEveryPixel(SmallImages run)
    {
        var draw = Draws.Of(run.Teacher, Samples, seed: 6);
        Tensor ForEveryPixel(Tensor values) => values.repeat_interleave(Pixels, dim: 0);
        var directions = eye(Pixels, dtype: ScalarType.Float32, device: CPU).view(Pixels, 1, 4, 4) * Math.Sqrt(Pixels);
        return draw with
        {
            Real = ForEveryPixel(draw.Real),
            Epsilon = ForEveryPixel(draw.Epsilon),
            T = ForEveryPixel(draw.T),
            RealT = ForEveryPixel(draw.RealT),
            PenaltyNoise = directions.repeat(Samples, 1, 1, 1),
        };
    }

    /// <summary>½ E mean_k ‖∂ℓ_k/∂x‖², by differences along every pixel.</summary>
    private static double AtSamples(SmallImages run, Draw draw)
    {
        using var ungraded = no_grad();
        var discriminator = run.Distiller.Discriminator;
        Tensor Logits(double step) =>
            discriminator.Logits(run.Source.Features(draw.Real + step * draw.PenaltyNoise!, draw.RealT, null, discriminator.Wanted), draw.RealT, null);
        const double Step = 2e-3;
        return ((Logits(Step) - Logits(-Step)) / (2 * Step)).square().mean().Number() / 2;
    }

    /// <summary>½ E mean_k Σ ‖∂ℓ_k/∂feature‖², by differences along every number of every feature.</summary>
    private static double AtFeatures(SmallImages run, Draw draw)
    {
        using var ungraded = no_grad();
        var discriminator = run.Distiller.Discriminator;
        var features = run.Source.Features(draw.Real, draw.RealT, null, discriminator.Wanted).ToList();
        const double Step = 1e-2;
        var total = 0.0;
        foreach (var (place, feature) in features.Index())
        {
            for (var number = 0; number < feature[0].numel(); number++)
            {
                using var scope = NewDisposeScope();
                Tensor Logits(double step)
                {
                    var moved = feature.clone();
                    moved.view(feature.shape[0], -1).select(1, number).add_(step);
                    return discriminator.Logits([.. features.Take(place), moved, .. features.Skip(place + 1)], draw.RealT, null);
                }
                total += ((Logits(Step) - Logits(-Step)) / (2 * Step)).square().mean().Number() / 2;
            }
        }
        return total;
    }
}
