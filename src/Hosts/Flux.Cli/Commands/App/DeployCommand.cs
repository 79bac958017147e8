using System.CommandLine;
using Flux.Cli.Output;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app deploy</c>: from a specification to a URL, each step shown as it happens.</summary>
internal static class DeployCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Specification (JSON), a folder with flux.json, or a message that its owner has signed" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only check and price: nothing is registered or paid" };
        var secrets = new Option<string?>("--secrets") { Description = "JSON file with what only the app's members may read; it is sealed before anything leaves this machine" };
        var unsigned = new Option<string?>("--unsigned") { Description = OwnerFile.OptionText, HelpName = "FILE" };
        // What is left of a payment can be had back at any time, so there is nothing to ask. Scripts give it to update, renew and remove.
        var yes = new Option<bool>("--yes", "-y") { Description = "As for update and remove; deploy asks nothing, and --dry-run shows the price without paying" };
        var output = OutputOption.Build();
        var command = new Command("deploy", "Register an app, pay for it and wait until it answers") { path, secrets, dryRun, unsigned, yes, output };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = AppSession.Open();
            var deployment = new Deployment(session, parsed.GetValue(path)!, parsed.GetValue(secrets), OutputOption.IsJson(parsed.GetValue(output)));
            if (parsed.GetValue(unsigned) is { } file) await deployment.WriteUnsignedAsync(file, cancel);
            else await deployment.RunAsync(parsed.GetValue(dryRun), cancel);
            return ExitCode.Ok;
        });
        return command;
    }
}
