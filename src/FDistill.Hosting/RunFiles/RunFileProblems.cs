namespace FDistill.Hosting.RunFiles;

/// <summary>Collects the mistakes of a run file.</summary>
/// <param name="configuration">Knows where each key was written.</param>
/// <param name="toleratesMissingFiles">Whether a file that is not there is no mistake.</param>
internal sealed class RunFileProblems(RunConfiguration configuration, bool toleratesMissingFiles = false)
{
    private readonly List<(string Path, RunFileProblem Problem)> found = [];
    private readonly List<MissingFile> missing = [];

    /// <summary>The files that are not there, where that is no mistake.</summary>
    public IReadOnlyList<MissingFile> Missing => missing;

    /// <summary>Adds a mistake.</summary>
    /// <param name="path">Its key.</param>
    /// <param name="message">What was found, what was expected, the way out.</param>
    public void Add(string path, string message) =>
        found.Add((path, new RunFileProblem(configuration.Origin(path), KeyPath.Display(path), message)));

    /// <summary>A file or folder that is not there.</summary>
    public void MissingFile(string path, string file, string message)
    {
        if (toleratesMissingFiles) missing.Add(new MissingFile(path, file));
        else Add(path, message);
    }

    /// <summary>A value of the wrong type.</summary>
    public void WrongType(string path, string foundValue, Type expected) => Add(path, $"found {foundValue}, expected {ScalarValues.Expected(expected)}");

    /// <summary>A key that does not exist.</summary>
    public void UnknownKey(string path, IReadOnlyCollection<string> known)
    {
        var key = path[(KeyPath.Above(path) is { Length: > 0 } above ? above.Length + 1 : 0)..];
        var nearest = NearestName.Hint(key, known);
        var list = known.Count > 0 ? $" Keys here: {string.Join(", ", known)}." : " There are no keys here.";
        Add(path, $"there is no such key{nearest}{list}");
    }

    /// <summary>Whether something is already wrong at a key or below it.</summary>
    public bool Touch(string path) => found.Any(mistake => KeyPath.IsWithin(mistake.Path, path));

    /// <summary>Ends the reading where anything is wrong.</summary>
    /// <exception cref="RunFileException">Anything is.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0) throw new RunFileException([.. found.OrderBy(mistake => configuration.Line(mistake.Path)).Select(mistake => mistake.Problem)]);
    }
}
