using FDistill.Plugins.Datasets.Mnist;

namespace FDistill.Plugins.Datasets.CaptionedDigits;

/// <summary>The line that a pen of no width would have drawn: a digit at twice its
/// resolution, thinned until one cell is left across (Zhang and Suen 1984).</summary>
internal static class Skeleton
{
    /// <summary>Cells along a side.</summary>
    public const int Side = 2 * MnistFolder.Side;

    /// <summary>Rows in memory have a cell of background before and after them.</summary>
    private const int Stride = Side + 2;

    private const int Threshold = 128;

    /// <summary>The eight neighbours, clockwise from the one above.</summary>
    private static readonly int[] Around = [-Stride, 1 - Stride, 1, 1 + Stride, Stride, Stride - 1, -1, -1 - Stride];

    /// <summary>Thins a digit.</summary>
    /// <param name="stored">28 × 28 bytes, 0 black.</param>
    /// <returns>Row and column of the cells that are left, row by row.</returns>
    public static List<(int Row, int Column)> Of(ReadOnlySpan<byte> stored)
    {
        var cells = Enlarge(stored);
        var ink = Enumerable.Range(0, cells.Length).Where(cell => cells[cell]).ToList();
        while (Peel(cells, ink, first: true) | Peel(cells, ink, first: false)) { }
        return [.. ink.Select(cell => (cell / Stride - 1, cell % Stride - 1))];
    }

    /// <summary>Twice the resolution, linearly between the pixels, and each cell either ink or not.</summary>
    private static bool[] Enlarge(ReadOnlySpan<byte> stored)
    {
        var cells = new bool[Stride * Stride];
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                cells[(row + 1) * Stride + column + 1] = Between(stored, row, column) >= 16 * Threshold;
        return cells;
    }

    /// <summary>Sixteen times the grey at a cell: of the four nearest pixels, the
    /// nearest counts nine times, the next ones three times, the last once.</summary>
    private static int Between(ReadOnlySpan<byte> stored, int row, int column)
    {
        var (near, far) = (Pixels(row), Pixels(column));
        return 9 * stored[near.Nearest * MnistFolder.Side + far.Nearest] + 3 * stored[near.Next * MnistFolder.Side + far.Nearest]
            + 3 * stored[near.Nearest * MnistFolder.Side + far.Next] + stored[near.Next * MnistFolder.Side + far.Next];
    }

    private static (int Nearest, int Next) Pixels(int cell) => (cell / 2, Math.Clamp(cell / 2 + (cell % 2 == 0 ? -1 : 1), 0, MnistFolder.Side - 1));

    /// <summary>Takes cells off the rim on two of its four sides, where the line stays whole.</summary>
    private static bool Peel(bool[] cells, List<int> ink, bool first)
    {
        var rim = ink.Where(cell => IsLoose(cells, cell, first)).ToList();
        foreach (var cell in rim) cells[cell] = false;
        ink.RemoveAll(cell => !cells[cell]);
        return rim.Count > 0;
    }

    private static bool IsLoose(bool[] cells, int cell, bool first)
    {
        bool At(int neighbour) => cells[cell + Around[neighbour % 8]];
        var (neighbours, changes) = (0, 0);
        for (var n = 0; n < 8; n++)
        {
            if (At(n)) neighbours++;
            if (!At(n) && At(n + 1)) changes++;
        }
        if (neighbours is < 2 or > 6 || changes != 1) return false;
        var (above, right, below, left) = (At(0), At(2), At(4), At(6));
        return first ? !(above && right && below) && !(right && below && left) : !(above && right && left) && !(above && below && left);
    }
}
