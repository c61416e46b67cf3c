namespace FDistill.Formats.Pickles;

/// <summary>What remains of an object: the name of its class and
/// its attributes. The class itself is never looked for.</summary>
/// <param name="className">The class's name, without its module.</param>
/// <param name="isScripted">Whether it is of TorchScript, whose modules
/// hold parameters, buffers and modules as plain attributes.</param>
internal sealed class PickleObject(string className, bool isScripted = false) : IPickleState
{
    /// <summary>Whether it is of TorchScript.</summary>
    public bool IsScripted => isScripted;

    /// <summary>The class's name.</summary>
    public string ClassName => className;

    /// <summary>Its attributes.</summary>
    public PickleDictionary Attributes { get; private set; } = new();

    /// <inheritdoc/>
    public void SetState(object? state) => Attributes = PickleValues.Dictionary(state);
}
