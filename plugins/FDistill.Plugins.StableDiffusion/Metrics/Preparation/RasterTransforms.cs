using FDistill.Images;

namespace FDistill.Plugins.StableDiffusion.Metrics.Preparation;

/// <summary>torchvision's transforms of images of bytes.</summary>
internal static class RasterTransforms
{
    extension(Raster image)
    {
        /// <summary>Brings the shorter side to a length, Resize of a
        /// single number: the longer side is rounded down.</summary>
        public Raster WithShorterSide(int side, ResizeFilter filter, IImageResizer resizer)
        {
            var shorter = Math.Min(image.Width, image.Height);
            return resizer.Resize(image, (int)((long)side * image.Height / shorter), (int)((long)side * image.Width / shorter), filter);
        }

        /// <summary>The square in the middle, CenterCrop: of an odd rest half a pixel goes to the even side.</summary>
        public Raster CentreCrop(int side) => image.Crop((int)Math.Round((image.Height - side) / 2.0), (int)Math.Round((image.Width - side) / 2.0), side, side);

        /// <summary>The largest square in the middle, brought to a size.</summary>
        public Raster ToSquare(int side, ResizeFilter filter, IImageResizer resizer) =>
            resizer.Resize(image.CentreCrop(Math.Min(image.Width, image.Height)), side, side, filter);
    }
}
