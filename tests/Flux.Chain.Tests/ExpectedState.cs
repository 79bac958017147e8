using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Chain.Store.Coins;
using Flux.Consensus.Ledger;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests;

/// <summary>What <see cref="ChainTotals"/> must say after a block, computed from a scenario in memory.</summary>
internal sealed record ExpectedState(Hash256 Coins, Hash256 Ledger)
{
    public static ExpectedState Of(ScenarioChain chain)
    {
        var coins = chain.Coins.All.OrderBy(pair => pair.Key).Select(pair => (CoinCodec.Key(pair.Key), CoinCodec.Value(pair.Value)));
        var rows = LedgerRows.Of(chain.State).OrderBy(row => row.Key.ToArray(), Chain.Store.Rows.ByteKeyComparer.Instance);
        return new ExpectedState(Hash(coins), Hash(rows.Select(row => (row.Key.ToArray(), row.Value!.Value.ToArray()))));
    }

    public static ExpectedState Of(ChainTotals totals) => new(totals.CoinsHash, totals.LedgerHash);

    private static Hash256 Hash(IEnumerable<(byte[] Key, byte[] Value)> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lengths = new byte[8];
        foreach (var (key, value) in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(lengths, key.Length);
            BinaryPrimitives.WriteInt32LittleEndian(lengths.AsSpan(4), value.Length);
            hash.AppendData(lengths);
            hash.AppendData(key);
            hash.AppendData(value);
        }
        return new Hash256(hash.GetHashAndReset());
    }
}
