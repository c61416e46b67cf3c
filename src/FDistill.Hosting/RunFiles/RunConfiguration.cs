using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace FDistill.Hosting.RunFiles;

/// <summary>A run file and what overrides it, layered: the file, then the environment, then the command line.</summary>
internal sealed class RunConfiguration
{
    private readonly IConfigurationRoot root;
    private readonly JsonEntries entries;

    private RunConfiguration(string file, JsonEntries entries, IConfigurationRoot root)
    {
        File = file;
        this.entries = entries;
        this.root = root;
    }

    /// <summary>The full path of the run file.</summary>
    public string File { get; }

    /// <summary>Reads a run file and puts the overrides over it.</summary>
    /// <param name="file">Its path; <see cref="RunFileLoader.NoFile"/> where there is none.</param>
    /// <param name="arguments">The overrides of the command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="UserException">There is no such file, or it is not
    /// JSON, or gives a key twice; or an override is not JSON.</exception>
    public static RunConfiguration Read(string file, IReadOnlyList<Override> arguments, IDictionary environment)
    {
        var full = Path.GetFullPath(file);
        var commandLine = new OverrideLayer(arguments, Directory.GetCurrentDirectory());
        var variables = new OverrideLayer([.. Override.FromEnvironment(environment)], Directory.GetCurrentDirectory());
        var entries = file == RunFileLoader.NoFile ? JsonEntries.Read(JsonEntries.EmptyObject) : Parse(full);
        var layer = new RunFileLayer(full, entries, [.. variables.Replaced, .. commandLine.Replaced]);
        return new RunConfiguration(full, entries, new ConfigurationBuilder().Add(layer).Add(variables).Add(commandLine).Build());
    }

    /// <summary>A configuration that stands in no file.</summary>
    /// <param name="values">All there is.</param>
    /// <param name="name">What to call it in messages.</param>
    public static RunConfiguration Of(IReadOnlyList<Override> values, string name)
    {
        var folder = Directory.GetCurrentDirectory();
        return new RunConfiguration(Path.Combine(folder, name), JsonEntries.Read("{}"), new ConfigurationBuilder().Add(new OverrideLayer(values, folder)).Build());
    }

    /// <summary>A value; true also for one that is null.</summary>
    public bool TryGet(string path, out string? value)
    {
        foreach (var provider in root.Providers.Reverse())
            if (provider.TryGet(path, out value))
                return true;
        value = null;
        return false;
    }

    /// <summary>Whether a key or anything below it is given.</summary>
    public bool IsGiven(string path) => TryGet(path, out _) || Keys(path).Count > 0;

    /// <summary>The keys directly below a path; a list's are its indices in rising order.</summary>
    public IReadOnlyList<string> Keys(string path) => [.. (path.Length == 0 ? root : (IConfiguration)root.GetSection(path)).GetChildren().Select(child => child.Key)];

    /// <summary>Where a key was written, or, where it was not, the nearest one above it.</summary>
    public string Origin(string path)
    {
        for (; path.Length > 0; path = KeyPath.Above(path))
            foreach (var layer in root.Providers.OfType<IKnowsOrigins>().Reverse())
                if (layer.TryOrigin(path, out var origin))
                    return origin;
        return Path.GetFileName(File);
    }

    /// <summary>The line of the file at which a key stands, or the nearest one above it; 0 where none does.</summary>
    public int Line(string path)
    {
        for (; path.Length > 0; path = KeyPath.Above(path))
            if (entries.Lines.TryGetValue(path, out var line))
                return line;
        return 0;
    }

    /// <summary>The folder against which a relative path at a key is resolved.</summary>
    public string Folder(string path) =>
        root.Providers.OfType<IKnowsOrigins>().LastOrDefault(layer => layer.TryGet(path, out _))?.Folder ?? Path.GetDirectoryName(File)!;

    private static JsonEntries Parse(string file)
    {
        var name = Path.GetFileName(file);
        try
        {
            var text = System.IO.File.ReadAllText(file);
            if (string.IsNullOrWhiteSpace(text)) throw Wrong(name, "the file is empty; expected a JSON object");
            var entries = JsonEntries.Read(text);
            if (!entries.IsObject) throw Wrong(name, "expected a JSON object at the top of the file");
            if (entries.Duplicates.Count > 0)
                throw new RunFileException([.. entries.Duplicates.Select(twice =>
                    new RunFileProblem(RunFileLayer.At(name, twice.Line), KeyPath.Display(twice.Path), "the key is given twice; keep one"))]);
            return entries;
        }
        catch (JsonException failure)
        {
            throw Wrong($"{name}, {JsonMistake.Position(failure)}", $"not JSON: {JsonMistake.Describe(failure)}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"There is no run file {file}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"The run file {file} cannot be read: {failure.Message}", failure);
        }
    }

    private static RunFileException Wrong(string origin, string message) => new([new RunFileProblem(origin, "", message)]);
}
