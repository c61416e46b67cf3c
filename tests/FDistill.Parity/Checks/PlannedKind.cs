namespace FDistill.Parity.Checks;

/// <summary>A kind that recordings use, and that nothing computes yet.</summary>
/// <param name="name">Its name.</param>
internal sealed class PlannedKind(string name) : ICheckKind
{
    public string Name => name;

    public void Compute(Check check, CheckCall call) => throw new NotBuiltYetException("this kind is not implemented yet");
}
