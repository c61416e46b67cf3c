using FDistill.Engine.Contracts;
using FDistill.Engine.Evaluation;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Contracts;

public sealed class CodecGuardTests
{
    [Fact]
    public void What_a_codec_decodes_has_the_shape_that_it_declares()
    {
        Assert.Equal([3, 1, 8, 8], Decoded(latents => nn.functional.interpolate(latents, scale_factor: [2.0, 2.0])));
        Assert.Contains("ILatentCodec.Decode: it returned images of shape [3, 1, 4, 4]; [3, 1, 8, 8] was expected", Broken(latents => latents.clone()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_codec_decodes_is_float32_and_not_yet_disposed()
    {
        Assert.Contains("it returned images of Float64; Float32 was expected", Broken(_ => zeros([3, 1, 8, 8], dtype: ScalarType.Float64, device: CPU)), StringComparison.Ordinal);
        Assert.Contains("it returned images, disposed already", Broken(latents =>
        {
            using var images = latents.clone();
            return images;
        }), StringComparison.Ordinal);
    }

    private static string Broken(Func<Tensor, Tensor> decode) => Assert.Throws<BrokenContractException>(() => Decoded(decode)).Message;

    private static long[] Decoded(Func<Tensor, Tensor> decode)
    {
        using var scope = NewDisposeScope();
        var requested = new RequestedSamples(new LabelledTeacher(codec: new Decoder(decode)), seed: 0, CPU);
        return requested.ToImages(zeros([3, 1, 4, 4], dtype: ScalarType.Float32, device: CPU)).shape;
    }

    /// <summary>A codec that only decodes.</summary>
    private sealed class Decoder(Func<Tensor, Tensor> decode) : ILatentCodec
    {
        public SampleShape Pixels => new(1, 8, 8);

        public string Identity => "decoder";

        public Tensor Moments(Tensor images) => throw new NotSupportedException();

        public Tensor Sample(Tensor moments, Generator generator) => throw new NotSupportedException();

        public Tensor Decode(Tensor latents) => decode(latents);
    }
}
