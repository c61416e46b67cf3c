namespace TorchSharp;

/// <summary>The tuples that stand for lists of sizes, as arrays.</summary>
internal static class Lists
{
    public static T[] Of<T>((T, T) items) => [items.Item1, items.Item2];

    public static T[]? Of<T>((T, T)? items) => items is { } given ? Of(given) : null;

    public static T[] Of<T>((T, T, T) items) => [items.Item1, items.Item2, items.Item3];

    public static T[]? Of<T>((T, T, T)? items) => items is { } given ? Of(given) : null;

    public static T[] Of<T>((T, T, T, T) items) => [items.Item1, items.Item2, items.Item3, items.Item4];

    public static T[]? Of<T>(T? item) where T : struct => item is { } given ? [given] : null;
}
