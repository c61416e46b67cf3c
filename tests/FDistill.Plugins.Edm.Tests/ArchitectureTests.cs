using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;
using FDistill.Plugins.Edm.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

/// <summary>What holds for a teacher of every architecture and every preconditioning.</summary>
public class ArchitectureTests
{
    public static TheoryData<string> Every => ["ddpm++", "ncsn++", "skip", "adm", "vp", "ve", "iddpm"];

    [Theory, MemberData(nameof(Every))]
    public void Every_feature_has_the_shape_it_states_and_is_that_of_the_whole_pass(string name)
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(Of(name));
        var selection = new FeatureSelection([.. teacher.Features.Select(map => map.Name)]);
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 0, 1));
        var alone = teacher.Denoiser.Features(noised, times, labels, selection);
        var whole = teacher.Denoiser.Denoise(noised, times, labels, selection);
        Assert.Equal(teacher.Features.Select(map => new long[] { 2, map.Channels, map.Height, map.Width }), alone.Select(feature => feature.shape));
        Assert.All(alone.Zip(whole.Features), pair => Assert.Equal(0, Some.Distance(pair.First, pair.Second)));
        Assert.Equal(0, Some.Distance(whole.Estimate, teacher.Denoiser.Denoise(noised, times, labels)));
    }

    [Theory, MemberData(nameof(Every))]
    public void A_pass_for_features_stops_at_the_last_one_needed(string name)
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(Of(name));
        // What comes after the encoder's first block is made unusable.
        using (no_grad())
            foreach (var (parameterName, parameter) in teacher.Denoiser.Module.named_parameters())
                if (parameterName.Contains(".dec.", StringComparison.Ordinal) || parameterName.Contains("enc.4x4", StringComparison.Ordinal)) parameter.fill_(float.NaN);
        var found = teacher.Denoiser.Features(Some.Noised(), Some.Times(0.5, 20), null, new FeatureSelection(["enc.8x8_block0"]));
        Assert.True(found[0].isfinite().all().item<bool>());
    }

    [Theory, MemberData(nameof(Every))]
    public void A_fresh_network_is_exported_and_read_back_to_the_bit(string name)
    {
        using var scope = NewDisposeScope();
        var files = new MemoryWeightFiles();
        using var teacher = Some.FreshTeacher(Of(name), files: files);
        teacher.Export(teacher.Denoiser, "folder");
        using var read = new EdmTeacher(new EdmTeacherOptions { Checkpoint = "folder/model.safetensors" }, Some.Environment(), files);
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 2, 1));
        Assert.Equal(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, labels), read.Denoiser.Denoise(noised, times, labels)));
        Assert.Equal(teacher.Noise.SamplingTimes(5), read.Noise.SamplingTimes(5));
    }

    [Theory, MemberData(nameof(Every))]
    public void An_estimate_tends_to_the_sample_as_the_noise_vanishes(string name)
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.FreshTeacher(Of(name));
        var noised = Some.Noised();
        var estimate = teacher.Denoiser.Denoise(noised, Some.Times(1e-7, 1e-7), Some.Labels(teacher, 0, 1));
        Assert.Equal(0, Some.Distance(estimate, noised), 4);
    }

    [Theory, MemberData(nameof(Every))]
    public void Sampling_begins_and_distillation_stays_within_the_noise_levels_that_the_network_knows(string name)
    {
        var architecture = Of(name);
        using var scope = NewDisposeScope();
        using var teacher = Some.FreshTeacher(architecture);
        var known = architecture.Preconditioning.Create(0.5, CPU);
        var times = teacher.Noise.SamplingTimes(7);
        Assert.Equal(teacher.Noise.MaxTime, times[0], 1e-9 * times[0]);
        Assert.Equal(0, times[^1]);
        Assert.Equal(times.OrderDescending(), times);
        Assert.All(times.SkipLast(1), time => Assert.InRange(time, known.SigmaMin * (1 - 1e-9), known.SigmaMax * (1 + 1e-9)));
        var drawn = teacher.Noise.Quantile(linspace(0, 1, 11, dtype: float64, device: CPU)).data<double>().ToArray();
        Assert.All(drawn, time => Assert.InRange(time, teacher.Noise.MinTime, teacher.Noise.MaxTime));
    }

    [Theory, MemberData(nameof(Every))]
    public void A_learner_has_dropout_and_a_copy_for_distillation_has_none(string name)
    {
        var architecture = Of(name);
        architecture.Dropout = 0.5;
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(architecture);
        using var copy = teacher.CreateTrainable();
        using var learner = teacher.CreateLearner();
        var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
        Assert.Equal(0, Some.Distance(copy.Denoise(noised, times, null), copy.Denoise(noised, times, null)));
        Assert.NotEqual(0, Some.Distance(learner.Denoise(noised, times, null), learner.Denoise(noised, times, null)));
        learner.Module.eval();
        Assert.Equal(0, Some.Distance(learner.Denoise(noised, times, null), copy.Denoise(noised, times, null)));
    }

    [Theory, InlineData("ddpm++"), InlineData("adm")]
    public void A_learner_is_told_how_its_samples_were_augmented(string name)
    {
        var architecture = Of(name);
        architecture.AugmentLabels = 9;
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(architecture);
        using var learner = teacher.CreateLearner();
        var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
        Assert.Equal(9, learner.AugmentLabels);
        var plain = learner.Denoise(noised, times, null);
        Assert.Equal(0, Some.Distance(plain, learner.Denoise(noised, times, null, zeros([2, 9], dtype: float32, device: CPU))), 6);
        Assert.NotEqual(0, Some.Distance(plain, learner.Denoise(noised, times, null, ones([2, 9], dtype: float32, device: CPU))));
    }

    [Theory, InlineData("ddpm++"), InlineData("adm")]
    public void A_learner_that_drops_every_label_knows_none(string name)
    {
        var architecture = Of(name);
        architecture.LabelDropout = 1;
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher(architecture);
        using var learner = teacher.CreateLearner();
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 0, 1));
        Assert.Equal(0, Some.Distance(learner.Denoise(noised, times, labels), learner.Denoise(noised, times, null)), 6);
        Assert.NotEqual(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, labels), teacher.Denoiser.Denoise(noised, times, null)));
    }

    [Fact]
    public void The_table_of_iddpm_comes_first_in_the_state() =>
        Assert.Equal("u", StateDict.Of(Some.FreshTeacher(Of("iddpm")).Denoiser.Module)[0].Key);

    [Fact]
    public void A_network_in_bfloat16_keeps_its_noise_levels_and_frequencies_in_float32()
    {
        using var scope = NewDisposeScope();
        foreach (var name in (string[])["ncsn++", "iddpm"])
        {
            using var half = Some.FreshTeacher(Of(name), Precision.Bf16);
            var table = StateDict.Of(half.Denoiser.Module).Single(pair => pair.Key is "u" or "model.map_noise.freqs").Value;
            Assert.Equal(float32, table.dtype);
            using var full = Some.FreshTeacher(Of(name));
            var (noised, times) = (Some.Noised(), Some.Times(0.5, 20));
            Assert.InRange(Some.Distance(half.Denoiser.Denoise(noised, times, null), full.Denoiser.Denoise(noised, times, null)), 0, 0.1);
        }
    }

    /// <summary>8×8 images of one channel with three labels, two levels.</summary>
    private static EdmArchitecture Of(string name)
    {
        var architecture = Some.SmallArchitecture;
        switch (name)
        {
            case "ddpm++": break;
            case "ncsn++":
                (architecture.Embedding, architecture.NoiseMultiplier, architecture.Encoder, architecture.ResampleFilter) = (NoiseEmbedding.Fourier, 2, EncoderKind.Residual, [1, 3, 3, 1]);
                break;
            case "skip":
                (architecture.Encoder, architecture.Decoder, architecture.ResampleFilter) = (EncoderKind.Skip, DecoderKind.Skip, [1, 3, 3, 1]);
                break;
            case "adm":
                (architecture.Model, architecture.ModelChannels) = (EdmModel.DhariwalUNet, 32);
                break;
            case "vp":
                architecture.Preconditioning.Kind = PreconditioningKind.Vp;
                break;
            case "ve":
                architecture.Preconditioning.Kind = PreconditioningKind.Ve;
                break;
            case "iddpm":
                (architecture.Model, architecture.Preconditioning.Kind) = (EdmModel.DhariwalUNet, PreconditioningKind.Iddpm);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(name), name, "no such architecture");
        }
        return architecture;
    }
}
