using FDistill.Engine.Contracts;
using FDistill.Engine.Evaluation;
using FDistill.Engine.Evaluation.Statistics;
using FDistill.Engine.Tests.Support;
using FDistill.Metrics;
using FDistill.Tests.Shared;
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
        await lazy.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 4), TestContext.Current.CancellationToken);
        Assert.Equal(10, extractor.Seen);

        using var eager = Evaluator([asking], batch: 4);
        await eager.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 4), TestContext.Current.CancellationToken);
        await eager.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 4), TestContext.Current.CancellationToken);
        Assert.Equal(10 + 10 + 10 + 5, extractor.Seen);
    }

    [Fact]
    public async Task Every_pass_over_the_samples_sees_the_same_ones()
    {
        var metric = new FunctionMetric(context => MetricResult.Of("difference",
            (cat([.. context.Samples().Select(batch => batch.Images!.flatten(1))], 0) - context.SampleFeatures.Features).abs().max().item<float>()));
        Assert.Equal(0, (await Evaluate([metric], batch: 4, FunctionSampler.Noise)).Values["difference"]);
    }

    [Fact]
    public async Task Stored_images_are_measured_without_a_sampler_and_as_many_as_asked_for()
    {
        var metric = new FunctionMetric(context => MetricResult.Of("sum", context.SampleFeatures.Features.sum().item<float>()));
        using var evaluator = Evaluator([metric], batch: 2);
        var row = await evaluator.EvaluateAsync("images", new StoredSamples(new NumberedDataset(5), count: 3, batch: 2), TestContext.Current.CancellationToken);
        Assert.Equal(16 * (0 + 0.01 + 0.02), row.Values["sum"], 1e-6);
        Assert.Equal(["sum"], row.Values.Keys);
    }

    [Theory]
    [InlineData(5, 6, "There are 5 images, and 6 are to be measured")]
    [InlineData(0, null, "There are 0 images, and 2 are to be measured")]
    public void Fewer_images_than_asked_for_are_refused(int found, int? asked, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => new StoredSamples(new NumberedDataset(found), asked, batch: 2)).Message);

    [Fact]
    public async Task Reference_statistics_take_the_place_of_reference_images()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("reference.npz");
        StatisticsFile.Write(file, new FeatureStatistics(ones([16], dtype: ScalarType.Float64, device: CPU), eye(16, dtype: ScalarType.Float64, device: CPU)));
        var metric = new FunctionMetric(context => MetricResult.Of("trace", (context.ReferenceStatistics.Mean.sum() + context.ReferenceStatistics.Covariance.trace()).item<double>()));
        using var evaluator = new Evaluator(new EvaluationParts(extractor, null, [metric]), new EvaluationOptions { ReferenceStatistics = file });
        Assert.Equal(32, (await evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 5), TestContext.Current.CancellationToken)).Values["trace"]);
    }

    [Fact]
    public async Task Reference_statistics_of_another_extractor_are_refused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("reference.npz");
        StatisticsFile.Write(file, new FeatureStatistics(ones([64], dtype: ScalarType.Float64, device: CPU), eye(64, dtype: ScalarType.Float64, device: CPU)));
        var metric = new FunctionMetric(context => MetricResult.Of("n", context.ReferenceStatistics.Mean.shape[0]));
        using var evaluator = new Evaluator(new EvaluationParts(extractor, null, [metric]), new EvaluationOptions { ReferenceStatistics = file });
        var mistake = await Assert.ThrowsAsync<InvalidDataException>(() => evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 5), TestContext.Current.CancellationToken));
        Assert.Contains("the statistics of 64 features, and the extractor gives 16", mistake.Message);
    }

    [Fact]
    public async Task Samples_that_are_not_finite_are_refused_by_number()
    {
        var sampler = new FunctionSampler((noise, labels) => noise.where(labels!.view(-1, 1, 1, 1) != 7, full_like(noise, float.NaN)));
        using var evaluator = Evaluator([], batch: 4);
        var mistake = await Assert.ThrowsAsync<InvalidDataException>(() => evaluator.EvaluateAsync("student", Samples(sampler, batch: 4), TestContext.Current.CancellationToken));
        Assert.Contains("Of the images 4 to 7, some features are NaN", mistake.Message);
    }

    [Fact]
    public async Task Progress_tells_images_then_metrics()
    {
        var told = new List<EvaluationProgress>();
        var metric = new FunctionMetric(context => MetricResult.Of("n", context.ReferenceFeatures.Features.shape[0]));
        using var evaluator = new Evaluator(new EvaluationParts(extractor, new NumberedDataset(5), [metric]), new EvaluationOptions { Batch = 4 }, new Told(told.Add));
        await evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 4), TestContext.Current.CancellationToken);
        Assert.Equal(
            [new("student", 4, 10), new("student", 8, 10), new("student", 10, 10), new("student", 10, 10, Metric: 1), new("references", 4, 5), new("references", 5, 5)],
            told);
    }

    [Fact]
    public void Of_repetitions_the_smallest_counts_where_the_metric_says_so_and_else_the_mean()
    {
        EvaluationRow[] rows = [Row(fid: 3, precision: 0.5), Row(fid: 2, precision: 0.7), Row(fid: 4, precision: 0.6)];
        var row = EvaluationRow.Of(rows);
        Assert.Equal(2, row.Values["fid"]);
        Assert.Equal(0.6, row.Values["precision"], 1e-12);
        Assert.Equal("FID", Assert.Single(row.Columns).Title);
    }

    [Fact]
    public async Task A_row_carries_the_columns_of_the_values_that_were_found_and_of_the_time()
    {
        MetricColumn found = new("found", "What was found") { Unit = "px", Better = Better.Higher };
        var row = await Evaluate([new FunctionMetric(_ => MetricResult.Of("found", 1), found, new MetricColumn("other", "Other")), new FunctionMetric(_ => MetricResult.Of("bare", 1))], batch: 5, FunctionSampler.Noise);
        Assert.Equal([found, new MetricColumn(EvaluationRow.MillisecondsPerImage, "ms per image") { Better = Better.Lower, Decimals = 2 }], row.Columns);
        Assert.Equal(["What was found px ↑", "bare ", "ms per image ↓"], new EvaluationTable([row]).Columns.Select(column => $"{column.Title} {column.Better}"));
    }

    [Fact]
    public async Task Two_columns_of_one_name_break_the_metric_s_contract()
    {
        var metric = new FunctionMetric(_ => MetricResult.Of("n", 1), new MetricColumn("n", "N"), new MetricColumn("n", "Number"));
        Assert.Contains("IMetric.Columns: it has several columns of 'n'", (await Assert.ThrowsAsync<BrokenContractException>(() => Evaluate([metric], batch: 5, FunctionSampler.Noise))).Message);
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

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_value_that_is_not_finite_is_refused(double value) =>
        Assert.Contains("for 'odd', which is no measure", (await Assert.ThrowsAsync<BrokenContractException>(() => Evaluate([new FunctionMetric(_ => MetricResult.Of("odd", value))], batch: 5, FunctionSampler.Noise))).Message);

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
        Assert.Contains("no trained weights", Assert.Throws<InvalidOperationException>(() => new Evaluator(parts, new EvaluationOptions())).Message);
    }

    [Fact]
    public async Task A_cancelled_evaluation_ends()
    {
        using var evaluator = Evaluator([], batch: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 1), new CancellationToken(canceled: true)));
    }

    private static GeneratedSamples Samples(FunctionSampler sampler, int batch) => new(sampler, new RequestedSamples(new LabelledTeacher(), seed: 1, CPU), count: 10, batch);

    private Evaluator Evaluator(IReadOnlyList<IMetric> metrics, int batch) =>
        new(new EvaluationParts(extractor, new NumberedDataset(5), metrics), new EvaluationOptions { Batch = batch });

    private async Task<EvaluationRow> Evaluate(IReadOnlyList<IMetric> metrics, int batch, FunctionSampler sampler)
    {
        using var evaluator = Evaluator(metrics, batch);
        return await evaluator.EvaluateAsync("student", Samples(sampler, batch), TestContext.Current.CancellationToken);
    }

    private static async Task<string> Mistake(EvaluationParts parts)
    {
        using var evaluator = new Evaluator(parts, new EvaluationOptions());
        return (await Assert.ThrowsAsync<InvalidDataException>(() => evaluator.EvaluateAsync("student", Samples(FunctionSampler.Noise, batch: 5), TestContext.Current.CancellationToken))).Message;
    }

    private static EvaluationRow Row(double fid, double precision) => new("student", new Dictionary<string, double> { ["fid"] = fid, ["precision"] = precision })
    {
        Columns = [new("fid", "FID") { Repetitions = Repetitions.Smallest }],
    };

    private sealed class Told(Action<EvaluationProgress> tell) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => tell(value);
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
