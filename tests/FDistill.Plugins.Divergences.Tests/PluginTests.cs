using System.Reflection;
using FDistill.Divergences;

namespace FDistill.Plugins.Divergences.Tests;

public class PluginTests
{
    [Fact]
    public void The_assembly_names_its_entry_and_the_contract_it_was_built_for()
    {
        var attribute = typeof(DivergencesPlugin).Assembly.GetCustomAttribute<FDistillPluginAttribute>();
        Assert.Equal(typeof(DivergencesPlugin), attribute?.Entry);
        Assert.Equal(ContractVersion.Current, attribute?.Contract);
    }

    [Fact]
    public void The_six_rows_of_table_1_have_names()
    {
        var builder = new RecordingBuilder();
        new DivergencesPlugin().Register(builder);
        Assert.Equal(["reverse-kl", "softened-reverse-kl", "js", "squared-hellinger", "forward-kl", "jeffreys"], builder.Names.Take(6));
    }

    [Fact]
    public void Every_name_that_a_mix_takes_is_one_that_run_files_take()
    {
        var builder = new RecordingBuilder();
        new DivergencesPlugin().Register(builder);
        Assert.Subset(builder.Names.ToHashSet(), Canonical.Names.ToHashSet());
        Assert.All(Canonical.Names, name => Assert.NotNull(Canonical.Create(name)));
    }

    private sealed class RecordingBuilder : IPluginBuilder
    {
        public List<string> Names { get; } = [];

        public IPluginBuilder Add<TContract, TPart, TOptions>(string name, string description)
            where TContract : class where TPart : class, TContract where TOptions : class, new()
        {
            Assert.Equal(typeof(IDivergence), typeof(TContract));
            Names.Add(name);
            return this;
        }
    }
}
