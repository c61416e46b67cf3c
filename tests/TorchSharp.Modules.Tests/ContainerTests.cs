using TorchSharp.Modules.Tests.Support;
using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void Modules_and_parameters_in_lists_and_dictionaries_are_part_of_the_module()
    {
        using var net = new Containers();

        Assert.Equal(
            new HashSet<string> { "byName.one.weight", "byName.two.weight", "list.0", "list.1", "dictionary.gain" },
            net.state_dict().Keys.ToHashSet());
    }

    [Fact]
    public void Parameters_in_lists_and_dictionaries_are_converted()
    {
        using var net = new Containers();

        net.to(ScalarType.Float64);

        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.list[0].dtype);
        Assert.Equal(ScalarType.Float64, net.dictionary["gain"].dtype);
    }

    [Fact]
    public void A_list_of_modules_is_a_list()
    {
        var (first, second) = (nn.ReLU(), nn.Tanh());
        using var list = nn.ModuleList<nn.Module<Tensor, Tensor>>(first);

        list.append(second);

        Assert.Equal(2, list.Count);
        Assert.Same(second, list[1]);
        Assert.Equal(1, list.IndexOf(second));
    }

    [Fact]
    public void A_sequence_can_be_extended()
    {
        using var net = nn.Sequential().append(nn.Linear(2, 3)).append("last", nn.Linear(3, 1));

        Assert.Equal(["0.weight", "0.bias", "last.weight", "last.bias"], net.named_parameters().Select(parameter => parameter.Item1));
    }

    [Fact]
    public void An_empty_sequence_passes_its_input_on()
    {
        var input = rand(3);

        Close.Equal(input.data<float>().ToArray(), nn.Sequential().call(input));
    }

    private sealed class Containers : nn.Module<Tensor, Tensor>
    {
        public readonly ModuleDict<Linear> byName =
            nn.ModuleDict(("one", nn.Linear(1, 1, hasBias: false)), ("two", nn.Linear(1, 1, hasBias: false)));

        public readonly ParameterList list = nn.ParameterList(new Parameter(ones(1)), new Parameter(zeros(1)));
        public readonly ParameterDict dictionary = nn.ParameterDict(("gain", new Parameter(ones(1))));

        public Containers() : base(nameof(Containers)) => RegisterComponents();

        public override Tensor forward(Tensor input) => byName["two"].call(byName["one"].call(input)) * dictionary["gain"];
    }
}
