using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <content>Blocks, transactions and the state of the chain.</content>
public sealed partial class FluxdClient
{
    /// <summary>Height of the best chain.</summary>
    public Task<int> BlockCountAsync(CancellationToken cancellation = default) => AskAsync("getblockcount", [], result => result.GetInt32(), cancellation);

    /// <summary>Hash of the best chain's last block, display hex.</summary>
    public Task<string> BestBlockHashAsync(CancellationToken cancellation = default) => AskAsync("getbestblockhash", [], Text, cancellation);

    /// <summary>Hash of the best chain's block at a height, display hex. A height beyond the tip throws <see cref="RpcException"/> −8.</summary>
    public Task<string> BlockHashAsync(int height, CancellationToken cancellation = default) => AskAsync("getblockhash", [height], Text, cancellation);

    /// <summary>A block as on the wire.</summary>
    /// <param name="hashOrHeight">Hash in display hex, or height as text.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<byte[]> BlockAsync(string hashOrHeight, CancellationToken cancellation = default) => AskAsync("getblock", [hashOrHeight, 0], result => Convert.FromHexString(Text(result)), cancellation);

    /// <summary>The header of a block; <see cref="RpcException"/> −5 when nobody knows it.</summary>
    public Task<BlockHeaderInfo> BlockHeaderAsync(string hash, CancellationToken cancellation = default) => AskAsync("getblockheader", [hash], BlockHeaderInfo.Read, cancellation);

    /// <summary>A transaction as on the wire; <see cref="RpcException"/> −5 when nobody knows it.</summary>
    public Task<byte[]> TransactionAsync(string id, CancellationToken cancellation = default) => AskAsync("getrawtransaction", [id, 0], result => Convert.FromHexString(Text(result)), cancellation);

    /// <summary>Hands a signed transaction in; its id. Refusals throw <see cref="RpcException"/> with −26 and the reason.</summary>
    public Task<string> SendTransactionAsync(byte[] transaction, CancellationToken cancellation = default) => AskAsync("sendrawtransaction", [Convert.ToHexStringLower(transaction)], Text, cancellation);

    /// <summary>Ids of the waiting transactions.</summary>
    public Task<IReadOnlyList<string>> WaitingTransactionsAsync(CancellationToken cancellation = default) => AskAsync("getrawmempool", [], Texts, cancellation);

    /// <summary>An unspent output, waiting ones included; null when there is none.</summary>
    public Task<UnspentOutput?> UnspentOutputAsync(string transaction, long index, CancellationToken cancellation = default) =>
        AskAsync("gettxout", [transaction, index], result => result.ValueKind == JsonValueKind.Null ? null : UnspentOutput.Read(result), cancellation);

    /// <summary>State of the chain.</summary>
    public Task<ChainInfo> ChainInfoAsync(CancellationToken cancellation = default) => AskAsync("getblockchaininfo", [], ChainInfo.Read, cancellation);

    /// <summary>
    /// Answers within milliseconds of a new tip, at once when the tip is not <paramref name="known"/> any more, or after
    /// <paramref name="timeoutMilliseconds"/> (at most 55,000). Only our fluxd has this: others throw <see cref="RpcException"/> −32601.
    /// </summary>
    public Task<ChainTip> WaitForTipAsync(string? known, int timeoutMilliseconds, CancellationToken cancellation = default) =>
        AskAsync("waitfornewblock", known is null ? [timeoutMilliseconds] : [timeoutMilliseconds, known], ChainTip.Read, cancellation);

    /// <summary>Number of peers.</summary>
    public Task<int> ConnectionCountAsync(CancellationToken cancellation = default) => AskAsync("getconnectioncount", [], result => result.GetInt32(), cancellation);

    /// <summary>Mines blocks at once, on networks that allow it; their hashes.</summary>
    public Task<IReadOnlyList<string>> GenerateAsync(int blocks, CancellationToken cancellation = default) => AskAsync("generate", [blocks], Texts, cancellation);

    /// <summary>Satoshi per 1,000 bytes that were enough for confirmation within 1 to 25 blocks; null when too little is known.</summary>
    public Task<long?> FeeAsync(int blocks, CancellationToken cancellation = default) =>
        AskAsync<long?>("estimatefee", [blocks], result => RpcAmount.Read(result) is var fee and >= 0 ? fee : null, cancellation);

    /// <summary>Whether the owner of an address signed a message (base64 signature).</summary>
    public Task<bool> IsSignedAsync(string address, string signature, string message, CancellationToken cancellation = default) =>
        AskAsync("verifymessage", [address, signature, message], result => result.GetBoolean(), cancellation);

    private static string Text(JsonElement result) => result.GetString() ?? throw new FormatException("a text is missing");

    private static IReadOnlyList<string> Texts(JsonElement result) => [.. result.EnumerateArray().Select(Text)];

    private async Task<T> AskAsync<T>(string method, JsonArray parameters, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var result = await CallAsync(method, parameters, cancellation).ConfigureAwait(false);
        try
        {
            return read(result);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new RpcUnreachableException($"{_address} answered {method} in a way that no fluxd does: {e.Message}", e);
        }
    }
}
