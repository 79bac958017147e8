using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives;

namespace Flux.Fuzz.Targets;

/// <summary>Decimal amounts and display hex.</summary>
internal sealed class AmountTarget : IFuzzTarget
{
    public string Name => "amount";

    public IEnumerable<byte[]> Seeds() =>
        Samples.Texts("0", "1.5", "-0.00000001", "92233720368.54775807", "440000000.00000000", "000000000000000000000000000000000000000000000000000000000000000f");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isHash = Hash256.TryParse(text, out var hash);
        OracleException.Require(!isHash || hash.ToString().Equals(text, StringComparison.OrdinalIgnoreCase), "a hash does not survive its text");
        if (!Amount.TryParse(text, out var amount)) return Shape.Of(isHash, Math.Min(text.Length, 70));
        OracleException.Require(Amount.TryParse(amount.ToString(), out var again) && again == amount, "an amount does not survive its text");
        return Shape.Of(text.Length, Math.Sign(amount.Satoshis));
    }
}
