using System.Text.Json;
using System.Text.RegularExpressions;
using Flux.Daemon.Tests.Rpc.Mining;
using Flux.Daemon.Tests.Rpc.Replay;

namespace Flux.Daemon.Tests.Rpc.Wallet;

/// <summary>
/// The wallet calls that were recorded from the C++ daemon, in their order, on the same chain: import a key, look, send, send to many, lock,
/// fund. Codes, messages, field names, their order and all values that the keys of that wallet do not decide must be equal.
/// </summary>
public sealed partial class RecordedWalletTests
{
    private const int First = 1068, Last = 1134, Height = 1400;
    private const uint RecordedAt = 1_700_115_779;

    /// <summary>Leaves that hang on the other wallet's keys, by method; with the reason.</summary>
    private static readonly Dictionary<string, (string Leaves, string Reason)> Free = new()
    {
        ["getnewaddress"] = ("result", "random"),
        ["getrawchangeaddress"] = ("result", "random"),
        ["getaccountaddress"] = ("result", "random"),
        ["sendtoaddress"] = ("result", "the change address is random"),
        ["sendfrom"] = ("result", "the change address is random"),
        ["sendmany"] = ("result", "the change address is random"),
        ["gettransaction"] = (@"result\.(txid|hex|details\[\d+\]\.(vout|size|fee)|fee)", "change address and its place are random"),
        ["listsinceblock"] = (@"result\.transactions\[\d+\]\.(txid|vout|size|fee|amount|address|category)", "order by id, which is random"),
        ["listunspent"] = (@"result\[\d+\]\.(txid|vout|address|scriptPubKey|amount|confirmations|account|spendable|generated)", "order by id, which is random"),
        ["getwalletinfo"] = (@"result\.(keypoololdest|keypoolsize|paytxfee|seedfp|txcount|balance)", "kept otherwise; coins of 0 confirmations are counted by their fees"),
        ["getbalance"] = ("result", "the fee of a payment differs by the length of a signature"),
        ["listaccounts"] = (@"result\.", "as getbalance"),
        ["fundrawtransaction"] = (@"result\.(hex|fee)", "random change address"),
        ["listreceivedbyaddress"] = (@"result\[\d+\]\..*", "addresses are random"),
        ["getaddressesbyaccount"] = (@"result\[\d+\]", "addresses are random"),
    };

    /// <summary>Calls of other commands that ask the wallet, too.</summary>
    private static readonly int[] AskTheWallet = [1084, 1134];

    /// <summary>Calls that are answered differently, with the reason.</summary>
    private static readonly Dictionary<int, string> Others = new()
    {
        [1102] = "fluxd also lists a coin that it paid to a script of somebody else, as not spendable",
        [1110] = "fluxd has one address more from the start, its default key",
    };

    [Fact]
    public async Task Answers_as_fluxd_did()
    {
        var calls = RecordedCalls.InOrder().Where(call => call.Order is >= First and <= Last && !call.Method.StartsWith("z_", StringComparison.Ordinal)).ToList();
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null);
        await daemon.GrowAsync(Height, RecordedAt);
        var wrong = new List<string>();
        var compared = 0;
        var ownId = "";
        foreach (var call in calls.Where(call => IsOfTheWallet(call.Method) || AskTheWallet.Contains(call.Order)))
        {
            // The id of the payment before is the other wallet's; ours stands in for it.
            var request = call.Method == "gettransaction" && !call.Request.Contains("1111111111", StringComparison.Ordinal) ? HexId().Replace(call.Request, ownId) : call.Request;
            var (status, text) = await daemon.PostAsync(request);
            if (call.Method == "sendtoaddress" && status == 200) ownId = JsonDocument.Parse(text).RootElement.GetProperty("result").GetString()!;
            compared++;
            if (!Others.ContainsKey(call.Order) && Difference(call, status, text) is { Length: > 0 } difference) wrong.Add($"#{call.Order} {call.Method}: {difference}");
        }
        compared.ShouldBeGreaterThan(45);
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_wallet_that_is_not_encrypted_has_no_passphrase_to_change()
    {
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null);
        var (_, text) = await daemon.PostAsync("""{"method":"walletpassphrasechange","params":["old","new"],"id":1}""");
        text.ShouldContain("\"code\":-15");
        text.ShouldContain("running with an unencrypted wallet");
    }

    [Fact]
    public async Task Without_a_wallet_its_commands_are_not_there()
    {
        await using var daemon = await GrowingDaemon.StartAsync(minerAddress: null, wallet: false);
        var (_, text) = await daemon.PostAsync("""{"method":"getbalance","params":[],"id":1}""");
        text.ShouldContain("\"code\":-32601");
        text.ShouldContain("Method not found (disabled)");
    }

    /// <summary>Methods whose recorded calls are replayed here, on a chain of its own: they spend.</summary>
    internal static bool IsOfTheWallet(string method) => KnownDifferences.NotReplayed.TryGetValue(method, out var reason) && reason.Contains("wallet", StringComparison.Ordinal)
        && method is not "backupwallet";

    private static string Difference(RecordedCall call, int status, string text)
    {
        if (status != call.Status) return $"ours {status} {text.TrimEnd()}; fluxd {call.Status} {call.Response?.TrimEnd()}";
        if (call.Response is null || call.Response == text) return "";
        if (status != 200) return $"ours {text.TrimEnd()}; fluxd {call.Response.TrimEnd()}";
        var free = Free.TryGetValue(call.Method, out var allowed) ? allowed.Leaves : "(?!)";
        return JsonLeaves.Difference(Leaves(text, free), Leaves(call.Response, free));
    }

    private static List<(string Path, string Value)> Leaves(string json, string free) =>
        [.. JsonLeaves.Of(json).Where(leaf => !Regex.IsMatch(leaf.Path, $"^{free}"))];

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex HexId();
}
