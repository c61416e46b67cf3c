using FDistill.Parity.Checks;
using FDistill.Parity.Recordings;
using static TorchSharp.torch;

namespace FDistill.Parity.Running;

/// <summary>Makes the checks of recordings.</summary>
/// <param name="kinds">What can be computed, by name.</param>
/// <param name="kindPrefix">Only checks whose kind begins with this are made; the others are skipped.</param>
/// <param name="device">Where networks compute; the CPU if null. All else is computed on the CPU.</param>
internal sealed class CheckRunner(IReadOnlyDictionary<string, ICheckKind> kinds, string kindPrefix = "", Device? device = null)
{
    /// <summary>Makes all checks of a recording. One that cannot be made is a failed one.</summary>
    /// <param name="checksFile">The path of its checks file.</param>
    public IEnumerable<CheckReport> Run(string checksFile)
    {
        var recording = Open(checksFile, out var damage);
        if (recording is null)
        {
            yield return new CheckReport(Path.GetFileName(checksFile), "", []) { Problem = damage };
            yield break;
        }

        using (recording)
            foreach (var check in recording.Checks)
                yield return Run(check);
    }

    /// <summary>Makes one check.</summary>
    public CheckReport Run(Check check)
    {
        var outputs = new List<OutputReport>();
        var (id, kind) = ("?", "?");
        try
        {
            (id, kind) = (check.Id, check.Kind);
            if (!kind.StartsWith(kindPrefix, StringComparison.Ordinal)) return new CheckReport(id, kind, []) { IsLeftOut = true };
            if (!check.Calls.Any(call => call.Wanted.Any())) throw new InvalidDataException("outputs: there are none");
            using (check)
                foreach (var call in check.Calls)
                    outputs.AddRange(Make(check, call));
            var unknown = check.Kwargs.Unused.ToList();
            return new CheckReport(id, kind, outputs) { Problem = unknown.Count > 0 ? $"kwargs that this kind does not know: {string.Join(", ", unknown)}" : null };
        }
        catch (Exception failure)   // whatever keeps a check from being made is reported as its failure
        {
            var told = failure is InvalidDataException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
            return new CheckReport(id, kind, outputs) { Problem = told };
        }
    }

    private static Recording? Open(string checksFile, out string? damage)
    {
        try
        {
            damage = null;
            return Recording.Open(checksFile);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            damage = failure.Message;
            return null;
        }
    }

    private List<OutputReport> Make(Check check, CheckCall call)
    {
        using var scope = NewDisposeScope();
        if (!kinds.TryGetValue(call.Kind, out var kind))
            throw new InvalidDataException($"there is no kind '{call.Kind}'; there are {string.Join(", ", kinds.Keys.Order(StringComparer.Ordinal))}");
        check.Device = call.Device = kind is INetworkKind && device is not null ? device : CPU;
        kind.Compute(check, call);
        var untaken = call.Untaken.ToList();
        if (untaken.Count > 0) throw new InvalidDataException($"inputs that this kind does not take: {string.Join(", ", untaken)}");
        return [.. call.Wanted.SelectMany(role => OutputComparison.Of(call, role))];
    }
}
