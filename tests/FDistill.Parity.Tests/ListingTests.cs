using System.Text.Json;
using FDistill.Parity.Tests.Support;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Heads;
using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Clip;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Dino;
using FDistill.Plugins.StableDiffusion.Text;
using FDistill.Plugins.StableDiffusion.UNet;
using FDistill.Teachers;
using static TorchSharp.torch;
using LatentPlace = FDistill.Plugins.StableDiffusion.Layers.NetworkPlace;

namespace FDistill.Parity.Tests;

public class ListingTests
{
    [Theory]
    [InlineData("listings/edm_cifar10_ddpmpp_cond.json")]
    [InlineData("listings/edm_cifar10_ncsnpp_cond.json")]
    [InlineData("listings/edm_ffhq64_ddpmpp_uncond.json")]
    [InlineData("listings/edm_imagenet64_adm_cond.json")]
    public void The_state_of_published_networks_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Fixtures.Json(listing);
        var described = ReferenceNetwork.Of("EDMPrecond", json.RootElement.GetProperty("kwargs"));
        using var network = new EdmPreconditioned(described.Architecture.ToNetworkOptions(), described.SigmaData!.Value, new NetworkPlace(META, ScalarType.Float32));
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    [Theory]
    [InlineData("listings/fastgen_disc_edm_cifar10.json", 256, new[] { 32, 16, 8 })]
    [InlineData("listings/fastgen_disc_edm_imagenet64.json", 768, new[] { 8 })]
    [InlineData("listings/fastgen_disc_sd15_res512.json", 1280, new[] { 8 })]
    [InlineData("listings/fastgen_disc_sdxl_res512.json", 1280, new[] { 16 })]
    public void The_state_of_discriminators_has_the_references_names_and_shapes_in_order(string listing, int channels, int[] resolutions)
    {
        using var json = Fixtures.Json(listing);
        using var generator = new Generator(0, CPU);
        var maps = resolutions.Select((resolution, index) => new FeatureMap($"enc.{index}", channels, resolution, resolution)).ToList();
        using var heads = new ConvolutionalHeads(maps, new EdmHeadOptions(), generator);
        Assert.Equal(Listings.Of(json), Listings.Of(heads));
    }

    [Theory]
    [InlineData("listings/sd15_unet.json")]
    [InlineData("listings/sdxl_base_unet.json")]
    public void The_state_of_latent_U_Nets_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Fixtures.Json(listing);
        using var network = new UNet2DConditionModel(UNetConfig.Read(Settings(json, "kwargs")), OnMeta);
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    [Theory]
    [InlineData("listings/sd15_vae.json")]
    [InlineData("listings/sdxl_vae.json")]
    public void The_state_of_autoencoders_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Fixtures.Json(listing);
        using var network = new AutoencoderKL(AutoencoderConfig.Read(Settings(json, "kwargs")), OnMeta);
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    [Theory]
    [InlineData("listings/clip_text_sd15_sdxl1.json")]
    [InlineData("listings/clip_text_sdxl2_bigg.json")]
    public void The_state_of_text_encoders_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Fixtures.Json(listing);
        var projects = json.RootElement.GetProperty("cls").GetString() == "CLIPTextModelWithProjection";
        using var network = new ClipTextModel(TextEncoderConfig.Read(Settings(json, "config"), projects), OnMeta);
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    [Theory]
    [InlineData("listings/clip_vit_b32_full.json")]
    [InlineData("listings/clip_vit_l14_full.json")]
    public void The_state_of_CLIP_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Fixtures.Json(listing);
        var config = json.RootElement;
        var text = TextEncoderConfig.Read(new ConfigFile(config.GetProperty("text_config"), "listing"), projects: true);
        using var network = new ClipModel(text, ClipVisionConfig.Read(new ConfigFile(config.GetProperty("vision_config"), "listing")), OnMeta);
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    [Theory]
    [InlineData("listings/dino_vits16.json", 384, 6, 16)]
    [InlineData("listings/dino_vits8.json", 384, 6, 8)]
    [InlineData("listings/dino_vitb16.json", 768, 12, 16)]
    public void The_state_of_DINO_has_the_references_names_and_shapes_in_order(string listing, int width, int heads, int patch)
    {
        using var json = Fixtures.Json(listing);
        using var network = new DinoVisionTransformer(new DinoConfig { Width = width, Heads = heads, PatchSize = patch, FeedForwardWidth = 4 * width }, OnMeta);
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    private static LatentPlace OnMeta => new(META, ScalarType.Float32);

    private static ConfigFile Settings(JsonDocument listing, string name) => new(listing.RootElement.GetProperty(name), "listing");
}
