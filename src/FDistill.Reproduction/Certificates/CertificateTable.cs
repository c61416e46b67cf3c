using FDistill.Reports.Laboratory;

namespace FDistill.Reproduction.Certificates;

/// <summary>A table of the paper that follows from the weightings h alone, without any run.</summary>
/// <param name="Name">What to type.</param>
/// <param name="Title">Its number in the paper and what it shows.</param>
/// <param name="Columns">What it shows of each divergence.</param>
/// <param name="Rows">The paper's words, by divergence.</param>
/// <param name="Ours">The words that a certificate gives, column by column.</param>
/// <param name="Rules">How they are found.</param>
internal sealed record CertificateTable(
    string Name, string Title, IReadOnlyList<string> Columns, IReadOnlyList<CertificateRow> Rows, Func<DivergenceCertificate, IReadOnlyList<string>> Ours, IReadOnlyList<string> Rules)
{
    /// <summary>All such tables.</summary>
    public static IReadOnlyList<CertificateTable> All { get; } = [Table1.Table, Table6.Table];
}

/// <summary>A row of such a table.</summary>
/// <param name="Label">What the paper calls the divergence.</param>
/// <param name="Divergence">The part's name.</param>
/// <param name="Paper">The paper's words, column by column.</param>
internal sealed record CertificateRow(string Label, string Divergence, params string[] Paper);
