using System.Text.RegularExpressions;
using System.Xml.Linq;
using FDistill.Images;
using FDistill.Reports.Charts;
using FDistill.Reports.Charts.Drawing;
using FDistill.Reports.Tests.Support;
using FDistill.Tests.Shared;

namespace FDistill.Reports.Tests.Charts;

public sealed class ChartFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_kind_of_chart_is_well_formed_SVG_that_says_what_it_shows(int kind)
    {
        var chart = Pictures.All[kind];
        var svg = XDocument.Parse(File.ReadAllText(Written("chart.svg", chart)));
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.All([chart.Title, chart.Caption, chart.YLabel, .. chart.Lines.Select(line => line.Name)], text => Assert.Contains(text, texts));
        Assert.DoesNotContain("NaN", svg.ToString());
        Assert.Contains("prefers-color-scheme:dark", svg.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_kind_of_chart_is_a_PNG_of_the_same_size_as_its_SVG(int kind)
    {
        var svg = XDocument.Parse(File.ReadAllText(Written("chart.svg", Pictures.All[kind]))).Root!;
        var picture = Picture(Pictures.All[kind]);
        Assert.Equal(2 * (double)svg.Attribute("width")!, picture.Width, tolerance: 1);
        Assert.Equal(2 * (double)svg.Attribute("height")!, picture.Height, tolerance: 1);
    }

    [Fact]
    public void The_same_chart_is_the_same_bytes()
    {
        Assert.Equal(File.ReadAllBytes(Written("a.png", Pictures.Map)), File.ReadAllBytes(Written("b.png", Pictures.Map)));
        Assert.Equal(File.ReadAllText(Written("a.svg", Pictures.Map)), File.ReadAllText(Written("b.svg", Pictures.Map)));
    }

    [Fact]
    public void Painted_lines_have_the_palette_s_colours()
    {
        var colours = Colours(Picture(Pictures.Lines(3, 1, 2)));
        Assert.Contains(Palette.Light(Ink.Series1), colours);
        Assert.Contains(Palette.Light(Ink.Series2), colours);
        Assert.DoesNotContain(Palette.Light(Ink.Series3), colours);
    }

    [Fact]
    public void Painted_text_is_there()
    {
        var chart = Pictures.Lines(3, 1, 2);
        var (with, without) = (Picture(chart), Picture(chart with { YLabel = "" }));
        Assert.NotEqual(with.Pixels, without.Pixels);
        Assert.Equal(Picture(chart with { Title = "AVA" }).Pixels.Length, Picture(chart with { Title = "VAV" }).Pixels.Length);
        Assert.NotEqual(Picture(chart with { Title = "AVA" }).Pixels, Picture(chart with { Title = "VAV" }).Pixels);
    }

    [Fact]
    public void Panels_stand_side_by_side_in_one_file()
    {
        var path = Path.Combine(folder.Path, "sheet.svg");
        ChartFile.Write(path, new ChartSheet("All together", Pictures.All));
        var svg = File.ReadAllText(path);
        Assert.Equal(6, Regex.Count(svg, "<g transform="));
        Assert.Contains("All together", svg);
        Assert.True((double)XDocument.Parse(svg).Root!.Attribute("width")! > 3 * 460);
    }

    [Fact]
    public void Pictures_of_several_samplers_stand_side_by_side()
    {
        var grey = new Raster(2, 2, 1, [0, 80, 160, 240]);
        var sheet = new PictureSheet("Teacher and student", "The same noise.", [new("Teacher", [grey, grey]), new("Student", [grey, grey])]);
        ChartFile.Write(folder.File("pictures.svg"), sheet);
        ChartFile.Write(folder.File("pictures.png"), sheet with { Texts = ["a cat", "a dog"] });
        Assert.Equal(4, Regex.Count(File.ReadAllText(folder.File("pictures.svg")), "<image "));
        Assert.Superset(new HashSet<Colour> { new(0, 0, 0), new(80, 80, 80), new(240, 240, 240) }, Colours(Png.Decode(File.ReadAllBytes(folder.File("pictures.png")))));
    }

    [Fact]
    public void Pictures_of_texts_stand_in_pairs_under_their_texts_several_in_a_row()
    {
        var picture = new Raster(64, 64, 1, new byte[64 * 64]);
        string[] texts = [.. Enumerable.Range(0, 8).Select(number => $"text {number}")];
        Raster[] pictures = [.. texts.Select(_ => picture)];
        ChartFile.Write(folder.File("pairs.svg"), new PictureSheet("Both", "The same.", [new("Teacher", pictures), new("Student", pictures)]) { Texts = texts });

        var svg = XDocument.Parse(File.ReadAllText(folder.File("pairs.svg"))).Descendants().ToList();
        var (written, shown) = (svg.Where(element => element.Value.StartsWith("text ", StringComparison.Ordinal) && !element.HasElements).ToList(), svg.Where(element => element.Name.LocalName == "image").ToList());
        Assert.Equal(texts, written.Select(element => element.Value));
        Assert.Equal(16, shown.Count);
        Assert.Equal(2, written.Select(element => (double)element.Attribute("y")!).Distinct().Count());
        foreach (var (number, pair) in shown.Chunk(2).Index())
        {
            Assert.Equal((double)written[number].Attribute("x")!, (double)pair[0].Attribute("x")!, tolerance: 0.01);
            Assert.Equal((double)pair[0].Attribute("y")!, (double)pair[1].Attribute("y")!);
            Assert.True((double)pair[0].Attribute("x")! < (double)pair[1].Attribute("x")!);
        }
    }

    [Theory]
    [InlineData("chart.jpg", ".jpg")]
    [InlineData("chart", "")]
    public void Another_ending_is_refused_by_name(string name, string ending)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Written(name, Pictures.Scatter));
        Assert.Contains($"found the ending '{ending}', expected .svg or .png", refusal.Message);
        Assert.False(File.Exists(Path.Combine(folder.Path, name)));
    }

    [Fact]
    public void A_folder_that_is_missing_is_made() => Assert.True(File.Exists(Written("some/where/chart.PNG", Pictures.Bars)));

    [Fact]
    public void A_value_that_is_not_finite_leaves_a_gap_which_the_legend_counts()
    {
        var svg = File.ReadAllText(Written("gap.svg", Pictures.Lines(1, 2, double.NaN, double.PositiveInfinity, 3, 2)));
        Assert.Contains("first (2 not finite)", svg);
        Assert.Contains(Regex.Matches(svg, """class="s1" d="([^"]*)" fill="none"[^>]* stroke-width="2" """).Select(match => match.Groups[1].Value), line => line.Count(letter => letter == 'M') == 2);
    }

    [Fact]
    public void A_single_point_is_a_dot()
    {
        var svg = File.ReadAllText(Written("dot.svg", Pictures.Lines(2)));
        Assert.Contains("h0\"", svg);
        Assert.DoesNotContain("NaN", svg);
    }

    [Theory]
    [InlineData]
    [InlineData(double.NaN, double.PositiveInfinity)]
    public void A_chart_without_a_finite_value_says_so(params double[] values)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Written("empty.svg", Pictures.Lines(values)));
        Assert.Equal("The chart 'Lines' has nothing to draw: there is no finite value in it.", refusal.Message);
    }

    [Fact]
    public void More_series_than_can_be_told_apart_are_refused()
    {
        var line = Pictures.Lines(1, 2).Lines[0];
        var refusal = Assert.Throws<InvalidDataException>(() => Written("many.svg", Pictures.Lines(1) with { Lines = [line, line, line, line, line, line, line] }));
        Assert.Contains("7 series; 6 at most", refusal.Message);
    }

    [Fact]
    public void A_map_without_a_finite_value_says_so_and_one_with_gaps_is_drawn()
    {
        var map = Pictures.Map.Map!;
        Chart With(Func<double, double> value) => Pictures.Map with { Map = map with { Field = map.Field with { Values = [.. map.Field.Values.Select(value)] } } };
        Assert.Throws<InvalidDataException>(() => Picture(With(_ => double.NaN)));
        Assert.Contains(ColourScale.Nothing, Colours(Picture(With(value => value > 0.3 ? double.NaN : value))));
    }

    public void Dispose() => folder.Dispose();

    private string Written(string name, Chart chart)
    {
        var path = Path.Combine(folder.Path, name);
        ChartFile.Write(path, chart);
        return path;
    }

    private Raster Picture(Chart chart) => Png.Decode(File.ReadAllBytes(Written("chart.png", chart)));

    private static HashSet<Colour> Colours(Raster picture) => [.. picture.Pixels.Chunk(3).Select(pixel => new Colour(pixel[0], pixel[1], pixel[2]))];
}
