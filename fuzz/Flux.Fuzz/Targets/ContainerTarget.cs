using System.Text;
using Flux.Consensus.Networks;
using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;

namespace Flux.Fuzz.Targets;

/// <summary>Unsigned transactions on their way. What is read has one form; explaining, combining with itself and finishing never crash.</summary>
internal sealed class ContainerTarget : IFuzzTarget
{
    private static readonly SigningFacts Facts = new() { Network = NetworkCatalog.Classic, IsOwn = _ => false };

    public string Name => "container";

    public IEnumerable<byte[]> Seeds()
    {
        var key = new WalletKey(Enumerable.Repeat((byte)1, 32).ToArray());
        var redeem = RedeemScript.Of(1, [key.PublicKey]);
        foreach (var transaction in Samples.Transactions().Where(tx => tx is { Version: 4, Shielded: null }))
        {
            var unsigned = new Transaction { Version = 4, Overwintered = true, VersionGroup = Transaction.SaplingGroup, Inputs = [.. transaction.Inputs.Select(input => input with { ScriptSig = default })], Outputs = transaction.Outputs };
            yield return ContainerWriter.ToBytes(new SigningContainer
            {
                Network = "main",
                BranchId = 0x76b809bb,
                Transaction = unsigned,
                Inputs = [.. unsigned.Inputs.Select(_ => new ContainerInput { Coin = new TxOutput(new Amount(2 * Amount.Coin), redeem.Address.ToScript()), Worth = new Amount(Amount.Coin), IsEscrow = true, Redeem = redeem })],
            });
        }
        yield return Encoding.ASCII.GetBytes("pft:1/1:cGZ0/w==");
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var joined = ContainerFrames.TryJoin(Encoding.UTF8.GetString(input).Split('\n'), out _, out _);
        if (!ContainerReader.TryParse(input, out var container, out var problem)) return Shape.Of(joined, problem.Length);
        OracleException.Require(ContainerWriter.ToBytes(container).AsSpan().SequenceEqual(input), "a container has two forms");
        var words = SigningWords.Describe(container, Facts).ToString();
        OracleException.Require(ContainerWriter.ToBase64(ContainerSigning.Combine(container, container)) == ContainerWriter.ToBase64(container), "combining a container with itself changes it");
        return Shape.Of(joined, words.Length / 16, container.IsComplete, Finishes(container));
    }

    private static bool Finishes(SigningContainer container)
    {
        try
        {
            return ContainerSigning.Finish(container).Bytes.Length > 0;
        }
        catch (ContainerException)
        {
            return false;
        }
    }
}
