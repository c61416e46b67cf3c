using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Runs;

/// <summary>Parts that do not fit each other are refused before anything runs.</summary>
public sealed class MismatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_dataset_of_another_shape_is_refused() => AssertRefusedAsync(
        MixtureRun.Json(dataset: """{ "use": "gaussian-mixture", "dimension": 1, "components": [{ "mean": [0] }] }"""),
        "run.json, line 6: dataset: its images are 1x1x1, the teacher's are 2x1x1 (channels x height x width)");

    [Fact]
    public Task Features_that_the_teacher_does_not_have_are_refused() => AssertRefusedAsync(
        MixtureRun.Json(head: """{ "use": "pooled-mlp", "features": ["mid"] }"""),
        "run.json, line 5: head: head.features: the teacher has no feature 'mid'; it has");

    [Fact]
    public Task Guidance_without_an_empty_condition_is_refused() => AssertRefusedAsync(
        MixtureRun.Json(training: "\"guidance\": 2"),
        "run.json, line 7: training.guidance: found 2, but the teacher has no empty condition to be guided away from; use 1");

    [Fact]
    public Task Metrics_without_what_they_need_are_refused_all_together() => AssertRefusedAsync(
        MixtureRun.Json(more: """ "evaluation": { "metrics": [{ "use": "frechet" }, { "use": "label-accuracy" }] }"""),
        "4 mistakes:",
        "run.json, line 9: evaluation.metrics[0]: 'frechet' needs features: add evaluation.extractor",
        "run.json, line 9: evaluation.metrics[0]: 'frechet' needs reference images: add evaluation.reference or evaluation.referenceStatistics",
        "run.json, line 9: evaluation.metrics[1]: 'label-accuracy' needs features: add evaluation.extractor",
        "run.json, line 9: evaluation.metrics[1]: 'label-accuracy' needs labels, and this teacher has none: leave the metric out");

    [Fact]
    public Task An_extractor_without_weights_is_refused() => AssertRefusedAsync(
        MixtureRun.Json(more: """ "evaluation": { "extractor": { "use": "digits", "trained": false }, "reference": { "use": "gaussian-mixture", "components": [{ "mean": [0, 0] }] }, "metrics": [{ "use": "frechet" }] }"""),
        "run.json, line 9: evaluation: evaluation.extractor holds no trained weights: nothing can be measured on it");

    [Fact]
    public Task A_device_that_is_not_there_is_refused()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "this machine has a GPU");
        return AssertRefusedAsync(MixtureRun.Json().Replace("\"cpu\"", "\"cuda:1\"", StringComparison.Ordinal),
            "run.json, line 2: device: found 'cuda:1', but libtorch sees no GPU here; use auto or cpu, or see 'fdistill doctor'");
    }

    [Fact]
    public Task Tensor_cores_on_the_cpu_are_refused() => AssertRefusedAsync(
        MixtureRun.Json(more: "\"precision\": \"tf32\""),
        "run.json, line 9: precision: tf32 exists on CUDA devices only, and this run is on the CPU; use fp32");

    private async Task AssertRefusedAsync(string json, params string[] messages)
    {
        var output = Path.Combine(folder.Path, "out");

        var run = await Invocation.OfAsync("run", folder.Write("run.json", json), "--output", output);

        Assert.Equal(2, run.ExitCode);
        var text = string.Join(' ', run.Error.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(messages, message => Assert.Contains(message, text, StringComparison.Ordinal));
        Assert.False(Directory.Exists(output));
    }
}
