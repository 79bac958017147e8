using System.Text;
using System.Text.Json;
using Flux.Consensus.Networks;
using Flux.Fuzz.Engine;
using Flux.Wallets.Accounts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Signers;

namespace Flux.Fuzz.Targets;

/// <summary>Lines of the signer protocol: always one line of JSON comes back, with a result or an error.</summary>
internal sealed class SignerLineTarget : IFuzzTarget
{
    private static readonly SignerDesk Desk = new(new AutoLock(TimeProvider.System), new SigningFacts { Network = NetworkCatalog.Classic, IsOwn = _ => false }, "classic", _ => true);

    public string Name => "signer-line";

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        """{"id":1,"method":"info"}""",
        """{"id":"x","method":"sign","params":{"container":"cGZ0/w=="}}""",
        """{"id":null,"method":"signmessage","params":{"address":"t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo","message":"hi"}}""");

    public int Run(ReadOnlySpan<byte> input)
    {
        var answer = Desk.Answer(Encoding.UTF8.GetString(input));
        OracleException.Require(!answer.Contains('\n', StringComparison.Ordinal), "an answer has more than one line");
        using var document = JsonDocument.Parse(answer);
        return Shape.Of(document.RootElement.TryGetProperty("error", out var error) ? error.ToString().Length : -1);
    }
}
