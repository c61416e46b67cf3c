using System.Text.RegularExpressions;
using FDistill.Reports.Charts.Drawing;

namespace FDistill.Reports.Tests.Charts;

public sealed class PaletteTests
{
    /// <summary>What is left of a colour's linear red, green and blue without the long, the medium
    /// or the short cones (Viénot, Brettel and Mollon 1999; Brettel 1997 for the last).</summary>
    private static readonly Dictionary<string, double[,]> Visions = new()
    {
        ["full"] = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
        ["protanopia"] = new[,] { { 0.11238, 0.88762, 0 }, { 0.11238, 0.88762, 0 }, { 0.00401, -0.00401, 1 } },
        ["deuteranopia"] = new[,] { { 0.29275, 0.70725, 0 }, { 0.29275, 0.70725, 0 }, { -0.02234, 0.02234, 1 } },
        ["tritanopia"] = new[,] { { 1, 0.14461, -0.14461 }, { 0, 0.85924, 0.14076 }, { 0, 0.85924, 0.14076 } },
    };

    private static readonly Ink[] AllSeries = [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Series5, Ink.Series6];

    public static TheoryData<string, bool> Screens => [.. from vision in Visions.Keys from dark in new[] { false, true } select new TheoryDataRow<string, bool>(vision, dark)];

    [Theory]
    [MemberData(nameof(Screens))]
    public void Series_are_told_apart_by_every_colour_vision(string vision, bool dark)
    {
        var seen = AllSeries.Select(ink => (ink, Colour: Seen(Of(ink, dark), Visions[vision]))).ToList();
        foreach (var (first, second) in seen.SelectMany((a, k) => seen.Skip(k + 1).Select(b => (a, b))))
        {
            // Two that look rather alike to some have dashes that do not.
            var differ = Distance(first.Colour, second.Colour) > 0.1 || !Palette.Dashes(first.ink).SequenceEqual(Palette.Dashes(second.ink));
            Assert.True(differ, $"{first.ink} and {second.ink} look alike to {vision}");
        }
        Assert.True(seen.SelectMany((a, k) => seen.Skip(k + 1).Select(b => Distance(a.Colour, b.Colour))).Count(distance => distance > 0.1) >= 12, "most pairs differ by colour alone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_and_letters_stand_out_from_the_ground(bool dark)
    {
        foreach (var ink in (Ink[])[Ink.Text, Ink.Muted, .. AllSeries])
            Assert.True(Contrast(Of(ink, dark), Of(Ink.Ground, dark)) >= 3, $"{ink}: WCAG 2.1 asks for 3 to 1");
    }

    [Fact]
    public void No_two_series_have_the_same_dashes() => Assert.Equal(6, AllSeries.Select(ink => string.Join(' ', Palette.Dashes(ink))).Distinct().Count());

    [Fact]
    public void Pages_have_the_same_colours()
    {
        using var resource = typeof(HtmlReport).Assembly.GetManifestResourceStream("FDistill.Reports.Html.report.css")!;
        var css = new StreamReader(resource).ReadToEnd();
        foreach (var (ink, name) in AllSeries.Select((ink, k) => (ink, $"s{k + 1}")).Append((Ink.Muted, "muted")).Append((Ink.Faint, "faint")).Append((Ink.Text, "ink")).Append((Ink.Ground, "panel")))
            Assert.Equal([Palette.Light(ink), Palette.Dark(ink)], Regex.Matches(css, $"--{name}: (#[0-9a-f]+);").Select(match => Colour.Parse(match.Groups[1].Value)));
    }

    [Fact]
    public void Colours_of_maps_get_lighter_with_the_value()
    {
        var lightness = Enumerable.Range(0, 50).Select(k => Luminance(ColourScale.Sequential.At(k / 49.0))).ToList();
        Assert.Equal(lightness.Order(), lightness);
    }

    private static Colour Of(Ink ink, bool dark) => dark ? Palette.Dark(ink) : Palette.Light(ink);

    private static double[] Linear(Colour colour) => [.. new[] { colour.Red, colour.Green, colour.Blue }.Select(value => Math.Pow(value / 255.0, 2.2))];

    private static double[] Seen(Colour colour, double[,] vision)
    {
        var linear = Linear(colour);
        return [.. Enumerable.Range(0, 3).Select(row => Math.Pow(Math.Clamp(Enumerable.Range(0, 3).Sum(k => vision[row, k] * linear[k]), 0, 1), 1 / 2.2))];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double Luminance(Colour colour) => Linear(colour) is var linear ? 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] : 0;

    private static double Contrast(Colour a, Colour b)
    {
        double[] both = [Luminance(a) + 0.05, Luminance(b) + 0.05];
        return both.Max() / both.Min();
    }
}
