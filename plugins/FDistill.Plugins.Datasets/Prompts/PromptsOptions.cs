using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Datasets.Prompts;

/// <summary>Options of <c>prompts</c>.</summary>
public sealed class PromptsOptions : IReadsPath
{
    /// <summary>A text file in UTF-8, one prompt a line. Lines of spaces alone are passed over;
    /// every other one is a prompt, whatever it begins with: there are no comments.</summary>
    [Required, FilePath]
    public string File { get; set; } = "";

    /// <summary>Takes the first so many prompts only; default: all.</summary>
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <inheritdoc/>
    string IReadsPath.Readable => "a .txt file of a text a line";

    /// <inheritdoc/>
    PathMatch? IReadsPath.Match(string path) => Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path) ? new(nameof(File), PathCertainty.Name) : null;
}
