using Flux.P2P.Wire;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.P2P.Relay;

/// <summary>
/// A peer's bloom filter (chain reference §11.4): what it matches is told to the peer. Matching may add outpoints, so every call takes the
/// lock; the session of the peer and the <see cref="Peers.NetworkLoop"/> both use it.
/// </summary>
internal sealed class BloomFilter
{
    /// <summary>Most bytes of a filter; more cost the sender 100 points.</summary>
    public const int LargestSize = 36_000;

    /// <summary>Most hash functions; more cost the sender 100 points.</summary>
    public const int MostFunctions = 50;

    /// <summary>Longest element of filteradd in bytes; a longer one costs the sender 100 points.</summary>
    public const int LongestElement = 520;

    private const uint SeedStep = 0xFBA4C795;

    private readonly Lock _gate = new();
    private readonly byte[] _bits;
    private readonly uint _functions;
    private readonly uint _tweak;
    private readonly BloomUpdate _update;
    private long _lookups;
    private bool _matchesAll;
    private bool _matchesNothing;

    private BloomFilter(byte[] bits, uint functions, uint tweak, BloomUpdate update)
    {
        (_bits, _functions, _tweak, _update) = (bits, functions, tweak, update);
        Measure();
    }

    /// <summary>Bytes of the filter.</summary>
    public int Size => _bits.Length;

    /// <summary>True when the limits of the protocol hold.</summary>
    public static bool IsAllowed(FilterLoadMessage message) => message.Bits.Length <= LargestSize && message.Functions <= MostFunctions;

    /// <summary>The filter of a message that is within the limits.</summary>
    public static BloomFilter Of(FilterLoadMessage message) =>
        new(message.Bits.ToArray(), message.Functions, message.Tweak, (BloomUpdate)(message.Update & 3));

    /// <summary>filteradd.</summary>
    public void Add(ReadOnlySpan<byte> element)
    {
        lock (_gate)
        {
            Insert(element);
            Measure();
        }
    }

    /// <summary>True when the transaction is of interest; with the update rule, outpoints of matching outputs are added.</summary>
    public bool Matches(Transaction transaction) => Matches(transaction, out _);

    /// <summary>The same, and how many bits were looked up for it.</summary>
    public bool Matches(Transaction transaction, out long lookups)
    {
        lock (_gate)
        {
            var before = _lookups;
            var matches = MatchesAlone(transaction);
            lookups = _lookups - before;
            return matches;
        }
    }

    private bool MatchesAlone(Transaction transaction)
    {
        if (_matchesAll) return true;
        if (_matchesNothing) return false;
        var matches = Contains(transaction.Id.Value.Bytes);
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            if (!ContainsPush(transaction.Outputs[i].ScriptPubKey)) continue;
            matches = true;
            Follow(transaction.Outputs[i].ScriptPubKey, new OutPoint(transaction.Id, (uint)i));
        }
        return matches || SpendsMatch(transaction);
    }

    private bool SpendsMatch(Transaction transaction)
    {
        foreach (var input in transaction.Inputs)
            if (Contains(BytesOf(input.PreviousOutput)) || ContainsPush(input.ScriptSig)) return true;
        return false;
    }

    private void Follow(Script script, OutPoint output)
    {
        var follows = _update switch
        {
            BloomUpdate.All => true,
            BloomUpdate.KeysOnly => ScriptTemplate.Classify(script).Kind is ScriptKind.PubKey or ScriptKind.Multisig,
            _ => false,
        };
        if (follows) Insert(BytesOf(output));
    }

    private bool ContainsPush(Script script)
    {
        var reader = script.Operations;
        while (reader.MoveNext())
            if (!reader.Data.IsEmpty && Contains(reader.Data)) return true;
        return false;
    }

    private bool Contains(ReadOnlySpan<byte> element)
    {
        for (uint i = 0; i < _functions; i++)
        {
            var bit = BitOf(i, element);
            _lookups++;
            if ((_bits[bit >> 3] & (1 << (int)(bit & 7))) == 0) return false;
        }
        return true;
    }

    private void Insert(ReadOnlySpan<byte> element)
    {
        if (_matchesAll) return;
        for (uint i = 0; i < _functions; i++)
        {
            var bit = BitOf(i, element);
            _lookups++;
            _bits[bit >> 3] |= (byte)(1 << (int)(bit & 7));
        }
        _matchesNothing = false;
    }

    private uint BitOf(uint function, ReadOnlySpan<byte> element) =>
        MurmurHash3.Compute(unchecked((function * SeedStep) + _tweak), element) % ((uint)_bits.Length * 8);

    // A filter without bits matches everything, as fluxd has it.
    private void Measure()
    {
        _matchesAll = !_bits.AsSpan().ContainsAnyExcept((byte)0xff);
        _matchesNothing = !_matchesAll && !_bits.AsSpan().ContainsAnyExcept((byte)0);
    }

    private static byte[] BytesOf(OutPoint output)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(OutPoint.Size);
        new WireWriter(buffer).WriteOutPoint(output);
        return buffer.WrittenSpan.ToArray();
    }
}
