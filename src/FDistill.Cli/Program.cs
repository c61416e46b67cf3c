using FDistill.Cli;
using FDistill.Cli.Presentation;

var terminal = Terminal.OfConsole();

// .NET ends a process in which a thread lets an exception go; what is left to do is to say whose it was.
AppDomain.CurrentDomain.UnhandledException += (_, thrown) => Environment.Exit(new ErrorReport(terminal, verbose: false).TellOfThread((Exception)thrown.ExceptionObject));

// Threads that plugins left behind do not keep the command from ending.
Environment.Exit(await new CommandLine(terminal).RunAsync(args));
