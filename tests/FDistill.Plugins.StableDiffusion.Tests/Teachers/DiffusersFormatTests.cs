using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Teachers;

public sealed class DiffusersFormatTests : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    private static StudentModel Student(ITeacher teacher, IDenoiser network, int steps = 1) => new()
    {
        Name = "student", Network = network, Times = teacher.Noise.StudentTimes(steps), Facts = [new("Divergence", "js|rkl")], Scores = [new("FID ↓", "7.42")],
    };

    private JsonObject Json(params string[] names) => JsonNode.Parse(File.ReadAllText(At(names)))!.AsObject();

    private string At(params string[] names) => Path.Combine([folder.Path, .. names]);

    [Fact]
    public void An_SDXL_student_loads_again_with_the_same_bits_and_says_that_it_is_run_at_level_399()
    {
        using var model = new SmallModel(sizes: true);
        using var teacher = model.Sdxl();
        using var student = teacher.CreateTrainable();
        using (no_grad()) foreach (var parameter in student.Module.parameters()) parameter.mul_(1.5);
        Assert.Single(teacher.Formats).Write(Student(teacher, student), folder.Path);

        using var again = new SdxlTeacher(new SdxlTeacherOptions { Folder = folder.Path }, new RunEnvironment(CPU, Precision.Fp32, Seed: 1), new FDistill.Formats.Weights.WeightFiles(), new WarningLog<SdxlTeacher>());
        var expected = StateDict.Of(student.Module).ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.All(StateDict.Of(again.Denoiser.Module), pair => Assert.Equal(0, Some.Distance(expected[pair.Key], pair.Value)));
        var text = teacher.Conditions.Encode(new() { Count = 1, Captions = ["a cat"] });
        var same = again.Conditions.Encode(new() { Count = 1, Captions = ["a cat"] });
        var time = tensor(new[] { 0.399 }, dtype: float64, device: CPU);
        Assert.Equal(0, Some.Distance(student.Denoise(Some.Normal(1, 1, 2, 8, 8), time, text), again.Denoiser.Denoise(Some.Normal(1, 1, 2, 8, 8), time, same)));

        Assert.Equal("StableDiffusionXLPipeline", Json("model_index.json")["_class_name"]!.GetValue<string>());
        Assert.Equal("""["transformers","CLIPTextModelWithProjection"]""", Json("model_index.json")["text_encoder_2"]!.ToJsonString());
        Assert.Equal("sdxl", Json("fdistill.json")["teacher"]!["use"]!.GetValue<string>());
        var card = File.ReadAllText(At("README.md"));
        foreach (var words in new[] { "timesteps=[399]", "| Divergence | js\\|rkl |", "| FID ↓ | 7.42 |", "license: other", "The teacher's folder states no licence" })
            Assert.Contains(words, card, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_a_variant_lose_it_and_the_others_stay_behind()
    {
        using var model = new SmallModel();
        foreach (var (part, name) in new[] { ("unet", "diffusion_pytorch_model"), ("vae", "diffusion_pytorch_model"), ("text_encoder", "model") })
            File.Copy(model.Weights(part, $"{name}.safetensors"), model.Weights(part, $"{name}.fp16.safetensors"));
        File.WriteAllText(model.Weights("vae", "diffusion_pytorch_model.bin"), "not looked at");
        using var teacher = model.Sd15(options => options.Variant = "fp16");
        using var student = teacher.CreateTrainable();
        teacher.Formats[0].Write(Student(teacher, student, steps: 2), folder.Path);

        Assert.Equal(["config.json", "diffusion_pytorch_model.safetensors"], Directory.GetFiles(At("vae")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["merges.txt", "tokenizer_config.json", "vocab.json"], Directory.GetFiles(At("tokenizer")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("timesteps=[999, 499]", File.ReadAllText(At("README.md")), StringComparison.Ordinal);
        Assert.Equal(2, Json("fdistill.json")["training"]!["studentSteps"]!.GetValue<int>());
    }
}
