namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's groups, once a step (or epoch).</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;

                private protected readonly Optimizer _optimizer = null!;
                private protected readonly bool _verbose;
                private protected int _last_epoch = -1;
                private double[] _lastRates = [];

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    (_optimizer, _last_epoch, _verbose) = (optimizer, last_epoch, verbose);
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                }

                private protected IEnumerable<ILearningRateController> Groups => _optimizer.ParamGroups;

                private protected double[] BaseRates { get; set; } = [];

                private protected IEnumerable<double> CurrentRates => Groups.Select(group => group.LearningRate);

                public virtual void step() => step((int?)null);

                /// <summary>Goes on to the next epoch, or to a given one, for which the rate is computed from the start where that is possible.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Assign(epoch is null ? get_lr() : get_closed_form_lr());
                }

                /// <summary>A step that takes a measurement into account, where the scheduler does so.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates of the current epoch, from those of the one before.</summary>
                public virtual IEnumerable<double> get_lr() => CurrentRates;

                /// <summary>The rates of the current epoch, from the initial ones.</summary>
                public virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                public IEnumerable<double> get_last_lr() => _lastRates;

                internal double[] InitialRates() => BaseRates;

                // A scheduler that another one takes over forgets its own first step.
                internal void UndoStep() => _last_epoch--;

                internal void InitialStep()
                {
                    _step_count = 0;
                    step();
                }

                private protected void Assign(IEnumerable<double> rates)
                {
                    _lastRates = [.. rates];
                    foreach (var (group, rate) in Groups.Zip(_lastRates))
                    {
                        group.LearningRate = rate;
                        if (_verbose) Console.WriteLine($"Adjusting learning rate to {rate}");
                    }
                }

                private protected double[] OneForEach(IEnumerable<double> values, string name)
                {
                    double[] result = [.. values];
                    return result.Length == BaseRates.Length
                        ? result
                        : throw new ArgumentException($"One value for each of {BaseRates.Length} groups is needed, not {result.Length}.", name);
                }
            }
        }
    }
}
