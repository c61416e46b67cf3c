using System.Text;
using FDistill.Formats.Images.Lettering;
using FDistill.Images;

namespace FDistill.Formats.Tests.Images;

public class LabelledGridTests
{
    private const int Side = 70;

    private static string[] Lines(string text, int width) => [.. WrappedText.Lines(text, width).Select(line => string.Concat(line))];

    private static Raster Picture(byte grey) => new(Side, Side, 1, [.. Enumerable.Repeat(grey, Side * Side)]);

    /// <summary>The rows of a sheet in which there is text.</summary>
    private static List<int> Inked(Raster sheet) =>
        [.. Enumerable.Range(0, sheet.Height).Where(row => sheet.Pixels.AsSpan(row * sheet.Width, sheet.Width).Contains((byte)24))];

    [Theory]
    [InlineData("a thick seven", 13, "a thick seven")]
    [InlineData("a thick seven", 12, "a thick|seven")]
    [InlineData("a  thick\nseven", 20, "a thick seven")]
    [InlineData("seventeen", 4, "seve|ntee|n")]
    [InlineData("", 4, "")]
    [InlineData("cafe\u0301 au\u200B lait", 7, "cafe au|lait")]
    public void Texts_break_between_words_and_within_long_ones(string text, int width, string lines) => Assert.Equal(lines.Split('|'), Lines(text, width));

    [Fact]
    public void The_font_draws_letters_of_many_alphabets_and_a_mark_for_others()
    {
        var font = BitmapFont.Read();
        string Shape(string letter) => string.Concat(
            from y in Enumerable.Range(0, BitmapFont.Height) from x in Enumerable.Range(0, BitmapFont.Width) select font.IsBlack(Rune.GetRuneAt(letter, 0), x, y) ? '#' : '.');
        string[] letters = ["a", "A", "é", "ß", "Ж", "λ", "—", "€", "\uFFFD"];
        Assert.Equal(letters.Length, letters.Select(Shape).Distinct().Count());
        Assert.All(letters, letter => Assert.Contains('#', Shape(letter)));
        Assert.Equal(Shape("\uFFFD"), Shape("猫"));
        Assert.DoesNotContain('#', Shape(" "));
    }

    [Fact]
    public void Each_picture_has_its_text_under_it()
    {
        var sheet = new LabelledGrid().UnderEach([Picture(100), Picture(150), Picture(200)], ["a", "two lines of it", "c"], columns: 2);
        Assert.Equal(2 * Side + 24, sheet.Width);
        Assert.Equal(100, sheet.Pixels[8 * sheet.Width + 8]);
        Assert.Equal(150, sheet.Pixels[8 * sheet.Width + Side + 16]);
        var inked = Inked(sheet);
        Assert.True(inked.First() >= 8 + Side);
        // The second row begins under the longest text of the first.
        var second = Enumerable.Range(0, sheet.Height).First(row => sheet.Pixels[row * sheet.Width + 8] == 200);
        Assert.DoesNotContain(second, inked);
        Assert.Contains(inked, row => row > second + Side);
        Assert.Contains(inked, row => row > 8 + Side + BitmapFont.Height && row < second);
    }

    [Fact]
    public void Each_row_has_its_text_over_it()
    {
        var sheet = new LabelledGrid().OverRows([Picture(100), Picture(110), Picture(200), Picture(210)], ["a cat", "two dogs"]);
        var (first, second) = (Row(100), Row(200));
        Assert.Equal(110, sheet.Pixels[first * sheet.Width + 16 + Side]);
        Assert.Equal(210, sheet.Pixels[second * sheet.Width + 16 + Side]);
        var inked = Inked(sheet);
        Assert.Contains(inked, row => row < first);
        Assert.Contains(inked, row => row > first + Side && row < second);
        Assert.DoesNotContain(inked, row => row > second);

        int Row(byte grey) => Enumerable.Range(0, sheet.Height).First(row => sheet.Pixels[row * sheet.Width + 8] == grey);
    }
}
