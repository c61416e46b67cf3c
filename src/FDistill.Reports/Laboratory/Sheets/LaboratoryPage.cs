using System.Text.Json;
using System.Text.Json.Serialization;
using FDistill.Formats.Files;
using FDistill.Reports.Charts;
using FDistill.Reports.Html;
using FDistill.Reports.Laboratory.Testbed;
using static System.Net.WebUtility;

namespace FDistill.Reports.Laboratory.Sheets;

/// <summary>Writes what the testbed measured: a page, a picture, or all the numbers.</summary>
public static class LaboratoryPage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a page.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="report">What was measured.</param>
    public static void Write(string path, LaboratoryReport report) => Durable.WriteFile(path, Render(report));

    /// <summary>Writes a picture of all charts, of the kind that the file's ending says.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="report">What was measured.</param>
    /// <exception cref="InvalidDataException">It ends neither in .svg nor in .png.</exception>
    public static void WritePicture(string path, LaboratoryReport report) => ChartFile.Write(path, new ChartSheet("The exact testbed", LaboratoryCharts.Of(report)));

    /// <summary>Writes the numbers as JSON.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="report">What was measured.</param>
    public static void WriteJson(string path, LaboratoryReport report) => Durable.WriteFile(path, JsonSerializer.Serialize(report, Json) + "\n");

    /// <summary>The page.</summary>
    /// <param name="report">What was measured.</param>
    public static string Render(LaboratoryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        LaboratoryReport[] parts = [new() { Theorem = report.Theorem }, new() { Estimators = report.Estimators }, new() { Coverage = report.Coverage }, new() { Map = report.Map }];
        return HtmlPage.Render("Laboratory", "The exact testbed",
            "Each part of the method where everything is known: teacher and student are mixtures of Gaussians, so that scores, marginals and density ratios have closed forms at every noise level.",
            string.Concat(parts.Select(Part)));
    }

    private static string Part(LaboratoryReport part) =>
        string.Concat(LaboratoryTables.Of(part).Select(Table)) + CurveGallery.Render("Pictures", "", LaboratoryCharts.Of(part));

    private static string Table(LaboratoryTable table) => $"""
        <section><h2>{HtmlEncode(table.Title)}</h2><div class="scroll"><table>
        <thead><tr>{string.Concat(table.Headings.Select(heading => $"""<th scope="col">{HtmlEncode(heading).Replace("\n", "<br>", StringComparison.Ordinal)}</th>"""))}</tr></thead>
        <tbody>{string.Concat(table.Rows.Select(row => $"""<tr><th scope="row">{HtmlEncode(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{HtmlEncode(cell)}</td>"))}</tr>"""))}</tbody></table></div>
        <p class="note">{HtmlEncode(table.Note)}</p></section>
        """;
}
