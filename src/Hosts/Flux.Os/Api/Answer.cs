using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Flux.Os.Api;

/// <summary>The envelope of every answer (FluxOS reference §11.1). HTTP status is 200 also for errors, as clients expect.</summary>
public static class Answer
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary><c>{"status":"success","data":…}</c>.</summary>
    public static IResult Success(object? data) => Results.Json(new { status = "success", data }, Format);

    /// <summary>Success with JSON that is ready.</summary>
    public static IResult Success(JsonElement data) => Results.Json(new JsonObject { ["status"] = "success", ["data"] = JsonNode.Parse(data.GetRawText()) }, Format);

    /// <summary><c>{"status":"success","data":{"message":…}}</c>.</summary>
    public static IResult Message(string message) => Success(new { message });

    /// <summary><c>{"status":"error","data":{code,name,message}}</c>.</summary>
    public static IResult Error(string message, string? name = null, int? code = null) =>
        Results.Json(new { status = "error", data = new { code, name, message } }, Format);

    /// <summary>The answer to whoever may not.</summary>
    public static IResult Unauthorized() => Error("Unauthorized. Access denied.", "Unauthorized", 401);
}
