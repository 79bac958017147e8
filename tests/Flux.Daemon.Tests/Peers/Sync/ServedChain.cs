using System.Buffers;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit.Recorded;

namespace Flux.Daemon.Tests.Peers.Sync;

/// <summary>A recorded chain as a peer serves it: the recorded bytes of each block, and its header.</summary>
internal sealed class ServedChain
{
    private readonly Dictionary<string, int> _heights = [];
    private readonly List<(byte[] Header, byte[] Block)> _blocks = [];

    /// <summary>Reads a block file, with or without genesis at its begin.</summary>
    public ServedChain(string file, Block genesis)
    {
        Add(genesis.Header, genesis.ToBytes());
        foreach (var bytes in RecordedChain.RawBlocks(file))
        {
            BlockCodec.TryParse(bytes, out var block, out var error).ShouldBeTrue(error);
            if (block!.Hash == genesis.Hash) continue;
            Add(block.Header, bytes);
            Transactions += block.Transactions.Length;
            Tip = block.Header;
        }
    }

    /// <summary>Of all blocks but genesis.</summary>
    public int Transactions { get; private set; }

    public int Height => _blocks.Count - 1;

    public BlockHeader Tip { get; private set; } = null!;

    /// <summary>The recorded bytes; null when it is not of this chain.</summary>
    public byte[]? Find(ReadOnlySpan<byte> hash) => _heights.TryGetValue(Convert.ToHexString(hash), out var height) ? _blocks[height].Block : null;

    /// <summary>Payload of <c>headers</c> after the first locator entry that is known.</summary>
    public byte[] HeadersAfter(ReadOnlySpan<byte> getheaders)
    {
        const int locatorAt = 5;
        var start = 0;
        for (var i = 0; i < getheaders[4]; i++)
        {
            if (!_heights.TryGetValue(Convert.ToHexString(getheaders.Slice(locatorAt + (i * 32), 32)), out start)) continue;
            break;
        }
        var headers = _blocks.Skip(start + 1).Take(160).Select(block => block.Header).ToList();
        return [(byte)headers.Count, .. headers.SelectMany(header => header.Append((byte)0))];
    }

    private void Add(BlockHeader header, byte[] block)
    {
        var bytes = new ArrayBufferWriter<byte>();
        BlockCodec.WriteHeader(bytes, header);
        _heights[Convert.ToHexString(header.Hash.Value.Bytes)] = _blocks.Count;
        _blocks.Add((bytes.WrittenSpan.ToArray(), block));
    }
}
