using FDistill.Reproduction.Certificates;

namespace FDistill.Reproduction.Studies;

/// <summary>All that can be reproduced.</summary>
internal static class StudyCatalog
{
    /// <summary>What takes runs, in the paper's order.</summary>
    public static IReadOnlyList<Study> Studies { get; } =
    [
        Table2.Study, Table3.Study, Table4.Study, Table7.Study, Table8.Study, Table9.Study, Table10.Study,
        Figure5.Study, Figure6.Study, Figure8.Study, Figure11.Study, Normalisation.Study,
    ];

    /// <summary>What follows from the divergences alone.</summary>
    public static IReadOnlyList<CertificateTable> Certificates => CertificateTable.All;

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names => [.. Certificates.Select(table => table.Name), .. Studies.Select(study => study.Name)];
}
