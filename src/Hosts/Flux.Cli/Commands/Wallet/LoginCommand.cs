using System.CommandLine;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Wallets.Keys;
using Flux.Wallets.Messages;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet login</c>: prove to a FluxOS node who asks; prints the header that other calls need.</summary>
internal static class LoginCommand
{
    private const string WantsItsOwn = "A node of the existing network wants a phrase of its own: --legacy";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(14);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Build()
    {
        var node = new Argument<Uri>("node") { Description = "The node's API, e.g. http://127.16.0.11:16127/", CustomParser = UriInput.Parse! };
        var legacy = new Option<bool>("--legacy") { Description = "Sign the node's bare phrase, as older nodes want it; it would open other nodes, too" };
        var named = new Option<string?>("--address") { Description = "Log in as this FLUX address of the wallet, for apps that it owns itself; as the first key's ZelID unless given", HelpName = "ADDRESS" };
        var command = new Command("login", "Log in to a FluxOS node with the wallet's first key (ZelID)") { node, legacy, named };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var address = parsed.GetValue(node)!;
            var (kind, key) = SignerOf(session, parsed.GetValue(named));
            using var http = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)), Timeout = Patience };
            var isBare = parsed.GetValue(legacy);
            var end = DateTimeOffset.UtcNow + Life;
            var text = isBare
                ? (await AskAsync(await http.GetAsync(new Uri("/id/loginphrase", UriKind.Relative), cancel), "", cancel)).GetString() ?? ""
                : new NodeLogin(address.Authority, end.ToUnixTimeMilliseconds(), RandomNumberGenerator.GetHexString(NodeLogin.NonceDigits, lowercase: true)).ToString();
            var zelid = WalletMessage.AddressOf(kind, key.PublicKey, session.Network.Addresses);
            Terminal.Say($"Log in to {address.Authority} as {zelid} with the text: {text}");
            if (isBare) Terminal.Say("WARNING: the text names no node. Whoever gets its signature can act as you for hours, on every node.");
            Confirmation.Require("Sign it?", parsed.GetValue(WalletOptions.Yes));
            var signature = WalletMessage.Sign(kind, text, key);
            using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["zelid"] = zelid, ["signature"] = signature, ["loginPhrase"] = text });
            // A text that names the node needs no session: it speaks for itself with each call until its end. The node says here what it is good for.
            var answer = await AskAsync(await http.PostAsync(new Uri(isBare ? "/id/verifylogin" : "/id/checkprivilege", UriKind.Relative), body, cancel), isBare ? "" : WantsItsOwn, cancel);
            var header = string.Create(CultureInfo.InvariantCulture, $"zelid={zelid}&signature={Uri.EscapeDataString(signature)}&loginPhrase={Uri.EscapeDataString(text)}");
            var level = answer.TryGetProperty(isBare ? "privilage" : "message", out var privilege) ? privilege.GetString() : null;
            if (level is null or "none") throw new CommandException(ExitCode.Rejected, $"{address.Authority} does not take the signature.", isBare ? "" : WantsItsOwn);
            var until = isBare ? "" : $", until {end:HH:mm} UTC";
            return Result.Line(parsed, $"Logged in as {level}{until}. Header for other calls:\nzelidauth: {header}", new JsonObject { ["zelid"] = zelid, ["privilege"] = level, ["zelidauth"] = header, ["expires"] = isBare ? null : end.ToUnixTimeSeconds() });
        });
        return command;
    }

    /// <summary>Who logs in: the first key as ZelID, or an address as itself.</summary>
    private static (MessageKind Kind, WalletKey Key) SignerOf(WalletSession session, string? named)
    {
        var own = named is null ? session.Keys.AddressAt(session.AccountOf(null), 0, 0)
            : session.Keys.Find(Recipients.Find(session, named)) ?? throw new CommandException(ExitCode.NotFound, $"{named} is not an address of wallet {session.Name}.");
        if (own.Redeem is { } redeem)
        {
            throw new CommandException(
                ExitCode.Rejected,
                $"{own.Address.ToText(session.Network.Addresses)} is a shared address, {redeem.Required} of {redeem.Keys.Length}: it can't log in. A login is one signature by one key.",
                "Its owners change their app with messages that enough of them sign: flux app update PATH --unsigned FILE");
        }
        return session.Keys.KeysOf(own) is [var key, ..]
            ? (named is null ? MessageKind.Bitcoin : MessageKind.Flux, key)
            : throw new CommandException(ExitCode.Rejected, $"Wallet {session.Name} has no key for it.");
    }

    private static async Task<JsonElement> AskAsync(HttpResponseMessage response, string remedy, CancellationToken cancel)
    {
        using (response)
        {
            JsonElement answer;
            try
            {
                answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            }
            catch (JsonException)
            {
                throw new CommandException(ExitCode.Unreachable, $"{response.RequestMessage?.RequestUri?.Authority} answered {(int)response.StatusCode} without JSON; is it a FluxOS node?");
            }
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("status", out var status) && status.GetString() == "success") return answer.GetProperty("data").Clone();
            var reason = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("message", out var message) ? message.ToString() : answer.ToString();
            // checkprivilege answers the word alone; our nodes say why beside it.
            if (reason == "none" && answer.GetProperty("data").TryGetProperty("name", out var why)) reason = why.ToString();
            throw new CommandException(ExitCode.Rejected, $"The node refuses: {reason}", remedy);
        }
    }
}
