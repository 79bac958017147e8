using System.Text;
using Flux.Os.Api;

namespace Flux.Os.Identity;

/// <summary>How logins and signatures are told: as JSON in a reply, as a query string on a websocket (FluxOS reference §2.1).</summary>
internal static class LoginText
{
    /// <summary>The <c>data</c> of a login. The field is spelt <c>privilage</c> on the network.</summary>
    public static object Record(LoginResult login) => new
    {
        message = Message,
        zelid = login.Session.Id,
        loginPhrase = login.Session.Phrase,
        signature = login.Signature,
        privilage = login.Privilege,
        createdAt = IdentityEndpoints.Iso(login.Session.CreatedAt),
        expireAt = IdentityEndpoints.Iso(login.Session.ExpiresAt),
    };

    /// <summary>A login as a query string of status and data.</summary>
    public static string Query(LoginResult login) => Query("success",
        ("message", Message), ("zelid", login.Session.Id), ("loginPhrase", login.Session.Phrase), ("signature", login.Signature), ("privilage", login.Privilege),
        ("createdAt", IdentityEndpoints.Iso(login.Session.CreatedAt)), ("expireAt", IdentityEndpoints.Iso(login.Session.ExpiresAt)));

    /// <summary>A status and fields of data as a query string: <c>status=…&amp;data[name]=…</c>, escaped.</summary>
    public static string Query(string status, params (string Name, string Value)[] data)
    {
        var text = new StringBuilder($"status={status}");
        foreach (var (name, value) in data) text.Append("&data%5B").Append(name).Append("%5D=").Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    private const string Message = "Successfully logged in";
}
