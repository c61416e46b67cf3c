using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using FDistill.Hosting.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>A run file with every default written out: what a run really did. It is a run file itself.</summary>
public static class ResolvedRunFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON; keys stand in the order in which their class declares them.</summary>
    /// <param name="runFile">The run file.</param>
    public static JsonObject ToJson(RunFile runFile)
    {
        ArgumentNullException.ThrowIfNull(runFile);
        return Section(runFile, []);
    }

    /// <summary>As text, ending with a line end.</summary>
    /// <param name="runFile">The run file.</param>
    public static string ToText(RunFile runFile) => ToJson(runFile).ToJsonString(Indented) + "\n";

    /// <summary>The run file that an earlier run left, resolved anew: keys
    /// that have come up since have the defaults by which it ran.</summary>
    /// <typeparam name="TRunFile">Its kind.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="catalog">The plugins at hand.</param>
    /// <returns>Its text; as it stands where the program does not understand it
    /// any more, so that the keys at fault are reported as differences.</returns>
    internal static string OfEarlierRun<TRunFile>(string path, PluginCatalog catalog) where TRunFile : RunFile, new()
    {
        var nothing = new Hashtable();
        try
        {
            return ToText(new RunFileLoader(nothing) { ToleratesMissingFiles = true }.Bind<TRunFile>(RunConfiguration.Read(path, [], nothing), catalog).RunFile);
        }
        catch (RunFileException)
        {
            return File.ReadAllText(path);
        }
    }

    /// <summary>The keys whose values differ between two resolved
    /// run files, as users write them, with both values.</summary>
    /// <param name="before">One.</param>
    /// <param name="now">The other.</param>
    /// <param name="ignored">Keys of the top level that may differ.</param>
    public static IReadOnlyList<string> Differences(string before, string now, IReadOnlyCollection<string> ignored)
    {
        ArgumentNullException.ThrowIfNull(ignored);
        var old = JsonEntries.Read(before).Values;
        var current = JsonEntries.Read(now).Values;
        return [.. old.Keys.Union(current.Keys)
            .Where(path => !ignored.Any(key => KeyPath.IsWithin(path, key)))
            .Where(path => !old.ContainsKey(path) || !current.ContainsKey(path) || old[path] != current[path])
            .Select(path => $"{KeyPath.Display(path)}: was {Value(old, path)}, is {Value(current, path)}")];
    }

    private static JsonObject Section(object options, JsonObject section)
    {
        foreach (var property in OptionTypes.Settable(options.GetType()))
            section[KeyPath.Key(property.Name)] = Node(property.GetValue(options));
        return section;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        Enum named => JsonValue.Create(KeyPath.Key(named.ToString())),
        PartChoice choice => Section(choice.Options, new JsonObject { [PartChoice.Use] = choice.Name }),
        IDictionary entries => new JsonObject(entries.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, Node(entry.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ when OptionTypes.IsScalar(value.GetType()) => JsonSerializer.SerializeToNode(value),
        _ => Section(value, []),
    };

    private static string Value(Dictionary<string, string?> values, string path) =>
        values.TryGetValue(path, out var value) ? value is null ? "null" : $"'{value}'" : "absent";
}
