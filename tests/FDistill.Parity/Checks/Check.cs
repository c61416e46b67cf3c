using System.Text.Json;
using FDistill.Parity.Recordings;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>One check of a recording: what is computed from which
/// arguments and weights, in one call or several.</summary>
/// <param name="recording">The recording.</param>
/// <param name="json">The check as it is written.</param>
internal sealed class Check(Recording recording, JsonElement json) : IDisposable
{
    private readonly Dictionary<Type, IDisposable> shared = [];

    /// <summary>Its name in the recording.</summary>
    public string Id => json.Text("id");

    /// <summary>What it computes, e.g. <c>metric.frechet</c>.</summary>
    public string Kind => json.Text("kind");

    /// <summary>Where its network computes.</summary>
    public Device Device { get; set; } = CPU;

    /// <summary>Its arguments.</summary>
    public Kwargs Kwargs { get; } = new(json.Object("kwargs"));

    /// <summary>The calls it consists of, made in order on one state: a single one, where it lists no steps.</summary>
    public IReadOnlyList<CheckCall> Calls { get; } = json.TryGetProperty("steps", out var steps) && steps.ValueKind == JsonValueKind.Array
        ? [.. steps.EnumerateArray().Select((step, number) => new CheckCall(recording, step, json, number))]
        : [new CheckCall(recording, json, json, Number: null)];

    /// <summary>What the check's calls share, such as time bins, networks and
    /// optimizers; made at the first call, disposed with the check.</summary>
    /// <typeparam name="T">Its type; calls of different kinds that share it name the same.</typeparam>
    /// <param name="make">Makes it; its tensors are detached from the dispose scope of the call.</param>
    public T Shared<T>(Func<T> make) where T : class, IDisposable
    {
        if (!shared.TryGetValue(typeof(T), out var found)) shared.Add(typeof(T), found = make());
        return (T)found;
    }

    /// <summary>The weights of its network.</summary>
    /// <param name="role">Which network, where several take part.</param>
    public CheckWeights Weights(string? role = null)
    {
        var place = role is null ? "weights" : $"weights.{role}";
        var written = json.Member("weights");
        if (role is not null && written.ValueKind == JsonValueKind.Object) written = written.Member(role);
        return written.ValueKind == JsonValueKind.Object
            ? recording.Weights(written, Id) with { Device = Device }
            : throw new InvalidDataException($"{place}: found {written.GetRawText()}, expected an object with 'file' and 'prefix', or with 'hash'");
    }

    public void Dispose()
    {
        foreach (var state in shared.Values) state.Dispose();
        shared.Clear();
    }
}
