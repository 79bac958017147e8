namespace Flux.Wallets.Keystore;

/// <summary>A transaction this wallet sent, kept so that it can be sent again or given up when it expires.</summary>
public sealed record SentRecord
{
    /// <summary>Transaction id, display hex.</summary>
    public string Id { get; init; } = "";

    /// <summary>The signed bytes, hex.</summary>
    public string Hex { get; init; } = "";

    /// <summary>Unix seconds.</summary>
    public long Time { get; init; }

    /// <summary>Last height that may hold it; 0 never expires.</summary>
    public uint ExpiryHeight { get; init; }

    /// <summary>What the owner noted, or empty.</summary>
    public string Note { get; init; } = "";
}
