using FDistill.Hosting;

namespace FDistill.Cli.Reproduction.Studies;

/// <summary>All studies.</summary>
internal static class StudyCatalog
{
    /// <summary>The studies whose numbers come from runs, in the paper's order.</summary>
    public static IReadOnlyList<Study> All { get; } = [Table2.Study, Table3.Study, Table7.Study, Table10.Study, Figure8.Study, Normalisation.Study];

    /// <summary>What can be reproduced.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(study => study.Name)];

    /// <summary>Finds a study.</summary>
    /// <param name="name">What was typed.</param>
    /// <exception cref="UserException">There is none of that name.</exception>
    public static Study Find(string name) => All.FirstOrDefault(study => study.Name == name)
        ?? throw new UserException($"There is nothing called '{name}' to reproduce{NearestName.Hint(name, Names)} There are: {string.Join(", ", Names)}.");
}
