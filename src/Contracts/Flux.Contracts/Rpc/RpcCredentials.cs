using System.Text;

namespace Flux.Contracts.Rpc;

/// <summary>How a client shows who it is: user and password, or the cookie file that fluxd writes at start.</summary>
public sealed record RpcCredentials
{
    private RpcCredentials()
    {
    }

    /// <summary>Path of the cookie file, or null.</summary>
    public string? CookieFile { get; private init; }

    private string? UserAndPassword { get; init; }

    /// <summary>Basic authentication by configured user and password.</summary>
    public static RpcCredentials Password(string user, string password) => new() { UserAndPassword = $"{user}:{password}" };

    /// <summary>Basic authentication by the cookie file, read anew for each connection attempt because a restart changes it.</summary>
    public static RpcCredentials Cookie(string path) => new() { CookieFile = path };

    /// <summary>The Basic token; throws <see cref="RpcUnreachableException"/> when the cookie file cannot be read.</summary>
    internal string Token()
    {
        try
        {
            return Convert.ToBase64String(Encoding.UTF8.GetBytes(UserAndPassword ?? File.ReadAllText(CookieFile!).Trim()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RpcUnreachableException($"fluxd has no readable cookie file at {CookieFile}; is it running?", e);
        }
    }
}
