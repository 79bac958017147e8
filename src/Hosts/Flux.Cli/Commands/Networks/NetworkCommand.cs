using System.CommandLine;

namespace Flux.Cli.Commands.Networks;

/// <summary><c>flux network</c>: networks of founders.</summary>
internal static class NetworkCommand
{
    public static Command Build() => new("network", "Make, check and show networks of your own rules")
    {
        NewNetworkCommand.Build(),
        CheckNetworkCommand.Build(),
        ShowNetworkCommand.Build(),
        MineNetworkCommand.Build(),
    };
}
