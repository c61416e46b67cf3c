namespace FDistill.Reports.Laboratory;

/// <summary>Adaptive Gauss–Kronrod quadrature of 7 and 15 points: the panel
/// with the largest error is halved until the sum of errors is small,
/// or the panels are used up, as they are where an integrand is rough.</summary>
/// <remarks>Integrands take all nodes of a panel at once, as tensors like it.</remarks>
internal static class Quadrature
{
    private const double Tolerance = 1e-14;
    private const int FirstPanels = 8, MostPanels = 400;

    /// <summary>The nodes of Kronrod's rule in [0, 1], from the middle outwards;
    /// those of Gauss's are every second, beginning with the middle.</summary>
    private static readonly double[] Nodes =
    [
        0, 0.207784955007898467600689403773245, 0.405845151377397166906606412076961, 0.586087235467691130294144691693003,
        0.741531185599394439863864773280788, 0.864864423359769072789712788640926, 0.949107912342758524526189684047851, 0.991455371120812639206854697526329,
    ];

    private static readonly double[] Kronrod =
    [
        0.209482141084727828012999174891714, 0.204432940075298892414161999234649, 0.190350578064785409913256402421014, 0.169004726639267902826583426598550,
        0.140653259715525918745189590510238, 0.104790010322250183839876322541518, 0.063092092629978553290700663189204, 0.022935322010529224963732008058970,
    ];

    private static readonly double[] Gauss =
    [
        0.417959183673469387755102040816327, 0.381830050505118944950369775488975, 0.279705391489276667901467771423780, 0.129484966168869693270611432679082,
    ];

    /// <summary>∫ f over [from, to].</summary>
    /// <param name="f">The integrand at many places.</param>
    /// <param name="from">The beginning; may lie behind the end.</param>
    /// <param name="to">The end.</param>
    public static double Integrate(Func<double[], double[]> f, double from, double to)
    {
        if (from == to) return 0;
        var panels = new PriorityQueue<Panel, double>();
        for (var k = 0; k < FirstPanels; k++)
            Add(from + (to - from) * k / FirstPanels, from + (to - from) * (k + 1) / FirstPanels);

        var (sum, error) = Totals();
        while (error > Tolerance * Math.Abs(sum) && panels.Count < MostPanels)
        {
            var worst = panels.Dequeue();
            var middle = (worst.From + worst.To) / 2;
            Add(worst.From, middle);
            Add(middle, worst.To);
            (sum, error) = Totals();
        }

        return sum;

        void Add(double left, double right)
        {
            var panel = Panel.Of(f, left, right);
            panels.Enqueue(panel, -panel.Error);
        }

        (double Sum, double Error) Totals() => (panels.UnorderedItems.Sum(item => item.Element.Value), panels.UnorderedItems.Sum(item => item.Element.Error));
    }

    private readonly record struct Panel(double From, double To, double Value, double Error)
    {
        public static Panel Of(Func<double[], double[]> f, double from, double to)
        {
            var (middle, half) = ((from + to) / 2, (to - from) / 2);
            var values = f([.. Nodes.Select(node => middle - half * node), .. Nodes.Skip(1).Select(node => middle + half * node)]);
            double Pair(int k) => k == 0 ? values[0] : values[k] + values[Nodes.Length - 1 + k];

            var kronrod = Kronrod.Select((weight, k) => weight * Pair(k)).Sum() * half;
            var gauss = Gauss.Select((weight, k) => weight * Pair(2 * k)).Sum() * half;
            return new Panel(from, to, kronrod, Math.Abs(kronrod - gauss));
        }
    }
}
