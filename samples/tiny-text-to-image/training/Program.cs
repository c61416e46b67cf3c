using TinyTextToImage.Training;

// Makes the files of samples/tiny-text-to-image that no command
// of fdistill makes. The order matters: CLIP needs the tokenizer.
if (args is not [var what, var folder, ..])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/tiny-text-to-image/training -- tokenizer|clip|autoencoder|vision SAMPLE-FOLDER [iterations]");
    return 2;
}
var world = new World(folder);
var iterations = args.Length > 2 ? long.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : (long?)null;
switch (what)
{
    case "tokenizer":
        Vocabulary.Write(world);
        return 0;
    case "clip":
        ClipTraining.Run(world, iterations ?? 800);
        return 0;
    case "autoencoder":
        AutoencoderTraining.Run(world, iterations ?? 1500);
        return 0;
    case "vision":
        VisionTraining.Run(world, iterations ?? 300);
        return 0;
    default:
        Console.Error.WriteLine($"'{what}' is none of tokenizer, clip, autoencoder, vision");
        return 2;
}
