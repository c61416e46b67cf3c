using FDistill.Plugins;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Contracts;

/// <summary>A teacher's codec whose latents and images have the shapes that it declares.</summary>
/// <param name="teacher">Whose codec it is.</param>
/// <param name="inner">The codec.</param>
internal sealed class GuardedCodec(ITeacher teacher, ILatentCodec inner) : ILatentCodec, IDecorator
{
    private const string Latents = "latents";

    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public SampleShape Pixels => inner.Pixels;

    /// <inheritdoc/>
    public string Identity => inner.Identity;

    /// <inheritdoc/>
    public Tensor Moments(Tensor images) => inner.Moments(images);

    /// <inheritdoc/>
    public Tensor Sample(Tensor moments, Generator generator) =>
        new Contract(teacher, "ILatentCodec.Sample").Result(inner.Sample(moments, generator), Latents, teacher.Sample.Batch(moments.shape[0]), moments.device);

    /// <inheritdoc/>
    public Tensor Encode(Tensor images, Generator generator)
    {
        var contract = new Contract(teacher, "ILatentCodec.Encode");
        var latents = inner.Encode(images, generator);
        contract.LeftAlone(images, "the images");
        return contract.Result(latents, Latents, teacher.Sample.Batch(images.shape[0]), images.device);
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor latents) =>
        new Contract(teacher, "ILatentCodec.Decode").Result(inner.Decode(latents), "images", inner.Pixels.Batch(latents.shape[0]), latents.device);
}
