using FDistill.Cli;
using FDistill.Cli.Presentation;

var terminal = Terminal.OfConsole();

// .NET ends a process in which a thread, or native code, lets
// an exception go; what is left to do is to say whose it was.
AppDomain.CurrentDomain.UnhandledException += (_, thrown) => ProcessEnd.Now(new ErrorReport(terminal, verbose: false).ReportUnhandled((Exception)thrown.ExceptionObject));

// Threads that plugins left behind do not keep the command from ending.
Environment.Exit(await new CommandLine(terminal).RunAsync(args));
