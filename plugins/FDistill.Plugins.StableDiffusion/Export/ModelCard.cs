using System.Text;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>The card of a student, <c>README.md</c>: what it is,
/// how to run it, how it was made, what was measured.</summary>
/// <param name="student">The student.</param>
/// <param name="pipeline">The kind of model.</param>
/// <param name="levels">The noise levels that it is evaluated at.</param>
/// <param name="licence">What is known of the teacher's licence.</param>
internal sealed class ModelCard(StudentModel student, Pipeline pipeline, IReadOnlyList<int> levels, TeacherLicence licence)
{
    /// <summary>The card.</summary>
    public string Text
    {
        get
        {
            var steps = levels.Count == 1 ? "one step" : $"{levels.Count} steps";
            return $"""
                ---
                {string.Join('\n', licence.Header)}
                library_name: diffusers
                pipeline_tag: text-to-image
                tags: [text-to-image, f-distill, one-step]
                ---

                # {student.Name}

                A text-to-image model that makes an image in {steps}: a student that FDistill.Framework distilled from a diffusion
                model by f-distill ([Xu, Nie and Vahdat, 2025](https://arxiv.org/abs/2502.15681)).

                ## Use

                With diffusers, at the noise level{(levels.Count == 1 ? "" : "s")} that the student was trained at, and without guidance, which it has learnt:

                ```python
                from diffusers import DiffusionPipeline

                pipe = DiffusionPipeline.from_pretrained("path/to/this/folder")
                image = pipe("a cat in the snow", timesteps=[{string.Join(", ", levels)}], guidance_scale=1.0).images[0]
                image.save("cat.png")
                ```

                With FDistill.Framework:

                ```
                fdistill sample path/to/this/folder --prompt "a cat in the snow" --seed 7
                ```

                ## How it was made

                | | |
                |---|---|
                {Rows([.. student.Facts, new("Noise level" + (levels.Count == 1 ? "" : "s"), string.Join(", ", levels)), new("Pipeline", pipeline.ClassName)])}

                ## What was measured

                {Scores}

                ## Licence

                {licence.Sentence}

                """;
        }
    }

    private string Scores => student.Scores.Count == 0 ? "Nothing was measured of this checkpoint." : $"""
        | | |
        |---|---:|
        {Rows(student.Scores)}
        """;

    private static string Rows(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join('\n', pairs.Select(pair => $"| {Cell(pair.Key)} | {Cell(pair.Value)} |"));

    /// <summary>A text in a table's cell.</summary>
    private static string Cell(string text) => new StringBuilder(text).Replace("|", "\\|").Replace('\n', ' ').ToString();
}
