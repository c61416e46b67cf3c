using FDistill.Engine.Images.Resizing;
using FDistill.Images;
using FDistill.Parity.Checks;
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
                call.Return("image", ToTensor(resizer.Resize(CentreCrop(ToRaster(image), (int)square), height, width, filter)));
                break;
            case "pil_float32":
                var planes = image.to(ScalarType.Float32).permute(2, 0, 1).unsqueeze(0);
                call.Return("image", resizer.Resize(planes, height, width, filter).clamp(0, 255).squeeze(0).permute(1, 2, 0));
                break;
            case "clip_preprocess":
                if (height != width) throw check.Kwargs.Unknown("size", "a square");
                var cropped = ToTensor(CentreCrop(ShorterSide(ToRaster(image), height, filter), height));
                call.Return("image", cropped);
                call.Return("pixel_values", (cropped.permute(2, 0, 1).to(ScalarType.Float32) / 255 - Channels(check.Kwargs, "mean")) / Channels(check.Kwargs, "std"));
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

    /// <summary>torchvision's Resize of a single number: the longer side is rounded down.</summary>
    private Raster ShorterSide(Raster image, int side, ResizeFilter filter)
    {
        var shorter = Math.Min(image.Width, image.Height);
        return resizer.Resize(image, (int)((long)side * image.Height / shorter), (int)((long)side * image.Width / shorter), filter);
    }

    /// <summary>torchvision's CenterCrop: half a pixel goes to the even side.</summary>
    private static Raster CentreCrop(Raster image, int side) =>
        image.Crop((int)Math.Round((image.Height - side) / 2.0), (int)Math.Round((image.Width - side) / 2.0), side, side);

    private static ResizeFilter Filter(Kwargs kwargs) =>
        Enum.TryParse<ResizeFilter>(kwargs.Text("filter"), ignoreCase: true, out var filter) ? filter : throw kwargs.Unknown("filter", string.Join(", ", Enum.GetNames<ResizeFilter>()));

    private static Tensor Channels(Kwargs kwargs, string name) =>
        tensor(kwargs.Numbers(name).Select(value => (float)value).ToArray(), dtype: ScalarType.Float32, device: CPU).reshape(-1, 1, 1);

    private static Raster ToRaster(Tensor image) =>
        new((int)image.shape[1], (int)image.shape[0], (int)image.shape[2], image.to(ScalarType.Byte).contiguous().data<byte>().ToArray());

    private static Tensor ToTensor(Raster image) =>
        tensor(image.Pixels, [image.Height, image.Width, image.Channels], dtype: ScalarType.Byte, device: CPU);
}
