using Flux.Primitives;

namespace Flux.Wallets.Uris;

/// <summary>Links that ask others to pay.</summary>
public static class WalletUriWriter
{
    /// <summary><c>flux:address?amount=…&amp;label=…&amp;message=…</c></summary>
    public static string Pay(string address, Amount? amount = null, string label = "", string memo = "")
    {
        var fields = new List<string>();
        if (amount is { } value) fields.Add($"amount={value}");
        if (label.Length > 0) fields.Add($"label={Uri.EscapeDataString(label)}");
        if (memo.Length > 0) fields.Add($"message={Uri.EscapeDataString(memo)}");
        return $"flux:{address}{(fields.Count > 0 ? "?" : "")}{string.Join('&', fields)}";
    }
}
