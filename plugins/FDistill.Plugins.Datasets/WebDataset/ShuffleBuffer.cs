using FDistill.Plugins.Datasets.Streams;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Hands things out in a random order, with no more than so many waiting.</summary>
internal static class ShuffleBuffer
{
    /// <summary>Draws each from those that wait, and puts the next one in its place.</summary>
    /// <param name="source">The things in order.</param>
    /// <param name="capacity">How many wait.</param>
    /// <param name="random">Decides which is drawn.</param>
    public static IEnumerable<T> Shuffle<T>(IEnumerable<T> source, int capacity, SplitMix64 random)
    {
        var waiting = new List<T>();
        foreach (var next in source)
        {
            if (waiting.Count < capacity)
            {
                waiting.Add(next);
                continue;
            }

            var place = random.Below(waiting.Count);
            yield return waiting[place];
            waiting[place] = next;
        }

        while (waiting.Count > 0)
        {
            var place = random.Below(waiting.Count);
            yield return waiting[place];
            waiting[place] = waiting[^1];
            waiting.RemoveAt(waiting.Count - 1);
        }
    }
}
