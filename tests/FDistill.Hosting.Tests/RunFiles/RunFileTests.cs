using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Tests.Support;

namespace FDistill.Hosting.Tests.RunFiles;

public sealed class RunFileTests(ToyParts toys) : IClassFixture<ToyParts>, IDisposable
{
    private readonly Support.RunFiles files = new(toys);

    public void Dispose() => files.Dispose();

    [Fact]
    public void What_a_run_file_leaves_out_has_the_defaults()
    {
        var run = files.Load(Support.RunFiles.Minimal());

        Assert.Equal(("run", 0, ComputeDevice.Resolve("auto"), Path.GetFullPath("runs/run")), (run.Name, run.Seed, run.Device, run.Output));
        Assert.Equal((60_000, 64, 1e-4), (run.Training.Iterations, run.Training.Batch, run.Training.Student.LearningRate));
        Assert.Null(run.Evaluation);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        var run = files.Load(Support.RunFiles.Minimal(more: """
            // how long
            "training": { "iterations": 7, /* short */ },
            """));

        Assert.Equal(7, run.Training.Iterations);
    }

    [Fact]
    public void A_section_keeps_the_defaults_that_its_owner_gave_it_where_the_file_sets_only_some_keys()
    {
        var run = files.Load(Support.RunFiles.Minimal(head: """{ "use": "mlp", "first": { "depth": 2 } }"""));

        var first = Option(run.Head!, "First")!;
        Assert.Equal((2, 7), (first.GetType().GetProperty("Depth")!.GetValue(first), first.GetType().GetProperty("Width")!.GetValue(first)));
    }

    [Fact]
    public void A_list_in_the_file_replaces_the_default_list()
    {
        var run = files.Load(Support.RunFiles.Minimal(head: """{ "use": "mlp", "resolutions": [32, 16] }"""));

        Assert.Equal([32, 16], (int[])Option(run.Head!, "Resolutions")!);
    }

    [Fact]
    public void Every_shape_of_option_is_bound()
    {
        var run = files.Load(Support.RunFiles.Minimal(
            head: """{ "use": "mlp", "activation": "leakyRelu", "bias": false, "layers": [{ "width": 5 }, {}] }""",
            dataset: """{ "use": "points", "limit": null, "weights": { "a": 0.5, "b": 2 } }"""));

        Assert.Equal(("LeakyRelu", false), ($"{Option(run.Head!, "Activation")}", Option(run.Head!, "Bias")));
        Assert.Equal(2, ((IEnumerable<object>)Option(run.Head!, "Layers")!).Count());
        Assert.Equal(new Dictionary<string, double> { ["a"] = 0.5, ["b"] = 2 }, Option(run.Dataset!, "Weights"));
    }

    [Fact]
    public void A_part_can_be_chosen_by_its_qualified_name() =>
        Assert.Equal("js", files.Load(Support.RunFiles.Minimal(divergence: """{ "use": "Toys/js" }""")).Divergence!.Part.Name);

    [Fact]
    public void A_path_is_resolved_against_the_folder_of_the_file() =>
        Assert.Equal(Path.Combine(files.Folder, "teacher.safetensors"), Option(files.Load(Support.RunFiles.Minimal()).Teacher!, "Checkpoint"));

    [Fact]
    public void A_path_given_on_the_command_line_is_resolved_against_the_working_directory()
    {
        var run = files.Load(Support.RunFiles.Minimal(), $"teacher.checkpoint={Path.GetRelativePath(".", Path.Combine(files.Folder, "teacher.safetensors"))}");

        Assert.Equal(Path.Combine(files.Folder, "teacher.safetensors"), Option(run.Teacher!, "Checkpoint"));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_the_environment_over_the_file()
    {
        files.With("FDISTILL__training__iterations", "2").With("FDISTILL__training__batch", "3");

        var run = files.Load(Support.RunFiles.Minimal(more: "\"training\": { \"iterations\": 1, \"batch\": 1, \"studentEvery\": 4 }"), "training.iterations=9");

        Assert.Equal((9, 3, 4), (run.Training.Iterations, run.Training.Batch, run.Training.StudentEvery));
    }

    [Fact]
    public void A_setting_can_name_an_entry_of_a_list_or_replace_the_list()
    {
        var json = Support.RunFiles.Minimal(head: """{ "use": "mlp", "resolutions": [32, 16] }""");

        Assert.Equal([32, 4], (int[])Option(files.Load(json, "head.resolutions[1]=4").Head!, "Resolutions")!);
        Assert.Equal([4], (int[])Option(files.Load(json, "head.resolutions=[4]").Head!, "Resolutions")!);
    }

    [Fact]
    public void A_setting_can_replace_a_section_with_all_its_keys()
    {
        var json = Support.RunFiles.Minimal(divergence: """{ "use": "power", "gamma": 2 }""");

        Assert.Equal("forward-kl", files.Load(json, """divergence={"use":"forward-kl"}""").Divergence!.Name);
    }

    [Fact]
    public void A_setting_of_null_leaves_nothing_of_a_section()
    {
        var json = Support.RunFiles.Minimal(more: """
            "evaluation": { "extractor": { "use": "pixels" }, "reference": { "use": "points", "limit": 5 }, "metrics": [{ "use": "frechet" }] }
            """);

        Assert.NotNull(files.Load(json).Evaluation);
        Assert.Null(files.Load(json, "evaluation=null").Evaluation);
        Assert.Null(files.Load(json, "evaluation.extractor=null").Evaluation!.Extractor);
    }

    [Fact]
    public void The_resolved_form_is_a_run_file_that_resolves_to_itself()
    {
        var json = Support.RunFiles.Minimal(
            divergence: """{ "use": "power", "gamma": 0.1 }""",
            head: """{ "use": "mlp", "resolutions": [32, 16], "activation": "leakyRelu" }""",
            more: """
                "name": "again", "precision": "bf16",
                "training": { "averages": [{ "decay": 0.99 }], "student": { "learningRate": 1e-5 } },
                "evaluation": { "extractor": { "use": "pixels" }, "reference": { "use": "points", "limit": 5 }, "metrics": [{ "use": "frechet" }] }
                """);

        var resolved = ResolvedRunFile.ToText(files.Load(json));

        Assert.Equal(resolved, ResolvedRunFile.ToText(files.Load(resolved)));
        Assert.Contains("\"learningRate\": 1E-05", resolved, StringComparison.Ordinal);
        Assert.Contains("\"width\"", ResolvedRunFile.ToText(files.Load(json, """head.layers=[{}]""")), StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_between_resolved_run_files_are_named_with_both_values()
    {
        var before = ResolvedRunFile.ToText(files.Load(Support.RunFiles.Minimal()));
        var now = ResolvedRunFile.ToText(files.Load(Support.RunFiles.Minimal(), "training.batch=8", "divergence.use=forward-kl", "report.rows=3"));

        Assert.Equal(["divergence.use: was 'js', is 'forward-kl'", "training.batch: was '64', is '8'"], ResolvedRunFile.Differences(before, now, ["report"]));
    }

    private static object? Option(PartChoice choice, string property) => choice.Options.GetType().GetProperty(property)!.GetValue(choice.Options);
}
