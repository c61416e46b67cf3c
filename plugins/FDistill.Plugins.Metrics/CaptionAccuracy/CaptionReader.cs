using FDistill.Plugins.Metrics.Digits;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.CaptionAccuracy;

/// <summary>Reads one thing that a caption says from its image.</summary>
internal sealed class CaptionReader : IDisposable
{
    private readonly CaptionReaderOptions options;
    private readonly DigitsExtractor classifier;

    /// <summary>Loads the classifier.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is damaged,
    /// or its classes are not as many as the words.</exception>
    public CaptionReader(CaptionReaderOptions options, IWeightFiles files, RunEnvironment environment)
    {
        this.options = options;
        classifier = new DigitsExtractor(new DigitsOptions { Checkpoint = options.Checkpoint, Classes = options.Words.Length }, files, environment);
    }

    /// <summary>The name of its share in the results.</summary>
    public string Measure => $"{options.Name}Accuracy";

    /// <summary>Which images show what their captions say.</summary>
    /// <param name="images">[N, C, H, W] float32 in [−1, 1].</param>
    /// <param name="captions">N.</param>
    /// <exception cref="InvalidOperationException">A caption has none of the words, or several.</exception>
    public bool[] IsRight(Tensor images, IReadOnlyList<string> captions)
    {
        using var scope = NewDisposeScope();
        var read = classifier.Extract(images).Logits!.argmax(1).cpu().data<long>().ToArray();
        return [.. captions.Select((caption, n) => Asked(caption) == read[n])];
    }

    /// <inheritdoc/>
    public void Dispose() => classifier.Dispose();

    private int Asked(string caption)
    {
        var found = caption.Split(' ').Select(word => Array.IndexOf(options.Words, word)).Where(number => number >= 0).Distinct().ToList();
        return found.Count == 1 ? found[0]
            : throw new InvalidOperationException($"'caption-accuracy' looks for one of {string.Join(", ", options.Words)} in a caption, and '{caption}' has {(found.Count == 0 ? "none" : "several")}: change readers.words of '{options.Name}', or the captions.");
    }
}
