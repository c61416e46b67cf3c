using FDistill.Formats.Images.Resizing;
using FDistill.Images;
using FDistill.Parity.Checks;
using FDistill.Plugins.StableDiffusion.Metrics.Preparation;
using static TorchSharp.torch;

namespace FDistill.Parity.Images;

/// <summary>An image brought to another size as Pillow, CLIP's preprocessing, PyTorch or TensorFlow 1 do.</summary>
internal sealed class ResizeKind : ICheckKind
{
    private readonly ImageResizer resizer = new();

    public string Name => "image.resize";

    public void Compute(Check check, CheckCall call)
    {
        var (method, size) = (check.Kwargs.Text("method"), check.Kwargs.Integers("size"));
        if (size is not [var height, var width]) throw check.Kwargs.Unknown("size", "[height, width]");
        var (image, filter) = (call.Input("image"), Filter(check.Kwargs));
        switch (method)
        {
            case "pil_uint8":
                call.Return("image", ToTensor(resizer.Resize(ToRaster(image), height, width, filter)));
                break;
            case "center_crop_pil_uint8":
                var square = Math.Min(image.shape[0], image.shape[1]);
                call.Return("image", ToTensor(resizer.Resize(ToRaster(image).CentreCrop((int)square), height, width, filter)));
                break;
            case "pil_float32":
                var planes = image.to(ScalarType.Float32).permute(2, 0, 1).unsqueeze(0);
                call.Return("image", resizer.Resize(planes, height, width, filter).clamp(0, 255).squeeze(0).permute(1, 2, 0));
                break;
            case "clip_preprocess":
                if (height != width) throw check.Kwargs.Unknown("size", "a square");
                var cropped = ToRaster(image).WithShorterSide(height, filter, resizer).CentreCrop(height);
                var normalization = new ChannelNormalization(check.Kwargs.Numbers("mean"), check.Kwargs.Numbers("std"));
                call.Return("image", ToTensor(cropped));
                call.Return("pixel_values", normalization.Of(EightBitImages.ToTensor([cropped])).squeeze(0));
                break;
            case "torch_bilinear" when filter == ResizeFilter.Bilinear:
                call.Return("image", resizer.Interpolate(image, height, width, BilinearGrid.PixelCentres));
                break;
            case "tf1_bilinear" when filter == ResizeFilter.Bilinear:
                call.Return("image", resizer.Interpolate(image, height, width, BilinearGrid.PixelCorners));
                break;
            default:
                throw check.Kwargs.Unknown("method", "pil_uint8, pil_float32, clip_preprocess, center_crop_pil_uint8, torch_bilinear or tf1_bilinear, the last two with the bilinear filter");
        }
    }

    private static ResizeFilter Filter(Kwargs kwargs) =>
        Enum.TryParse<ResizeFilter>(kwargs.Text("filter"), ignoreCase: true, out var filter) ? filter : throw kwargs.Unknown("filter", string.Join(", ", Enum.GetNames<ResizeFilter>()));

    private static Raster ToRaster(Tensor image) =>
        new((int)image.shape[1], (int)image.shape[0], (int)image.shape[2], image.to(ScalarType.Byte).contiguous().data<byte>().ToArray());

    private static Tensor ToTensor(Raster image) =>
        tensor(image.Pixels, [image.Height, image.Width, image.Channels], dtype: ScalarType.Byte, device: CPU);
}
