namespace FDistill.Teachers;

/// <summary>Where a network waits that is not needed at the moment.</summary>
public enum Offload
{
    /// <summary>In main memory; on the CPU, it stays where it is.</summary>
    Memory,

    /// <summary>In its files, from which it is read anew.</summary>
    Disk,

    /// <summary>On the device.</summary>
    None,
}
