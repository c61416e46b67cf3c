namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One cycle over the whole training: up to a largest rate, then down to far below the first one.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] _largest;
                    private readonly double[] _last;
                    private readonly int _steps;
                    private readonly Func<double, double, double, double> _anneal;
                    private readonly MomentumRange? _momentum;
                    private readonly (double end, Pace rate, Pace momentum)[] _phases;

                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                        double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false,
                        int last_epoch = -1, bool verbose = false)
                        : this(optimizer, ForEach(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                               ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), div_factor, final_div_factor, three_phase,
                               last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25,
                        double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _steps = total_steps > 0 ? total_steps
                            : epochs > 0 && steps_per_epoch > 0 ? epochs * steps_per_epoch
                            : throw new ArgumentException("Either the total of steps is given, or epochs and steps of each.", nameof(total_steps));
                        _anneal = anneal_strategy == AnnealStrategy.Cos ? Cosine : Linear;
                        _phases = three_phase
                            ? [(pct_start * _steps - 1, Pace.Rise, Pace.Fall), (2 * pct_start * _steps - 2, Pace.Fall, Pace.Rise), (_steps - 1, Pace.Out, Pace.Rest)]
                            : [(pct_start * _steps - 1, Pace.Rise, Pace.Fall), (_steps - 1, Pace.OutFromTop, Pace.Rise)];

                        _largest = OneForEach(max_lr, nameof(max_lr));
                        if (last_epoch == -1)
                        {
                            foreach (var (group, largest) in Groups.Zip(_largest)) group.InitialLearningRate = largest / div_factor;
                            BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                        }
                        _last = [.. BaseRates.Select(rate => rate / final_div_factor)];
                        if (cycle_momentum)
                        {
                            _momentum = new MomentumRange(
                                OneForEach(base_momentum ?? ForEach(optimizer, 0.85), nameof(base_momentum)),
                                OneForEach(max_momentum ?? ForEach(optimizer, 0.95), nameof(max_momentum)));
                        }
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos = 0,
                        Linear = 1,
                    }

                    private enum Pace
                    {
                        Rise,
                        Fall,
                        Out,
                        OutFromTop,
                        Rest,
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _steps) throw new InvalidOperationException($"The cycle has {_steps} steps; this is step {_last_epoch + 1}.");

                        var begin = 0.0;
                        var phase = 0;
                        while (phase < _phases.Length - 1 && _last_epoch > _phases[phase].end) begin = _phases[phase++].end;
                        var (end, rate, momentum) = _phases[phase];
                        var share = (_last_epoch - begin) / (end - begin);

                        _momentum?.Apply(Groups, (low, high) => momentum switch
                        {
                            Pace.Fall => _anneal(high, low, share),
                            Pace.Rise => _anneal(low, high, share),
                            _ => high,
                        });
                        return BaseRates.Select((first, group) => rate switch
                        {
                            Pace.Rise => _anneal(first, _largest[group], share),
                            Pace.Fall => _anneal(_largest[group], first, share),
                            Pace.Out => _anneal(first, _last[group], share),
                            _ => _anneal(_largest[group], _last[group], share),
                        });
                    }

                    private static double Cosine(double start, double end, double share) => end + (start - end) / 2.0 * (Math.Cos(Math.PI * share) + 1);

                    private static double Linear(double start, double end, double share) => (end - start) * share + start;

                    private static IEnumerable<double> ForEach(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);
                }
            }
        }
    }
}
