using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The shape, the type and the device.</summary>
        public override string ToString() => IsInvalid ? "Tensor without a handle" : TensorPrinter.Metadata(this);

        /// <summary>The values, in the default style.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TorchSharp.TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            new TensorPrinter(fltFormat, width, cultureInfo, newLine).Write(this, style);

        /// <summary>The values as nested lists of scalars, or as one scalar.</summary>
        public object tolist()
        {
            if (ndim == 0) return this.ToScalar();
            using var scope = NewDisposeScope();
            return unbind().Select(entry => entry.tolist()).ToList();
        }
    }
}
