using Microsoft.AspNetCore.Http;

namespace Flux.Explorer;

/// <summary>A refusal in Insight's manner: 400 with <c>message. Code:n</c>, or 404 with <c>Not found</c>.</summary>
internal sealed class InsightFault(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static InsightFault NotFound() => new(StatusCodes.Status404NotFound, "Not found");

    public static InsightFault Wrong(string message, int code) => new(StatusCodes.Status400BadRequest, $"{message}. Code:{code}");
}
