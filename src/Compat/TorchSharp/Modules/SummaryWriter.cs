using TorchSharp.Utils.tensorboard;
using TorchSharp.Utils.tensorboard.Enums;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Writes what TensorBoard shows. A wall time is given in seconds of the Unix epoch.</summary>
public class SummaryWriter
{
    private readonly EventFile _file;
    private readonly string? _suffix;
    private readonly Dictionary<string, EventFile> _filesOfTags = [];

    internal SummaryWriter(string logDir, string? suffix)
    {
        (LogDir, _suffix) = (logDir, suffix);
        _file = new EventFile(logDir, suffix);
    }

    public string LogDir { get; }

    public void add_scalar(string tag, float scalar_value, int global_step, long? walltime = null) =>
        _file.Write(SummaryValue.Scalar(tag, scalar_value), global_step, walltime);

    /// <summary>Several curves in one chart: each is a run of its own, in a folder beside this one's file.</summary>
    public void add_scalars(string main_tag, IDictionary<string, float> tag_scalar_dict, int global_step, long? walltime = null) =>
        add_scalars(main_tag, [.. tag_scalar_dict.Select(entry => (entry.Key, entry.Value))], global_step, walltime);

    public void add_scalars(string main_tag, IList<(string, float)> tag_scalar_dict, int global_step, long? walltime = null)
    {
        foreach (var (tag, value) in tag_scalar_dict)
        {
            var folder = Path.Combine(LogDir, $"{main_tag}_{tag}".Replace('/', '_'));
            if (!_filesOfTags.TryGetValue(folder, out var file)) _filesOfTags[folder] = file = new EventFile(folder, _suffix);
            file.Write(SummaryValue.Scalar(main_tag, value), global_step, walltime);
        }
    }

    public void add_text(string tag, string text_string, int global_step, long? walltime = null) =>
        _file.Write(SummaryValue.Text(tag, text_string), global_step, walltime);

    /// <summary>An image, or several in a grid; the letters of the format name the tensor's dimensions.</summary>
    public void add_img(string tag, Tensor img_tensor, int global_step, long? walltime = null, string dataformats = "CHW")
    {
        var (pixels, height, width, channels) = ImageTensor.ToPixels(img_tensor, dataformats);
        _file.Write(SummaryValue.Image(tag, Png.Encode(pixels, height, width, channels)), global_step, walltime);
    }

    /// <summary>An image from a PNG file.</summary>
    public void add_img(string tag, string file_name, int global_step, long? walltime = null) =>
        _file.Write(SummaryValue.Image(tag, File.ReadAllBytes(file_name)), global_step, walltime);

    public void add_histogram(
        string tag, Tensor values, int global_step, HistogramBinSelector bins = HistogramBinSelector.Tensorflow,
        long? walltime = null, long? max_bins = null)
    {
        using var scope = NewDisposeScope();
        var numbers = values.detach().to(ScalarType.Float64).cpu().flatten();
        var histogram = new Histogram(numbers.data<double>().ToArray(), bins, max_bins);
        _file.Write(SummaryValue.Histogram(tag, histogram), global_step, walltime);
    }
}
