using Microsoft.Extensions.Logging;

namespace FDistill.Plugins.Datasets.WebDataset;

/// <summary>Counts what is damaged and passed over, reports each once, and ends a run when it is too much.</summary>
/// <param name="limit">How many may be damaged.</param>
/// <param name="logger">Where it is logged.</param>
internal sealed class DamageCount(int limit, ILogger logger)
{
    private readonly HashSet<string> known = [];
    private long inSuccession;

    /// <summary>Passes over something damaged.</summary>
    /// <param name="damage">What, and how; begins with its name.</param>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void PassOver(string damage)
    {
        lock (known)
        {
            inSuccession++;
            if (known.Add(damage)) logger.LogWarning("Passed over: {Damage} It is number {Count} of at most {Limit}", damage, known.Count, limit);
            if (known.Count > limit || inSuccession > limit)
                throw new InvalidDataException($"{damage} With it, more than {limit} samples or shards are damaged{(known.Count > limit ? "" : ", and none is whole")}: mend them, or set 'maxDamaged' to more.");
        }
    }

    /// <summary>A sample was whole: not everything is damaged.</summary>
    public void Whole()
    {
        lock (known) inSuccession = 0;
    }
}
