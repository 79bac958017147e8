using System.CommandLine.Parsing;

namespace Flux.Cli.Output;

/// <summary>Reads http and https addresses; the command-line library has no parser of its own for them.</summary>
internal static class UriInput
{
    public static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" }) return address;
        result.AddError($"'{text}' is not an http or https address.");
        return null;
    }
}
