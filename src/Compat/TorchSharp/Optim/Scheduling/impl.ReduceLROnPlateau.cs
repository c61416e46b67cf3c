namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the rate by a factor once a measurement has not improved for so many epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _smallIsGood;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly double[] _least;
                    private readonly double _eps;
                    private double _best;
                    private int _badEpochs;
                    private int _coolingDown;

                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4,
                        string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException("The factor is less than one.", nameof(factor));
                        _smallIsGood = mode switch
                        {
                            "min" => true,
                            "max" => false,
                            _ => throw new ArgumentException($"The mode is 'min' or 'max', not '{mode}'.", nameof(mode)),
                        };
                        _relative = threshold_mode switch
                        {
                            "rel" => true,
                            "abs" => false,
                            _ => throw new ArgumentException($"The threshold's mode is 'rel' or 'abs', not '{threshold_mode}'.", nameof(threshold_mode)),
                        };
                        (_factor, _patience, _threshold, _cooldown, _eps) = (factor, patience, threshold, cooldown, eps);
                        _least = min_lr switch
                        {
                            null => new double[BaseRates.Length],
                            [var one] => [.. BaseRates.Select(_ => one)],
                            _ => OneForEach(min_lr, nameof(min_lr)),
                        };
                        _best = _smallIsGood ? double.PositiveInfinity : double.NegativeInfinity;
                        _last_epoch = 0;
                    }

                    public override void step() => throw NeedsMeasurement();

                    public override void step(int? epoch) => throw NeedsMeasurement();

                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current)) (_best, _badEpochs) = (current, 0);
                        else _badEpochs++;

                        if (_coolingDown > 0) (_coolingDown, _badEpochs) = (_coolingDown - 1, 0);
                        if (_badEpochs > _patience)
                        {
                            Reduce();
                            (_coolingDown, _badEpochs) = (_cooldown, 0);
                        }
                        Assign([.. CurrentRates]);
                    }

                    private bool IsBetter(double current)
                    {
                        var sign = _smallIsGood ? -1 : 1;
                        var margin = _relative ? _best * (1 + sign * _threshold) : _best + sign * _threshold;
                        return _smallIsGood ? current < margin : current > margin;
                    }

                    private void Reduce()
                    {
                        foreach (var (group, least) in Groups.Zip(_least))
                        {
                            var rate = Math.Max(group.LearningRate * _factor, least);
                            if (group.LearningRate - rate > _eps) group.LearningRate = rate;
                        }
                    }

                    private static InvalidOperationException NeedsMeasurement() => new("This scheduler's step takes the measurement that it follows.");
                }
            }
        }
    }
}
