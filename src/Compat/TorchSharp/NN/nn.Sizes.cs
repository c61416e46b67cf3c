namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        private static long[] Sizes((long, long) sizes) => [sizes.Item1, sizes.Item2];

        private static long[] Sizes((long, long, long) sizes) => [sizes.Item1, sizes.Item2, sizes.Item3];

        private static long[]? Sizes((long, long)? sizes) => sizes is { } given ? Sizes(given) : null;

        private static long[]? Sizes((long, long, long)? sizes) => sizes is { } given ? Sizes(given) : null;

        private static long[] Repeat(long size, int times) => Enumerable.Repeat(size, times).ToArray();

        private static long[]? Repeat(long? size, int times) => size is { } given ? Repeat(given, times) : null;
    }
}
