using System.CommandLine;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app</c>: apps on the local network.</summary>
internal static class AppCommand
{
    public static Command Build() => new("app", "Deploy, look at, change, renew and remove apps")
    {
        InitCommand.Build(),
        DeployCommand.Build(),
        AppViewCommands.BuildList(),
        AppViewCommands.BuildShow(),
        AppViewCommands.BuildWhy(),
        AppLogsCommand.Build(),
        RenewalCommands.BuildUpdate(),
        RenewalCommands.BuildRenew(),
        RemoveCommand.Build(),
    };
}
