using System.CommandLine;
using System.Runtime.InteropServices;
using Flux.Devnet;

namespace Flux.Cli.Commands.Local;

/// <summary><c>flux supervise</c>: the background process behind <c>flux up</c>; not for people.</summary>
internal static class SuperviseCommand
{
    public static Command Build()
    {
        var options = new LocalOptions();
        var command = new Command("supervise", "Run the local network in the foreground (flux up starts this)") { Hidden = true };
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(DevnetOptions options)
    {
        using var host = new SupervisorHost(options, TimeProvider.System);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await host.RunAsync() ? ExitCode.Ok : ExitCode.Rejected;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            host.Stop();
        }
    }
}
