using FDistill.Engine.Checkpoints;
using FDistill.Engine.Objective;
using FDistill.Engine.Sampling;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Formats.Weights;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using FDistill.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Distillation;

public sealed class LatentDistillationTests(LatentDistillationTests.Models models) : IClassFixture<LatentDistillationTests.Models>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Turns_of_both_kinds_change_the_networks_and_stay_finite(bool sizes)
    {
        using var run = new LatentRun(sizes ? models.Large : models.Small, sizes: sizes);
        var before = run.State();

        var reports = run.Iterate(4);

        Assert.All(reports.SelectMany(report => report.Values), measure => Assert.True(double.IsFinite(measure.Value), measure.Key));
        foreach (var report in reports.Where((_, turn) => turn % 2 == 0)) Assert.Contains(Measures.GradientPenalty, report.Values.Keys);
        foreach (var report in reports.Where((_, turn) => turn % 2 == 1)) Assert.Contains(Measures.MatchingLoss, report.Values.Keys);
        var after = run.State();
        foreach (var network in (string[])["student", "fakeScore", "head"])
            Assert.Contains(after, pair => pair.Key.StartsWith($"{network}: ", StringComparison.Ordinal) && !pair.Value.SequenceEqual(before[pair.Key]));
        Assert.Equal(["mid_block"], run.Distiller.Discriminator.Wanted.Names);
        Assert.Equal(8, run.Teacher.Features.Single(map => map.Name == "mid_block").Height);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Masters_of_a_run_in_bfloat16_begin_at_the_file_s_numbers(bool sizes)
    {
        var model = sizes ? models.Large : models.Small;
        using var run = new LatentRun(model, precision: Precision.Bf16, sizes: sizes);
        using var scope = NewDisposeScope();
        using var file = new SafetensorsFiles().Read(model.Weights("unet"));

        foreach (var network in (TrainedNetwork[])[run.Distiller.Student.Network, run.Distiller.FakeScore.Network])
        {
            var masters = network.Named(network.Weights).ToList();
            Assert.All(masters, pair => Assert.True(pair.Value.Is(file.Tensors[pair.Key]), pair.Key));
            Assert.Contains(masters, pair => !pair.Value.Is(pair.Value.to_type(bfloat16).to_type(float32)));
            Assert.All(network.Module.named_parameters(), pair => Assert.True(pair.parameter.Is(file.Tensors[pair.name].to_type(bfloat16)), pair.name));
        }
    }

    [Fact]
    public void A_fresh_model_has_no_weights_to_open_and_one_in_float32_needs_none()
    {
        using var trained = models.Small.Sd15();
        using var fresh = models.Small.Sd15(options => options.Trained = false, Precision.Bf16);
        Assert.Null(trained.OpenWeights());
        Assert.Null(fresh.OpenWeights());
    }

    [Theory]
    [InlineData(false, 999)]
    [InlineData(true, 399)]
    public void The_student_is_given_unit_noise_at_its_own_level_in_training_as_in_sampling(bool sizes, int level)
    {
        using var scope = NewDisposeScope();
        using var run = new LatentRun(sizes ? models.Large : models.Small, sizes: sizes);
        var z = Some.Normal(4, run.Teacher.Sample.Batch(2));
        var text = (TextCondition)run.Teacher.Conditions.Encode(new() { Count = 2, Captions = ["a cat", "two dogs"] })!;
        var t = tensor(run.Teacher.Noise.StudentTimes(1).ToArray(), dtype: float64, device: CPU).expand(2);
        var (alpha, sigma) = (run.Teacher.Noise.Alpha(t).reshape(-1, 1, 1, 1), run.Teacher.Noise.Sigma(t).reshape(-1, 1, 1, 1));

        var noise = ((UNet2DConditionModel)run.Distiller.Student.Denoiser.Module).Predict(
            new UNetInput(z, full([2], level, dtype: float32, device: CPU), text.Context, text.Pooled, text.Sizes));
        var expected = ((z - (sigma * noise)) / alpha).to_type(float32);

        Assert.Equal(0, Some.Distance(expected, run.Distiller.Student.Generate(run.Teacher.Noise.PureNoise(z), t, text)), 4);
        Assert.Equal(0, Some.Distance(expected, new StudentSampler(run.Teacher, run.Distiller.Student.Denoiser).Sample(z, text)), 4);
    }

    [Fact]
    public void Times_are_uniform_between_the_thousandths_at_both_ends()
    {
        using var scope = NewDisposeScope();
        using var run = new LatentRun(models.Small);
        var t = run.Teacher.Noise.Quantile(tensor(new[] { 0, 0.25, 0.5, 1 }, dtype: float64, device: CPU));
        Assert.Equal([0.001, 0.2505, 0.5, 0.999], t.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_fake_score_in_noise_space_errs_by_alpha_over_sigma_times_that_in_sample_space()
    {
        using var scope = NewDisposeScope();
        using var run = new LatentRun(models.Small);
        var (noise, x, estimate) = (run.Teacher.Noise, Some.Normal(1, 2, 2, 16, 16), Some.Normal(2, 2, 2, 16, 16));
        var t = full([2], 0.3, dtype: float64, device: CPU);
        var factor = (noise.Alpha(t) / noise.Sigma(t)).square()[0].item<double>();
        Assert.Equal(factor * DenoisingLoss.Of(estimate, x, t, noise, DenoisingError.Sample).item<float>(), DenoisingLoss.Of(estimate, x, t, noise, DenoisingError.Noise).item<float>(), 4);
    }

    [Fact]
    public void In_bfloat16_a_run_that_was_put_down_goes_on_to_the_bit()
    {
        using var whole = new LatentRun(models.Small, precision: Precision.Bf16);
        whole.Iterate(5);
        using var folder = new TemporaryFolder();
        using (var first = new LatentRun(models.Small, precision: Precision.Bf16))
        {
            first.Iterate(2);
            Save(first, folder);
        }

        using var second = new LatentRun(models.Small, precision: Precision.Bf16);
        using (var checkpoint = Checkpoints(folder).ReadNewest()) second.Distiller.Load(checkpoint!.State);
        second.Iterate(3);

        var found = second.State();
        Assert.Contains("student-optimizer: master/conv_in.weight", found.Keys);
        Assert.All(whole.State(), pair => Assert.True(pair.Value.SequenceEqual(found[pair.Key]), $"{pair.Key} differs"));
    }

    [Fact]
    public void A_warm_start_takes_what_bfloat16_cannot_hold_from_the_masters()
    {
        using var folder = new TemporaryFolder();
        using var first = new LatentRun(models.Small, precision: Precision.Bf16);
        first.Iterate(2);
        Save(first, folder);

        using var second = new LatentRun(models.Small, options => options.WarmStart = folder.Path, precision: Precision.Bf16);

        using var scope = NewDisposeScope();
        Assert.Equal(first.Distiller.Student.Network.Weights.data<float>().ToArray(), second.Distiller.Student.Network.Weights.data<float>().ToArray());
        Assert.Equal(first.Distiller.FakeScore.Network.Weights.data<float>().ToArray(), second.Distiller.FakeScore.Network.Weights.data<float>().ToArray());
        Assert.Equal(0, second.Distiller.Iteration);
    }

    [Fact]
    public void A_warm_start_of_a_model_of_another_shape_is_refused_by_network_and_tensor()
    {
        using var folder = new TemporaryFolder();
        using (var first = new LatentRun(models.Large, sizes: true)) Save(first, folder);

        var error = Assert.Throws<InvalidDataException>(() => new LatentRun(models.Small, options => options.WarmStart = folder.Path));

        Assert.Contains($"the warm start '{Path.Combine(folder.Path, "checkpoints", "000000")}', student", error.Message, StringComparison.Ordinal);
        Assert.Contains("not in the network: add_embedding.linear_1.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected [8, 6]", error.Message, StringComparison.Ordinal);
    }

    private static void Save(LatentRun run, TemporaryFolder folder)
    {
        using var scope = NewDisposeScope();
        Checkpoints(folder).Write(run.Distiller.Iteration, run.Distiller.Save());
    }

    private static CheckpointFolder Checkpoints(TemporaryFolder folder) => new(Path.Combine(folder.Path, "checkpoints"), new SafetensorsFiles(), NullLogger<CheckpointFolder>.Instance);

    public sealed class Models : IDisposable
    {
        internal SmallModel Small { get; } = new();

        internal SmallModel Large { get; } = new(sizes: true);

        public void Dispose()
        {
            Small.Dispose();
            Large.Dispose();
        }
    }
}
