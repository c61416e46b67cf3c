using FDistill.Engine.Objective;
using FDistill.Engine.Tests.Support;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Objective;

public sealed class LossTests
{
    [Fact]
    public void Distribution_matching_moves_a_sample_along_the_weighted_score_difference()
    {
        using var scope = NewDisposeScope();
        var x = Samples(1, 2, 3, 4).requires_grad_(true);
        var teacher = Samples(0, 0, 2, 2).requires_grad_(true);
        var fakeScore = Samples(1, -1, 5, 3).requires_grad_(true);

        var loss = MatchingLoss.Of(x, teacher, fakeScore, Row.Of(2, 0.5f));
        loss.backward();

        // h (D_q − D_p) / mean|x − D_p|, over the number of elements; both samples have mean|x − D_p| = 1.5.
        Assert.Equal([2 * 1 / 6f, 2 * -1 / 6f, 0.5f * 3 / 6f, 0.5f * 1 / 6f], x.grad!.Floats(), Near.Float);
        Assert.True(teacher.grad is null && fakeScore.grad is null);
    }

    [Fact]
    public void A_sample_that_teacher_and_fake_score_agree_on_stays()
    {
        using var scope = NewDisposeScope();
        var x = Samples(1, 2, 3, 4).requires_grad_(true);
        var estimate = Samples(0.3f, -1, 2, 9);

        MatchingLoss.Of(x, estimate, estimate, Row.Of(20, 20)).backward();

        Assert.All(x.grad!.Floats(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Adversarial_losses_are_softplus_over_all_heads()
    {
        using var scope = NewDisposeScope();
        var fake = Row.Matrix(2, 0, 1, -1, 2);
        var real = Row.Matrix(2, 3, 0, 0, -2);

        Assert.Equal((Softplus(0) + Softplus(-1) + Softplus(1) + Softplus(-2)) / 4, AdversarialLoss.Generator(fake).Number(), 6);
        Assert.Equal(
            (Softplus(0) + Softplus(1) + Softplus(-1) + Softplus(2)) / 4 + (Softplus(-3) + 2 * Softplus(0) + Softplus(2)) / 4,
            AdversarialLoss.Head(fake, real).Number(), 6);
    }

    [Theory]
    [InlineData(DenoisingError.Sample)]
    [InlineData(DenoisingError.Noise)]
    [InlineData(DenoisingError.Velocity)]
    [InlineData(DenoisingError.Flow)]
    [InlineData(DenoisingError.Balanced)]
    public void A_denoising_loss_is_the_squared_error_of_what_it_names(DenoisingError error)
    {
        using var scope = NewDisposeScope();
        var schedule = new SquareTimes();
        var (x, epsilon, estimate) = (Samples(1, 2, 3, 4), Samples(0.5f, -1, 1, 2), Samples(1.5f, 2, 2, 4.5f));
        var t = Row.OfDoubles(0.5, 2);
        var (alpha, sigma) = (Column(schedule.Alpha(t)), Column(schedule.Sigma(t)));
        var noised = alpha * x + sigma * epsilon;
        var estimatedNoise = (noised - alpha * estimate) / sigma;

        var expected = error switch
        {
            DenoisingError.Sample => (estimate - x).square(),
            DenoisingError.Noise => (estimatedNoise - epsilon).square(),
            DenoisingError.Velocity => (alpha * estimatedNoise - sigma * estimate - (alpha * epsilon - sigma * x)).square(),
            DenoisingError.Flow => (estimatedNoise - estimate - (epsilon - x)).square(),
            _ => Column(schedule.LossWeight(t)) * (estimate - x).square(),
        };

        Assert.Equal(expected.mean().Number(), DenoisingLoss.Of(estimate, x, t, schedule, error).Number(), 5);
    }

    [Fact]
    public void Noise_is_added_by_the_schedule_and_pure_noise_has_its_largest_level()
    {
        using var scope = NewDisposeScope();
        var schedule = new SquareTimes();

        var noised = schedule.Perturb(Samples(1, 2, 3, 4), Samples(1, 0, -1, 0), Row.OfDoubles(0, 4));

        Assert.Equal([1, 2, 1.5f - 4, 2], noised.Floats(), Near.Float);
        Assert.Equal(ScalarType.Float32, noised.dtype);
        Assert.Equal([4, -8], schedule.PureNoise(Samples(1, -2)).Floats(), Near.Float);
    }

    /// <summary>[N, 2, 1, 1].</summary>
    private static Tensor Samples(params float[] values) => Row.Of(values).view(-1, 2, 1, 1);

    private static Tensor Column(Tensor values) => values.to(ScalarType.Float32).view(-1, 1, 1, 1);

    private static double Softplus(double value) => Math.Log(1 + Math.Exp(value));
}
