using FDistill.Parity.Checks;

namespace FDistill.Parity.Fullsize;

/// <summary>Another kind at its published size, with weights made by a hash.</summary>
/// <param name="kinds">The kinds that it may name.</param>
internal sealed class FullsizeKind(IReadOnlyList<ICheckKind> kinds) : ICheckKind
{
    public string Name => "network.fullsize";

    public void Compute(Check check, CheckCall call)
    {
        var name = check.Kwargs.Text("kind");
        var kind = kinds.FirstOrDefault(kind => kind.Name == name) ?? throw check.Kwargs.Unknown("kind", string.Join(" or ", kinds.Select(kind => kind.Name)));
        kind.Compute(check, call);
    }
}
