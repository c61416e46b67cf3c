using FDistill.Engine.Evaluation;
using FDistill.Engine.Tests.Support;
using FDistill.Metrics;
using FDistill.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    private readonly PixelExtractor extractor = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public async Task The_values_do_not_depend_on_the_batch(int batch)
    {
        var metric = new FunctionMetric(context => MetricResult.Of("sum", context.SampleFeatures.Features.abs().sum().item<float>()));
        var row = await Evaluate([metric], batch, FunctionSampler.Noise);
        var all = await Evaluate([metric], batch: 10, FunctionSampler.Noise);
        Assert.Equal(all.Values["sum"], row.Values["sum"]);
    }

    [Fact]
    public async Task Metrics_see_samples_labels_and_references()
    {
        var metric = new FunctionMetric(context => new MetricResult(new Dictionary<string, double>
        {
            ["count"] = context.Count,
            ["batches"] = context.Samples().Count(),
            ["labels"] = context.RequestedLabels!.sum().item<long>(),
            ["samples"] = context.SampleFeatures.Features.mean().item<float>(),
            ["references"] = context.ReferenceFeatures.Features.mean().item<float>(),
            ["referenceImages"] = context.References().Sum(batch => batch.Count),
        }));
        // A sampler that draws its label, as a tenth.
        var row = await Evaluate([metric], batch: 4, new FunctionSampler((noise, labels) => zeros_like(noise) + labels!.to(ScalarType.Float32).view(-1, 1, 1, 1) / 10));

        Assert.Equal(10, row.Values["count"]);
        Assert.Equal(3, row.Values["batches"]);
        Assert.Equal(45, row.Values["labels"]);
        Assert.Equal(0.45, row.Values["samples"], 1e-6);
        Assert.Equal(0.02, row.Values["references"], 1e-6);
        Assert.Equal(5, row.Values["referenceImages"]);
    }

    [Fact]
    public async Task References_are_extracted_once_and_only_when_a_metric_asks()
    {
        var (idle, asking) = (new FunctionMetric(_ => MetricResult.Of("one", 1)), new FunctionMetric(context => MetricResult.Of("n", context.ReferenceFeatures.Features.shape[0])));
        using var lazy = Evaluator([idle], batch: 4);
        await lazy.EvaluateAsync("student", FunctionSampler.Noise, TestContext.Current.CancellationToken);
        Assert.Equal(10, extractor.Seen);

        using var eager = Evaluator([asking], batch: 4);
        await eager.EvaluateAsync("student", FunctionSampler.Noise, TestContext.Current.CancellationToken);
        await eager.EvaluateAsync("student", FunctionSampler.Noise, TestContext.Current.CancellationToken);
        Assert.Equal(10 + 10 + 10 + 5, extractor.Seen);
    }

    [Fact]
    public async Task The_sampler_s_time_is_measured()
    {
        var row = await Evaluate([], batch: 5, FunctionSampler.Noise);
        Assert.InRange(row.Values[EvaluationRow.MillisecondsPerImage], double.Epsilon, 1e4);
    }

    [Fact]
    public async Task A_metric_without_its_extractor_or_reference_says_what_to_add()
    {
        var sampleFeatures = new FunctionMetric(context => MetricResult.Of("n", context.SampleFeatures.Features.shape[0]));
        var referenceFeatures = new FunctionMetric(context => MetricResult.Of("n", context.ReferenceFeatures.Features.shape[0]));
        Assert.Contains("evaluation.extractor", await Mistake(new EvaluationParts(null, null, [sampleFeatures])));
        Assert.Contains("evaluation.reference", await Mistake(new EvaluationParts(extractor, null, [referenceFeatures])));
    }

    [Fact]
    public async Task Two_metrics_of_one_value_are_refused()
    {
        var metric = new FunctionMetric(_ => MetricResult.Of("frechet", 1));
        Assert.Contains("'frechet'", await Mistake(new EvaluationParts(extractor, null, [metric, metric])));
    }

    [Fact]
    public void An_untrained_classifier_is_refused_at_once()
    {
        var parts = new EvaluationParts(new UntrainedClassifier(), null, []);
        var mistake = Assert.Throws<InvalidOperationException>(() => new Evaluator(new LabelledTeacher(), parts, new EvaluationOptions(), Environment));
        Assert.Contains("evaluation.extractor.checkpoint", mistake.Message);
    }

    [Fact]
    public async Task A_cancelled_evaluation_ends()
    {
        using var evaluator = Evaluator([], batch: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluator.EvaluateAsync("student", FunctionSampler.Noise, new CancellationToken(canceled: true)));
    }

    private static RunEnvironment Environment => new(CPU, Precision.Fp32, Seed: 0);

    private Evaluator Evaluator(IReadOnlyList<IMetric> metrics, int batch) => new(
        new LabelledTeacher(), new EvaluationParts(extractor, new NumberedDataset(5), metrics), new EvaluationOptions { Samples = 10, Batch = batch }, Environment);

    private async Task<EvaluationRow> Evaluate(IReadOnlyList<IMetric> metrics, int batch, FunctionSampler sampler)
    {
        using var evaluator = Evaluator(metrics, batch);
        return await evaluator.EvaluateAsync("student", sampler, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Mistake(EvaluationParts parts)
    {
        using var evaluator = new Evaluator(new LabelledTeacher(), parts, new EvaluationOptions { Samples = 2 }, Environment);
        return (await Assert.ThrowsAsync<InvalidOperationException>(() => evaluator.EvaluateAsync("student", FunctionSampler.Noise, TestContext.Current.CancellationToken))).Message;
    }

    private sealed class UntrainedClassifier : ITrainableClassifier
    {
        public bool IsTrained => false;

        public nn.Module<Tensor, Tensor> Network => throw new NotSupportedException();

        public ExtractedFeatures Extract(Tensor images) => throw new NotSupportedException();

        public void Save(string path, IReadOnlyDictionary<string, string> facts) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
