using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Teachers;

public class FolderTests
{
    private static Dictionary<string, Tensor> State(Sd15Teacher teacher) =>
        StateDict.Of(teacher.Denoiser.Module).ToDictionary(pair => pair.Key, pair => pair.Value.clone().DetachFromDisposeScope());

    private static void AssertSame(Dictionary<string, Tensor> expected, Sd15Teacher teacher) =>
        Assert.All(StateDict.Of(teacher.Denoiser.Module), pair => Assert.Equal(0, Some.Distance(expected[pair.Key], pair.Value)));

    [Fact]
    public void A_variant_is_found_by_its_name_and_its_absence_names_what_there_is()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        model.Rewrite("unet", "diffusion_pytorch_model.fp16.safetensors", pair => KeyValuePair.Create(pair.Key, pair.Value.to_type(float16)));
        File.Move(model.Weights("text_encoder", "model.safetensors"), model.Weights("text_encoder", "model.fp16.safetensors"));

        // The autoencoder comes without variants, as it may.
        using var teacher = model.Sd15(options => options.Variant = "fp16");
        Assert.All(teacher.Denoiser.Module.parameters(), parameter => Assert.Equal(float32, parameter.dtype));
        Assert.Equal([1, 3, 16, 16], teacher.Codec!.Decode(Some.Normal(1, 1, 2, 8, 8)).shape);
        foreach (var change in new Action<Sd15TeacherOptions>[] { options => options.Variant = "fp61", _ => { File.Copy(model.Weights("text_encoder", "model.fp16.safetensors"), model.Weights("text_encoder", "model.safetensors")); } })
        {
            var error = Assert.Throws<InvalidDataException>(() => model.Sd15(change));
            Assert.Contains("fp16.safetensors", error.Message, StringComparison.Ordinal);
            Assert.Contains("'variant'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Weights_in_several_files_are_those_of_one()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        using var whole = model.Sd15();
        var expected = State(whole);

        var index = new JsonObject { ["metadata"] = new JsonObject(), ["weight_map"] = new JsonObject([.. expected.Keys.Select((name, number) => KeyValuePair.Create(name, (JsonNode?)$"part-{number % 2}.safetensors"))]) };
        File.Copy(model.Weights("unet"), model.Weights("unet", "all"));
        for (var part = 0; part < 2; part++)
        {
            File.Copy(model.Weights("unet", "all"), model.Weights("unet"), overwrite: true);
            model.Rewrite("unet", $"part-{part}.safetensors", pair => index["weight_map"]![pair.Key]!.GetValue<string>() == $"part-{part}.safetensors" ? pair : null);
        }
        model.WriteJson("unet", "diffusion_pytorch_model.safetensors.index.json", index);

        using var sharded = model.Sd15();
        AssertSame(expected, sharded);
    }

    [Fact]
    public void An_autoencoder_with_the_names_and_shapes_of_older_files_loads_alike()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        using var today = model.Sd15();
        var latents = Some.Normal(1, 1, 2, 8, 8);
        var expected = today.Codec!.Decode(latents);

        model.Rewrite("vae", "diffusion_pytorch_model.safetensors", pair =>
        {
            if (!pair.Key.Contains(".attentions.", StringComparison.Ordinal)) return pair;
            var name = pair.Key.Replace("to_q", "query", StringComparison.Ordinal).Replace("to_k", "key", StringComparison.Ordinal)
                .Replace("to_v", "value", StringComparison.Ordinal).Replace("to_out.0", "proj_attn", StringComparison.Ordinal);
            return KeyValuePair.Create(name, pair.Value.dim() == 2 ? pair.Value.reshape([.. pair.Value.shape, 1, 1]) : pair.Value);
        });
        using var older = model.Sd15();
        Assert.Equal(0, Some.Distance(expected, older.Codec!.Decode(latents)));
    }

    [Fact]
    public void A_text_encoder_without_the_positions_numbers_loads_alike()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        File.Move(model.Weights("text_encoder", "model.safetensors"), model.Weights("text_encoder"));
        model.Rewrite("text_encoder", "model.safetensors", pair => pair.Key.EndsWith("position_ids", StringComparison.Ordinal) ? null : pair);
        using var teacher = model.Sd15();
        Assert.True(((TextCondition)teacher.Conditions.Null(1)!).Context.isfinite().all().item<bool>());
    }

    [Fact]
    public void What_is_exported_loads_with_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel();
        using var teacher = model.Sd15();
        using var student = teacher.CreateTrainable();
        using (no_grad()) foreach (var parameter in student.Module.parameters()) parameter.mul_(1.5);
        var expected = StateDict.Of(student.Module).ToDictionary(pair => pair.Key, pair => pair.Value);

        var exported = Directory.CreateTempSubdirectory("fdistill-").FullName;
        teacher.Export(student, exported);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(exported, "unet"))) File.Copy(file, Path.Combine(model.Folder, "unet", Path.GetFileName(file)), overwrite: true);
        Directory.Delete(exported, recursive: true);
        using var again = model.Sd15();
        AssertSame(expected, again);
    }

    [Theory]
    [InlineData("unet/config.json")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("tokenizer/merges.txt")]
    [InlineData("text_encoder/config.json")]
    public void A_missing_file_is_named(string file)
    {
        using var model = new SmallModel();
        File.Delete(Path.Combine(model.Folder, file));
        var error = Assert.Throws<InvalidDataException>(() => model.Sd15());
        Assert.Contains(Path.Combine(model.Folder, file), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolution_that_is_no_whole_number_of_cells_is_refused()
    {
        using var model = new SmallModel();
        Assert.Contains("teacher.resolution", Assert.Throws<InvalidDataException>(() => model.Sd15(options => options.Resolution = 17)).Message, StringComparison.Ordinal);
    }
}
