using System.CommandLine;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app</c>: apps on the local network.</summary>
internal static class AppCommand
{
    public static Command Build() => new("app", "Deploy, look at and remove apps")
    {
        InitCommand.Build(),
        DeployCommand.Build(),
        AppViewCommands.BuildList(),
        AppViewCommands.BuildShow(),
        AppViewCommands.BuildWhy(),
        AppLogsCommand.Build(),
        RemoveCommand.Build(),
    };
}
