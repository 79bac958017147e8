using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Cli.Wallets;

namespace Flux.Cli.Output;

/// <summary>Shows one result: JSON for programs, a table for people.</summary>
internal static class Result
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Shows it; <paramref name="empty"/> is what people read when there is nothing.</summary>
    public static int Show(ParseResult parsed, JsonNode result, string empty = "Nothing.")
    {
        if (WalletOptions.IsJson(parsed))
        {
            Terminal.Line(result.ToJsonString(Readable));
            return ExitCode.Ok;
        }
        var element = JsonSerializer.SerializeToElement(result);
        if (JsonTable.CanShow(element)) Terminal.Out.Write(JsonTable.Build(element));
        else Terminal.Line(empty);
        return ExitCode.Ok;
    }

    /// <summary>One line for people, an object for programs.</summary>
    public static int Line(ParseResult parsed, string text, JsonObject result)
    {
        Terminal.Line(WalletOptions.IsJson(parsed) ? result.ToJsonString(Readable) : text);
        return ExitCode.Ok;
    }
}
