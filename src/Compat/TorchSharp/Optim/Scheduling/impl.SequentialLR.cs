namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Several schedulers, one after the other: each begins at its milestone.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch)
                    {
                        (_schedulers, _milestones) = ([.. schedulers], [.. milestones]);
                        if (_schedulers.Length != _milestones.Length + 1)
                            throw new ArgumentException("There is one milestone between two schedulers.", nameof(milestones));

                        // The schedulers have each set the rate for the epoch 0; only the first one's counts.
                        foreach (var scheduler in _schedulers) scheduler.UndoStep();
                        foreach (var (group, rate) in Groups.Zip(_schedulers[0].InitialRates())) group.LearningRate = rate;
                        BaseRates = _schedulers[0].InitialRates();
                        _schedulers[0].InitialStep();
                        _last_epoch++;
                        Assign(CurrentRates);
                    }

                    public override IEnumerable<double> get_lr()
                    {
                        var current = _milestones.Count(milestone => milestone <= _last_epoch);
                        var scheduler = _schedulers[current];
                        if (current > 0 && _milestones[current - 1] == _last_epoch) scheduler.step(0);
                        else scheduler.step();
                        return CurrentRates;
                    }
                }
            }
        }
    }
}
