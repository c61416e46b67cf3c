using FDistill.Plugins.StableDiffusion.Folders;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>What the teacher's card says of its licence.</summary>
/// <param name="Lines">The lines of the card's header about it, as
/// <c>license: openrail++</c>; empty where there are none.</param>
internal sealed record TeacherLicence(IReadOnlyList<string> Lines)
{
    private const string Fence = "---", Prefix = "license";

    /// <summary>Reads the header of the card, <c>README.md</c>.</summary>
    public static TeacherLicence Of(ModelFolder teacher)
    {
        var card = teacher.PathOf("README.md");
        if (!File.Exists(card) || File.ReadLines(card).FirstOrDefault()?.Trim() != Fence) return new TeacherLicence([]);
        var header = File.ReadLines(card).Skip(1).TakeWhile(line => line.Trim() != Fence);
        return new TeacherLicence([.. header.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)).Select(line => line.TrimEnd())]);
    }

    /// <summary>The lines for the header of the student's card.</summary>
    public IEnumerable<string> Header => Lines.Count > 0 ? Lines : ["license: other"];

    /// <summary>What a reader is shown.</summary>
    public string Sentence => Lines.Count > 0
        ? $"The teacher's card says `{string.Join("`, `", Lines)}`. Most of this model's files are the teacher's, and its U-Net was made from the teacher's: what those terms ask of derived models holds for this one."
        : "The teacher's folder states no licence. Most of this model's files are the teacher's, and its U-Net was made from the teacher's: find the teacher's terms, and state them here, before handing this model on.";
}
