using System.CommandLine;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app deploy</c>: from a specification to a URL, each step shown as it happens.</summary>
internal static class DeployCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Specification (JSON), or a folder with flux.json" };
        var command = new Command("deploy", "Register an app, pay for it and wait until it answers") { path };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = AppSession.Open();
            await new Deployment(session, parsed.GetValue(path)!).RunAsync(cancel);
            return ExitCode.Ok;
        });
        return command;
    }
}
