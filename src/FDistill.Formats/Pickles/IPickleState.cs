namespace FDistill.Formats.Pickles;

/// <summary>A value that a pickle makes first and gives its content later.</summary>
internal interface IPickleState
{
    /// <summary>Takes the content.</summary>
    /// <exception cref="FormatException">It is not of the expected kind.</exception>
    void SetState(object? state);
}
