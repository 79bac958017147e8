using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Flux.Apps.Specs;
using Flux.Crypto.Hashing;
using Flux.Primitives;

namespace Flux.Apps.Registry;

/// <summary>The apps in force at a height: an immutable snapshot that readers may keep.</summary>
/// <param name="Height">The height it describes; −1 before the first block.</param>
/// <param name="Apps">By lower-case name, in ordinal order.</param>
public sealed record AppTable(long Height, ImmutableSortedDictionary<string, RegisteredApp> Apps)
{
    public static AppTable Empty { get; } = new(-1, ImmutableSortedDictionary.Create<string, RegisteredApp>(StringComparer.Ordinal));

    // The hash does not say the height, so that it stays while only that moves.
    private Hash256? hash;

    /// <summary>The app that bears a name in any spelling, or null.</summary>
    public RegisteredApp? Find(string name) => Apps.GetValueOrDefault(AppSpec.KeyOf(name));

    /// <summary>
    /// SHA-256 over one line for each app, by name: name, message hash, first height, height, then its coins, separated by spaces and
    /// ended by a newline. Equal on every node that knows the same chain and the messages paid on it.
    /// </summary>
    public Hash256 Hash() => hash ??= Compute();

    private Hash256 Compute()
    {
        var text = new StringBuilder();
        foreach (var (key, app) in Apps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key} {app.Hash} {app.FirstHeight} {app.Height}");
            foreach (var coin in app.Coins) text.Append(' ').Append(coin.Coin);
            text.Append('\n');
        }
        Span<byte> digest = stackalloc byte[Hash256.Size];
        Hashes.Sha256(Encoding.UTF8.GetBytes(text.ToString()), digest);
        return new(digest);
    }
}
