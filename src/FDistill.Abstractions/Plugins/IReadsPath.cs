namespace FDistill.Plugins;

/// <summary>Implemented by the options of a teacher or a dataset that
/// is found by what it reads, where a user names a path and no part:
/// <c>fdistill teacher sample FOLDER</c>, <c>fdistill dataset inspect FOLDER</c>.</summary>
/// <remarks>The host asks options as they are without a run file. Of
/// all parts the one that knows the path best is taken.</remarks>
public interface IReadsPath
{
    /// <summary>What it reads, for messages: a noun, e.g. <c>a folder of .tar files</c>.</summary>
    string Readable { get; }

    /// <summary>Whether it reads a path. Look, but do not open what is large:
    /// a name, or a small file that says what lies beside it.</summary>
    /// <param name="path">A file or folder that is there, or a pattern
    /// with braces, as in <c>shards/{00000..00099}.tar</c>.</param>
    /// <returns>How; null where it does not.</returns>
    /// <exception cref="InvalidDataException">It would, but what
    /// says so is damaged; the message names the file.</exception>
    PathMatch? Match(string path);
}

/// <summary>That a part reads a path.</summary>
/// <param name="Option">The property of the options that takes the path: <c>nameof(Folder)</c>.</param>
/// <param name="Certainty">By what it is known.</param>
public sealed record PathMatch(string Option, PathCertainty Certainty);

/// <summary>By what a part knows that it reads a path; the more certain part is taken.</summary>
public enum PathCertainty
{
    /// <summary>By nothing: it reads any file, or any folder, and is taken where no other part knows better.</summary>
    Assumed,

    /// <summary>By a name: its own, or that of files in it.</summary>
    Name,

    /// <summary>By content: a file that says what it is, or what lies beside it.</summary>
    Content,
}
