using System.Collections;
using System.Reflection;
using FDistill.Hosting.Plugins;
using FDistill.Plugins;

namespace FDistill.Hosting.RunFiles;

/// <summary>Turns a configuration into options, and goes on after
/// a mistake so that all of them are reported together.</summary>
/// <remarks>The configuration binder of Microsoft.Extensions stops at the
/// first mistake, adds to lists that have defaults instead of replacing
/// them, and knows nothing of parts; hence a binder of our own.</remarks>
/// <param name="configuration">What was written.</param>
/// <param name="catalog">The parts that can be chosen.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class OptionsBinder(RunConfiguration configuration, PluginCatalog catalog, RunFileProblems problems)
{
    /// <summary>Binds a section to options.</summary>
    /// <param name="options">Options with their defaults, which the section's values replace.</param>
    /// <param name="path">The section.</param>
    /// <param name="known">Further keys that the section may hold.</param>
    public void Bind(object options, string path, params string[] known)
    {
        var properties = OptionTypes.Settable(options.GetType()).ToDictionary(property => KeyPath.Key(property.Name), StringComparer.OrdinalIgnoreCase);
        foreach (var key in configuration.Keys(path))
        {
            if (known.Contains(key, StringComparer.OrdinalIgnoreCase)) continue;
            if (properties.TryGetValue(key, out var property)) Set(options, property, KeyPath.Below(path, key));
            else problems.UnknownKey(KeyPath.Below(path, key), [.. known, .. properties.Keys]);
        }

        foreach (var (key, property) in properties) Complete(options, property, KeyPath.Below(path, key));
        OptionsValidator.Validate(options, path, catalog, problems);
    }

    private void Set(object options, PropertyInfo property, string path)
    {
        var nullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (configuration.TryGet(path, out var text) && text is null && configuration.Keys(path).Count == 0)
        {
            if (nullable) property.SetValue(options, null);
            else problems.WrongType(path, "null", property.PropertyType);
        }
        else if (Value(property.PropertyType, path, property.GetValue(options)) is { } value)
        {
            property.SetValue(options, value);
        }
    }

    /// <summary>A value of any type that options have; null after
    /// a mistake, which is then among the problems.</summary>
    private object? Value(Type declared, string path, object? standing = null)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var children = configuration.Keys(path);
        configuration.TryGet(path, out var text);
        var isList = text == JsonEntries.EmptyList || children is ["0", ..];
        var isSection = !isList && (text == JsonEntries.EmptyObject || children.Count > 0);

        if (OptionTypes.IsScalar(type)) return isList || isSection ? Wrong("a " + (isList ? "list" : "section")) : Scalar(type, text, path);
        if (OptionTypes.IsList(type, out var element)) return isList ? List(type, element, path, children) : Wrong(Found());
        if (!isSection) return Wrong(isList ? "a list" : Found());
        if (OptionTypes.IsPartChoice(type, out var contract)) return Part(contract, path);
        if (OptionTypes.IsDictionary(type, out var entry)) return Dictionary(entry, path, children);
        return Section(standing ?? Activator.CreateInstance(type)!, path);

        string Found() => isSection ? "a section" : Quoted(text);
        object? Wrong(string found)
        {
            problems.WrongType(path, found, type);
            return null;
        }
    }

    private object? Scalar(Type type, string? text, string path)
    {
        if (text is not null && ScalarValues.Parse(type, text) is { } value) return value;
        problems.WrongType(path, Quoted(text), type);
        return null;
    }

    private object List(Type type, Type element, string path, IReadOnlyList<string> indices)
    {
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var index in indices)
            if (Value(element, KeyPath.Below(path, index)) is { } item)
                items.Add(item);
        if (!type.IsArray) return items;
        var array = Array.CreateInstance(element, items.Count);
        items.CopyTo(array, 0);
        return array;
    }

    private object Dictionary(Type element, string path, IReadOnlyList<string> keys)
    {
        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
        foreach (var key in keys)
            if (Value(element, KeyPath.Below(path, key)) is { } item)
                entries[key] = item;
        return entries;
    }

    private object? Part(Type contract, string path)
    {
        var kind = PartKind.Of(contract);
        var use = KeyPath.Below(path, PartChoice.Use);
        if (!configuration.TryGet(use, out var name) || string.IsNullOrEmpty(name))
        {
            problems.Add(use, $"is missing: it names the {kind}. There are: {string.Join(", ", catalog.Names(kind))}.");
            return null;
        }

        if (!catalog.TryFind(kind, name, out var part, out var problem))
        {
            problems.Add(use, problem);
            return null;
        }

        var options = Activator.CreateInstance(part.OptionsType)!;
        Bind(options, path, PartChoice.Use);
        return Activator.CreateInstance(typeof(PartChoice<>).MakeGenericType(contract), name, part, options);
    }

    private object Section(object options, string path)
    {
        Bind(options, path);
        return options;
    }

    /// <summary>What must be done to a property whether the file sets it or
    /// not: a section of defaults is validated, paths are resolved.</summary>
    private void Complete(object options, PropertyInfo property, string path)
    {
        if (!OptionTypes.IsSection(property.PropertyType)) ResolvePaths(options, property, path);
        else if (!problems.Touch(path) && !configuration.IsGiven(path) && property.GetValue(options) is { } defaults) Bind(defaults, path);
    }

    private void ResolvePaths(object options, PropertyInfo property, string path)
    {
        if (property.GetCustomAttribute<FilePathAttribute>() is null) return;
        switch (property.GetValue(options))
        {
            case string { Length: > 0 } one:
                property.SetValue(options, Path.GetFullPath(one, configuration.Folder(path)));
                break;
            case IList many:
                for (var i = 0; i < many.Count; i++) many[i] = Path.GetFullPath((string)many[i]!, configuration.Folder(KeyPath.Below(path, $"{i}")));
                break;
        }
    }

    private static string Quoted(string? text) => text is null ? "null" : $"'{text}'";
}
