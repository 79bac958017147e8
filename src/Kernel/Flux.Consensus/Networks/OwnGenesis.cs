using System.Text;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>
/// Genesis blocks of own networks: field 4 zero, and a coinbase of value zero whose script says what the network is. On classic and local it is a
/// starting point, not a claim of work: nonce zero, no solution; its time alone tells one <c>local</c> network from another. A founder's is mined.
/// </summary>
internal static class OwnGenesis
{
    private const byte OpReturn = 0x6a;

    public static Block Build(OwnParameters own)
    {
        var coinbase = new Transaction
        {
            Version = 4,
            Overwintered = true,
            VersionGroup = Transaction.SaplingGroup,
            Inputs = [new TxInput(OutPoint.Null, new Script([(byte)own.GenesisText.Length, .. Encoding.ASCII.GetBytes(own.GenesisText)]), TxInput.FinalSequence)],
            Outputs = [new TxOutput(Amount.Zero, new Script([OpReturn]))],
        };
        var header = new BlockHeader
        {
            Version = 4,
            Previous = BlockHash.Zero,
            MerkleRoot = coinbase.Id.Value,
            StateRoot = Hash256.Zero,
            Time = own.GenesisTime,
            Bits = own.EasiestBits,
            Nonce = own.GenesisNonce,
            Solution = own.GenesisSolution,
        };
        return new Block(header, [coinbase]);
    }
}
