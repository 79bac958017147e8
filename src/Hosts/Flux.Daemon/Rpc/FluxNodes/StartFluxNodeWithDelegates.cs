using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Wallets.Signing;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>Starts a node of fluxnode.conf and names up to four compressed keys as its delegates.</summary>
internal sealed class StartFluxNodeWithDelegates(FluxdNode node) : RpcMethod
{
    public override string Name => "startfluxnodewithdelegates";

    public override string Area => "fluxnode";

    public override string Usage => "\"alias\" [\"pubkey\",...] lockwallet";

    public override string Help => "Starts a node of fluxnode.conf and names up to four compressed keys as its delegates.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var alias = request.String(0, "alias");
        var entry = NodeConfigFile.Read(node.Options.DataDirectory).FirstOrDefault(known => known.Alias == alias);
        if (entry is null || node.Wallet is not { } wallet)
        {
            StartAnswer.WriteFailure(writer, entry is null ? "Could not find alias in config. Verify with listfluxnodeconf." : StartFromConfig.NoKey);
            return;
        }
        if (Delegates(request, out var problem) is not { } delegates)
        {
            StartAnswer.WriteFailure(writer, problem);
            return;
        }
        var outcome = await wallet.UseAsync(open => new OwnedStart(open).RunAsync(entry, delegates, cancellation), cancellation).ConfigureAwait(false);
        if (outcome.IsIn) WriteSuccess(writer, outcome.Transaction!, delegates);
        else StartAnswer.WriteFailure(writer, outcome.Problem);
    }

    private static DelegateData? Delegates(RpcRequest request, out string problem)
    {
        problem = "The delegates must be a list of compressed public keys in hex";
        try
        {
            if (request[1] is not { ValueKind: JsonValueKind.Array } list) return null;
            var keys = list.EnumerateArray().Select(RpcRequest.AsString).ToList();
            if (keys.TrueForAll(RpcRequest.IsHex)) return NodeSigning.ReplaceDelegates([.. keys.Select(Convert.FromHexString)]);
        }
        catch (ArgumentException e)
        {
            problem = e.Message;
        }
        return null;
    }

    private static void WriteSuccess(Utf8JsonWriter json, Transaction transaction, DelegateData delegates)
    {
        json.WriteStartObject();
        json.WriteString("result", "success");
        json.WriteString("txid", transaction.Id.ToString());
        json.WriteNumber("delegates_count", delegates.Keys.Length);
        json.WriteStartArray("delegates");
        foreach (var key in delegates.Keys) json.WriteStringValue(Convert.ToHexStringLower(key.Span));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
