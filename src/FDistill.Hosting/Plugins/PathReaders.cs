using System.Reflection;
using FDistill.Hosting.RunFiles;
using FDistill.Plugins;

namespace FDistill.Hosting.Plugins;

/// <summary>The parts that read a path, by what their options say of it.</summary>
internal static class PathReaders
{
    extension(PluginCatalog catalog)
    {
        /// <summary>The part that knows a path best, as overrides of a run file that says nothing itself.</summary>
        /// <param name="kind">The kind of part.</param>
        /// <param name="path">The path.</param>
        /// <param name="origin">What made the choice, for messages.</param>
        /// <param name="way">How a user names the part instead.</param>
        /// <returns>Null where no part reads it.</returns>
        /// <exception cref="UserException">Several parts know it as
        /// well as each other, or what says so is damaged.</exception>
        public IReadOnlyList<Override>? ChoiceOf(PartKind kind, string path, string origin, string way)
        {
            var readers = catalog.Parts(kind).Select(part => (Part: part, Match: MatchOf(part, path))).Where(reader => reader.Match is not null)
                .GroupBy(reader => reader.Match!.Certainty).MaxBy(equals => equals.Key)?.ToList() ?? [];
            return readers switch
            {
                [] => null,
                [var (part, _)] => Choice(kind, part, catalog.NameOf(part), path, origin),
                _ => throw new UserException($"{path} is read by several parts: {string.Join(", ", readers.Select(reader => $"the {kind} '{catalog.NameOf(reader.Part)}'"))}. {way}"),
            };
        }

        /// <summary>What the parts of a kind read, for messages: <c>'a' reads …; 'b' reads …</c>.</summary>
        /// <param name="kind">The kind of part.</param>
        public string Readables(PartKind kind) => string.Join("; ",
            catalog.Parts(kind).Select(part => (part, Reads: ReaderOf(part))).Where(one => one.Reads is not null).Select(one => $"'{catalog.NameOf(one.part)}' reads {one.Reads!.Readable}"));

        private string NameOf(PartDescriptor part) => catalog.TryFind(part.Kind, part.Name, out _, out _) ? part.Name : part.QualifiedName;
    }

    /// <summary>A part that was named, with the path that it reads,
    /// as overrides of a run file that says nothing itself.</summary>
    /// <param name="kind">The kind of part.</param>
    /// <param name="part">The part.</param>
    /// <param name="name">What it was named.</param>
    /// <param name="path">The path.</param>
    /// <param name="origin">What made the choice, for messages.</param>
    /// <exception cref="UserException">It reads no files.</exception>
    public static IReadOnlyList<Override> Choice(PartKind kind, PartDescriptor part, string name, string path, string origin)
    {
        var option = MatchOf(part, path)?.Option
            ?? OptionTypes.Settable(part.OptionsType).LastOrDefault(property => property.PropertyType == typeof(string) && property.GetCustomAttribute<FilePathAttribute>() is not null)?.Name
            ?? throw new UserException($"{origin}: '{name}' reads no files; choose it in a run file, and name that.");
        return
        [
            new Override(origin, KeyPath.Below(kind.Name, PartChoice.Use), name),
            new Override($"'{path}'", KeyPath.Below(kind.Name, KeyPath.Key(option)), Path.GetFullPath(path)),
        ];
    }

    private static PathMatch? MatchOf(PartDescriptor part, string path)
    {
        try
        {
            return ReaderOf(part)?.Match(path);
        }
        catch (InvalidDataException damage)
        {
            throw new UserException(damage.Message, damage);
        }
    }

    private static IReadsPath? ReaderOf(PartDescriptor part) =>
        part.OptionsType.IsAssignableTo(typeof(IReadsPath)) ? (IReadsPath)Activator.CreateInstance(part.OptionsType)! : null;
}
