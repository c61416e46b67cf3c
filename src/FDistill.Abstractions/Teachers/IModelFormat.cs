namespace FDistill.Teachers;

/// <summary>A format of whole models in which a teacher's students are handed on.</summary>
public interface IModelFormat
{
    /// <summary>What command lines call it, e.g. <c>diffusers</c>.</summary>
    string Name { get; }

    /// <summary>Writes a student with all that its ecosystem needs to run it.</summary>
    /// <param name="student">The student.</param>
    /// <param name="folder">An existing folder with nothing in it.</param>
    /// <exception cref="InvalidDataException">A file of the teacher that is to go with it is missing.</exception>
    void Write(StudentModel student, string folder);
}

/// <summary>A student that is handed on, and what is known of it.</summary>
public sealed record StudentModel
{
    /// <summary>What it is called: letters, digits, dots and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>Its network, made by the teacher.</summary>
    public required IDenoiser Network { get; init; }

    /// <summary>The times at which its network is evaluated, falling
    /// (<see cref="INoiseSchedule.StudentTimes"/>).</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>How it was made: names and values for readers, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; }

    /// <summary>What was measured of it: names and values for readers, in order; empty where nothing was.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Scores { get; init; }
}
