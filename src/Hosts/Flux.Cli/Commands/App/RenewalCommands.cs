using System.CommandLine;
using Flux.Cli.Output;

namespace Flux.Cli.Commands.App;

/// <summary><c>flux app update</c> and <c>flux app renew</c>: a new message, paid in one transaction with what is left of the old payment.</summary>
internal static class RenewalCommands
{
    public static Command BuildUpdate()
    {
        var path = new Argument<string>("path") { Description = "Changed specification (JSON), a folder with flux.json, or a message that its owner has signed" };
        var secrets = new Option<string?>("--secrets") { Description = "JSON file with what only the app's members may read; it is sealed before anything leaves this machine" };
        var common = new Common();
        var command = new Command("update", "Change an app that runs; what is left of its payment counts") { path, secrets, common.DryRun, common.Unsigned, common.Yes, common.Output };
        command.SetAction((parsed, cancel) => RunAsync(renewal => renewal.UpdateAsync(parsed.GetValue(path)!, parsed.GetValue(secrets), cancel), common.Read(parsed)));
        return command;
    }

    public static Command BuildRenew()
    {
        var name = new Argument<string>("name") { Description = "App" };
        var blocks = new Option<long?>("--blocks") { Description = "Blocks it shall run from now on; as long as its specification asks for unless given", HelpName = "N" };
        var common = new Common();
        var command = new Command("renew", "Give an app new time; what is left of its payment counts") { name, blocks, common.DryRun, common.Unsigned, common.Yes, common.Output };
        command.SetAction((parsed, cancel) => RunAsync(renewal => renewal.RenewAsync(parsed.GetValue(name)!, parsed.GetValue(blocks), cancel), common.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(Func<Renewal, Task> run, AppRenewalOptions options)
    {
        using var session = AppSession.Open();
        await run(new Renewal(session, options));
        return ExitCode.Ok;
    }

    private sealed class Common
    {
        public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only check, price and explain: nothing is registered or paid" };

        public Option<string?> Unsigned { get; } = new("--unsigned") { Description = OwnerFile.OptionText, HelpName = "FILE" };

        public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask" };

        public Option<string> Output { get; } = OutputOption.Build();

        public AppRenewalOptions Read(ParseResult parsed) => new(parsed.GetValue(DryRun), parsed.GetValue(Yes), OutputOption.IsJson(parsed.GetValue(Output)), parsed.GetValue(Unsigned));
    }
}
