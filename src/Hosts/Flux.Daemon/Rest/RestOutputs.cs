using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Flux.Chain;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rest;

/// <summary><c>getutxos[/checkmempool]/&lt;txid&gt;-&lt;n&gt;/…</c>: which of some outputs are unspent, and what they hold.</summary>
internal sealed class RestOutputs(FluxdNode node)
{
    private const int MostOutputs = 15;
    private const uint WaitingHeight = 0x7fff_ffff;

    public async Task<RestAnswer> AnswerAsync(RestPath path, CancellationToken cancellation)
    {
        var (outPoints, withPool) = Read(path.Text);
        var tip = node.Chain.Snapshot.Tip;
        var coins = new List<(FoundCoin Coin, int Version)?>();
        foreach (var outPoint in outPoints) coins.Add(await FindAsync(outPoint, withPool, cancellation).ConfigureAwait(false));
        return path.Format switch
        {
            RestFormat.Binary => RestAnswer.Binary(Serialize(tip.Height, tip.Hash, coins)),
            RestFormat.Hex => RestAnswer.Hex(Serialize(tip.Height, tip.Hash, coins).Span),
            RestFormat.Json => RestAnswer.Json(json => Write(json, tip.Height, tip.Hash, coins)),
            _ => throw RestFault.Format(RestAnswer.AllFormats),
        };
    }

    private static (List<OutPoint> OutPoints, bool WithPool) Read(string text)
    {
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) throw Wrong("Error: empty request");
        var withPool = parts[0] == "checkmempool";
        var outPoints = parts.Skip(withPool ? 1 : 0).Select(ReadOutPoint).ToList();
        if (outPoints.Count == 0) throw Wrong("Error: empty request");
        return outPoints.Count <= MostOutputs ? (outPoints, withPool) : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"Error: max outpoints exceeded (max: {MostOutputs}, tried: {outPoints.Count})"));
    }

    private static OutPoint ReadOutPoint(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !Hash256.TryParse(text[..dash], out var id) || !uint.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) throw Wrong("Parse error");
        return new OutPoint(new TxId(id), index);
    }

    private static RestFault Wrong(string message) => new(StatusCodes.Status500InternalServerError, message);

    private async Task<(FoundCoin Coin, int Version)?> FindAsync(OutPoint outPoint, bool withPool, CancellationToken cancellation)
    {
        if (node.Chain.GetCoin(outPoint, withPool) is not { } found) return null;
        var transaction = await node.Chain.FindTransactionAsync(outPoint.Transaction, cancellation).ConfigureAwait(false);
        return (found, transaction?.Transaction.Version ?? 0);
    }

    private static uint HeightOf(FoundCoin found) => found.IsUnconfirmed ? WaitingHeight : (uint)found.Coin.Height;

    private static ReadOnlyMemory<byte> Serialize(int height, BlockHash tip, List<(FoundCoin Coin, int Version)?> coins)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new WireWriter(buffer);
        writer.WriteInt32(height);
        writer.WriteHash(tip.Value);
        var bits = new byte[(coins.Count + 7) / 8];
        for (var i = 0; i < coins.Count; i++)
        {
            if (coins[i] is not null) bits[i / 8] |= (byte)(1 << (i % 8));
        }
        writer.WriteVarBytes(bits);
        writer.WriteCompactSize(coins.Count(coin => coin is not null));
        foreach (var coin in coins)
        {
            if (coin is not { } found) continue;
            writer.WriteInt32(found.Version);
            writer.WriteUInt32(HeightOf(found.Coin));
            writer.WriteInt64(found.Coin.Coin.Output.Value.Satoshis);
            writer.WriteVarBytes(found.Coin.Coin.Output.ScriptPubKey.Bytes);
        }
        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, int height, BlockHash tip, List<(FoundCoin Coin, int Version)?> coins)
    {
        json.WriteStartObject();
        json.WriteNumber("chainHeight", height);
        json.WriteString("chaintipHash", tip.ToString());
        json.WriteString("bitmap", string.Concat(coins.Select(coin => coin is null ? '0' : '1')));
        json.WriteStartArray("utxos");
        foreach (var coin in coins)
        {
            if (coin is not { } found) continue;
            json.WriteStartObject();
            json.WriteNumber("txvers", found.Version);
            json.WriteNumber("height", HeightOf(found.Coin));
            json.WriteAmount("value", found.Coin.Coin.Output.Value);
            TransactionJson.WriteScriptPubKey(json, found.Coin.Coin.Output.ScriptPubKey, node.Network.Addresses);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
