using FDistill.Datasets;
using FDistill.Parity.Edm;
using FDistill.Parity.Support;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Parity.Training;

/// <summary>The teacher of a recorded update step. As a dataset it is never asked for anything: what is drawn is recorded.</summary>
internal sealed class UpdateTeacher : ITeacher, IDataset
{
    private readonly Check check;
    private readonly EdmDenoiser denoiser;

    public UpdateTeacher(Check check)
    {
        this.check = check;
        denoiser = NewDenoiser();
        StateDict.Copy(Weights("teacher"), "", denoiser.Module, "teacher");
        foreach (var parameter in denoiser.Module.parameters()) parameter.requires_grad = false;
    }

    public SampleShape Sample => new(3, 32, 32);

    public INoiseSchedule Noise => Schedules.Default;

    public IDenoiser Denoiser => denoiser;

    /// <summary>The last block of every resolution, which the recorded heads look at.</summary>
    public IReadOnlyList<FeatureMap> Features => [.. denoiser.Network.Model.Features.Where(map => map.Name.Contains("_block3", StringComparison.Ordinal))];

    public ILatentCodec? Codec => null;

    public IConditionEncoder Conditions => new LabelEncoder(10, CPU);

    public long? Count => null;

    public SampleShape Pixels => Sample;

    public IReadOnlyCollection<string> Offers => [ConditionKinds.Label];

    /// <summary>The recorded weights of a network, without those that nothing uses.</summary>
    public Dictionary<string, Tensor> Weights(string role)
    {
        var ignored = check.Setting("network").GetProperty("ignore_weights").EnumerateArray().Select(name => name.GetString()).ToHashSet();
        return check.Weights(role).Where(pair => !ignored.Contains(pair.Key)).ToDictionary();
    }

    public IDenoiser CreateTrainable() => NewDenoiser();

    public IDataStream Open(DataRequest request) => new Nothing();

    public void Export(IDenoiser network, string folder) => throw new NotSupportedException();

    public void Dispose() => denoiser.Dispose();

    private EdmDenoiser NewDenoiser() => new(NetworkArguments.Preconditioned(check.Setting("network")));

    private sealed class Nothing : IDataStream
    {
        public long Position => 0;

        public DataBatch? Next() => null;

        public void Dispose()
        {
        }
    }
}
