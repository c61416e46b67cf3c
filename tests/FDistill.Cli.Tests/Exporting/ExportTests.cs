using System.Text.Json.Nodes;
using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Exporting;

public sealed class ExportTests(PaintingRun run) : IClassFixture<PaintingRun>, IDisposable
{
    private static readonly string[] Prompts = ["--prompt", "a cat", "--prompt", "two dogs", "--seed", "7", "--output"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_exported_student_makes_the_same_images_to_the_bit_and_has_the_same_weights()
    {
        Directory.CreateDirectory(Path.Combine(run.Model, "feature_extractor"));
        File.WriteAllText(Path.Combine(run.Model, "feature_extractor", "preprocessor_config.json"), "{}");
        File.WriteAllText(Path.Combine(run.Model, "README.md"), "---\nlicense: creativeml-openrail-m\ntags: [a]\n---\n# Small\n");
        File.WriteAllText(Path.Combine(run.Model, "model_index.json"), """
            { "_class_name": "StableDiffusionPipeline", "feature_extractor": ["transformers", "CLIPImageProcessor"],
              "safety_checker": ["stable_diffusion", "StableDiffusionSafetyChecker"], "scheduler": ["diffusers", "DDIMScheduler"] }
            """);

        var done = await DoneAsync("export", run.Path, At("model"), "--format", "diffusers");
        Assert.Equal($"The student (diffusers) is in {At("model")}", done.Out.Trim());
        Assert.Equal(
            ["README.md", "fdistill.json", "feature_extractor", "model_index.json", "scheduler", "text_encoder", "tokenizer", "unet", "vae"],
            Directory.GetFileSystemEntries(At("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // The same images, and the same weights where the copy is exported anew.
        await DoneAsync(["sample", run.Path, .. Prompts, At("of-run")]);
        await DoneAsync(["sample", At("model"), .. Prompts, At("of-model")]);
        foreach (var image in new[] { "000000.png", "000001.png" })
            Assert.Equal(File.ReadAllBytes(At("of-run", image)), File.ReadAllBytes(At("of-model", image)));
        var weights = File.ReadAllBytes(At("model", "unet", "diffusion_pytorch_model.safetensors"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(run.Path, "export", "unet", "diffusion_pytorch_model.safetensors")), weights);
        await DoneAsync("export", run.Path, At("raw"), "--ema", "none");
        Assert.NotEqual(weights, File.ReadAllBytes(At("raw", "unet", "diffusion_pytorch_model.safetensors")));

        // What diffusers reads: the parts, the scheduler that takes the student's step, the size that it has learnt.
        var index = Json("model", "model_index.json");
        Assert.Equal("""["diffusers","LCMScheduler"]""", index["scheduler"]!.ToJsonString());
        Assert.Equal("""["transformers","CLIPTextModel"]""", index["text_encoder"]!.ToJsonString());
        Assert.Equal("[null,null]", index["safety_checker"]!.ToJsonString());
        Assert.False(index["requires_safety_checker"]!.GetValue<bool>());
        Assert.Equal("scaled_linear", Json("model", "scheduler", "scheduler_config.json")["beta_schedule"]!.GetValue<string>());
        Assert.Equal(16, Json("model", "unet", "config.json")["sample_size"]!.GetValue<int>());

        var card = File.ReadAllText(At("model", "README.md"));
        Assert.StartsWith("---\nlicense: creativeml-openrail-m\nlibrary_name: diffusers\n", card, StringComparison.Ordinal);
        foreach (var words in new[] { "timesteps=[999], guidance_scale=1.0", "fdistill sample", "| Divergence | js |", "| Guidance of the teacher | 1.75 |", "| Iterations | 2 |", "Nothing was measured" })
            Assert.Contains(words, card, StringComparison.Ordinal);

        // It is a teacher like any other, too.
        await DoneAsync("teacher", "sample", At("model"), "--prompt", "a cat", "--steps", "2", "--output", At("as-teacher.png"));
    }

    [Fact]
    public async Task A_folder_that_holds_files_is_replaced_by_force_alone()
    {
        Directory.CreateDirectory(At("model"));
        File.WriteAllText(At("model", "note.txt"), "mine");
        var refused = await Invocation.OfAsync("export", run.Path, At("model"));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["note.txt"], Directory.GetFileSystemEntries(At("model")).Select(Path.GetFileName));

        await DoneAsync("export", run.Path, At("model"), "--force");
        Assert.False(File.Exists(At("model", "note.txt")));
        Assert.True(File.Exists(At("model", "model_index.json")));
        Assert.Equal(["model"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_cannot_be_exported_is_told_and_nothing_is_left()
    {
        foreach (var (arguments, told) in new (string[], string)[]
        {
            (["export", run.Path, At("out"), "--format", "onnx"], "it has diffusers, weights"),
            (["export", run.RunFile, At("out")], "is no run"),
            (["export", run.Path, At("out"), "--ema", "3"], "There are: average-0"),
        })
        {
            var refused = await Invocation.OfAsync(arguments);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains(told, string.Join(' ', refused.Error.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Every_student_can_be_handed_on_as_weights()
    {
        var colours = await ImageRun.MakeAsync(folder);
        var done = await DoneAsync("export", colours, At("weights"));
        Assert.Equal($"The student (weights) is in {At("weights")}", done.Out.Trim());
        Assert.Equal(
            Directory.GetFiles(Path.Combine(colours, "export")).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
            Directory.GetFiles(At("weights")).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))));
    }

    private static async Task<Invocation> DoneAsync(params string[] arguments)
    {
        var done = await Invocation.OfAsync(arguments);
        Assert.True(done.ExitCode == 0, done.Error);
        return done;
    }

    private JsonObject Json(params string[] names) => JsonNode.Parse(File.ReadAllText(At(names)))!.AsObject();

    private string At(params string[] names) => Path.Combine([folder.Path, .. names]);
}
