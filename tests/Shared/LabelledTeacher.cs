using FDistill.Datasets;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>A teacher of 1×4×4 samples with a number of labels, for
/// whatever asks a teacher for no more than shape and conditions.</summary>
internal sealed class LabelledTeacher(int labels = 10, string kind = ConditionKinds.Label, ILatentCodec? codec = null) : ITeacher, IConditionEncoder
{
    public SampleShape Sample => new(1, 4, 4);

    public IConditionEncoder Conditions => this;

    public ILatentCodec? Codec => codec;

    public string Kind => kind;

    public int Labels => labels;

    public INoiseSchedule Noise { get; } = new NormalData(1);

    public IDenoiser Denoiser { get; } = new NormalData(1);

    public IReadOnlyList<FeatureMap> Features => throw new NotSupportedException();

    public Condition? Encode(DataBatch records) => records switch
    {
        { Labels: { } tensor } => new LabelCondition(tensor),
        { Captions: { } captions } => new CaptionCondition(captions),
        _ => null,
    };

    public Condition? Null(long count) => null;

    public IDenoiser CreateTrainable() => throw new NotSupportedException();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

/// <summary>Labels as they are.</summary>
internal sealed class LabelCondition(Tensor labels) : Condition
{
    public Tensor Labels => labels;

    public override long Count => labels.shape[0];

    public override Condition Slice(long start, long count) => new LabelCondition(labels.narrow(0, start, count));

    public override Condition Concat(Condition other) => new LabelCondition(cat([labels, ((LabelCondition)other).Labels], 0));

    public override Condition To(Device device) => new LabelCondition(labels.to(device));
}

/// <summary>Captions as they are.</summary>
internal sealed class CaptionCondition(IReadOnlyList<string> captions) : Condition
{
    public IReadOnlyList<string> Captions => captions;

    public override long Count => captions.Count;

    public override Condition Slice(long start, long count) => new CaptionCondition([.. captions.Skip((int)start).Take((int)count)]);

    public override Condition Concat(Condition other) => new CaptionCondition([.. captions, .. ((CaptionCondition)other).Captions]);

    public override Condition To(Device device) => this;
}
