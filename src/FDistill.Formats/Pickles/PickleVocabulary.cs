namespace FDistill.Formats.Pickles;

/// <summary>The names that a pickle may use: every other one is refused.</summary>
internal abstract class PickleVocabulary
{
    /// <summary>What stands for a name.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="name">The name.</param>
    /// <returns>A <see cref="PickleGlobal"/>; null where the name is refused.</returns>
    public abstract PickleGlobal? Find(string module, string name);

    /// <summary>What a persistent id stands for.</summary>
    /// <exception cref="FormatException">It stands for nothing here.</exception>
    public virtual object? Persistent(object? id) => throw new FormatException("a persistent id; no file of this kind has any");
}
