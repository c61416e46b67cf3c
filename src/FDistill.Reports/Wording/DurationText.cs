namespace FDistill.Reports.Wording;

/// <summary>Durations in words, to two units.</summary>
internal static class DurationText
{
    /// <summary><c>12 s</c>, <c>2 min 51 s</c>, <c>3 h 5 min</c>, <c>2 days 4 h</c>.</summary>
    /// <param name="seconds">How long.</param>
    public static string Of(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        return time switch
        {
            { TotalDays: >= 2 } => $"{time.Days} days {time.Hours} h",
            { TotalHours: >= 1 } => $"{(int)time.TotalHours} h {time.Minutes} min",
            { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
            _ => $"{time.Seconds} s",
        };
    }
}
