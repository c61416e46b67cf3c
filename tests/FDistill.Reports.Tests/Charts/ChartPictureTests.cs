using FDistill.Reports.Charts;
using FDistill.Reports.Charts.Drawing;

namespace FDistill.Reports.Tests.Charts;

public sealed class ChartPictureTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(2_000)]
    [InlineData(800_000)]
    [InlineData(60_000_000)]
    public void No_label_reaches_beyond_the_picture(double last)
    {
        var sketch = ChartPicture.Of(new Chart { Title = "t", Caption = "c", YLabel = "y", Lines = [new Series("a", [new(0, 1), new(last, 2)])] }, withHeading: false);

        var labels = sketch.Shapes.OfType<Text>().ToList();

        Assert.Contains(labels, label => label.Content == Axis.Label(last));
        Assert.All(labels, label =>
        {
            var width = Outlines.Font.Width(label.Content, label.Size);
            var left = label.At.X - label.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 };
            Assert.InRange(left, 0, ChartPicture.Width - width);
        });
    }
}
