using FDistill.Datasets;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Tests.Support;
using FDistill.Metrics;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class StreamingMetricTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Samples_are_made_once_for_all_such_metrics_and_the_extractor(bool extracts)
    {
        var (one, other, drawn) = (new MeanPixel("one"), new MeanPixel("other"), 0L);
        var sampler = new FunctionSampler((noise, _) =>
        {
            drawn += noise.shape[0];
            return noise * 0 + 0.5;
        });
        using var evaluator = new Evaluator(new EvaluationParts(extracts ? new PixelExtractor() : null, null, [one, other]), new EvaluationOptions());
        var row = await evaluator.EvaluateAsync("student", Samples(sampler), TestContext.Current.CancellationToken);
        Assert.Equal(10, drawn);
        Assert.Equal((0.5, 0.5), (row.Values["one"], row.Values["other"]));
        Assert.Equal((10, 10), (one.Seen, other.Seen));
        Assert.Equal(0, one.Open + other.Open);
    }

    [Fact]
    public async Task Asked_by_itself_such_a_metric_goes_through_the_samples()
    {
        IMetric alone = new MeanPixel("mean");
        var asking = new FunctionMetric(context => alone.MeasureAsync(context, CancellationToken.None).Result);
        using var evaluator = new Evaluator(new EvaluationParts(null, null, [asking]), new EvaluationOptions());
        var row = await evaluator.EvaluateAsync("student", Samples(new FunctionSampler((noise, _) => noise * 0 + 0.25)), TestContext.Current.CancellationToken);
        Assert.Equal(0.25, row.Values["mean"]);
    }

    [Fact]
    public async Task Samples_that_are_not_finite_are_refused_by_number()
    {
        var sampler = new FunctionSampler((noise, labels) => noise.where(labels!.view(-1, 1, 1, 1) != 7, full_like(noise, float.NaN)));
        using var evaluator = new Evaluator(new EvaluationParts(null, null, [new MeanPixel("mean")]), new EvaluationOptions());
        var mistake = await Assert.ThrowsAsync<InvalidDataException>(() => evaluator.EvaluateAsync("student", Samples(sampler), TestContext.Current.CancellationToken));
        Assert.Contains("Of the images 4 to 7, some are NaN or infinite", mistake.Message);
    }

    [Fact]
    public async Task What_such_a_metric_lacks_is_told_with_its_name_and_the_others_are_closed()
    {
        var other = new MeanPixel("mean");
        using var evaluator = new Evaluator(new EvaluationParts(null, null, [other, new MeanPixel("refusing", refuses: true)]), new EvaluationOptions());
        var mistake = await Assert.ThrowsAsync<InvalidDataException>(() => evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise), TestContext.Current.CancellationToken));
        Assert.Equal("MeanPixel cannot measure these samples: add something.", mistake.Message);
        Assert.Equal(0, other.Open);
    }

    [Fact]
    public async Task Metrics_may_ask_for_samples_of_their_own_captions()
    {
        var teacher = new LabelledTeacher(labels: 0, ConditionKinds.Caption);
        var requested = new RequestedSamples(teacher, seed: 1, CPU, new Prompts(["a"]));
        var seen = new List<(string, long)>();
        var asking = new FunctionMetric(context =>
        {
            var generator = context.Generator!;
            Assert.Equal((true, false), (generator.TakesCaptions, generator.HasDecoder));
            Assert.Equal(["a", "a", "a", "a"], context.RequestedCaptions);
            seen.AddRange(generator.Draw(["x", "y", "z"]).Select(batch => (string.Join(',', batch.Captions!), batch.Images!.shape[0])));
            var first = generator.Sample(generator.Prepare(0, 2));
            return MetricResult.Of("difference", (generator.Decode(first).clamp(-1, 1) - context.Samples().First().Images!).abs().max().item<float>());
        });
        using var evaluator = new Evaluator(new EvaluationParts(null, null, [asking]), new EvaluationOptions());
        var row = await evaluator.EvaluateAsync("student", new GeneratedSamples(FunctionSampler.Noise, requested, count: 4, batch: 2), TestContext.Current.CancellationToken);
        Assert.Equal([("x,y", 2L), ("z", 1L)], seen);
        Assert.Equal(0, row.Values["difference"]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_metric_that_compares_samples_of_one_prompt_is_refused_before_any_is_made_where_there_are_none(int imagesEach, bool measured)
    {
        var drawn = 0L;
        var sampler = new FunctionSampler((noise, _) =>
        {
            drawn += noise.shape[0];
            return noise.clone();
        });
        var requested = new RequestedSamples(new LabelledTeacher(labels: 0, ConditionKinds.Caption), seed: 1, CPU, new Prompts(["a", "b", "c", "d"], imagesEach));
        using var evaluator = new Evaluator(new EvaluationParts(null, null, [new MeanPixel("mean", needs: MetricNeeds.SeveralPerPrompt)]), new EvaluationOptions());
        var evaluated = await Record.ExceptionAsync(() => evaluator.EvaluateAsync("student", new GeneratedSamples(sampler, requested, count: 4, batch: 2), TestContext.Current.CancellationToken));
        Assert.Equal(measured ? 4 : 0, drawn);
        if (measured) Assert.Null(evaluated);
        else Assert.Contains("of 4 samples 0 share theirs with another: set evaluation.imagesPerPrompt", Assert.IsType<InvalidDataException>(evaluated).Message);
    }

    private static GeneratedSamples Samples(FunctionSampler sampler) => new(sampler, new RequestedSamples(new LabelledTeacher(), seed: 1, CPU), count: 10, batch: 4);

    /// <summary>The mean of all pixels; it knows how many of its measurements are open.</summary>
    private sealed class MeanPixel(string name, bool refuses = false, MetricNeeds needs = MetricNeeds.Nothing) : IStreamingMetric
    {
        public MetricNeeds Needs => needs;

        public long Seen { get; private set; }

        public int Open { get; private set; }

        public IMeasurement Begin()
        {
            Open++;
            return new Measurement(this, name, refuses);
        }

        private sealed class Measurement(MeanPixel metric, string name, bool refuses) : IMeasurement
        {
            private double sum;

            public void Add(DataBatch samples)
            {
                if (refuses) throw new InvalidOperationException("add something");
                metric.Seen += samples.Count;
                sum += samples.Images!.mean().item<float>() * samples.Count;
            }

            public MetricResult Result() => MetricResult.Of(name, sum / metric.Seen);

            public void Dispose() => metric.Open--;
        }
    }
}
