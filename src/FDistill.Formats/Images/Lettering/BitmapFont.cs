using System.Globalization;
using System.Text;

namespace FDistill.Formats.Images.Lettering;

/// <summary>A font of cells that are black or not, all of one size:
/// Misc-Fixed 7x13, for Latin, Greek and Cyrillic texts.</summary>
internal sealed class BitmapFont
{
    private static readonly Rune Unknown = Rune.ReplacementChar;

    private readonly Dictionary<Rune, byte[]> characters;

    private BitmapFont(Dictionary<Rune, byte[]> characters) => this.characters = characters;

    /// <summary>A character's width in cells.</summary>
    public static int Width => 7;

    /// <summary>A line's height in cells.</summary>
    public static int Height => 13;

    /// <summary>Reads the font.</summary>
    public static BitmapFont Read()
    {
        using var resource = typeof(BitmapFont).Assembly.GetManifestResourceStream("FDistill.Formats.Images.Lettering.fixed-7x13.txt")!;
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' '));
        return new BitmapFont(lines.ToDictionary(line => new Rune(int.Parse(line[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)), line => Convert.FromHexString(line[1].Trim())));
    }

    /// <summary>Whether a cell of a character is black.</summary>
    /// <param name="character">The character; one that the font does not have is drawn as a mark.</param>
    /// <param name="x">The cell, from the left.</param>
    /// <param name="y">The cell, from the top.</param>
    public bool IsBlack(Rune character, int x, int y) => (characters.GetValueOrDefault(character, characters[Unknown])[y] & (0x80 >> x)) != 0;
}
