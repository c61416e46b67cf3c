namespace TorchSharp.Utils.tensorboard.Enums;

/// <summary>How the bins of a histogram are chosen: by an estimator of their width, or TensorFlow's exponential ones.</summary>
public enum HistogramBinSelector
{
    Doane = 0,
    Rice = 1,
    Scott = 2,
    Sqrt = 3,
    Stone = 4,
    Sturges = 5,
    Tensorflow = 6,
}
