using Flux.Chain;
using Flux.Primitives;
using Flux.Primitives.Wire;
using Flux.TestKit.Recorded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Peers.Recorded;

/// <summary>
/// Chains to play sessions on: that of <c>eras.dat</c>, and the blocks after it that the sessions themselves carry (1401 to 1408; those from 1409
/// on were announced only by hash, so the sessions after them are played two blocks before, see docs/p2p-sessions.md).
/// </summary>
internal sealed class TalkStage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-talks-").FullName;
    private readonly Dictionary<string, Block> _recorded = [];
    private readonly List<BlockHash> _eras = [];
    private int _copies;

    public TalkClock Clock { get; } = new();

    public Flux.Consensus.Networks.Network Network { get; } = RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters"));

    /// <summary>Builds the bases; call it once.</summary>
    public async Task PrepareAsync()
    {
        foreach (var name in RecordedTalk.Names)
            foreach (var frame in RecordedTalk.Load(name).Frames.Where(frame => frame.Command == "block"))
                if (BlockCodec.TryParse(frame.Payload, out var block, out _)) _recorded.TryAdd(block.Hash.ToString(), block);
        var chain = await OpenAsync(In("base-1400"));
        foreach (var block in RecordedChain.Blocks("recorded/chains/eras.dat"))
        {
            Clock.Now = block.Header.Time;
            _eras.Add(block.Hash);
            (await chain.SubmitBlockAsync(block, true, default)).IsConnected.ShouldBeTrue();
        }
        await chain.DisposeAsync();
        foreach (var (height, hash) in (ReadOnlySpan<(int, string)>)[(1403, "8eb248388b78"), (1406, "69185b6ba9ff")]) Copy(In("base-1400"), In($"base-{height}"));
        await ExtendAsync(In("base-1403"), "8eb248388b78");
        await ExtendAsync(In("base-1406"), "69185b6ba9ff");
    }

    /// <summary>A chain of its own on a base.</summary>
    public Task<ChainNode> OpenCopyAsync(int height)
    {
        var folder = In($"copy-{++_copies}");
        Copy(In($"base-{height}"), folder);
        return OpenAsync(folder);
    }

    /// <summary>A folder for the address book and the like.</summary>
    public string NewFolder() => Directory.CreateDirectory(In($"data-{++_copies}")).FullName;

    /// <summary>A chain with nothing but genesis.</summary>
    public Task<ChainNode> OpenEmptyAsync() => OpenAsync(In($"copy-{++_copies}"));

    /// <summary>A block that some session carries, by the begin of its hash.</summary>
    public Block Recorded(string prefix) => _recorded.Single(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Value;

    /// <summary>Hash of the recorded chain at a height up to 1400.</summary>
    public BlockHash HashAt(int height) => _eras[height - 1];

    private async Task ExtendAsync(string folder, string tip)
    {
        var chain = await OpenAsync(folder);
        var missing = new Stack<Block>();
        for (var block = Recorded(tip); chain.FindHeader(block.Hash) is null; block = _recorded[block.Header.Previous.ToString()])
        {
            missing.Push(block);
            if (chain.FindHeader(block.Header.Previous) is not null) break;
        }
        foreach (var block in missing)
        {
            Clock.Now = block.Header.Time;
            (await chain.SubmitBlockAsync(block, true, default)).IsConnected.ShouldBeTrue();
        }
        await chain.DisposeAsync();
    }

    private Task<ChainNode> OpenAsync(string folder) => ChainNode.OpenAsync(
        new ChainOptions { DataDirectory = folder, Network = Network, CacheMiB = 8, CheckThreads = 2, FlushInterval = TimeSpan.FromHours(1) },
        Clock, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    private string In(string name) => Path.Combine(_folder, name);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
