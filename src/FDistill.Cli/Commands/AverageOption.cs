using System.CommandLine;
using System.Globalization;
using FDistill.Hosting;

namespace FDistill.Cli.Commands;

/// <summary><c>--ema</c>: which average of a student's weights.</summary>
internal sealed class AverageOption : Option<string>
{
    private const string None = "none";

    public AverageOption() : base("--ema")
    {
        Description = "Which average of the student's weights, counted from 0, or none.";
        HelpName = "number";
        DefaultValueFactory = _ => "0";
    }

    /// <summary>The average's number; null for the weights themselves.</summary>
    /// <exception cref="UserException">It is no number.</exception>
    public int? Of(ParseResult parsed)
    {
        var written = parsed.GetValue(this)!;
        if (written == None) return null;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserException($"--ema: found '{written}', expected a number counted from 0, or none.");
    }
}
