using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Testing.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

/// <summary>The laws of <see cref="ITeacher"/>: inherit, make your teacher (a tiny one will do), and they are tests of yours.</summary>
public abstract class TeacherLaws : IDisposable
{
    /// <summary>Two networks of other batch sizes sum in another order.</summary>
    private const double Rounding = 2e-4;

    private const string Denoise = "IDenoiser.Denoise", Features = "IDenoiser.Features", CreateTrainable = "ITeacher.CreateTrainable";

    private readonly Lazy<ITeacher> teacher;
    private readonly DisposeScope scope = NewDisposeScope();

    /// <summary>Makes the teacher when it is first needed.</summary>
    protected TeacherLaws() => teacher = new(() =>
    {
        using var outside = NewDisposeScope();
        return CreateTeacher(new PartServices());
    });

    /// <summary>Makes the teacher.</summary>
    /// <param name="services">What the host injects.</param>
    protected abstract ITeacher CreateTeacher(PartServices services);

    /// <summary>Records that it can make conditions of. Unless overridden: labels one after the other, or captions.</summary>
    /// <param name="count">N.</param>
    protected virtual DataBatch Records(int count)
    {
        var conditions = Teacher.Conditions;
        return new DataBatch
        {
            Count = count,
            Labels = conditions.Kind == ConditionKinds.Label
                ? tensor(Enumerable.Range(0, count).Select(n => (long)n % conditions.Labels).ToArray(), dtype: ScalarType.Int64, device: CPU) : null,
            Captions = conditions.Kind == ConditionKinds.Caption ? [.. Enumerable.Range(1, count).Select(n => $"{n} of them")] : null,
        };
    }

    /// <summary>Whether a trainable copy begins as the teacher does. False for teachers without weights, whose trainable is a network of its own.</summary>
    protected virtual bool CopiesWeights => true;

    private ITeacher Teacher => teacher.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the teacher, and what an inheriting class adds to it.</summary>
    /// <param name="disposing">Whether it is not the finalizer that calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        scope.Dispose();
        if (teacher.IsValueCreated) teacher.Value.Dispose();
    }

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

    /// <summary>It is the student that learns.</summary>
    [Fact]
    public void The_teacher_is_frozen()
    {
        var trainable = Teacher.Denoiser.Module.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.name).ToList();
        Law.Require(trainable.Count == 0, "ITeacher.Denoiser", "no parameter of it requires a gradient", $"{trainable.Count} do, the first of them '{trainable.FirstOrDefault()}'");
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

    /// <summary>Student and fake score start from the teacher and go their own ways.</summary>
    [Fact]
    public void Trainable_copies_are_independent_of_the_teacher_and_of_each_other()
    {
        var (noised, t, condition) = Input(2);
        using var first = Trainable();
        using var second = Trainable();
        using var ungraded = no_grad();
        var (teacherBefore, secondBefore) = (Teacher.Denoiser.Denoise(noised, t, condition), second.Denoise(noised, t, condition));
        if (CopiesWeights) Law.RequireSame(teacherBefore, secondBefore, Rounding, CreateTrainable, "a copy begins at the teacher's weights, without dropout");

        var parameters = first.Module.parameters().ToList();
        Law.Require(parameters.Count > 0 && parameters.All(parameter => parameter.requires_grad), CreateTrainable, "all parameters of a copy are trainable",
            $"{parameters.Count(parameter => parameter.requires_grad)} of {parameters.Count} are");
        foreach (var parameter in parameters) parameter.add_(1);
        Law.RequireSame(teacherBefore, Teacher.Denoiser.Denoise(noised, t, condition), 0, CreateTrainable, "training a copy leaves the teacher as it was");
        Law.RequireSame(secondBefore, second.Denoise(noised, t, condition), 0, CreateTrainable, "training a copy leaves other copies as they were");
    }

    /// <summary>Checkpoints hold state dicts.</summary>
    [Fact]
    public void A_copy_that_was_saved_and_loaded_estimates_the_same_to_the_bit()
    {
        var (noised, t, condition) = Input(2);
        var files = new PartServices().WeightFiles;
        var folder = Directory.CreateTempSubdirectory("fdistill-laws-");
        try
        {
            using var saved = Trainable();
            using var loaded = Trainable();
            using var ungraded = no_grad();
            foreach (var parameter in saved.Module.parameters()) parameter.mul_(1.01);
            var path = Path.Combine(folder.FullName, "copy.safetensors");
            files.Write(path, Runs.StateDict.Of(saved.Module), new Dictionary<string, string>());
            using (var file = files.Read(path)) Runs.StateDict.Copy(file.Tensors, "", loaded.Module, path);
            Law.RequireSame(saved.Denoise(noised, t, condition), loaded.Denoise(noised, t, condition), 0, CreateTrainable, "a copy's state dict is all there is to it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Checkpoints can be handed on.</summary>
    [Fact]
    public void A_copy_can_be_exported()
    {
        var folder = Directory.CreateTempSubdirectory("fdistill-laws-");
        try
        {
            using var copy = Trainable();
            Teacher.Export(copy, folder.FullName);
            Law.Require(folder.EnumerateFiles("*", SearchOption.AllDirectories).Any(), "ITeacher.Export", "writes the network in its ecosystem's format into the folder", $"an empty folder");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The engine slices and joins conditions without knowing them.</summary>
    [Fact]
    public void A_condition_that_was_cut_and_joined_means_the_same()
    {
        var (noised, t, condition) = Input(4);
        if (condition is null) return;
        using var ungraded = no_grad();
        Law.Require(condition.Count == 4, "Condition.Count", "the number of records that it was made of", $"{condition.Count} for 4");
        var joined = condition.Slice(0, 1).Concat(condition.Slice(1, 3)).To(CPU);
        Law.RequireSame(Teacher.Denoiser.Denoise(noised, t, condition), Teacher.Denoiser.Denoise(noised, t, joined), Rounding, "Condition", "its slices, joined again, are the condition");
        if (Teacher.Conditions.Null(4) is { } empty)
            Law.Require(empty.Count == 4, "IConditionEncoder.Null", "returns as many empty conditions as asked for", $"{empty.Count} for 4");
    }

    /// <summary>Times are drawn, sorted into bins and walked along by these functions.</summary>
    [Fact]
    public void The_noise_schedule_is_what_samplers_and_time_bins_rely_on()
    {
        var noise = Teacher.Noise;
        Law.Require(noise.MinTime < noise.MaxTime, "INoiseSchedule", "MinTime is below MaxTime", $"{noise.MinTime:g4} and {noise.MaxTime:g4}");
        var u = linspace(0, 0.999, 101, dtype: float64, device: CPU);
        var t = noise.Quantile(u);
        Law.RequireTensor(t, u.shape, ScalarType.Float64, CPU, "INoiseSchedule.Quantile", "t");
        Law.Require(Rises(t) && t.min().item<double>() >= noise.MinTime && t.max().item<double>() <= noise.MaxTime, "INoiseSchedule.Quantile",
            "t rises with u, between MinTime and MaxTime", $"{t.min().item<double>():g4} … {t.max().item<double>():g4}");
        Law.RequireSame(u, noise.Cumulative(t), 1e-6, "INoiseSchedule.Cumulative", "the inverse of Quantile");
        Law.RequireTensor(noise.Alpha(t), u.shape, ScalarType.Float64, CPU, "INoiseSchedule.Alpha", "α(t)");
        Law.RequireTensor(noise.Sigma(t), u.shape, ScalarType.Float64, CPU, "INoiseSchedule.Sigma", "σ(t)");
        Law.Require(Rises(noise.Sigma(t) / noise.Alpha(t)), "INoiseSchedule", "σ/α rises with t", $"a fall");
        Law.Require(noise.LossWeight(t).gt(0).all().item<bool>(), "INoiseSchedule.LossWeight", "λ(t) is positive", $"{noise.LossWeight(t).min().item<double>():g4}");

        foreach (var steps in new[] { 1, 2, 7 })
        {
            var times = noise.SamplingTimes(steps);
            Law.Require(times.Count == steps + 1 && times[^1] == 0 && Falls(times), "INoiseSchedule.SamplingTimes", "steps + 1 times, falling, the last of them 0", $"{string.Join(", ", times)}");
            var student = noise.StudentTimes(steps);
            Law.Require(student.Count == steps && Falls(student) && student[^1] > 0, "INoiseSchedule.StudentTimes", "as many times as steps, falling", $"{string.Join(", ", student)}");
        }
    }

    /// <summary>Latents are what the networks see, images what people do.</summary>
    [Fact]
    public void A_codec_leads_from_images_to_samples_and_back()
    {
        if (Teacher.Codec is not { } codec) return;
        using var ungraded = no_grad();
        var images = rand(codec.Pixels.Batch(1), dtype: float32, device: CPU, generator: new Generator(4, CPU)) * 2 - 1;
        var latents = codec.Encode(images, new Generator(5, CPU));
        Law.RequireTensor(latents, Teacher.Sample.Batch(1), ScalarType.Float32, CPU, "ILatentCodec.Encode", "latents, as ITeacher.Sample has it,");
        Law.RequireSame(latents, codec.Encode(images, new Generator(5, CPU)), 0, "ILatentCodec.Encode", "the generator is the only source of randomness");
        Law.RequireTensor(codec.Decode(latents), images.shape, ScalarType.Float32, CPU, "ILatentCodec.Decode", "images");
    }

    private static Tensor PerSample(Tensor values) => values.to_type(ScalarType.Float32).reshape(-1, 1, 1, 1);

    private static bool Rises(Tensor values) => values.diff(1).ge(0).all().item<bool>();

    private static bool Falls(IReadOnlyList<double> times) => times.Zip(times.Skip(1)).All(pair => pair.First > pair.Second);

    private static void RequireGradient(Tensor result, Tensor input, string what)
    {
        Law.Require(result.requires_grad, Denoise, $"{what} is differentiable in the noised sample", $"a tensor without gradient");
        var gradient = autograd.grad([result.square().sum()], [input], retain_graph: true)[0];
        Law.Require(gradient.isfinite().all().item<bool>() && gradient.count_nonzero().item<long>() > 0, Denoise, $"a gradient flows from {what} to the noised sample", $"zeros, or numbers that are not finite");
    }

    private IDenoiser Trainable()
    {
        using var outside = NewDisposeScope();
        return Teacher.CreateTrainable();
    }

    private Tensor Samples(int count) => randn(Teacher.Sample.Batch(count), dtype: float32, device: CPU, generator: new Generator(2, CPU)) * 0.5;

    private static Tensor Times(int count, double time) => full(count, time, dtype: float64, device: CPU);

    private (Tensor Noised, Tensor T, Condition? Condition) Input(int count)
    {
        var t = Teacher.Noise.Quantile(linspace(0.2, 0.8, count, dtype: float64, device: CPU));
        var noise = randn(Teacher.Sample.Batch(count), dtype: float32, device: CPU, generator: new Generator(3, CPU));
        return (PerSample(Teacher.Noise.Alpha(t)) * Samples(count) + PerSample(Teacher.Noise.Sigma(t)) * noise, t, Condition(count));
    }

    private Condition? Condition(int count) => Teacher.Conditions.Encode(Records(count));
}
