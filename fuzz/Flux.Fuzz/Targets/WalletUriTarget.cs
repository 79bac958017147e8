using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives.Addresses;
using Flux.Wallets.Uris;

namespace Flux.Fuzz.Targets;

/// <summary>zel: and flux: links. Callbacks are https or this machine whatever was typed, and a payment survives being written.</summary>
internal sealed class WalletUriTarget : IFuzzTarget
{
    public string Name => "wallet-uri";

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "zel:?action=pay&coin=zelcash&address=t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo&amount=12.5&message=hello%20flux",
        "zel:?action=sign&message=1700000000000abc&callback=https%3A%2F%2Fapi.runonflux.io%2Fid%2Fverifylogin",
        "zel:?action=getaddress&coin=zelcash&callback=http://127.0.0.1/&callbacktype=get",
        "flux:t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo?amount=0.00000001&label=rent&message=a&req-x=1");

    public int Run(ReadOnlySpan<byte> input)
    {
        if (!WalletUriReader.TryParse(Encoding.UTF8.GetString(input), AddressPrefixes.Main, out var uri, out var problem)) return Shape.Of(problem.Length);
        var callback = uri switch { WalletUri.Sign sign => sign.Callback, WalletUri.TellAddress tell => tell.Callback, _ => null };
        OracleException.Require(callback is null || callback.Scheme == Uri.UriSchemeHttps || callback.IsLoopback, "a callback goes out in the clear");
        if (uri is WalletUri.Pay pay)
        {
            OracleException.Require(
                WalletUriReader.TryParse(WalletUriWriter.Pay(pay.Address, pay.Amount, pay.Label, pay.Memo), AddressPrefixes.Main, out var again, out _) && again is WalletUri.Pay second
                    && second == pay,
                "a payment link does not survive being written");
        }
        return Shape.Of(uri.GetType().Name, callback is null);
    }
}
