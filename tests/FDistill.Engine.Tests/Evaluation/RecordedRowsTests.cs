using FDistill.Engine.Evaluation;
using FDistill.Metrics;
using FDistill.Tests.Shared;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class RecordedRowsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_come_back_marked_as_recorded()
    {
        Write(Hash);
        var rows = RecordedRows.Read(folder.File("rows.json"), Files);
        Assert.Equal("teacher, 35 evaluations", Assert.Single(rows.Rows).Name);
        Assert.Equal(4.7, rows.Rows[0].Values["frechet"]);
        Assert.True(rows.Rows[0].Recorded);
        Assert.Equal([Column], rows.Rows[0].Columns);
    }

    [Fact]
    public void Rows_of_a_run_come_back_with_their_columns()
    {
        EvaluationRow.WriteAll(folder.File("evaluation.json"), [Row]);
        var row = Assert.Single(EvaluationRow.ReadAll(folder.File("evaluation.json")));
        Assert.Equal([Column], row.Columns);
        Assert.Equal(Row.Values, row.Values);
    }

    [Fact]
    public void Rows_that_were_written_before_rows_had_columns_are_read()
    {
        File.WriteAllText(folder.File("evaluation.json"), """[ { "name": "student, after", "values": { "frechet": 17.7 }, "recorded": false } ]""");
        var row = Assert.Single(EvaluationRow.ReadAll(folder.File("evaluation.json")));
        Assert.Empty(row.Columns);
        Assert.Equal("frechet", Assert.Single(new EvaluationTable([row]).Columns).Title);
    }

    [Fact]
    public void Rows_of_another_teacher_are_refused_with_the_way_out()
    {
        Write(new string('0', 64));
        var mistake = Assert.Throws<InvalidDataException>(() => RecordedRows.Read(folder.File("rows.json"), Files));
        Assert.Contains(folder.File("teacher.safetensors"), mistake.Message);
        Assert.Contains(new string('0', 64), mistake.Message);
        Assert.Contains(Hash, mistake.Message);
        Assert.Contains("--measure-teacher", mistake.Message);
    }

    [Fact]
    public void Rows_that_do_not_name_a_file_s_hash_are_refused()
    {
        Write(Hash);
        var mistake = Assert.Throws<InvalidDataException>(
            () => RecordedRows.Read(folder.File("rows.json"), new Dictionary<string, string> { ["extractor"] = folder.File("teacher.safetensors") }));
        Assert.Contains("no SHA-256", mistake.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{ \"samples\": ")]
    public void A_file_of_something_else_is_refused(string content)
    {
        File.WriteAllText(folder.File("rows.json"), content);
        var mistake = Assert.Throws<InvalidDataException>(() => RecordedRows.Read(folder.File("rows.json"), new Dictionary<string, string>()));
        Assert.Contains(folder.File("rows.json"), mistake.Message);
    }

    /// <summary>A column none of whose values are those that it has unless
    /// said otherwise, but for none that JSON takes for absent.</summary>
    private static readonly MetricColumn Column = new("frechet", "Fréchet distance")
    {
        Unit = "px", Better = Better.Lower, Decimals = 0, Repetitions = Repetitions.Smallest, Logarithmic = true, ChartOrder = 0,
    };

    private static readonly EvaluationRow Row = new(EvaluationRow.Teacher(18), new Dictionary<string, double> { ["frechet"] = 4.7 }) { Columns = [Column] };

    /// <summary>FIPS 180-2's example.</summary>
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private Dictionary<string, string> Files => new() { ["teacher"] = folder.File("teacher.safetensors") };

    private void Write(string hash)
    {
        File.WriteAllText(folder.File("teacher.safetensors"), "abc");
        new RecordedRows(10_000, "2 cores", new Dictionary<string, string> { ["teacher"] = hash }, [Row]).Write(folder.File("rows.json"));
    }
}
