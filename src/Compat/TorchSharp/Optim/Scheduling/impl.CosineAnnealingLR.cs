namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate swings between the initial one and a least one along a cosine.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _halfPeriod;
                    private readonly double _least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_halfPeriod, _least) = (T_max, eta_min);
                        step();
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0) return CurrentRates;
                        if (_step_count == 1) return get_closed_form_lr();
                        if ((_last_epoch - 1 - _halfPeriod) % (2 * _halfPeriod) == 0)
                        {
                            var rise = (1 - Math.Cos(Math.PI / _halfPeriod)) / 2;
                            return CurrentRates.Zip(BaseRates, (rate, initial) => rate + (initial - _least) * rise);
                        }
                        var factor = (1 + Math.Cos(Math.PI * _last_epoch / _halfPeriod)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / _halfPeriod));
                        return CurrentRates.Select(rate => factor * (rate - _least) + _least);
                    }

                    public override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => _least + (rate - _least) * (1 + Math.Cos(Math.PI * _last_epoch / _halfPeriod)) / 2);
                }
            }
        }
    }
}
