using System.Globalization;
using Flux.Orchestration.Volumes.Files;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Flux.Os.Api.Files;

/// <summary><c>POST /ioutils/fileupload</c>: files into an app's volume, as multipart (FluxOS reference §8.4, §13).</summary>
internal static class UploadEndpoint
{
    /// <summary>Largest upload, in bytes.</summary>
    public const long Largest = 10L << 30;

    private const long Step = 1 << 20;
    private const int LongestBoundary = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/ioutils/fileupload/{type?}/{appname?}/{component?}/{folder?}/{filename?}", (HttpContext http, string? type, string? component, string? folder, string? filename, CancellationToken cancel) =>
            UploadAsync(http, type, component, folder, filename, cancel)).Needs(Privilege.AppOwnerAbove).WithTags("files").DisableAntiforgery()
            .WithSummary("Multipart files into a component's volume (type volume: folder; type backup: for a restore); tells [bytes, of bytes] on the way");

    private static async Task<IResult> UploadAsync(HttpContext http, string? type, string? component, string? folder, string? filename, CancellationToken cancel)
    {
        if (FileTarget.Of(http, component, out var problem) is not { } target) return problem;
        if (type is not ("volume" or "backup")) return Answer.Error("type must be volume or backup", "InvalidParameter");
        if (!VolumePath.TryParse(type == "backup" ? "backup/upload" : folder, out var into, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var media) || HeaderUtilities.RemoveQuotes(media.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary) return Answer.Error("the body must be multipart/form-data", "InvalidParameter");
        var largest = Math.Min(Largest, target.Note.Bytes);
        if (http.Request.ContentLength > largest + Step) return Answer.Error(string.Create(CultureInfo.InvariantCulture, $"the upload is larger than {largest} bytes"), "TooLarge");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = largest + Step;
        try
        {
            return await TakeAsync(http, target, into, filename, new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = largest + Step }, largest, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or BadHttpRequestException)
        {
            if (!http.Response.HasStarted) return Answer.Error(e.Message, "FileError");
            await http.Response.WriteAsJsonAsync(new { status = "error", data = new { name = "FileError", message = e.Message } }, cancel).ConfigureAwait(false);
            return Results.Empty;
        }
    }

    private static async Task<IResult> TakeAsync(HttpContext http, FileTarget target, VolumePath into, string? filename, MultipartReader reader, long largest, CancellationToken cancel)
    {
        var (taken, told, telling) = (0, 0L, Task.CompletedTask);
        while (await reader.ReadNextSectionAsync(cancel).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
            // The name that was asked for is one file's; further ones keep the names of their fields.
            var field = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            var name = taken == 0 && filename is { Length: > 0 } ? filename : field;
            if (VolumePath.ProblemOf(name) is { Length: > 0 } wrong) throw new IOException(wrong);
            await target.Files.WriteAsync(into.With(name), section.Body, largest, copied => Tell(copied), cancel).ConfigureAwait(false);
            await telling.ConfigureAwait(false);
            await http.Response.WriteAsync(field, cancel).ConfigureAwait(false);
            taken++;
            told = 0;
        }
        return taken == 0 ? Answer.Error("the body holds no file", "InvalidParameter") : Results.Empty;

        // Told while the disk works; to a client that does not read along nothing more is told until it does.
        void Tell(long copied)
        {
            if (copied - told < Step || !telling.IsCompleted) return;
            told = copied;
            telling = http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"[{copied},{http.Request.ContentLength ?? 0}]"), CancellationToken.None);
        }
    }
}
