using System.Text.RegularExpressions;

namespace Flux.Daemon.Tests.Rpc.Replay;

/// <summary>
/// Everything in which our answers to the recorded requests may differ from fluxd's. What is not named here must be equal to the letter.
/// </summary>
internal static class KnownDifferences
{
    private const string Wallet = "needs the keys and the random numbers of the recording's wallet; wallet calls have tests of their own";
    private const string Unsupported = "answers that it is not supported";
    private const string Shielded = "shielded commands answer that they are not supported";

    /// <summary>Methods whose recording is not replayed, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotReplayed { get; } = new Dictionary<string, string>
    {
        ["addmultisigaddress"] = Wallet,
        ["backupwallet"] = Wallet,
        ["consolidateutxos"] = Wallet,
        ["dumpprivkey"] = Wallet,
        ["encryptwallet"] = Wallet,
        ["fundrawtransaction"] = Wallet,
        ["getaccount"] = Wallet,
        ["getaccountaddress"] = Wallet,
        ["getaddressesbyaccount"] = Wallet,
        ["getbalance"] = Wallet,
        ["getnewaddress"] = Wallet,
        ["getrawchangeaddress"] = Wallet,
        ["getreceivedbyaccount"] = Wallet,
        ["getreceivedbyaddress"] = Wallet,
        ["gettransaction"] = Wallet,
        ["getunconfirmedbalance"] = Wallet,
        ["getwalletinfo"] = Wallet,
        ["importaddress"] = Wallet,
        ["importprivkey"] = Wallet,
        ["keypoolrefill"] = Wallet,
        ["listaccounts"] = Wallet,
        ["listaddressgroupings"] = Wallet,
        ["listlockunspent"] = Wallet,
        ["listreceivedbyaccount"] = Wallet,
        ["listreceivedbyaddress"] = Wallet,
        ["listsinceblock"] = Wallet,
        ["listtransactions"] = Wallet,
        ["listunspent"] = Wallet,
        ["lockunspent"] = Wallet,
        ["move"] = Wallet,
        ["rescanblockchain"] = Wallet,
        ["sendfrom"] = Wallet,
        ["sendmany"] = Wallet,
        ["sendtoaddress"] = Wallet,
        ["setaccount"] = Wallet,
        ["settxfee"] = Wallet,
        ["signmessage"] = Wallet,
        ["walletlock"] = Wallet,
        ["walletpassphrase"] = Wallet,
        ["z_getbalance"] = Shielded,
        ["z_getoperationresult"] = Shielded,
        ["z_gettotalbalance"] = Shielded,
        ["z_listaddresses"] = Shielded,
        ["z_listoperationids"] = Shielded,
        ["z_listunspent"] = Shielded,
        ["printsnapshot"] = Unsupported,
    };

    /// <summary>Single fields (leaf paths, <c>*</c> for an index) that differ, by method.</summary>
    public static IReadOnlyList<(string Method, string Path, string Reason)> Fields { get; } =
    [
        ("createdelegatekeypair", "result.private_key", "random"),
        ("createdelegatekeypair", "result.public_key_compressed", "random"),
        ("createdelegatekeypair", "result.public_key_uncompressed", "random"),
        ("createfluxnodekey", "result", "random"),
        ("createzelnodekey", "result", "random"),
        ("getblockchaininfo", "result.size_on_disk", "our undo files have another format"),
        ("getinfo", "result.version", "ours"),
        ("getinfo", "result.keypoololdest", "keys come from words; ours is the daemon's start"),
        ("getinfo", "result.keypoolsize", "fluxd has one more, its default key"),
        ("getinfo", "result.paytxfee", "ours is the rate in force, fluxd's 0 until one is set"),
        ("getmempoolinfo", "result.usage", "memory of fluxd's own containers"),
        ("getmempoolinfo", "result.fullyNotified", "whether fluxd's wallet thread has heard of all; ours is never behind"),
        ("getnettotals", "result.timemillis", "the wall clock of the recording"),
        ("getnetworkinfo", "result.version", "ours"),
        ("getnetworkinfo", "result.subversion", "ours"),
        ("getnetworkinfo", "result.localservices", "services that we do not offer"),
        ("gettxoutsetinfo", "result.bytes_serialized", "our rows are one a coin, fluxd's one a transaction"),
        ("gettxoutsetinfo", "result.hash_serialized", "hash over our rows; fluxd's has the version of each transaction in it"),
    ];

    /// <summary>Single calls (request ids) that are answered differently.</summary>
    public static IReadOnlyDictionary<int, string> Calls { get; } = new Dictionary<int, string>
    {
        [290] = "getblocksubsidy 0 aborts fluxd",
        [1016] = "createp2shstarttx: fluxd's signature time is whatever was in memory; ours is 0",
        [1084] = "validateaddress of a key that the recording had imported into its wallet",
    };

    /// <summary>The leaf may differ.</summary>
    public static bool Allows(string method, string path) =>
        Fields.Any(field => field.Method == method && Regex.IsMatch(path, "^" + Regex.Escape(field.Path).Replace("\\*", "[0-9]+", StringComparison.Ordinal) + "$"));
}
