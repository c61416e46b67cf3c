using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>Parts of real plugins that break their contract: the error names
/// plugin, part and clause, and the run's state is left as it was.</summary>
public sealed class BrokenPartTests(SampleParts parts) : IClassFixture<SampleParts>
{
    private const string Estimate = "return new Denoised(estimate.MoveToOuterDisposeScope()", Feature = "stages[Block(name)].alias()",
        Logits = "linear.call(cat(means, dim: 1).tanh())", Images = "tensor(pixels, Pixels.Batch(records.Count), dtype: float32, device: CPU)", Weight = "return sigmoid.pow(options.Gamma);";

    [Theory]
    [InlineData(Estimate, "return new Denoised(estimate.flatten(1).MoveToOuterDisposeScope()", "IDenoiser.Denoise: it returned an estimate of shape [2, 64]; [2, 1, 8, 8] was expected")]
    [InlineData(Estimate, "return new Denoised(estimate.to_type(float64).MoveToOuterDisposeScope()", "IDenoiser.Denoise: it returned an estimate of Float64; Float32 was expected")]
    [InlineData(Estimate, "return new Denoised(estimate.to(device(\"meta\")).MoveToOuterDisposeScope()", "IDenoiser.Denoise: it returned an estimate on meta; cpu was expected")]
    [InlineData(Estimate, "return new Denoised(estimate", "IDenoiser.Denoise: it returned an estimate, disposed already")]
    [InlineData(Estimate, "noised.Dispose(); return new Denoised(estimate.MoveToOuterDisposeScope()", "IDenoiser.Denoise: it disposed the noised samples, which belong to the caller")]
    [InlineData(Estimate, "if (wanted.Names.Count > 0) estimate = estimate * double.NaN; return new Denoised(estimate.MoveToOuterDisposeScope()", "it made an estimate that is not finite")]
    [InlineData(Feature, "stages[Block(name)].mean([2, 3])", "it returned the feature 'block1' of shape [12, 4]; [12, 4, 8, 8] was expected")]
    [InlineData(Feature, "stages[Block(name)] * double.NaN", "it made a feature 'block1' that is not finite")]
    public Task A_teacher_is_named(string words, string others, string clause) => AssertNamed("Acme.Teachers", "teacher", words, others, clause);

    [Theory]
    [InlineData(Logits, "linear.call(cat(means, dim: 1).tanh()).flatten()", "IDiscriminatorHead.Create: its network returned logits of shape [12] for 12 samples; [12, heads] was expected")]
    [InlineData(Logits, "linear.call(cat(means, dim: 1).tanh()).argmax(1, keepdim: true)", "it returned logits of Int64; a float type was expected")]
    [InlineData(Logits, "linear.call(cat(means, dim: 1) * double.NaN)", "of finite features its network made logits that are not finite")]
    [InlineData("var means = input", "input.T.Dispose(); var means = input", "it disposed the times, which belong to the caller")]
    [InlineData("return [available[^1]];", "return [new FeatureMap(\"tail\", 1, 1, 1)];", "IDiscriminatorHead.Choose: it chose 'tail', which is none of the teacher's features: block0, block1")]
    public Task A_head_is_named(string words, string others, string clause) => AssertNamed("Acme.Heads", "head", words, others, clause);

    [Theory]
    [InlineData(Images, "tensor(pixels, [records.Count, 64], dtype: float32, device: CPU)", "IDataStream.Next: it returned images of shape [4, 64]; [4, 1, 8, 8] was expected")]
    [InlineData("(float)Math.Sin(", "float.NaN * (float)Math.Sin(", "it returned images some of which are NaN or infinite")]
    [InlineData("record % 2L", "record % 3L", "it returned labels from 0 to 2; IDataset.Classes says 2, so they are 0 … 1")]
    [InlineData("if (records.Length == 0) return null;", "return null;", "the stream has ended, though it was opened with a seed")]
    [InlineData("Position += records.Length;", "", "the position went from 0 to 0; it grows with every batch")]
    public Task A_dataset_is_named(string words, string others, string clause) => AssertNamed("Acme.Datasets", "dataset", words, others, clause);

    [Theory]
    [InlineData(Weight, "return sigmoid.mean();", "IDivergence.Weight: it returned weights of shape []; [4] was expected")]
    [InlineData(Weight, "return sigmoid * double.NaN;", "every h must be finite")]
    [InlineData(Weight, "ratio.Value.Dispose(); return sigmoid.pow(options.Gamma);", "it disposed the ratios, which belong to the caller")]
    [InlineData(Weight, "return sigmoid;", "it returned weights, disposed already")]
    public Task A_divergence_is_named(string words, string others, string clause) => AssertNamed("Acme.Divergences", "divergence", words, others, clause);

    [Theory]
    [InlineData("[\"brightness\"] = brightness", "[\"brightness\"] = double.NaN", "IMetric.MeasureAsync: it found NaN for 'brightness', which is no measure")]
    [InlineData("return Task.FromResult(new MetricResult", "if (means.Count > 0) return Task.FromResult<MetricResult>(null!); return Task.FromResult(new MetricResult", "it returned nothing; a result was expected")]
    public Task A_metric_is_named(string words, string others, string clause) => AssertNamed("Acme.Metrics", "metric", words, others, clause);

    [Fact]
    public async Task A_dataset_is_named_when_it_is_inspected()
    {
        using var run = new SampleRun(parts, "Acme.Datasets", "record % 2L", "record % 3L");

        var outcome = await Invocation.OfAsync("dataset", "inspect", run.File);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("fdistill: Acme.Datasets, dataset/acme breaks the contract of IDataStream.Next:", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_is_named_when_its_statistics_are_taken()
    {
        using var run = new SampleRun(parts, "Acme.Datasets", "(float)Math.Sin(", "float.NaN * (float)Math.Sin(");

        var outcome = await Invocation.OfAsync(
            "evaluate", "statistics", run.File, Path.Combine(run.Changed, "acme.npz"), "--set", "evaluation.reference.use=acme", "--set", "evaluation.extractor.use=points");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("fdistill: Acme.Datasets, dataset/acme breaks the contract of IDataStream.Next:", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Changed, "acme.npz")));
    }

    [Fact]
    public async Task The_parts_as_they_are_break_nothing()
    {
        using var run = new SampleRun(parts);
        var outcome = await run.RunAsync();
        Assert.True(outcome.ExitCode == 0, outcome.Error);
    }

    [Fact]
    public async Task A_part_that_breaks_its_contract_in_the_midst_of_a_run_leaves_a_checkpoint_to_go_on_from()
    {
        using var run = new SampleRun(parts, "Acme.Divergences", Weight, "return sigmoid.pow(options.Gamma) * (++iterations > 1 ? double.NaN : 1); } private int iterations; public void Nothing() {");
        using var healthy = new SampleRun(parts);

        Assert.Equal(1, (await run.RunAsync()).ExitCode);
        Assert.Equal(["000005"], Directory.GetDirectories(Path.Combine(run.Output, "checkpoints")).Select(Path.GetFileName));

        var resumed = await Invocation.OfAsync("run", healthy.File, "--output", run.Output, "--resume");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
    }

    private async Task AssertNamed(string plugin, string kind, string words, string others, string clause)
    {
        using var run = new SampleRun(parts, plugin, words, others);

        var outcome = await run.RunAsync();

        var told = string.Join(' ', outcome.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"fdistill: {plugin}, {kind}/acme breaks the contract of ", told, StringComparison.Ordinal);
        Assert.Contains(clause, told, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }
}
