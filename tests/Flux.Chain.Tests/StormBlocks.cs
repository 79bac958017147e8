using System.Buffers.Binary;
using Flux.Primitives;
using Flux.TestKit;

namespace Flux.Chain.Tests;

/// <summary>Blocks of a life with many reorganisations that ends on one longest branch, and what the state is after each of them.</summary>
internal sealed class StormBlocks
{
    private readonly Dictionary<BlockHash, Block> _blocks = [];
    private readonly Dictionary<BlockHash, ExpectedState> _states = [];

    public StormBlocks(int seed, int steps)
    {
        var scenario = new RandomScenario { AfterEach = Note };
        Note(scenario.Chain);
        var random = new Random(seed);
        for (var i = 0; i < steps; i++) scenario.Step(random.Next(600));
        var longer = Highest + 1;
        while (scenario.Chain.Height < longer)
        {
            scenario.Chain.Mine();
            Note(scenario.Chain);
        }
        Tip = scenario.Chain.State.Tip;
    }

    /// <summary>All blocks in the order in which they were made.</summary>
    public IEnumerable<Block> All => _blocks.Values;

    /// <summary>Tip of the one longest branch.</summary>
    public BlockHash Tip { get; }

    private int Highest { get; set; }

    /// <summary>The state after a block.</summary>
    public ExpectedState StateAfter(BlockHash block) => _states[block];

    /// <summary>LE32 size and block, for the child.</summary>
    public void Save(string path)
    {
        using var file = File.Create(path);
        var size = new byte[4];
        foreach (var block in All)
        {
            var bytes = block.ToBytes();
            BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
            file.Write(size);
            file.Write(bytes);
        }
    }

    private void Note(ScenarioChain chain)
    {
        _states.TryAdd(chain.State.Tip, ExpectedState.Of(chain));
        if (chain.Height == 0 || !_blocks.TryAdd(chain.State.Tip, chain.Blocks.First())) return;
        Highest = Math.Max(Highest, chain.Height);
    }
}
