using System.Collections.Immutable;
using System.Text.Json;
using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Primitives;
using Microsoft.Data.Sqlite;

namespace Flux.Os.Storage;

/// <summary>Messages and scanned blocks on disk, from which the registry is folded again at start.</summary>
internal sealed class RegistryStore(OsDatabase database)
{
    /// <summary>Every stored message: its gossip text and when it came (Unix milliseconds).</summary>
    public IReadOnlyList<(string Data, long Received)> Messages()
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT data, received FROM messages ORDER BY received";
        using var reader = command.ExecuteReader();
        var messages = new List<(string, long)>();
        while (reader.Read()) messages.Add((reader.GetString(0), reader.GetInt64(1)));
        return messages;
    }

    public void Add(AppMessage message, long received)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO messages (hash, data, received) VALUES ($hash, $data, $received)";
        command.Parameters.AddWithValue("$hash", message.Hash.ToString());
        command.Parameters.AddWithValue("$data", message.ToGossip().ToString());
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
            var payload = reader.IsDBNull(2) ? new BlockPayload([], []) : JsonSerializer.Deserialize<BlockPayload>(reader.GetString(2))!;
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
    internal sealed record BlockPayload(ImmutableArray<StoredPayment> Payments, ImmutableArray<StoredSpend> Spends)
    {
        public static BlockPayload Of(RegistryBlock block) => new(
            [.. block.Payments.Select(p => new StoredPayment(p.Coin.Transaction.ToString(), p.Coin.Index, p.Hash.ToString(), p.Index, p.Value.Satoshis, p.Blocks))],
            [.. block.Spends.Select(s => new StoredSpend(s.Coin.Transaction.ToString(), s.Coin.Index, s.Index))]);

        public RegistryBlock ToBlock(int height, BlockHash hash) => new(
            height,
            hash,
            [.. Payments.Select(p => p.ToPayment(height))],
            [.. Spends.Select(s => new EscrowSpend(new OutPoint(TxId.Parse(s.TxId), s.Output), s.Index))]);
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
