using FDistill.Formats.Files;

namespace FDistill.Formats.PyTorch;

/// <summary>Bounds a walk through a pickle's value, which may
/// contain itself, or one thing in very many places.</summary>
/// <param name="file">Where the value was read.</param>
internal sealed class Walk(ReadableFile file)
{
    private const int Deepest = 200, MostSteps = 4_000_000, LongestPath = 10_000, LettersInAStep = 16;

    private int depth, steps;

    /// <summary>Goes one level deeper, until the result is disposed.</summary>
    /// <param name="path">Where the walk has come to.</param>
    /// <exception cref="InvalidDataException">The value is too deep or too large.</exception>
    public Step Into(string path)
    {
        if (++depth > Deepest) throw new InvalidDataException($"'{file.Path}' is nested more than {Deepest} levels deep, or contains itself: {path[..Math.Min(path.Length, 80)]}…");
        if (path.Length > LongestPath) throw new InvalidDataException($"'{file.Path}' has a value under a name of {path.Length} letters: {path[..80]}…");
        Pass(path.Length);
        return new Step(this);
    }

    /// <summary>Counts what is made of a value.</summary>
    /// <param name="letters">How long the text is that is made of it.</param>
    /// <exception cref="InvalidDataException">All in all it is too much.</exception>
    public void Pass(int letters)
    {
        steps += 1 + (letters / LettersInAStep);
        if (steps > MostSteps) throw new InvalidDataException($"'{file.Path}' holds more than {MostSteps} values; no file of weights has so many");
    }

    /// <summary>One level of a walk.</summary>
    public readonly struct Step(Walk walk) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => walk.depth--;
    }
}
