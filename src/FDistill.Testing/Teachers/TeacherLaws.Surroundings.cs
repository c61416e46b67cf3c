using FDistill.Testing.Support;
using FDistill.Torch;
using static TorchSharp.torch;

namespace FDistill.Testing.Teachers;

// Conditions, noise levels and latents.
public abstract partial class TeacherLaws
{
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
        var images = new Generator(4, CPU).Uniform(codec.Pixels.Batch(1), CPU) * 2 - 1;
        var latents = codec.Encode(images, new Generator(5, CPU));
        Law.RequireTensor(latents, Teacher.Sample.Batch(1), ScalarType.Float32, CPU, "ILatentCodec.Encode", "latents, as ITeacher.Sample has it,");
        Law.RequireSame(latents, codec.Encode(images, new Generator(5, CPU)), 0, "ILatentCodec.Encode", "the generator is the only source of randomness");
        Law.RequireTensor(codec.Decode(latents), images.shape, ScalarType.Float32, CPU, "ILatentCodec.Decode", "images");
    }

    private static bool Rises(Tensor values) => values.diff(1).ge(0).all().item<bool>();

    private static bool Falls(IReadOnlyList<double> times) => times.Zip(times.Skip(1)).All(pair => pair.First > pair.Second);
}
