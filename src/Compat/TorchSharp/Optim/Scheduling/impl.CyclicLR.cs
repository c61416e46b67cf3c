namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate goes up and down between two bounds; the momentum, on request, the other way.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] _low;
                    private readonly double[] _high;
                    private readonly double _length;
                    private readonly double _upShare;
                    private readonly Func<double, double> _scale;
                    private readonly ScaleMode _scaleMode;
                    private readonly MomentumRange? _momentum;

                    public CyclicLR(
                        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, ForEach(optimizer, base_lr), ForEach(optimizer, max_lr), step_size_up, step_size_down, mode, gamma, scale_fn,
                               scale_mode, cycle_momentum, ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), last_epoch, verbose)
                    {
                    }

                    public CyclicLR(
                        Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle,
                        bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null,
                        int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_low, _high) = (OneForEach(base_lr, nameof(base_lr)), OneForEach(max_lr, nameof(max_lr)));
                        var down = step_size_down < 0 ? step_size_up : step_size_down;
                        _length = step_size_up + down;
                        _upShare = step_size_up / _length;
                        _scale = scale_fn ?? ScaleOf(mode, gamma);
                        _scaleMode = scale_fn is not null ? scale_mode : mode == Mode.ExpRange ? ScaleMode.Iterations : ScaleMode.Cycle;
                        if (cycle_momentum)
                        {
                            _momentum = new MomentumRange(
                                OneForEach(base_momentum ?? ForEach(optimizer, 0.8), nameof(base_momentum)),
                                OneForEach(max_momentum ?? ForEach(optimizer, 0.9), nameof(max_momentum)));
                        }
                        if (last_epoch == -1)
                        {
                            foreach (var (group, rate) in Groups.Zip(_low)) group.InitialLearningRate = group.LearningRate = rate;
                            BaseRates = _low;
                        }
                        step();
                    }

                    public enum Mode
                    {
                        Triangular = 0,
                        Triangular2 = 1,
                        ExpRange = 2,
                    }

                    public enum ScaleMode
                    {
                        Cycle = 0,
                        Iterations = 1,
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + _last_epoch / _length);
                        var position = 1 + _last_epoch / _length - cycle;
                        var share = position <= _upShare ? position / _upShare : (position - 1) / (_upShare - 1);
                        var height = share * _scale(_scaleMode == ScaleMode.Cycle ? cycle : _last_epoch);
                        _momentum?.Apply(Groups, (low, high) => high - (high - low) * height);
                        return _low.Zip(_high, (low, high) => low + (high - low) * height);
                    }

                    private static IEnumerable<double> ForEach(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);

                    private static Func<double, double> ScaleOf(Mode mode, double gamma) => mode switch
                    {
                        Mode.Triangular => _ => 1,
                        Mode.Triangular2 => cycle => 1 / Math.Pow(2, cycle - 1),
                        _ => iterations => Math.Pow(gamma, iterations),
                    };
                }
            }
        }
    }
}
