using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Cli.Commands.Chain;

/// <summary>
/// Which parameters of which method are not text. A shell knows only text and fluxd is strict about types (chain reference §12), so each
/// place that wants a number, a flag, a list or an object is listed.
/// </summary>
internal static class RpcArguments
{
    private static readonly FrozenDictionary<string, int[]> NotText = new Dictionary<string, int[]>
    {
        ["getblock"] = [1],
        ["getblockhash"] = [0],
        ["getblockheader"] = [1],
        ["getblockhashes"] = [0, 1, 2],
        ["getblocksubsidy"] = [0],
        ["getchaintips"] = [0],
        ["getrawmempool"] = [0],
        ["gettxout"] = [1, 2],
        ["gettxoutproof"] = [0],
        ["verifychain"] = [0, 1],
        ["getspentinfo"] = [0],
        ["generate"] = [0],
        ["setgenerate"] = [0, 1],
        ["getnetworkhashps"] = [0, 1],
        ["getnetworksolps"] = [0, 1],
        ["getblocktemplate"] = [0],
        ["prioritisetransaction"] = [1, 2],
        ["estimatefee"] = [0],
        ["estimatepriority"] = [0],
        ["createmultisig"] = [0, 1],
        ["addmultisigaddress"] = [0, 1],
        ["setban"] = [2, 3],
        ["getaddednodeinfo"] = [0],
        ["getrawtransaction"] = [1],
        ["createrawtransaction"] = [0, 1, 2, 3],
        ["signrawtransaction"] = [1, 2],
        ["fundrawtransaction"] = [1],
        ["sendrawtransaction"] = [1],
        ["sendtoaddress"] = [1, 4],
        ["sendfrom"] = [2, 3],
        ["sendmany"] = [1, 2, 4],
        ["getbalance"] = [1, 2],
        ["listunspent"] = [0, 1, 2],
        ["listtransactions"] = [1, 2, 3],
        ["listsinceblock"] = [1, 2],
        ["gettransaction"] = [1],
        ["lockunspent"] = [0, 1],
        ["keypoolrefill"] = [0],
        ["settxfee"] = [0],
        ["rescanblockchain"] = [0],
        ["importprivkey"] = [2],
        ["importaddress"] = [2],
        ["walletpassphrase"] = [1],
        ["consolidateutxos"] = [0],
        ["startfluxnodewithdelegates"] = [1, 2],
        ["createp2shstarttx"] = [3, 4],
        ["listreceivedbyaddress"] = [0, 1],
        ["move"] = [2],
        ["waitfornewblock"] = [0],
        ["setnetworkactive"] = [0],
        ["setmocktime"] = [0],
    }.ToFrozenDictionary();

    /// <summary>An argument as the JSON value the method wants at this place.</summary>
    /// <exception cref="CommandException">It must be a JSON value and is none.</exception>
    public static JsonNode? Convert(string method, int position, string text)
    {
        // Lists and objects are never meant as text: addresses, hashes and names do not begin with a bracket.
        var isText = !text.StartsWith('{') && !text.StartsWith('[') && !(NotText.TryGetValue(method, out var places) && places.Contains(position));
        if (isText) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandException(ExitCode.Usage, $"Parameter {position + 1} of {method} is '{text}'; it must be a number, true, false, or JSON.");
        }
    }
}
