using FDistill.Parity;

return new CommandLine(Console.Out, Console.Error).Run(args);
