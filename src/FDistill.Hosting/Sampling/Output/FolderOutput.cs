using FDistill.Formats.Files;
using TorchSharp;

namespace FDistill.Hosting.Sampling.Output;

/// <summary>A folder of numbered PNG files, which gets its name when all of them are there.</summary>
internal sealed class FolderOutput : ISampleOutput
{
    private readonly NumberedPictures pictures = new();
    private readonly string path;
    private readonly string unfinished;
    private readonly IReadOnlyList<string> texts;

    private FolderOutput(string path, IReadOnlyList<string> texts) => (this.path, unfinished, this.texts) = (path, $"{path}.partial", texts);

    /// <summary>Begins a folder.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="texts">The texts of the pictures; empty for none.</param>
    /// <exception cref="UserException">There is such a folder already, and it holds something.</exception>
    public static FolderOutput Create(string path, IReadOnlyList<string> texts)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new UserException($"{path} holds files already, and nothing in it is overwritten. Name another folder with --output, or a .zip file.");
        var output = new FolderOutput(path, texts);
        output.Clear();
        Directory.CreateDirectory(output.unfinished);
        return output;
    }

    /// <inheritdoc/>
    public void Add(torch.Tensor images)
    {
        foreach (var (name, content) in pictures.Encode(images)) File.WriteAllBytes(Path.Combine(unfinished, name), content);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (texts.Count > 0) File.WriteAllBytes(Path.Combine(unfinished, PromptLines.FileName), PromptLines.Of(texts));
        if (Directory.Exists(path)) Directory.Delete(path);
        Durable.RenameFolder(unfinished, path);
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void Clear()
    {
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
    }
}
