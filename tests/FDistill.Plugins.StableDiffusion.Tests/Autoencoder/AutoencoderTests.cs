using FDistill.Plugins.StableDiffusion.Autoencoder;
using FDistill.Plugins.StableDiffusion.Configuration;
using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Autoencoder;

public class AutoencoderTests
{
    private static AutoencoderKL Network() => Some.Filled(new AutoencoderKL(AutoencoderConfig.Read(Some.File(Some.AutoencoderSettings)), NetworkPlace.Cpu));

    [Fact]
    public void Images_become_latents_of_half_the_size_and_latents_images_of_twice_theirs()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var latents = network.Encode(Some.Normal(1, 2, 3, 16, 12));
        Assert.Equal([2, 2, 8, 6], latents.Mean.shape);
        Assert.Equal([2, 3, 16, 12], network.Decode(latents.Mean).shape);
    }

    [Fact]
    public void The_log_variance_is_clamped_and_samples_have_the_stated_moments()
    {
        using var scope = NewDisposeScope();
        var moments = cat([full([1, 1, 100, 100], 3f, dtype: float32, device: CPU), full([1, 1, 100, 100], 40f, dtype: float32, device: CPU)], dim: 1);
        Assert.Equal(20, new LatentDistribution(moments).LogVariance.max().item<float>());

        var distribution = new LatentDistribution(cat([full([1, 1, 100, 100], 3f, dtype: float32, device: CPU), full([1, 1, 100, 100], (float)Math.Log(4), dtype: float32, device: CPU)], dim: 1));
        var sample = distribution.Sample(Some.Normal(7, 1, 1, 100, 100));
        Assert.Equal(3, sample.mean().item<float>(), 0.1);
        Assert.Equal(2, sample.std().item<float>(), 0.1);
    }

    [Fact]
    public void A_standard_normal_posterior_has_no_divergence_and_any_other_has()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, new LatentDistribution(zeros([1, 4, 2, 2], dtype: float32, device: CPU)).Divergence().item<float>());
        Assert.True(new LatentDistribution(Some.Normal(3, 1, 4, 2, 2)).Divergence().item<float>() > 0);
    }

    [Fact]
    public void What_fits_into_a_tile_is_decoded_as_without_tiles()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var latents = Some.Normal(1, 1, 2, 8, 8);
        Assert.Equal(0, Some.Distance(network.Decode(latents), network.DecodeTiled(latents, tile: 16)));
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(20, 9)]
    [InlineData(8, 31)]
    public void Tiles_cover_everything_and_their_weights_sum_to_one(long height, long width)
    {
        using var scope = NewDisposeScope();
        var input = Some.Normal(2, 1, 2, height, width);
        var doubled = new Tiling(8, Numerator: 2, Denominator: 1).Run(input, tile => nn.functional.interpolate(tile, scale_factor: [2, 2]));
        Assert.Equal(0, Some.Distance(doubled, nn.functional.interpolate(input, scale_factor: [2, 2])), 5);
    }

    [Fact]
    public void Tiled_encoding_and_decoding_keep_the_shapes()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        Assert.Equal([1, 2, 20, 18], network.EncodeTiled(Some.Normal(1, 1, 3, 40, 36), tile: 16).Mean.shape);
        Assert.Equal([1, 3, 40, 36], network.DecodeTiled(Some.Normal(1, 1, 2, 20, 18), tile: 16).shape);
    }
}
