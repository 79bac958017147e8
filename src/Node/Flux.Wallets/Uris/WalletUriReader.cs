using System.Diagnostics.CodeAnalysis;
using System.Net;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Memos;

namespace Flux.Wallets.Uris;

/// <summary>
/// Reads <c>zel:?action=…</c> (Zel protocol) and <c>flux:address?amount=…</c> (the shape of BIP21: an unknown <c>req-</c> parameter refuses
/// the whole link). Callbacks must be https, or http on this machine; a payment does without one that is not.
/// </summary>
public static class WalletUriReader
{
    private static readonly string[] Coins = ["zelcash", "flux"];

    /// <summary>Reads a link; <paramref name="problem"/> says what is wrong with it.</summary>
    public static bool TryParse(string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out WalletUri? uri, [NotNullWhen(false)] out string? problem)
    {
        uri = null;
        problem = null;
        if (text is null || text.Length > WalletUri.MostCharacters) problem = $"a link has at most {WalletUri.MostCharacters} characters";
        else if (text.Any(char.IsControl)) problem = "it has control characters";
        else if (StripScheme(text, "zel:") is { } zel) ReadZel(zel, prefixes, out uri, out problem);
        else if (StripScheme(text, "flux:") is { } flux) ReadFlux(flux, prefixes, out uri, out problem);
        else problem = "it begins neither with zel: nor with flux:";
        if (problem is not null) uri = null;
        else if (uri is null) problem = "it asks for nothing";
        return uri is not null;
    }

    private static string? StripScheme(string text, string scheme) => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : null;

    private static void ReadZel(string rest, AddressPrefixes prefixes, out WalletUri? uri, out string? problem)
    {
        uri = null;
        if (!TryReadQuery(rest, out var path, out var fields, out problem)) return;
        if (path.Trim('/').Length > 0)
        {
            problem = "between zel: and ? there must be nothing";
            return;
        }
        var action = fields.GetValueOrDefault("action", "pay");
        if (fields.GetValueOrDefault("coin", "flux") is var coin && action == "pay" && !Coins.Contains(coin.ToLowerInvariant())) problem = $"it is about '{coin}', not about FLUX";
        else if (action == "pay") uri = ReadPay(fields.GetValueOrDefault("address", ""), fields, prefixes, ref problem);
        else if (action == "sign") uri = ReadSign(fields, ref problem);
        else if (action == "getaddress") uri = new WalletUri.TellAddress(ReadCallback(fields, ref problem), fields.GetValueOrDefault("callbacktype", "post") == "post");
        else problem = $"its action '{action}' is none of pay, sign, getaddress";
    }

    private static void ReadFlux(string rest, AddressPrefixes prefixes, out WalletUri? uri, out string? problem)
    {
        uri = null;
        if (!TryReadQuery(rest, out var path, out var fields, out problem)) return;
        if (fields.Keys.FirstOrDefault(name => name.StartsWith("req-", StringComparison.Ordinal)) is { } required) problem = $"it requires '{required}', which this wallet does not know";
        else uri = ReadPay(path.TrimStart('/'), fields, prefixes, ref problem);
    }

    private static WalletUri.Pay? ReadPay(string address, Dictionary<string, string> fields, AddressPrefixes prefixes, ref string? problem)
    {
        var memo = fields.GetValueOrDefault("message", "");
        Amount? amount = null;
        if (!Address.TryParse(address, prefixes, out _)) problem = $"'{address}' is not an address of this network";
        else if (fields.TryGetValue("amount", out var text) && text.Length > 0)
        {
            if (Amount.TryParse(text, out var read) && read.IsInRange && read > Amount.Zero) amount = read;
            else problem = $"'{text}' is not an amount of FLUX";
        }
        if (problem is null && (memo.Length > Memo.MaxBytes || memo.Any(c => c is < ' ' or > '~'))) problem = $"its message is not one of at most {Memo.MaxBytes} ASCII characters";
        string? useless = null;
        return problem is null ? new WalletUri.Pay(address, amount, memo, fields.GetValueOrDefault("label", ""), ReadCallback(fields, ref useless)) : null;
    }

    private static WalletUri.Sign? ReadSign(Dictionary<string, string> fields, ref string? problem)
    {
        if (fields.GetValueOrDefault("message", "") is not { Length: > 0 } message)
        {
            problem = "there is no message to sign";
            return null;
        }
        var callback = ReadCallback(fields, ref problem);
        return problem is null ? new WalletUri.Sign(message, callback) : null;
    }

    private static Uri? ReadCallback(Dictionary<string, string> fields, ref string? problem)
    {
        if (!fields.TryGetValue("callback", out var text) || text.Length == 0) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var callback) || callback.UserInfo.Length > 0) problem = "its callback is not an address";
        else if (callback.Scheme == Uri.UriSchemeHttps || (callback.Scheme == Uri.UriSchemeHttp && IsThisMachine(callback))) return callback;
        else problem = $"its callback {callback.GetLeftPart(UriPartial.Authority)} is neither https nor on this machine";
        return null;
    }

    private static bool IsThisMachine(Uri callback) => callback.IsLoopback || (IPAddress.TryParse(callback.Host, out var address) && IPAddress.IsLoopback(address));

    private static bool TryReadQuery(string rest, out string path, out Dictionary<string, string> fields, out string? problem)
    {
        fields = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = null;
        var parts = rest.Split('?', 2);
        path = parts[0];
        foreach (var pair in parts.Length == 2 ? parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, "");
            if (!fields.TryAdd(name.ToLowerInvariant(), Uri.UnescapeDataString(value.Replace('+', ' ')))) problem = $"'{name}' stands twice";
        }
        if (fields.Values.Any(value => value.Any(char.IsControl))) problem = "a part of it has control characters";
        return problem is null;
    }
}
