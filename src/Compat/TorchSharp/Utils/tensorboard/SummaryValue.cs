namespace TorchSharp.Utils.tensorboard;

/// <summary>TensorBoard's summaries: a tag, and a value of one of several kinds.</summary>
internal static class SummaryValue
{
    private const int DtString = 7;

    public static ProtoWriter Scalar(string tag, float value) => Of(new ProtoWriter().String(1, tag).Float(2, value));

    public static ProtoWriter Image(string tag, byte[] png)
    {
        var (height, width, channels) = Png.ReadHeader(png);
        var image = new ProtoWriter().Int(1, height).Int(2, width).Int(3, channels).Bytes(4, png);
        return Of(new ProtoWriter().String(1, tag).Message(4, image));
    }

    public static ProtoWriter Histogram(string tag, Histogram histogram) =>
        Of(new ProtoWriter().String(1, tag).Message(5, histogram.ToProto()));

    public static ProtoWriter Text(string tag, string text)
    {
        var shape = new ProtoWriter().Message(2, new ProtoWriter().Int(1, 1));
        var tensor = new ProtoWriter().Int(1, DtString).Message(2, shape).String(8, text);
        var metadata = new ProtoWriter().Message(1, new ProtoWriter().String(1, "text"));
        return Of(new ProtoWriter().String(1, tag + "/text_summary").Message(8, tensor).Message(9, metadata));
    }

    private static ProtoWriter Of(ProtoWriter value) => new ProtoWriter().Message(1, value);
}
