using System.Text;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>Genesis blocks of main, test and regtest: one coinbase, three headers (chain reference §1.3).</summary>
internal static class EraGenesis
{
    private const string Text = "Zelcash06f40b01ab1f135bd96c5d72f8e37c7906dc216dcaaa36fcd00ebf9b8e109567";
    private const uint FirstNumber = 0x1f07ffff;
    private const string PublicKey =
        "04678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5f";

    /// <summary>The block.</summary>
    /// <param name="time">Header field 5.</param>
    /// <param name="nonce">As a number.</param>
    /// <param name="bits">Header field 6.</param>
    /// <param name="solutionHex">Equihash solution.</param>
    public static Block Build(uint time, uint nonce, uint bits, string solutionHex)
    {
        var coinbase = Coinbase();
        Span<byte> nonceBytes = stackalloc byte[Hash256.Size];
        nonceBytes.Clear();
        BitConverter.TryWriteBytes(nonceBytes, nonce);
        var header = new BlockHeader
        {
            Version = 4,
            Previous = BlockHash.Zero,
            MerkleRoot = coinbase.Id.Value,
            StateRoot = Hash256.Zero,
            Time = time,
            Bits = bits,
            Nonce = new Hash256(nonceBytes),
            Solution = Convert.FromHexString(solutionHex),
        };
        return new Block(header, [coinbase]);
    }

    private static Transaction Coinbase() => new()
    {
        Version = 1,
        Inputs = [new TxInput(OutPoint.Null, CoinbaseScript(), TxInput.FinalSequence)],
        Outputs = [new TxOutput(Amount.Zero, ScriptBuilder.PayToPubKey(Convert.FromHexString(PublicKey)))],
    };

    private static Script CoinbaseScript() =>
        new ScriptBuilder().Number(FirstNumber).Data([4]).Data(Encoding.ASCII.GetBytes(Text)).ToScript();
}
