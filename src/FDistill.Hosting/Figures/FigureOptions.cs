namespace FDistill.Hosting.Figures;

/// <summary>How figures are made that need a run's networks.</summary>
public sealed record FigureOptions
{
    /// <summary>How many generated samples h and the score difference are taken of. (paper, Fig. 6: 6.4K)</summary>
    public int Samples { get; init; } = 6400;

    /// <summary>How many samples of teacher and student are put side by side. (house: 40, four of each digit)</summary>
    public int Pictures { get; init; } = 40;

    /// <summary>Seed of all that is drawn. (house: 0)</summary>
    public long Seed { get; init; }
}
