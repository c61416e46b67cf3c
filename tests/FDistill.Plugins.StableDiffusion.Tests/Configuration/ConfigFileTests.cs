using System.Text.Json.Nodes;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Tests.Support;

namespace FDistill.Plugins.StableDiffusion.Tests.Configuration;

public class ConfigFileTests
{
    [Theory]
    [InlineData("class_embed_type", "\"timestep\"")]
    [InlineData("resnet_time_scale_shift", "\"scale_shift\"")]
    [InlineData("act_fn", "\"gelu\"")]
    [InlineData("dual_cross_attention", "true")]
    [InlineData("time_cond_proj_dim", "256")]
    [InlineData("addition_embed_type", "\"image\"")]
    [InlineData("down_block_types", "[\"CrossAttnDownBlock2D\", \"AttnDownBlock2D\"]")]
    [InlineData("down_block_types", "[\"CrossAttnDownBlock2D\"]")]
    [InlineData("attention_head_dim", "3")]
    [InlineData("attention_head_dim", "[2, 2, 2]")]
    [InlineData("norm_num_groups", "5")]
    [InlineData("in_channels", "\"four\"")]
    [InlineData("in_channels", "4.5")]
    [InlineData("flip_sin_to_cos", "1")]
    [InlineData("_class_name", "\"UNet3DConditionModel\"")]
    [InlineData("a_new_setting", "1")]
    public void A_U_Net_with_a_value_that_is_not_supported_is_refused_by_the_setting_s_name(string key, string value)
    {
        var settings = Some.UNetSettings;
        settings[key] = JsonNode.Parse(value);
        var error = Assert.Throws<InvalidDataException>(() => UNetConfig.Read(Some.File(settings, "unet/config.json")));
        Assert.Contains("unet/config.json", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use_quant_conv", "false")]
    [InlineData("shift_factor", "0.1")]
    [InlineData("up_block_types", "[\"AttnUpDecoderBlock2D\", \"UpDecoderBlock2D\"]")]
    [InlineData("a_new_setting", "1")]
    public void An_autoencoder_with_a_value_that_is_not_supported_is_refused_by_the_setting_s_name(string key, string value)
    {
        var settings = Some.AutoencoderSettings;
        settings[key] = JsonNode.Parse(value);
        Assert.Contains($"'{key}'", Assert.Throws<InvalidDataException>(() => AutoencoderConfig.Read(Some.File(settings))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hidden_act", "\"relu\"")]
    [InlineData("num_attention_heads", "3")]
    [InlineData("model_type", "\"t5\"")]
    [InlineData("a_new_setting", "1")]
    public void A_text_encoder_with_a_value_that_is_not_supported_is_refused_by_the_setting_s_name(string key, string value)
    {
        var settings = Some.TextEncoderSettings;
        settings[key] = JsonNode.Parse(value);
        Assert.Contains($"'{key}'", Assert.Throws<InvalidDataException>(() => TextEncoderConfig.Read(Some.File(settings))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beta_schedule", "\"squaredcos_cap_v2\"")]
    [InlineData("prediction_type", "\"flow\"")]
    [InlineData("thresholding", "true")]
    [InlineData("trained_betas", "[0.1]")]
    [InlineData("a_new_setting", "1")]
    public void A_scheduler_with_a_value_that_is_not_supported_is_refused_by_the_setting_s_name(string key, string value)
    {
        var settings = new JsonObject { ["beta_schedule"] = "scaled_linear", [key] = JsonNode.Parse(value) };
        Assert.Contains($"'{key}'", Assert.Throws<InvalidDataException>(() => SchedulerConfig.Read(Some.File(settings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_setting_is_named()
    {
        var settings = Some.UNetSettings;
        settings.Remove("block_out_channels");
        Assert.Contains("'block_out_channels' is missing", Assert.Throws<InvalidDataException>(() => UNetConfig.Read(Some.File(settings))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_counts_as_absent_and_names_with_an_underscore_are_remarks()
    {
        var settings = Some.UNetSettings;
        (settings["a_new_setting"], settings["class_embed_type"], settings["_diffusers_version"], settings["attention_head_dim"]) = (null, null, "0.21.4", null);
        Assert.Equal([8, 8], UNetConfig.Read(Some.File(settings)).Heads);
    }

    [Fact]
    public void A_setting_may_be_one_number_or_one_for_each_block()
    {
        var settings = Some.UNetSettings;
        (settings["layers_per_block"], settings["attention_head_dim"]) = (new JsonArray(1, 3), 4);
        var config = UNetConfig.Read(Some.File(settings));
        Assert.Equal([1, 3], config.Layers);
        Assert.Equal([4, 4], config.Heads);
    }

    [Fact]
    public void A_file_that_is_missing_or_no_object_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => ConfigFile.Open(path)).Message, StringComparison.Ordinal);
        foreach (var content in new[] { "[]", "{", "" })
        {
            File.WriteAllText(path, content);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => ConfigFile.Open(path)).Message, StringComparison.Ordinal);
        }
        File.Delete(path);
    }

    [Theory]
    [InlineData("norm_num_groups")]
    public void A_setting_that_is_absent_and_whose_default_does_not_fit_is_named(string key)
    {
        var settings = Some.UNetSettings;
        settings.Remove(key);
        var error = Assert.Throws<InvalidDataException>(() => UNetConfig.Read(Some.File(settings, "unet/config.json")));
        Assert.Contains($"unet/config.json: '{key}' is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"": 1}""", "'' is a setting that is not known here")]
    [InlineData("""{"_class_name": "\ud83d"}""", "is no JSON: the text at byte 16 is no Unicode")]
    [InlineData("""{"\udc00": 1}""", "is no JSON: the text at byte 1 is no Unicode")]
    public void A_file_with_an_empty_name_or_half_a_character_is_refused_by_its_name(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, content);
        var error = Assert.Throws<InvalidDataException>(() => ConfigFile.Open(path).Finish());
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
