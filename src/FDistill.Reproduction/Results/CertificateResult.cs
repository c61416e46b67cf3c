using FDistill.Reports.Laboratory;
using FDistill.Reproduction.Certificates;

namespace FDistill.Reproduction.Results;

/// <summary>A table of certificates, ours beside the paper's.</summary>
/// <param name="Table">The table.</param>
/// <param name="Ours">Our words, row by row and column by column.</param>
internal sealed record CertificateResult(CertificateTable Table, IReadOnlyList<IReadOnlyList<string>> Ours)
{
    /// <summary>Certifies the divergences of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="certify">Examines a divergence of a name.</param>
    public static CertificateResult Of(CertificateTable table, Func<string, DivergenceCertificate> certify) =>
        new(table, [.. table.Rows.Select(row => table.Ours(certify(row.Divergence)))]);

    /// <summary>What deviates from the paper, each in words; empty where nothing does.</summary>
    public IReadOnlyList<string> Deviations =>
    [
        .. from row in Table.Rows.Index()
        from column in Table.Columns.Index()
        where Ours[row.Index][column.Index] != row.Item.Paper[column.Index]
        select $"{row.Item.Label}, {column.Item}: found {Ours[row.Index][column.Index]}, the paper has {row.Item.Paper[column.Index]}",
    ];

    /// <summary>The cells.</summary>
    public ResultTable ToTable() => new(
        ["", .. Table.Columns.SelectMany(column => new[] { column, "paper" })],
        [.. Table.Rows.Select((row, index) => (string[])[row.Label, .. row.Paper.SelectMany((paper, column) => new[] { Ours[index][column], paper })])]);

    /// <summary>The cells in fewer columns: all of ours, and all of the paper's.</summary>
    public ResultTable ToNarrowTable() => new(
        ["", string.Join(", ", Table.Columns), "paper"],
        [.. Table.Rows.Select((row, index) => new[] { row.Label, string.Join(", ", Ours[index]), string.Join(", ", row.Paper) })]);

    /// <summary>Whether the paper is met, in a sentence.</summary>
    public string Verdict => Deviations.Count == 0 ? "Every entry is the paper's." : $"Deviations from the paper: {string.Join("; ", Deviations)}.";
}
