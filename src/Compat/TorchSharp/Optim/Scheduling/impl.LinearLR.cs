namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A fraction of the initial rate that changes linearly over so many epochs.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _iterations;

                    public LinearLR(
                        Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5,
                        int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_start, _end, _iterations) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0) return CurrentRates.Select(rate => rate * _start);
                        if (_last_epoch > _iterations) return CurrentRates;
                        var factor = 1 + (_end - _start) / (_iterations * _start + (_last_epoch - 1) * (_end - _start));
                        return CurrentRates.Select(rate => rate * factor);
                    }

                    public override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * (_start + (_end - _start) * Math.Min(_iterations, _last_epoch) / _iterations));
                }
            }
        }
    }
}
