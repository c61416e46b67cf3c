namespace FDistill.Hosting.RunFiles;

/// <summary>A run file that cannot be run; all its mistakes together.</summary>
/// <param name="problems">The mistakes.</param>
public sealed class RunFileException(IReadOnlyList<RunFileProblem> problems) : UserException(string.Join(Environment.NewLine, problems))
{
    /// <summary>The mistakes, in the order of the file.</summary>
    public IReadOnlyList<RunFileProblem> Problems => problems;
}
