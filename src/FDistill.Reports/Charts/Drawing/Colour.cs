using System.Globalization;

namespace FDistill.Reports.Charts.Drawing;

/// <summary>A colour of sRGB.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static Colour Parse(string written)
    {
        var number = int.Parse(written.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Colour((byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }

    /// <summary>What is a share of the way from one colour to another.</summary>
    public static Colour Between(Colour from, Colour to, double share) => new(Mix(from.Red, to.Red, share), Mix(from.Green, to.Green, share), Mix(from.Blue, to.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);
}
