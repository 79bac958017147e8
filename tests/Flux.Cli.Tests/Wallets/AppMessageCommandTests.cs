using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Cli.Wallets;
using Flux.Wallets.Messages;

namespace Flux.Cli.Tests.Wallets;

/// <summary>People who own an app together: the file goes from wallet to wallet with <c>flux wallet sign</c>, and the nodes' own rule judges what comes out.</summary>
[Collection("console")]
public sealed class AppMessageCommandTests(SharedOwnerWallets wallets) : IClassFixture<SharedOwnerWallets>
{
    private string Message => Path.Combine(wallets.Folder, "shop.msg");

    [Fact]
    public async Task Two_of_three_sign_and_the_message_is_the_owners()
    {
        await WriteAsync();
        (await FailsAsync(() => Task.FromResult(Finished()))).ShouldBe((ExitCode.Rejected, $"{Message} has no signature of {wallets.Owner}; nothing was sent.", $"The next signer: flux wallet sign {Message}"));
        (await wallets.RunAsync("file", "show", Message)).ShouldContain($"Registers the app 'shop' for {wallets.Owner}");

        (await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("carol"), "-y")).ShouldBe($"Signed: {Message}. 1 of 2 signatures. The next signer: flux wallet sign {Message}\n");
        (await FailsAsync(() => Task.FromResult(Finished()))).ShouldBe((ExitCode.Rejected, $"{Message} has 1 of 2 signatures of {wallets.Owner}; nothing was sent.", $"The next signer: flux wallet sign {Message}"));
        var signed = JsonDocument.Parse(await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y", "-o", "json")).RootElement;
        (signed.GetProperty("complete").GetBoolean(), signed.GetProperty("signatures").GetInt32()).ShouldBe((true, 2));

        AppMessageCheck.CheckUnpaid(Finished(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        (await wallets.RunAsync("file", "show", Message)).ShouldContain("2 of 2 signatures, complete; nodes take it until");
    }

    [Fact]
    public async Task Copies_signed_apart_are_combined()
    {
        await WriteAsync();
        var (first, second) = (Path.Combine(wallets.Folder, "first.msg"), Path.Combine(wallets.Folder, "second.msg"));
        await wallets.RunAsync("sign", Message, "--to", first, "-w", wallets.FileOf("alice"), "-y");
        await wallets.RunAsync("sign", Message, "--to", second, "-w", wallets.FileOf("bob"), "-y");

        (await wallets.RunAsync("file", "combine", first, second, "--to", Message)).ShouldMatch($"^2 of 2 signatures, complete\\. Hand it in by ..:.. UTC with: flux app deploy {Message}\n$");

        AppMessageCheck.CheckUnpaid(Finished(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
    }

    [Fact]
    public async Task Who_may_not_or_need_not_sign_is_told_so()
    {
        await WriteAsync();
        var (code, message, _) = await FailsAsync(() => wallets.RunAsync("sign", Message, "-w", wallets.FileOf("mallory"), "-y"));
        code.ShouldBe(ExitCode.Rejected);
        message.ShouldEndWith($"can't sign it: this wallet has no shared account with the address {wallets.Owner}.");
        (await FailsAsync(() => wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice")))).Code.ShouldBe(ExitCode.NeedsConfirmation);
        await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y");
        (await FailsAsync(() => wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y"))).Message.ShouldContain("has signed it already (1 of 2 signatures)");
    }

    [Fact]
    public async Task A_text_changed_between_two_signers_is_refused()
    {
        await WriteAsync();
        await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y");
        await File.WriteAllTextAsync(Message, (await File.ReadAllTextAsync(Message)).Replace("nginx:latest", "evil:latest", StringComparison.Ordinal));

        var (code, message, _) = await FailsAsync(() => wallets.RunAsync("sign", Message, "-w", wallets.FileOf("bob"), "-y"));

        (code, message).ShouldBe((ExitCode.Rejected, $"{Message} can't be taken as an app's message: a signature is not by a key of {wallets.Owner} over this text: the file was changed after it was signed, or somebody else signed it."));
    }

    [Fact]
    public async Task One_that_nodes_no_longer_take_is_not_signed()
    {
        await WriteAsync(DateTimeOffset.UtcNow.AddHours(-1).AddSeconds(-1).ToUnixTimeMilliseconds());
        (await FailsAsync(() => wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y"))).Message.ShouldContain("nodes take one at most an hour old");
    }

    [Fact]
    public async Task It_is_handed_in_where_it_belongs()
    {
        await WriteAsync();
        await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("alice"), "-y");
        await wallets.RunAsync("sign", Message, "-w", wallets.FileOf("bob"), "-y");

        (await FailsAsync(() => Task.FromResult(Finished(AppMessageKind.Update)))).ShouldBe((ExitCode.Usage, $"{Message} registers an app.", $"Hand it in with: flux app deploy {Message}"));
        (await FailsAsync(() => Task.FromResult(Finished(network: "local")))).Message.ShouldBe($"{Message} is for network classic, and this is local.");
        (await FailsAsync(() => wallets.RunAsync("file", "send", Message, "-w", wallets.FileOf("alice"), "-y"))).Message.ShouldBe($"{Message} is an app's message, not a transaction.");
    }

    private AppMessage Finished(AppMessageKind kind = AppMessageKind.Register, string network = "classic") => AppMessages.Finish(Message, AppMessages.Read(Message, File.ReadAllBytes(Message)), kind, network);

    private async Task WriteAsync(long? timestamp = null)
    {
        var reading = AppSpec.TryParse(
            $$"""
            {"version":8,"name":"shop","description":"d","owner":"{{wallets.Owner}}","compose":[{"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":[""],
            "environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":1,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
            """,
            AppRules.Own,
            1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        var draft = new AppMessageDraft { Network = "classic", Kind = AppMessageKind.Register, Spec = reading.Spec!, Timestamp = timestamp ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), Owner = wallets.Owner };
        await File.WriteAllTextAsync(Message, AppMessageFile.ToText(draft));
    }

    private static async Task<(int Code, string Message, string Remedy)> FailsAsync(Func<Task> action) => Failures.Explain(await Should.ThrowAsync<Exception>(action));
}
