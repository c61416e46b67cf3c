using FDistill.Cli;
using FDistill.Cli.Presentation;

return await new CommandLine(Terminal.OfConsole()).RunAsync(args);
