using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class utils
    {
        public static partial class tensorboard
        {
            /// <summary>A writer into a folder: by default <c>runs/</c> and a name made of the time and the machine.</summary>
            public static SummaryWriter SummaryWriter(string? log_dir = null, string? filename_suffix = null, bool createRunName = false)
            {
                var run = $"{DateTime.Now:MMMdd_HH-mm-ss}_{Environment.MachineName}";
                if (string.IsNullOrEmpty(log_dir)) return new(Path.Combine("runs", run), filename_suffix);
                return new(createRunName ? Path.Combine(log_dir, run) : log_dir, filename_suffix);
            }
        }
    }
}
