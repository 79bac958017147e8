using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives.Addresses;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;

namespace Flux.Fuzz.Targets;

/// <summary>Recovery words and private keys as people type them.</summary>
internal sealed class RecoveryWordsTarget : IFuzzTarget
{
    public string Name => "recovery-words";

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
        "  ABANDON abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "caf\u00e9 \ud55c \u334d",
        "L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isKey = WalletKey.TryParseWif(text, AddressPrefixes.Main, out var key);
        if (isKey) OracleException.Require(key!.ToWif(AddressPrefixes.Main) == text.Trim(), "a private key does not survive its text");
        if (!Bip39.TryNormalize(text, out var words, out var problem)) return Shape.Of(isKey, problem.Length);
        OracleException.Require(Bip39.TryNormalize(words, out var again, out _) && again == words, "normalized words change when they are normalized");
        return Shape.Of(isKey, words.Length);
    }
}
