namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate, multiplied by gamma at each milestone.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] _milestones;
                    private readonly double _gamma;

                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_milestones, _gamma) = ([.. milestones], gamma);
                        step();
                    }

                    public override IEnumerable<double> get_lr() => Decayed(CurrentRates, _milestones.Count(milestone => milestone == _last_epoch));

                    public override IEnumerable<double> get_closed_form_lr() => Decayed(BaseRates, _milestones.Count(milestone => milestone <= _last_epoch));

                    private IEnumerable<double> Decayed(IEnumerable<double> rates, int times) =>
                        times == 0 ? rates : rates.Select(rate => rate * Math.Pow(_gamma, times));
                }
            }
        }
    }
}
