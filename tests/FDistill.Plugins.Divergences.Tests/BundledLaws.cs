using FDistill.Divergences;
using FDistill.Plugins.Divergences.Expressions;
using FDistill.Plugins.Divergences.Families;
using FDistill.Testing.Divergences;

namespace FDistill.Plugins.Divergences.Tests;

public sealed class ReverseKlLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new ReverseKl();
}

public sealed class SoftenedReverseKlLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new SoftenedReverseKl();
}

public sealed class JensenShannonLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new JensenShannon();
}

public sealed class SquaredHellingerLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new SquaredHellinger();
}

public sealed class ForwardKlLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new ForwardKl();
}

public sealed class JeffreysLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Jeffreys();
}

public sealed class PowerLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Power(new PowerOptions { Gamma = 0.7 });
}

public sealed class PearsonChiSquaredLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new PearsonChiSquared();
}

public sealed class NeymanChiSquaredLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new NeymanChiSquared();
}

public sealed class AmariLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Amari(new AmariOptions { Alpha = 0.3 });
}

public sealed class MixLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Mix(new MixOptions { Share = 0.25 });
}

public sealed class SmoothedTotalVariationLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new SmoothedTotalVariation(new SmoothedTotalVariationOptions());
}

public sealed class ExpressionLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Expression(new ExpressionOptions { H = "r^0.5 / (1 + r)" });
}

public sealed class RatioExpressionLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Expression(new ExpressionOptions { H = "r" });
}

public sealed class NumberExpressionLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Expression(new ExpressionOptions { H = "1" });
}

public sealed class LogarithmExpressionLaws : DivergenceLaws
{
    protected override IDivergence CreateDivergence() => new Expression(new ExpressionOptions { H = "log(1 + (r))" });
}
