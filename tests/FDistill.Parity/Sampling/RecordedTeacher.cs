using FDistill.Teachers;

namespace FDistill.Parity.Sampling;

/// <summary>Just enough of a teacher for a sampler: a denoiser and a schedule.</summary>
internal sealed class RecordedTeacher(IDenoiser denoiser, INoiseSchedule noise) : ITeacher
{
    public SampleShape Sample => throw new NotSupportedException();

    public INoiseSchedule Noise => noise;

    public IDenoiser Denoiser => denoiser;

    public IReadOnlyList<FeatureMap> Features => [];

    public ILatentCodec? Codec => null;

    public IConditionEncoder Conditions => throw new NotSupportedException();

    public IDenoiser CreateTrainable() => throw new NotSupportedException();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
