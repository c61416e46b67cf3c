using FDistill.Datasets;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Teachers;

public sealed class TeacherTests(TeacherTests.Models models) : IClassFixture<TeacherTests.Models>
{
    private static readonly FeatureSelection Middle = new(["mid_block", "down_blocks.0"]);

    private static Tensor Noised(long count = 2) => Some.Normal(3, count, 2, 8, 8);

    private static Tensor Times(params double[] times) => tensor(times, dtype: float64, device: CPU);

    private static Condition Captions(ITeacher teacher, params string[] captions) => teacher.Conditions.Encode(new DataBatch { Count = captions.Length, Captions = captions })!;

    [Fact]
    public void The_estimate_is_the_noisy_sample_without_the_noise_that_the_network_predicts()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        var (noised, times, text) = (Noised(), Times(0.2, 0.7), (TextCondition)Captions(teacher, "a cat", "two dogs"));
        var predicted = ((UNet2DConditionModel)teacher.Denoiser.Module).Predict(new UNetInput(noised, tensor(new float[] { 200, 700 }, dtype: float32, device: CPU), text.Context));
        var (alpha, sigma) = (teacher.Noise.Alpha(times).reshape(-1, 1, 1, 1), teacher.Noise.Sigma(times).reshape(-1, 1, 1, 1));
        Assert.Equal(0, Some.Distance(noised, (alpha * teacher.Denoiser.Denoise(noised, times, text) + (sigma * predicted)).to_type(float32)), 4);
    }

    [Fact]
    public void A_fresh_network_depends_on_the_seed_alone_and_has_bare_normalisations()
    {
        using var scope = NewDisposeScope();
        using var first = models.Small.Sd15(options => options.Trained = false);
        using var second = models.Small.Sd15(options => options.Trained = false);
        using var trained = models.Small.Sd15();
        var weights = first.Denoiser.Module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        Assert.All(second.Denoiser.Module.named_parameters(), pair => Assert.True(pair.parameter.eq(weights[pair.name]).all().item<bool>(), pair.name));
        Assert.All(weights.Where(pair => pair.Key.EndsWith("norm1.weight", StringComparison.Ordinal)), pair => Assert.True(pair.Value.eq(1).all().item<bool>(), pair.Key));
        Assert.All(weights.Values, weight => Assert.False(weight.requires_grad));
        Assert.NotEqual(0, Some.Distance(weights["conv_in.weight"], trained.Denoiser.Module.named_parameters().First(pair => pair.name == "conv_in.weight").parameter), 4);
    }

    [Fact]
    public void Features_alone_are_those_of_the_whole_pass_in_the_order_asked_for()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        var (noised, times, text) = (Noised(), Times(0.2, 0.7), Captions(teacher, "a cat", "two dogs"));
        var (alone, whole) = (teacher.Denoiser.Features(noised, times, text, Middle), teacher.Denoiser.Denoise(noised, times, text, Middle));
        Assert.Equal([2, 16, 4, 4], alone[0].shape);
        Assert.Equal([2, 8, 4, 4], alone[1].shape);
        Assert.All(alone.Zip(whole.Features), pair => Assert.Equal(0, Some.Distance(pair.First, pair.Second)));
        Assert.Equal(0, Some.Distance(whole.Estimate, teacher.Denoiser.Denoise(noised, times, text)));
    }

    [Fact]
    public void Every_feature_on_offer_has_the_shape_it_states()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        var found = teacher.Denoiser.Features(Noised(), Times(0.2, 0.7), Captions(teacher, "a", "b"), new FeatureSelection([.. teacher.Features.Select(map => map.Name)]));
        Assert.Equal(teacher.Features.Select(map => new long[] { 2, map.Channels, map.Height, map.Width }), found.Select(feature => feature.shape));
    }

    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Bf16)]
    public void Where_only_features_need_gradients_the_estimate_carries_none(Precision precision)
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15(precision: precision);
        var noised = Noised().requires_grad_();
        var result = teacher.Denoiser.Denoise(noised, Times(0.2, 0.7), Captions(teacher, "a", "b"), Middle with { EstimateNeedsGradient = false });
        Assert.False(result.Estimate.requires_grad);
        Assert.All(result.Features, feature => Assert.True(feature.requires_grad));
        Assert.True(is_grad_enabled());
        result.Features[0].sum().backward();
        Assert.NotEqual(0, noised.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void An_unknown_feature_is_refused_with_the_names_there_are()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        var text = Captions(teacher, "a", "b");
        var error = Assert.Throws<ArgumentException>(() => teacher.Denoiser.Features(Noised(), Times(0.2, 0.7), text, new FeatureSelection(["down_blocks.7"])));
        Assert.Contains("mid_block", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_the_results_outlives_a_pass()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        var (noised, times, text) = (Noised(), Times(0.2, 0.7), Captions(teacher, "a", "b"));
        var before = scope.DisposablesCount;
        teacher.Denoiser.Denoise(noised, times, text, Middle);
        Assert.Equal(before + 3, scope.DisposablesCount);
    }

    [Fact]
    public void The_empty_condition_is_the_negative_prompt()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15(options => options.NegativePrompt = "blurry");
        Assert.Equal(0, Some.Distance(((TextCondition)Captions(teacher, "blurry")).Context, ((TextCondition)teacher.Conditions.Null(1)!).Context), 5);
        Assert.Equal(3, teacher.Conditions.Null(3)!.Count);
    }

    [Fact]
    public void A_text_that_is_too_long_is_told_of_and_one_that_fits_is_not()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        using var teacher = model.Sd15();
        Captions(teacher, string.Join(' ', Enumerable.Repeat("cat", 75)));
        Assert.Empty(model.Log.Warnings);
        Captions(teacher, string.Join(' ', Enumerable.Repeat("cat", 76)));
        Assert.Contains("77 tokens", Assert.Single(model.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void SDXL_takes_two_encodings_pooled_text_and_sizes()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Large.Sdxl();
        var batch = new DataBatch { Count = 2, Captions = ["a cat", "two dogs"], OriginalSizes = [(30, 40), (16, 16)], Crops = [(0, 4), (0, 0)] };
        var text = (TextCondition)teacher.Conditions.Encode(batch)!;
        Assert.Equal([2, 77, 14], text.Context.shape);
        Assert.Equal([2, 5], text.Pooled!.shape);
        Assert.Equal([30, 40, 0, 4, 16, 16, 16, 16, 0, 0, 16, 16], text.Sizes!.data<float>().ToArray());
        Assert.Equal([2, 2, 8, 8], teacher.Denoiser.Denoise(Noised(), Times(0.2, 0.7), text).shape);
    }

    [Fact]
    public void SDXL_s_empty_text_is_zeros_where_its_index_says_so_and_no_negative_prompt_is_given()
    {
        using var scope = NewDisposeScope();
        models.Large.WriteJson("", "model_index.json", new() { ["force_zeros_for_empty_prompt"] = true });
        using var empty = models.Large.Sdxl();
        using var negative = models.Large.Sdxl(options => options.NegativePrompt = "blurry");
        Assert.Equal(0, ((TextCondition)empty.Conditions.Null(1)!).Context.abs().max().item<float>());
        Assert.NotEqual(0, ((TextCondition)negative.Conditions.Null(1)!).Context.abs().max().item<float>());
    }

    [Fact]
    public void Conditions_are_cut_and_joined_as_a_whole()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Large.Sdxl();
        var text = Captions(teacher, "a", "b", "c");
        var again = (TextCondition)text.Slice(0, 1).Concat(text.Slice(1, 2)).To(CPU);
        Assert.Equal(3, again.Count);
        Assert.Equal(0, Some.Distance(again.Pooled!, ((TextCondition)text).Pooled!));
        Assert.Equal(0, Some.Distance(again.Context, ((TextCondition)text).Context));
    }

    [Fact]
    public void Students_begin_at_levels_999_and_399()
    {
        using var scope = NewDisposeScope();
        using var small = models.Small.Sd15();
        using var large = models.Large.Sdxl();
        Assert.Equal([0.999], small.Noise.StudentTimes(1));
        Assert.Equal([0.399], large.Noise.StudentTimes(1));
    }

    [Fact]
    public void A_trainable_copy_begins_as_the_teacher_and_is_its_own()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        using var student = teacher.CreateTrainable();
        var (noised, times, text) = (Noised(), Times(0.2, 0.7), Captions(teacher, "a", "b"));
        // libtorch has other kernels for weights that can have gradients:
        // frozen like the teacher's, the copy's give the same to the bit.
        using (var frozen = teacher.CreateTrainable())
        {
            foreach (var parameter in frozen.Module.parameters()) parameter.requires_grad = false;
            Assert.Equal(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, text), frozen.Denoise(noised, times, text)));
        }
        Assert.InRange(Some.Distance(teacher.Denoiser.Denoise(noised, times, text), student.Denoise(noised, times, text)), 0, 1e-5);
        Assert.All(StateDict.Of(teacher.Denoiser.Module).Zip(StateDict.Of(student.Module)), pair => Assert.True(pair.First.Value.Is(pair.Second.Value), pair.First.Key));
        Assert.All(teacher.Denoiser.Module.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(student.Module.parameters(), parameter => Assert.True(parameter.requires_grad));
        using (no_grad()) student.Module.parameters().First().add_(1);
        Assert.NotEqual(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, text), student.Denoise(noised, times, text)));
    }

    [Fact]
    public void Latents_are_scaled_on_the_way_in_and_out()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        using var generator = new Generator(1, CPU);
        Assert.Equal(new SampleShape(3, 16, 16), teacher.Codec!.Pixels);
        Assert.Equal([2, 2, 8, 8], teacher.Codec.Encode(Some.Normal(1, 2, 3, 16, 16), generator).shape);
        Assert.Equal([2, 3, 16, 16], teacher.Codec.Decode(Noised()).shape);
        using var tiled = models.Small.Sd15(options => (options.Resolution, options.Tile) = (48, 32));
        Assert.Equal([1, 3, 48, 48], tiled.Codec!.Decode(Some.Normal(2, 1, 2, 24, 24)).shape);
    }

    [Fact]
    public void Latents_drawn_of_stored_moments_are_those_encoded_of_images_to_the_bit()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15();
        using var first = new Generator(1, CPU);
        using var second = new Generator(1, CPU);
        var images = Some.Normal(1, 2, 3, 16, 16);
        var moments = teacher.Codec!.Moments(images);
        Assert.Equal([2, 4, 8, 8], moments.shape);
        Assert.True(teacher.Codec.Encode(images, first).Is(teacher.Codec.Sample(moments, second)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stored_encodings_make_the_condition_that_the_captions_make(bool sizes)
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel(sizes);
        using ITeacher teacher = sizes ? model.Sdxl() : model.Sd15();
        var records = new DataBatch { Count = 2, Captions = ["a cat", "two dogs"], OriginalSizes = [(20, 30), (16, 16)], Crops = [(0, 4), (0, 0)] };
        var stored = teacher.Conditions.Precompute(records);
        var expected = (TextCondition)teacher.Conditions.Encode(records)!;
        var found = (TextCondition)teacher.Conditions.Encode(records with { Captions = null, Encodings = stored })!;
        foreach (var (wanted, tensor) in new[] { (expected.Context, found.Context), (expected.Pooled, found.Pooled), (expected.Sizes, found.Sizes) })
            Assert.Equal(wanted?.data<float>().ToArray(), tensor?.data<float>().ToArray());

        using ITeacher other = sizes ? models.Small.Sd15() : models.Large.Sdxl();
        Assert.Contains("this teacher takes context", Assert.Throws<InvalidDataException>(() => other.Conditions.Encode(records with { Encodings = stored })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoders_are_told_apart_by_their_weights()
    {
        using var model = new SmallModel();
        var (codec, texts) = Identities();
        Assert.Equal((codec, texts), Identities());
        model.Rewrite("vae", "diffusion_pytorch_model.safetensors", pair => KeyValuePair.Create(pair.Key, pair.Value + 1));
        Assert.NotEqual(codec, Identities().Codec);
        Assert.Equal(texts, Identities().Texts);

        (string Codec, string? Texts) Identities()
        {
            using var teacher = model.Sd15();
            return (teacher.Codec!.Identity, teacher.Conditions.Identity);
        }
    }

    [Fact]
    public void Weights_in_bfloat16_give_results_in_float32()
    {
        using var scope = NewDisposeScope();
        using var teacher = models.Small.Sd15(precision: Precision.Bf16);
        var result = teacher.Denoiser.Denoise(Noised(), Times(0.2, 0.7), Captions(teacher, "a", "b"), Middle);
        Assert.Equal(float32, result.Estimate.dtype);
        Assert.All(result.Features, feature => Assert.Equal(float32, feature.dtype));
        Assert.All(teacher.Denoiser.Module.parameters(), parameter => Assert.Equal(bfloat16, parameter.dtype));
    }

    [Fact]
    public void The_wrong_teacher_for_a_folder_names_the_right_one()
    {
        Assert.Contains("'sdxl'", Assert.Throws<InvalidDataException>(() => models.Large.Sd15()).Message, StringComparison.Ordinal);
        Assert.Contains("'sd15'", Assert.Throws<InvalidDataException>(() => models.Small.Sdxl()).Message, StringComparison.Ordinal);
    }

    /// <summary>Models that the tests read.</summary>
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
