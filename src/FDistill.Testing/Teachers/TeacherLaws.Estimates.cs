using FDistill.Teachers;
using FDistill.Testing.Support;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

// What it estimates, and the features on the way.
public abstract partial class TeacherLaws
{
    /// <summary>A denoiser has nothing to do where there is no noise.</summary>
    [Fact]
    public void The_estimate_tends_to_the_sample_as_the_noise_goes_to_zero()
    {
        var (clean, t) = (Samples(4), Times(4, Teacher.Noise.MinTime));
        var (alpha, sigma) = (PerSample(Teacher.Noise.Alpha(t)), PerSample(Teacher.Noise.Sigma(t)));
        using var ungraded = no_grad();
        var estimate = Teacher.Denoiser.Denoise(alpha * clean, t, Condition(4));
        var (distance, noise) = ((estimate - clean).square().mean().sqrt().item<float>(), (sigma / alpha).max().item<float>());
        Law.Require(distance <= 10 * noise + 1e-3, Denoise, "D(x_t, t) → x_0 as t → 0",
            $"D(α x, t) is {distance:g3} away from x at the smallest t, {Teacher.Noise.MinTime:g4}, where σ/α is {noise:g3}");
    }

    /// <summary>What heads are built for.</summary>
    [Fact]
    public void Features_are_what_they_are_declared_to_be_in_the_order_asked_for()
    {
        var (noised, t, condition) = Input(3);
        using var ungraded = no_grad();
        var names = Teacher.Features.Select(feature => feature.Name).ToList();
        Law.Require(names.Count == names.Distinct().Count(), "ITeacher.Features", "every feature has a name of its own", $"{string.Join(", ", names)}");

        var (forwards, backwards) = (new FeatureSelection(names), new FeatureSelection([.. names.AsEnumerable().Reverse()]));
        var features = Teacher.Denoiser.Features(noised, t, condition, forwards);
        Law.Require(features.Count == names.Count, Features, "one tensor for each feature asked for", $"{features.Count} for {names.Count}");
        foreach (var (feature, found) in Teacher.Features.Zip(features))
            Law.RequireTensor(found, [3, feature.Channels, feature.Height, feature.Width], ScalarType.Float32, CPU, Features, $"'{feature.Name}', as ITeacher.Features declares it,");

        var reversed = Teacher.Denoiser.Features(noised, t, condition, backwards);
        foreach (var (expected, found) in features.Zip(reversed.Reverse()))
            Law.RequireSame(expected, found, Rounding, Features, "features come in the order in which they are asked for");

        var denoised = Teacher.Denoiser.Denoise(noised, t, condition, forwards);
        foreach (var (expected, found) in features.Zip(denoised.Features))
            Law.RequireSame(expected, found, Rounding, Denoise, "the features on the way to an estimate are those of a pass for features alone");
        Law.RequireSame(Teacher.Denoiser.Denoise(noised, t, condition), denoised.Estimate, Rounding, Denoise, "the estimate is the same with features and without");
    }

    /// <summary>A name that is not there is a mistake, and no fallback.</summary>
    [Fact]
    public void A_feature_that_is_not_there_is_refused()
    {
        var (noised, t, condition) = Input(1);
        using var ungraded = no_grad();
        var failure = Record.Exception(() => Teacher.Denoiser.Features(noised, t, condition, new FeatureSelection(["no-such-feature"])));
        Law.Require(failure is ArgumentException, Features, "a feature that the network does not have is refused by an ArgumentException", $"{failure?.GetType().Name ?? "no exception"}");
    }

    /// <summary>The matching loss and exact R1 differentiate through the network's input.</summary>
    [Fact]
    public void Gradients_flow_from_estimate_and_features_to_the_noised_sample()
    {
        var (noised, t, condition) = Input(2);
        var input = noised.clone().requires_grad_();
        var denoised = Teacher.Denoiser.Denoise(input, t, condition, new FeatureSelection([.. Teacher.Features.Select(feature => feature.Name)]));
        RequireGradient(denoised.Estimate, input, "the estimate");
        foreach (var (feature, found) in Teacher.Features.Zip(denoised.Features)) RequireGradient(found, input, $"the feature '{feature.Name}'");
    }

    /// <summary>Or the ratio of one sample would depend on its neighbours.</summary>
    [Fact]
    public void Each_sample_s_estimate_is_independent_of_the_batch()
    {
        var (noised, t, condition) = Input(3);
        using var ungraded = no_grad();
        var together = Teacher.Denoiser.Denoise(noised, t, condition);
        Law.RequireTensor(together, noised.shape, ScalarType.Float32, CPU, Denoise, "the estimate");
        for (var n = 0; n < 3; n++)
        {
            var alone = Teacher.Denoiser.Denoise(noised.narrow(0, n, 1), t.narrow(0, n, 1), condition?.Slice(n, 1));
            Law.RequireSame(alone, together.narrow(0, n, 1), Rounding, Denoise, "the estimate of a sample does not depend on the other samples of its batch");
        }
    }

    /// <summary>Inputs are the caller's.</summary>
    [Fact]
    public void The_noised_sample_and_its_time_are_left_as_they_were()
    {
        var (noised, t, condition) = Input(2);
        var (noisedBefore, timeBefore) = (noised.clone(), t.clone());
        using var ungraded = no_grad();
        _ = Teacher.Denoiser.Denoise(noised, t, condition, new FeatureSelection([.. Teacher.Features.Select(feature => feature.Name)]));
        Law.RequireUntouched(noisedBefore, noised, Denoise, "noised");
        Law.RequireUntouched(timeBefore, t, Denoise, "t");
    }

    private static void RequireGradient(Tensor result, Tensor input, string what)
    {
        Law.Require(result.requires_grad, Denoise, $"{what} is differentiable in the noised sample", $"a tensor without gradient");
        var gradient = BackwardPass.Gradients([result.square().sum()], [input], retainGraph: true)[0];
        Law.Require(gradient.isfinite().all().item<bool>() && gradient.count_nonzero().item<long>() > 0, Denoise, $"a gradient flows from {what} to the noised sample", $"zeros, or numbers that are not finite");
    }
}
