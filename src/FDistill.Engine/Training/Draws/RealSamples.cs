using FDistill.Datasets;
using FDistill.Teachers;
using static FDistill.Engine.Training.Draws.RandomStreams;
using static TorchSharp.torch;

namespace FDistill.Engine.Training.Draws;

/// <summary>A dataset's records as a teacher's networks see them.</summary>
internal static class RealSamples
{
    /// <summary>Pixels; of a latent model, latents: encoded from pixels,
    /// or drawn from the moments that the dataset stores.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="random">The source of the posterior's noise.</param>
    /// <param name="device">Where to.</param>
    /// <returns>[N, C, H, W] float32.</returns>
    public static Tensor Of(DataBatch batch, ITeacher teacher, RandomStreams random, Device device)
    {
        if (batch.LatentMoments is { } moments)
        {
            var codec = teacher.Codec ?? throw new InvalidOperationException("the dataset gives latents; this teacher works on pixels");
            return codec.Sample(moments.to(device), random.Next(Purpose.Codec));
        }

        var images = batch.Images ?? throw new InvalidOperationException("the dataset gives neither images nor latents; real samples are needed");
        return OfPixels(images.to(device), teacher, random);
    }

    /// <summary>Pixels as they are; of a latent model, encoded.</summary>
    /// <param name="pixels">[N, C, H, W] float32, where the networks are.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="random">The source of the posterior's noise.</param>
    public static Tensor OfPixels(Tensor pixels, ITeacher teacher, RandomStreams random)
    {
        if (teacher.Codec is not { } codec) return pixels;
        using var ungraded = no_grad();
        return codec.Encode(pixels, random.Next(Purpose.Codec));
    }
}
