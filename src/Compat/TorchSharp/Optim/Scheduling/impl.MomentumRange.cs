namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The bounds between which a cyclic scheduler moves the momentum (of Adam: beta1) of each group.</summary>
                internal sealed class MomentumRange(double[] low, double[] high)
                {
                    public void Apply(IEnumerable<ILearningRateController> groups, Func<double, double, double> between)
                    {
                        foreach (var (group, position) in groups.Select((group, position) => (group, position)))
                        {
                            var momentum = between(low[position], high[position]);
                            if (group is IMomentum heavy) heavy.Momentum = momentum;
                            else if (group is IBetas betas) betas.Betas = (momentum, betas.Betas.Item2);
                        }
                    }
                }
            }
        }
    }
}
