using FDistill.Engine.Training.Loop;

namespace FDistill.Hosting.Running;

/// <summary>What is said of a run beyond its run file.</summary>
/// <param name="Resume">Whether an earlier run in the same folder is resumed.</param>
/// <param name="MeasureTeacher">Whether the teacher is measured anew although recorded rows are there.</param>
/// <param name="Saves">Asks for checkpoints while it runs; null for nobody who does.</param>
public sealed record RunSettings(bool Resume = false, bool MeasureTeacher = false, SaveRequests? Saves = null);
