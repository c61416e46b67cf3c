using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.Support;

/// <summary>A teacher whose encoders can be checked by eye: latents
/// are means of 2×2 pixels, an encoded text is its length.</summary>
internal sealed class HalvingTeacher(string codec = "codec") : ITeacher, ILatentCodec, IConditionEncoder
{
    public int Encoded { get; private set; }

    public SampleShape Sample => new(3, 2, 2);

    public SampleShape Pixels => new(3, 4, 4);

    public ILatentCodec? Codec => this;

    public IConditionEncoder Conditions => this;

    public string Kind => ConditionKinds.Caption;

    public int Labels => 0;

    public INoiseSchedule Noise => throw new NotSupportedException();

    public IDenoiser Denoiser => throw new NotSupportedException();

    public IReadOnlyList<FeatureMap> Features => throw new NotSupportedException();

    string ILatentCodec.Identity => codec;

    string? IConditionEncoder.Identity => "texts";

    public Tensor Moments(Tensor images)
    {
        Encoded += (int)images.shape[0];
        var mean = nn.functional.avg_pool2d(images, 2);
        return cat([mean, mean.abs()], dim: 1);
    }

    public IReadOnlyDictionary<string, Tensor> Precompute(DataBatch records) => new Dictionary<string, Tensor>
    {
        ["length"] = tensor(records.Captions!.Select(caption => (float)caption.Length).ToArray(), dtype: float32, device: CPU).unsqueeze(1),
    };

    Tensor ILatentCodec.Sample(Tensor moments, Generator generator) => throw new NotSupportedException();

    public Tensor Decode(Tensor latents) => throw new NotSupportedException();

    public Condition? Encode(DataBatch records) => throw new NotSupportedException();

    public Condition? Null(long count) => null;

    public IDenoiser CreateTrainable() => throw new NotSupportedException();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
