using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives.Addresses;
using Flux.Wallets.Hd;

namespace Flux.Fuzz.Targets;

/// <summary>Extended keys and derivation paths.</summary>
internal sealed class WalletTextTarget : IFuzzTarget
{
    public string Name => "wallet-text";

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "xpub6C8UktDS6Ch4soaM3ezF9KPc283TJryoReT9uApDMnMqa1ce19FdBF6DmRfbTvHuxkWAH3Dz5i9QvAUvQ3Aq9jvn9CSfoL6VmJsUc6NxEEr",
        "m/44'/19167'/0'/0/0",
        "m/0h/1H/2147483647'",
        "m");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isKey = ExtendedKey.TryParse(text, AddressPrefixes.Main, out var key);
        if (isKey) OracleException.Require(key!.ToText(AddressPrefixes.Main) == text.Trim(), "an extended key does not survive its text");
        var isPath = DerivationPath.TryParse(text, out var path);
        if (isPath) OracleException.Require(DerivationPath.TryParse(path.ToString(), out var again) && again.ToString() == path.ToString(), "a path does not survive its text");
        return Shape.Of(isKey, isPath, Math.Min(text.Length, 128));
    }
}
