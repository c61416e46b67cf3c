using FDistill.Datasets;
using FDistill.Parity.Checks;
using FDistill.Parity.Edm;
using FDistill.Plugins.Edm;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>The teacher of a recorded update step.</summary>
internal sealed class UpdateTeacher : ITeacher, IConditionEncoder
{
    private readonly Kwargs arguments;
    private readonly EdmDenoiser denoiser;

    /// <summary>Makes the teacher.</summary>
    /// <param name="arguments">The network's arguments.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="noise">Its noise schedule.</param>
    public UpdateTeacher(Kwargs arguments, CheckWeights weights, INoiseSchedule noise)
    {
        (this.arguments, Noise) = (arguments, noise);
        denoiser = new EdmDenoiser(NetworkArguments.Preconditioned(arguments, weights));
        foreach (var parameter in denoiser.Module.parameters()) parameter.requires_grad = false;
    }

    public SampleShape Sample => new(arguments.Integer("img_channels"), arguments.Integer("img_resolution"), arguments.Integer("img_resolution"));

    public INoiseSchedule Noise { get; }

    public IDenoiser Denoiser => denoiser;

    /// <summary>The encoder's last block of every resolution, from the
    /// highest down: what the recorded discriminators look at.</summary>
    public IReadOnlyList<FeatureMap> Features =>
        [.. denoiser.Network.Model.Features.Where(map => map.Name.StartsWith("enc.", StringComparison.Ordinal) && map.Name.EndsWith($"_block{arguments.Integer("num_blocks") - 1}", StringComparison.Ordinal))];

    public ILatentCodec? Codec => null;

    public IConditionEncoder Conditions => this;

    public string Kind => Labels > 0 ? ConditionKinds.Label : ConditionKinds.None;

    public int Labels => arguments.Integer("label_dim");

    /// <summary>The rows that guidance leads away from: [N, labels]; zeros where none are set.</summary>
    public Tensor? NegativeRows { get; set; }

    public IDenoiser CreateTrainable() => new EdmDenoiser(NetworkArguments.Preconditioned(arguments));

    public Condition? Encode(DataBatch records) => throw new NotSupportedException();

    public Condition? Null(long count) => new LabelCondition(NegativeRows ?? zeros([count, Labels], dtype: float32, device: CPU));

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose() => denoiser.Dispose();
}
