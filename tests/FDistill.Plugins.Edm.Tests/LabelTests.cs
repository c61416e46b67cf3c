using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

public class LabelTests
{
    private static readonly LabelEncoder Encoder = new(3, CPU);

    [Fact]
    public void Labels_become_one_hot_rows_that_can_be_sliced_and_joined()
    {
        using var scope = NewDisposeScope();
        var condition = Encode(2, 0, 1);
        var turned = (LabelCondition)condition.Slice(1, 2).Concat(condition.Slice(0, 1));
        Assert.Equal(3, turned.Count);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], turned.OneHot.data<float>().ToArray());
    }

    [Fact]
    public void A_label_beyond_the_models_is_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InvalidDataException>(() => Encode(0, 3));
        Assert.Contains("labels from 0 to 3; the teacher knows 0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_labels_has_no_condition_at_all()
    {
        var encoder = new LabelEncoder(0, CPU);
        Assert.Equal(ConditionKinds.None, encoder.Kind);
        Assert.Null(encoder.Encode(new() { Count = 2 }));
        Assert.Null(encoder.Null(2));
    }

    private static Condition Encode(params long[] labels) => Encoder.Encode(new() { Count = labels.Length, Labels = tensor(labels, dtype: int64, device: CPU) })!;
}
