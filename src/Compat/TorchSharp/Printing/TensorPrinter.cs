using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor as text. Of long dimensions, only the first and the last entries are shown.</summary>
internal sealed class TensorPrinter(string? floatFormat, int? width, CultureInfo? culture, string? newLine)
{
    private readonly string floatFormat = floatFormat ?? PrintOptions.FloatFormat;
    private readonly int width = width ?? PrintOptions.LineWidth;
    private readonly CultureInfo culture = culture ?? PrintOptions.Culture;
    private readonly string newLine = newLine ?? PrintOptions.NewLine;

    public static string Metadata(Tensor tensor)
    {
        var text = $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";
        return tensor.ndim > 0 || tensor.is_meta ? text : $"{text}, value = {new TensorPrinter(null, null, CultureInfo.InvariantCulture, null).Element(tensor)}";
    }

    public string Write(Tensor tensor, TensorStringStyle style)
    {
        if (style == TensorStringStyle.Default) style = PrintOptions.Style;
        if (tensor.is_meta || style == TensorStringStyle.Metadata) return Metadata(tensor);
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            var local = tensor.detach().cpu();
            return style switch
            {
                TensorStringStyle.Numpy => Brackets(local, '[', ']', 1),
                TensorStringStyle.CSharp => local.ndim == 0 ? Element(local) : Brackets(local, '{', '}', 1),
                _ => Julia(local),
            };
        }
    }

    // The metadata, then every matrix in rows and columns, headed by the indices that select it.
    private string Julia(Tensor tensor)
    {
        if (tensor.ndim == 0) return Metadata(tensor);
        var text = new StringBuilder(Metadata(tensor)).Append(newLine);
        Matrices(tensor, "", text);
        return text.ToString();
    }

    private void Matrices(Tensor tensor, string path, StringBuilder text)
    {
        if (tensor.ndim <= 2)
        {
            if (path.Length > 0) text.Append('[').Append(path).Append("..,..] =").Append(newLine);
            text.Append(Matrix(tensor.ndim == 1 ? tensor.unsqueeze(0) : tensor)).Append(path.Length > 0 ? newLine : "");
            return;
        }
        foreach (var index in Shown(tensor.size(0), PrintOptions.MaxRows))
        {
            if (index < 0) text.Append("...").Append(newLine);
            else Matrices(tensor[index], $"{path}{index},", text);
        }
    }

    private string Matrix(Tensor matrix)
    {
        var rows = Shown(matrix.size(0), PrintOptions.MaxRows);
        var cells = rows.ConvertAll(row => row < 0 ? ["..."] : Shown(matrix.size(1), Columns()).ConvertAll(column => column < 0 ? "..." : Element(matrix[row, column])));
        var widest = cells.SelectMany(row => row).Select(cell => cell.Length).DefaultIfEmpty(0).Max();
        return string.Concat(cells.Select(row => " " + string.Join(" ", row.Select(cell => cell.PadLeft(widest))) + newLine));
    }

    private string Brackets(Tensor tensor, char open, char close, int indent)
    {
        if (tensor.ndim == 0) return Element(tensor);
        var inner = tensor.ndim > 1;
        var parts = Shown(tensor.size(0), inner ? PrintOptions.MaxRows : Columns())
            .ConvertAll(index => index < 0 ? "..." : Brackets(tensor[index], open, close, indent + 1));
        var separator = inner ? (open == '{' ? "," : "") + newLine + new string(' ', indent) : open == '{' ? ", " : " ";
        return open + string.Join(separator, parts) + close;
    }

    private string Element(Tensor element)
    {
        using var scalar = element.ToScalar();
        return scalar.Type switch
        {
            ScalarType.Bool => scalar.ToBoolean() ? "true" : "false",
            ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => Complex(scalar.ToComplexFloat64()),
            var type when is_floating_point(type) => scalar.ToDouble().ToString(floatFormat, culture),
            _ => scalar.ToInt64().ToString(culture),
        };
    }

    private string Complex(System.Numerics.Complex value) =>
        value.Real.ToString(floatFormat, culture) + (value.Imaginary < 0 ? "-" : "+") + Math.Abs(value.Imaginary).ToString(floatFormat, culture) + "i";

    // As many columns as the line is wide, at five characters and a space each, but no fewer than the options show.
    private int Columns() => Math.Max(PrintOptions.MaxColumns, width / 6);

    /// <summary>The indices to show; -1 stands for those left out.</summary>
    private static List<long> Shown(long size, int most)
    {
        var all = Enumerable.Range(0, (int)Math.Min(size, most)).Select(i => (long)i).ToList();
        if (size <= most) return all;
        var half = most / 2;
        return [.. all.Take(most - half), -1, .. all.Take(half).Select(i => size - half + i)];
    }
}
