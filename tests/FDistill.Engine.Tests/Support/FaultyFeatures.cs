using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Support;

/// <summary>A teacher some of whose networks make features that break the
/// contract: numbers that are not finite, unless another fault is given.</summary>
/// <param name="inner">What it is otherwise.</param>
/// <param name="own">Whether its own network does.</param>
/// <param name="made">Whether those that it makes do.</param>
/// <param name="fault">What becomes of a feature.</param>
internal sealed class FaultyFeatures(ITeacher inner, bool own = false, bool made = false, Func<Tensor, Tensor>? fault = null) : ITeacher
{
    public SampleShape Sample => inner.Sample;

    public INoiseSchedule Noise => inner.Noise;

    public IDenoiser Denoiser => own ? new Faulty(inner.Denoiser, fault) : inner.Denoiser;

    public IReadOnlyList<FeatureMap> Features => inner.Features;

    public ILatentCodec? Codec => inner.Codec;

    public IConditionEncoder Conditions => inner.Conditions;

    public IDenoiser CreateTrainable() => made ? new Faulty(inner.CreateTrainable(), fault) : inner.CreateTrainable();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Faulty(IDenoiser inner, Func<Tensor, Tensor>? fault) : IDenoiser
    {
        public nn.Module Module => inner.Module;

        public Tensor Denoise(Tensor noised, Tensor t, Condition? condition) => inner.Denoise(noised, t, condition);

        public Denoised Denoise(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) =>
            new(inner.Denoise(noised, t, condition), Features(noised, t, condition, wanted));

        public IReadOnlyList<Tensor> Features(Tensor noised, Tensor t, Condition? condition, FeatureSelection wanted) =>
            [.. inner.Features(noised, t, condition, wanted).Select(fault ?? (feature => feature * double.NaN))];

        public void Dispose() => inner.Dispose();
    }
}
