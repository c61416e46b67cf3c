using FDistill.Datasets;
using FDistill.Teachers;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.Support;

/// <summary>A teacher that brings two samplers of its own, an ODE's
/// and an SDE's, both of which leave the noise as it is.</summary>
internal sealed class TwoSamplers : ITeacher, ITeacherSamplers, IConditionEncoder
{
    private readonly NormalData model = new(1);

    public SampleShape Sample => new(1, 4, 4);

    public INoiseSchedule Noise => model;

    public IDenoiser Denoiser => model;

    public IReadOnlyList<FeatureMap> Features => [];

    public ILatentCodec? Codec => null;

    public IConditionEncoder Conditions => this;

    public ITeacherSamplers? Samplers => this;

    public string Kind => ConditionKinds.Caption;

    public int Labels => 0;

    public IReadOnlyList<SamplerDescription> Offered { get; } = [new("ode", "An ODE", Steps: 10, Guidance: 5), new("sde", "An SDE", Steps: 20, Guidance: 7)];

    public ISampler Create(SamplerRequest request) => FunctionSampler.Noise;

    public Condition? Encode(DataBatch records) => new CaptionCondition(records.Captions!);

    public Condition? Null(long count) => new CaptionCondition([.. Enumerable.Repeat("", (int)count)]);

    public IDenoiser CreateTrainable() => throw new NotSupportedException();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose() => model.Dispose();
}
