namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A fraction of the initial rate for so many epochs, then all of it.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _iterations;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_factor, _iterations) = (factor, total_iters);
                        step();
                    }

                    public override IEnumerable<double> get_lr() =>
                        _last_epoch == 0 ? CurrentRates.Select(rate => rate * _factor)
                        : _last_epoch == _iterations ? CurrentRates.Select(rate => rate * (1 / _factor))
                        : CurrentRates;

                    public override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _last_epoch >= _iterations ? rate : rate * _factor);
                }
            }
        }
    }
}
