using System.ComponentModel.DataAnnotations;
using FDistill.Divergences;
using FDistill.Plugins.Divergences.Expressions;
using FDistill.Plugins.Divergences.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Tests;

public class ExpressionTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("r", 2)]
    [InlineData("r + 1 * 3", 5)]
    [InlineData("(r + 1) * 3", 9)]
    [InlineData("8 - 3 - 2", 3)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("r ^ -1", 0.5)]
    [InlineData("2 * -r", -4)]
    [InlineData("1.5e1 + .5", 15.5)]
    [InlineData("r^0.5 / (1 + r)", 0.47140452)]
    [InlineData("exp(logr) - r", 0)]
    [InlineData("log(exp(r))", 2)]
    [InlineData("sqrt(r * 8)", 4)]
    [InlineData("abs(1 - r)", 1)]
    [InlineData("sigmoid(logr)", 0.6666667)]
    [InlineData("tanh(0)", 0)]
    [InlineData("min(r, 1) + max(r, 3)", 4)]
    public void A_formula_means_what_it_means_on_paper(string formula, double atTwo) =>
        Assert.Equal(atTwo, Weights.Of(new Expression(new ExpressionOptions { H = formula }), (float)Math.Log(2))[0], 4);

    [Theory]
    [InlineData("r")]
    [InlineData("logr")]
    [InlineData("((r))")]
    [InlineData("1")]
    public void A_formula_s_values_are_a_tensor_of_its_own(string formula)
    {
        using var scope = NewDisposeScope();
        var ratio = DensityRatio.FromLog(zeros([3], dtype: ScalarType.Float32, device: CPU));
        new Expression(new ExpressionOptions { H = formula }).Weight(ratio).fill_(7);
        Assert.Equal(0, ratio.Log.abs().max().item<float>());
        Assert.Equal(1, ratio.Value.mean().item<float>());
    }

    [Theory]
    [InlineData("", "found the end at place 1")]
    [InlineData("1/(r-", "found the end at place 6 of '1/(r-', expected a number, r, logr, a function or '('")]
    [InlineData("r r", "found 'r' at place 3 of 'r r', expected an operator or the end")]
    [InlineData("sin(r)", "there is no 'sin', at place 1 of 'sin(r)'. There are: r, logr, exp, log,")]
    [InlineData("min(r)", "found ')' at place 6 of 'min(r)', expected ','")]
    [InlineData("(r", "found the end at place 3 of '(r', expected ')'")]
    [InlineData("1.2.3", "'1.2.3' at place 1 of '1.2.3' is not a number")]
    [InlineData("1e999", "'1e999' at place 1 of '1e999' is not a number")]
    [InlineData("r; r", "found ';' at place 2")]
    public void A_formula_with_a_mistake_is_refused_where_the_mistake_is(string formula, string message)
    {
        var options = new ExpressionOptions { H = formula };
        Assert.StartsWith(message, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    [Theory, InlineData('(', ')'), InlineData('-', ' ')]
    public void A_formula_nested_without_end_is_refused_instead_of_using_up_the_stack(char open, char close)
    {
        var options = new ExpressionOptions { H = new string(open, 100_000) + "r" + new string(close, 100_000) };
        Assert.Contains("nested more than", Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_entry_of_h_is_one_of_the_batch() =>
        Assert.Equal([1, 1, 1], Weights.Of(new Expression(new ExpressionOptions { H = "1" }), -1, 0, 1));
}
