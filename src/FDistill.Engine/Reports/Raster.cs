namespace FDistill.Engine.Reports;

/// <summary>An image of bytes.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 for grey, 3 for RGB.</param>
/// <param name="Pixels">Height × Width × Channels bytes, row by row from the top, 0 black.</param>
public sealed record Raster(int Width, int Height, int Channels, byte[] Pixels);
