using FDistill.Datasets;
using FDistill.Plugins.Datasets.CaptionedDigits;
using FDistill.Plugins.Datasets.Mnist;
using FDistill.Plugins.Datasets.Tests.Support;
using FDistill.Teachers;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Plugins.Datasets.Tests.CaptionedDigits;

public sealed class CaptionedDigitsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Each_digit_comes_thin_and_thick_with_a_caption_that_says_so()
    {
        var batch = First(Bundled(limit: 3), 6);
        Assert.Equal(["a thin five", "a thick five", "a thin zero", "a thick zero", "a thin four", "a thick four"], batch.Captions);
        Assert.Equal([5, 5, 0, 0, 4, 4], Labels(batch));
        Assert.Equal([0, 1, 0, 1, 0, 1], Labels(First(Bundled(limit: 3, CaptionPart.Stroke), 6)));
        Assert.Equal(["train/0/thin", "train/0/thick"], batch.Ids!.Take(2));
    }

    [Fact]
    public void A_dataset_offers_captions_and_labels_of_both_its_words()
    {
        Assert.Equal([ConditionKinds.Caption, ConditionKinds.Label], Bundled().Offers);
        Assert.Equal((10, 2, 10), (Bundled().Classes, Bundled(label: CaptionPart.Stroke).Classes, Bundled(limit: 5).Count));
        Assert.Equal(20, CaptionedDigitsDataset.Captions.Distinct().Count());
    }

    [Fact]
    public void Images_are_grey_in_three_channels_and_in_minus_one_to_one()
    {
        var images = First(Bundled(), 20).Images!;
        Assert.Equal([20, 3, 32, 32], images.shape);
        Assert.True(images.select(1, 0).eq(images.select(1, 2)).all().item<bool>());
        Assert.Equal((-1, 1), (images.min().item<float>(), images.max().item<float>()));
    }

    [Fact]
    public void A_thick_stroke_covers_a_thin_one_and_has_about_twice_its_ink()
    {
        var grey = First(Bundled(), 200).Images!.select(1, 0).reshape(100, 2, 32 * 32);
        var (thin, thick) = (grey.select(1, 0) + 1, grey.select(1, 1) + 1);
        Assert.True(thick.ge(thin).all().item<bool>());
        var ratio = thick.sum(1) / thin.sum(1);
        Assert.InRange(ratio.min().item<float>(), 1.5f, 3f);
        Assert.InRange(ratio.max().item<float>(), 1.5f, 3f);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void The_skeleton_of_a_bar_is_one_line_whatever_its_width(int width)
    {
        var stored = new byte[28 * 28];
        for (var row = 4; row < 24; row++) stored.AsSpan(row * 28 + 8, width).Fill(255);
        var line = Skeleton.Of(stored);
        Assert.All(line.GroupBy(cell => cell.Row).Where(row => row.Key is > 24 and < 32), row => Assert.Single(row));
        Assert.All(line.Where(cell => cell.Row is > 24 and < 32), cell => Assert.InRange(cell.Column, 2 * 8 + width - 2, 2 * 8 + width + 1));
    }

    [Fact]
    public void The_skeleton_of_a_digit_stays_in_one_piece_where_the_digit_is()
    {
        var folder = MnistFolder.Read(Repository.Path("samples", "digits", "test"), MnistSplit.Test);
        for (var digit = 0; digit < 50; digit++)
        {
            var stored = folder.Images[(digit * 784)..((digit + 1) * 784)];
            var full = Pieces([.. Enumerable.Range(0, 784 * 4).Where(cell => stored[(cell / 112 * 28) + (cell % 56 / 2)] >= 128).Select(cell => (cell / 56, cell % 56))]);
            if (full == 1) Assert.Equal(1, Pieces(Skeleton.Of(stored)));
        }
    }

    [Fact]
    public void More_digits_than_there_are_are_refused() =>
        Assert.Contains("'limit' asks for 10001 digits", Assert.Throws<InvalidDataException>(() => Bundled(limit: 10_001)).Message, StringComparison.Ordinal);

    /// <summary>How many pieces cells hang together in, corners touching.</summary>
    private static int Pieces(IReadOnlyList<(int Row, int Column)> cells)
    {
        var left = cells.ToHashSet();
        var pieces = 0;
        for (; left.Count > 0; pieces++)
        {
            var open = new Stack<(int Row, int Column)>([left.First()]);
            while (open.TryPop(out var cell))
                if (left.Remove(cell))
                    for (var near = 0; near < 9; near++) open.Push((cell.Row + near / 3 - 1, cell.Column + near % 3 - 1));
        }
        return pieces;
    }

    private static CaptionedDigitsDataset Bundled(int? limit = null, CaptionPart label = CaptionPart.Digit) =>
        new(new CaptionedDigitsOptions { Folder = Repository.Path("samples", "digits", "train"), Limit = limit, Label = label });

    private static IDataStream Opened(CaptionedDigitsDataset dataset, int batch = 10) => dataset.Open(new DataRequest { Batch = batch });

    private static DataBatch First(CaptionedDigitsDataset dataset, int batch)
    {
        using var stream = Opened(dataset, batch);
        return stream.Next()!;
    }

    private static long[] Labels(DataBatch batch) => batch.Labels!.data<long>().ToArray();
}
