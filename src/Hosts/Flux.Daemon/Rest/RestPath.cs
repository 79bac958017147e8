using Flux.Primitives;

namespace Flux.Daemon.Rest;

/// <summary>The rest of a REST path: what is asked for, and in which format.</summary>
internal sealed record RestPath(string Text, RestFormat Format)
{
    /// <summary>Splits at the first point, as fluxd does.</summary>
    public static RestPath Parse(string text)
    {
        var parts = text.Split('.');
        var format = parts.Length < 2 ? RestFormat.Unknown : parts[1] switch
        {
            "bin" => RestFormat.Binary,
            "hex" => RestFormat.Hex,
            "json" => RestFormat.Json,
            _ => RestFormat.Unknown,
        };
        return new RestPath(parts[0], format);
    }

    /// <exception cref="RestFault">It is no hash.</exception>
    public static Hash256 ReadHash(string text) => Hash256.TryParse(text, out var hash) ? hash : throw RestFault.BadRequest($"Invalid hash: {text}");
}
