using FDistill.Datasets;
using FDistill.Runs;
using FDistill.Teachers;
using FDistill.Testing.Teachers;
using FDistill.Testing.Tests.Support;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FDistill.Testing.Tests;

public class BrokenTeacherTests
{
    [Fact]
    public void A_teacher_that_keeps_its_promises_passes_all_laws()
    {
        using var laws = new LawsOf(new PlainMistakes());
        foreach (var law in typeof(TeacherLaws).GetMethods().Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0)) law.Invoke(laws, null);
    }

    [Fact]
    public void An_estimate_that_keeps_away_from_the_sample_is_found() =>
        Says("IDenoiser.Denoise", "away from x", new() { Offset = 1 }, laws => laws.The_estimate_tends_to_the_sample_as_the_noise_goes_to_zero);

    [Fact]
    public void A_feature_of_another_shape_is_found() =>
        Says("IDenoiser.Features", "[3, 2, 4, 4]", new() { DeclaredSide = 5 }, laws => laws.Features_are_what_they_are_declared_to_be_in_the_order_asked_for);

    [Fact]
    public void A_teacher_that_is_not_frozen_is_found() => Says("ITeacher.Denoiser", "2 do, the first of them 'weight'", new() { Frozen = false }, laws => laws.The_teacher_is_frozen);

    [Fact]
    public void An_estimate_that_depends_on_the_batch_is_found() =>
        Says("IDenoiser.Denoise", "a difference of", new() { MixesBatch = true }, laws => laws.Each_sample_s_estimate_is_independent_of_the_batch);

    [Fact]
    public void Copies_that_share_weights_with_the_teacher_are_found() =>
        Says("ITeacher.CreateTrainable", "a difference of", new() { SharesWeights = true }, laws => laws.Trainable_copies_are_independent_of_the_teacher_and_of_each_other);

    [Fact]
    public void Weights_of_other_names_are_found() =>
        Says("ITeacher.OpenWeights", "no 'weight'", new() { WeightNames = "layer." }, laws => laws.Weights_that_can_be_opened_are_those_that_a_copy_begins_at);

    [Fact]
    public void Weights_that_are_not_those_of_a_copy_are_found() =>
        Says("ITeacher.OpenWeights", "a difference of", new() { WeightFactor = 1.5 }, laws => laws.Weights_that_can_be_opened_are_those_that_a_copy_begins_at);

    [Fact]
    public void A_feature_without_gradient_is_found() =>
        Says("IDenoiser.Denoise", "a tensor without gradient", new() { CutsGradient = true }, laws => laws.Gradients_flow_from_estimate_and_features_to_the_noised_sample);

    private static void Says(string contract, string found, PlainMistakes mistakes, Func<TeacherLaws, Action> law)
    {
        using var laws = new LawsOf(mistakes);
        Broken.Says(contract, found, law(laws));
    }

    private sealed class LawsOf(PlainMistakes mistakes) : TeacherLaws
    {
        protected override ITeacher CreateTeacher(PartServices services) => new PlainTeacher(mistakes, services.WeightFiles);
    }
}

/// <summary>What can be wrong with a <see cref="PlainTeacher"/>.</summary>
internal sealed record PlainMistakes
{
    public double Offset { get; init; }

    public int DeclaredSide { get; init; } = 4;

    public bool Frozen { get; init; } = true;

    public bool MixesBatch { get; init; }

    public bool SharesWeights { get; init; }

    public bool CutsGradient { get; init; }

    public string WeightNames { get; init; } = "";

    public double WeightFactor { get; init; } = 1;
}

/// <summary>A convolution behind EDM's skip connection, on images of 4 × 4, without conditions.</summary>
internal sealed class PlainTeacher(PlainMistakes mistakes, IWeightFiles files) : ITeacher, IConditionEncoder
{
    private readonly PlainDenoiser denoiser = new(mistakes, Convolution(!mistakes.Frozen));

    public SampleShape Sample => new(1, 4, 4);

    public INoiseSchedule Noise { get; } = new PlainNoise();

    public IDenoiser Denoiser => denoiser;

    public IReadOnlyList<FeatureMap> Features => [new("map", 2, mistakes.DeclaredSide, mistakes.DeclaredSide)];

    public ILatentCodec? Codec => null;

    public IConditionEncoder Conditions => this;

    public string Kind => ConditionKinds.None;

    public int Labels => 0;

    public Condition? Encode(DataBatch records) => null;

    public Condition? Null(long count) => null;

    public IDenoiser CreateTrainable()
    {
        if (mistakes.SharesWeights)
        {
            foreach (var parameter in denoiser.Module.parameters()) parameter.requires_grad_(true);
            return new PlainDenoiser(mistakes, denoiser.Module);
        }

        var copy = Convolution(trainable: true);
        StateDict.Copy(StateDict.Of(denoiser.Module).ToDictionary(pair => pair.Key, pair => pair.Value), "", copy, "the teacher");
        return new PlainDenoiser(mistakes, copy);
    }

    public ITensorSource OpenWeights() => new WeightFile(
        "memory", StateDict.Of(denoiser.Module).ToDictionary(pair => mistakes.WeightNames + pair.Key, pair => pair.Value * mistakes.WeightFactor), new Dictionary<string, string>());

    public void Export(IDenoiser network, string folder) =>
        files.Write(Path.Combine(folder, "plain.safetensors"), StateDict.Of(network.Module), new Dictionary<string, string>());

    public void Dispose() => denoiser.Dispose();

    private static Conv2d Convolution(bool trainable)
    {
        var convolution = nn.Conv2d(1, 2, 3, padding: 1, device: CPU, dtype: ScalarType.Float32);
        foreach (var parameter in convolution.parameters()) parameter.requires_grad_(trainable);
        return convolution;
    }

    private sealed class PlainDenoiser(PlainMistakes mistakes, nn.Module module) : IDenoiser
    {
        public nn.Module Module => module;

        public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => Estimate(noised, t, Map(noised));

        public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted)
        {
            var map = Map(noised);
            return new Denoised(Estimate(noised, t, map), [.. wanted.Names.Select(_ => mistakes.CutsGradient ? map.detach() : map.clone())]);
        }

        public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) =>
            wanted.Names.All(name => name == "map") ? [.. wanted.Names.Select(_ => Map(noised))] : throw new ArgumentException("There is only 'map'", nameof(wanted));

        public void Dispose() => module.Dispose();

        private Tensor Map(Tensor noised) => ((nn.Module<Tensor, Tensor>)module).call(noised).tanh();

        private Tensor Estimate(Tensor noised, Tensor t, Tensor map)
        {
            var sigma = t.to_type(ScalarType.Float32).reshape(-1, 1, 1, 1);
            var shrink = 1 / (1 + sigma.square());
            var estimate = (noised * shrink) + (sigma * shrink.sqrt() * map.sum(1, keepdim: true)) + mistakes.Offset;
            return mistakes.MixesBatch ? estimate + estimate.mean() : estimate;
        }
    }

    private sealed class PlainNoise : INoiseSchedule
    {
        public double MinTime => 0.01;

        public double MaxTime => 10;

        public Tensor Alpha(Tensor t) => ones_like(t);

        public Tensor Sigma(Tensor t) => t.clone();

        public Tensor Quantile(Tensor u) => u * (MaxTime - MinTime) + MinTime;

        public Tensor Cumulative(Tensor t) => (t - MinTime) / (MaxTime - MinTime);

        public Tensor LossWeight(Tensor t) => 1 + 1 / t.square();

        public Tensor TrainingTime(Tensor normal) => normal.exp();

        public IReadOnlyList<double> StudentTimes(int steps) => [.. Enumerable.Range(0, steps).Select(step => MaxTime * (steps - step) / steps)];

        public IReadOnlyList<double> SamplingTimes(int steps) => [.. StudentTimes(steps), 0];
    }
}
