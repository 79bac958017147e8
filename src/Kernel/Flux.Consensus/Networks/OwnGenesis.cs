using System.Text;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>
/// Genesis blocks of own networks. A genesis block is a starting point, not a claim of work: nonce zero, no solution, field 4 zero, and a
/// coinbase of value zero whose script says what the network is. Its time alone tells one <c>local</c> network from another.
/// </summary>
internal static class OwnGenesis
{
    private const byte OpReturn = 0x6a;

    public static Block Build(string text, uint time, uint bits)
    {
        var coinbase = new Transaction
        {
            Version = 4,
            Overwintered = true,
            VersionGroup = Transaction.SaplingGroup,
            Inputs = [new TxInput(OutPoint.Null, new Script([(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]), TxInput.FinalSequence)],
            Outputs = [new TxOutput(Amount.Zero, new Script([OpReturn]))],
        };
        var header = new BlockHeader
        {
            Version = 4,
            Previous = BlockHash.Zero,
            MerkleRoot = coinbase.Id.Value,
            StateRoot = Hash256.Zero,
            Time = time,
            Bits = bits,
        };
        return new Block(header, [coinbase]);
    }
}
