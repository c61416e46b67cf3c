namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate falls to zero over so many epochs, after a power of what is left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly double _iterations;
                    private readonly double _power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_iterations, _power) = (total_iters, power);
                        step();
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0 || _last_epoch > _iterations) return CurrentRates;
                        var factor = Math.Pow((1 - _last_epoch / _iterations) / (1 - (_last_epoch - 1) / _iterations), _power);
                        return CurrentRates.Select(rate => rate * factor);
                    }

                    public override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * Math.Pow(1 - Math.Min(_iterations, _last_epoch) / _iterations, _power));
                }
            }
        }
    }
}
