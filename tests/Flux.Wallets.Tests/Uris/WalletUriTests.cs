using Flux.Primitives;
using Flux.Wallets.Tests.Accounts;
using Flux.Wallets.Uris;

namespace Flux.Wallets.Tests.Uris;

public class WalletUriTests
{
    private const string Address = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

    private static WalletUri Read(string text)
    {
        WalletUriReader.TryParse(text, Words.Main, out var uri, out var problem).ShouldBeTrue(problem);
        return uri;
    }

    [Theory]
    [InlineData($"zel:?action=pay&coin=zelcash&address={Address}&amount=12.5&message=hello%20flux")]
    [InlineData($"zel:?coin=zelcash&address={Address}&amount=12.5&message=hello+flux")]
    [InlineData($"flux:{Address}?amount=12.5&message=hello%20flux")]
    [InlineData($"FLUX:{Address}?amount=12.5&message=hello%20flux&unknown=1")]
    public void Reads_payments(string text)
    {
        var pay = Read(text).ShouldBeOfType<WalletUri.Pay>();
        (pay.Address, pay.Amount, pay.Memo).ShouldBe((Address, new Amount(1_250_000_000), "hello flux"));
    }

    [Fact]
    public void Reads_what_a_fluxos_page_offers_for_login()
    {
        var sign = Read("zel:?action=sign&message=1700000000000abc&icon=https%3A%2F%2Fx%2Fi.svg&callback=https%3A%2F%2Fapi.runonflux.io%2Fid%2Fverifylogin").ShouldBeOfType<WalletUri.Sign>();
        sign.Message.ShouldBe("1700000000000abc");
        sign.Callback!.ToString().ShouldBe("https://api.runonflux.io/id/verifylogin");
    }

    [Fact]
    public void Reads_what_a_fluxos_page_offers_for_paying()
    {
        var link = $"zel:?action=pay&coin=zelcash&address={Address}&amount=0.5&message=ab&icon=https%3A%2F%2Fx%2Fi.png&callback=http://127.16.77.11:16127/payment/verifypayment?paymentid=1795454035787_abcdefghij";

        Read(link).ShouldBeOfType<WalletUri.Pay>().Callback!.ToString().ShouldBe("http://127.16.77.11:16127/payment/verifypayment?paymentid=1795454035787_abcdefghij");
    }

    [Fact]
    public void A_payment_does_without_a_callback_that_anybody_could_read() =>
        Read($"zel:?action=pay&address={Address}&callback=http://example.com/x").ShouldBeOfType<WalletUri.Pay>().Callback.ShouldBeNull();

    [Fact]
    public void Own_links_come_back()
    {
        var pay = Read(WalletUriWriter.Pay(Address, new Amount(1), "rent & more", "a=b&c")).ShouldBeOfType<WalletUri.Pay>();
        (pay.Amount, pay.Label, pay.Memo).ShouldBe((new Amount(1), "rent & more", "a=b&c"));
    }

    [Theory]
    [InlineData("http://x", "begins neither")]
    [InlineData("zel:?action=steal", "none of pay, sign")]
    [InlineData("zel:?coin=bitcoin&address=x", "about 'bitcoin'")]
    [InlineData("zel:?address=nothing", "not an address")]
    [InlineData($"flux:{Address}?amount=-1", "not an amount")]
    [InlineData($"flux:{Address}?amount=1e5", "not an amount")]
    [InlineData($"flux:{Address}?amount=1&amount=2", "stands twice")]
    [InlineData($"flux:{Address}?req-lightning=1", "requires 'req-lightning'")]
    [InlineData($"flux:{Address}?message=%C3%BC", "ASCII")]
    [InlineData("zel:?action=sign&message=a&callback=http://example.com/x", "neither https")]
    [InlineData("zel:?action=sign&message=a&callback=javascript:alert(1)", "neither https")]
    [InlineData("zel:?action=sign&message=a&callback=https://user:pw@example.com/", "not an address")]
    [InlineData("zel:?action=sign", "no message")]
    [InlineData("zel:?action=sign&message=a%0Ab", "control characters")]
    [InlineData("zel://evil?action=pay", "nothing")]
    [InlineData(null, "at most")]
    public void Refuses_bad_links_and_says_why(string? text, string expected)
    {
        WalletUriReader.TryParse(text, Words.Main, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(expected);
    }

    [Theory]
    [InlineData("http://127.0.0.1:16127/id/verifylogin")]
    [InlineData("http://localhost/x")]
    [InlineData("https://example.com/x")]
    public void Callbacks_may_be_here_or_https(string callback) => Read($"zel:?action=sign&message=a&callback={Uri.EscapeDataString(callback)}").ShouldBeOfType<WalletUri.Sign>().Callback.ShouldNotBeNull();
}
