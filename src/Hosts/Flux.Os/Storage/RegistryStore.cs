using System.Collections.Immutable;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>Messages and scanned blocks on disk, from which the registry is folded again at start.</summary>
internal sealed class RegistryStore(OsDatabase database)
{
    /// <summary>Every stored message: its gossip text, when it came (Unix milliseconds), and from whom.</summary>
    public IEnumerable<(string Data, long Received, string Source)> Messages()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT data, received, source FROM messages ORDER BY received";
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return (reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
    }

    public void Add(AppMessage message, long received, string source) => Add([message], received, source);

    /// <summary>Adds messages in one transaction.</summary>
    public void Add(IReadOnlyList<AppMessage> messages, long received, string source = "")
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO messages (hash, data, received, source) VALUES ($hash, $data, $received, $source)";
        var hash = command.Parameters.Add("$hash", SqliteType.Text);
        var data = command.Parameters.Add("$data", SqliteType.Text);
        command.Parameters.AddWithValue("$received", received);
        command.Parameters.AddWithValue("$source", source);
        foreach (var message in messages)
        {
            (hash.Value, data.Value) = (message.Hash.ToString(), message.ToGossip().ToString());
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Counts a message's unpaid life from another moment.</summary>
    public void SetReceived(MessageHash hash, long received)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE messages SET received = $received WHERE hash = $hash";
        command.Parameters.AddWithValue("$hash", hash.ToString());
        command.Parameters.AddWithValue("$received", received);
        command.ExecuteNonQuery();
    }

    public void Remove(MessageHash hash)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM messages WHERE hash = $hash";
        command.Parameters.AddWithValue("$hash", hash.ToString());
        command.ExecuteNonQuery();
    }

    /// <summary>Every scanned block, rising.</summary>
    public IEnumerable<RegistryBlock> Blocks()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT height, hash, payload FROM blocks ORDER BY height";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var payload = reader.IsDBNull(2) ? new BlockPayload([], [], []) : JsonSerializer.Deserialize<BlockPayload>(reader.GetString(2))!;
            yield return payload.ToBlock(reader.GetInt32(0), BlockHash.Parse(reader.GetString(1)));
        }
    }

    /// <summary>Adds blocks that follow the last one.</summary>
    public void Append(IReadOnlyList<RegistryBlock> blocks)
    {
        using var connection = database.Connect();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO blocks (height, hash, payload) VALUES ($height, $hash, $payload)";
        var height = command.Parameters.Add("$height", SqliteType.Integer);
        var hash = command.Parameters.Add("$hash", SqliteType.Text);
        var payload = command.Parameters.Add("$payload", SqliteType.Text);
        foreach (var block in blocks)
        {
            (height.Value, hash.Value) = (block.Height, block.Hash.ToString());
            payload.Value = block.IsEmpty ? DBNull.Value : JsonSerializer.Serialize(BlockPayload.Of(block));
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Takes the blocks from a height on back.</summary>
    public void RemoveFrom(long height)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM blocks WHERE height >= $height";
        command.Parameters.AddWithValue("$height", height);
        command.ExecuteNonQuery();
    }

    /// <summary>A block's payments and spends as stored.</summary>
    internal sealed record BlockPayload(ImmutableArray<StoredPayment> Payments, ImmutableArray<StoredSpend> Spends, IReadOnlyList<MainPriceTable>? Prices = null)
    {
        public static BlockPayload Of(RegistryBlock block) => new(
            [.. block.Payments.Select(p => new StoredPayment(p.Coin.Transaction.ToString(), p.Coin.Index, p.Hash.ToString(), p.Index, p.Value.Satoshis, p.Blocks))],
            [.. block.Spends.Select(s => new StoredSpend(s.Coin.Transaction.ToString(), s.Coin.Index, s.Index))],
            block.Prices);

        public RegistryBlock ToBlock(int height, BlockHash hash) => new(
            height,
            hash,
            [.. Payments.Select(p => p.ToPayment(height))],
            [.. Spends.Select(s => new EscrowSpend(new OutPoint(TxId.Parse(s.TxId), s.Output), s.Index))])
        {
            Prices = [.. Prices ?? []],
        };
    }

    internal sealed record StoredPayment(string TxId, uint Output, string Hash, int Index, long Satoshis, long Blocks)
    {
        public AppPayment ToPayment(int height)
        {
            if (!MessageHash.TryParse(Hash, out var hash)) throw new InvalidDataException($"stored payment {TxId}:{Output} has no message hash");
            return new AppPayment(new OutPoint(Primitives.TxId.Parse(TxId), Output), hash, height, Index, new Amount(Satoshis), Blocks);
        }
    }

    internal sealed record StoredSpend(string TxId, uint Output, int Index);
}
