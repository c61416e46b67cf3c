using System.Text.Json;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;

namespace FDistill.Plugins.Edm.Tests;

public class ReferenceNetworkTests
{
    [Fact]
    public void Ncsnpp_is_known_by_its_arguments()
    {
        var network = Read("EDMPrecond", """
            {"img_resolution": 32, "img_channels": 3, "label_dim": 10, "model_type": "SongUNet", "embedding_type": "fourier", "encoder_type": "residual",
             "channel_mult_noise": 2, "resample_filter": [1, 3, 3, 1], "model_channels": 128, "channel_mult": [2, 2, 2], "dropout": 0.13, "sigma_max": "inf"}
            """);
        var architecture = network.Architecture;
        Assert.Equal((EdmModel.SongUNet, NoiseEmbedding.Fourier, EncoderKind.Residual, 2), (architecture.Model, architecture.Embedding, architecture.Encoder, architecture.NoiseMultiplier));
        Assert.Equal([1, 3, 3, 1], architecture.ResampleFilter);
        Assert.Equal((4, 0.13, 0.5), (architecture.Blocks, architecture.Dropout, network.SigmaData));
    }

    [Fact]
    public void What_is_left_out_has_the_references_default()
    {
        var adm = Read("EDMPrecond", """{"img_resolution": 64, "img_channels": 3}""").Architecture;
        Assert.Equal((EdmModel.DhariwalUNet, 192, 3), (adm.Model, adm.ModelChannels, adm.Blocks));
        Assert.Equal([1, 2, 3, 4], adm.ChannelMultipliers);
        var song = Read("VEPrecond", """{"img_resolution": 32, "img_channels": 3}""").Architecture;
        Assert.Equal((EdmModel.SongUNet, 128, PreconditioningKind.Ve, 0.02), (song.Model, song.ModelChannels, song.Preconditioning.Kind, song.Preconditioning.SigmaMin));
    }

    [Theory]
    [InlineData("EDMPrecond", """{"img_resolution": 32, "img_channels": 3, "channels_per_head": 64, "depth": 2}""", "EDMPrecond has no argument 'channels_per_head', 'depth'")]
    [InlineData("VPPrecond", """{"img_resolution": 32, "img_channels": 3, "sigma_data": 0.5}""", "VPPrecond has no argument 'sigma_data'")]
    [InlineData("EDMPrecond", """{"img_channels": 3}""", "needs the argument 'img_resolution', a whole number")]
    [InlineData("EDMPrecond", """{"img_resolution": "big", "img_channels": 3}""", "'img_resolution' is \"big\", expected a whole number")]
    [InlineData("EDMPrecond", """{"img_resolution": 32, "img_channels": 3, "model_type": "DiT"}""", "expected one of SongUNet, DhariwalUNet")]
    [InlineData("FlowPrecond", """{}""", "'FlowPrecond' is no network of EDM's")]
    public void What_is_not_known_is_refused_by_name(string className, string arguments, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(className, arguments)).Message, StringComparison.Ordinal);

    private static ReferenceNetwork Read(string className, string arguments)
    {
        using var json = JsonDocument.Parse(arguments);
        return ReferenceNetwork.Of(className, json.RootElement);
    }
}
