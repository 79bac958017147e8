using System.IO.Compression;
using Flux.Orchestration.Volumes.Files;
using Flux.Os.Api.Access;
using Flux.Os.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace Flux.Os.Api.Files;

/// <summary><c>/apps/getfolderinfo</c> and the like: the files of an app's volumes on this node (FluxOS reference §11.4, §11.6, §13).</summary>
internal static partial class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var apps = routes.MapGroup("/apps").WithTags("files");
        apps.MapGet("/getfolderinfo/{appname?}/{component?}/{folder?}", (HttpContext http, string? component, string? folder) =>
            On(http, component, folder, (target, path) => Answer.Success(target.Files.List(path).Select(Row)))).Needs(Privilege.AppOwnerAbove).WithSummary("Entries of a folder of a component's volume");
        apps.MapGet("/createfolder/{appname?}/{component?}/{folder?}", (HttpContext http, string? component, string? folder, ILogger<VolumeFiles> logger) =>
            Change(http, logger, component, folder, "Folder Created", (target, path) => target.Files.MakeFolder(path))).Needs(Privilege.AppOwnerAbove).WithSummary("Makes a folder");
        apps.MapGet("/renameobject/{appname?}/{component?}/{oldpath?}/{newname?}", (HttpContext http, string? component, string? oldpath, string? newname, ILogger<VolumeFiles> logger) =>
            Change(http, logger, component, oldpath, "Rename successful", (target, path) => target.Files.Rename(path, newname ?? ""))).Needs(Privilege.AppOwnerAbove).WithSummary("Gives a file or folder another name in its folder");
        apps.MapGet("/removeobject/{appname?}/{component?}/{object?}", (HttpContext http, string? component, string? @object, ILogger<VolumeFiles> logger) =>
            Change(http, logger, component, @object, "File Removed", (target, path) => target.Files.Remove(path))).Needs(Privilege.AppOwnerAbove).WithSummary("Removes a file, or a folder with everything in it");
        apps.MapGet("/downloadfile/{appname?}/{component?}/{file?}", (HttpContext http, string? component, string? file) =>
            On(http, component, file, (target, path) => Results.File(target.Files.OpenRead(path), "application/octet-stream", path.Name))).Needs(Privilege.AppOwnerAbove).WithSummary("A file's content");
        apps.MapGet("/downloadfolder/{appname?}/{component?}/{folder?}", (HttpContext http, string? component, string? folder, CancellationToken cancel) => ZipAsync(http, component, folder, cancel))
            .Needs(Privilege.AppOwnerAbove).WithSummary("A folder's files as a zip archive; links and devices are left out");
    }

    /// <summary>Runs work on a path of a volume; what the file system says is told.</summary>
    internal static IResult On(HttpContext http, string? component, string? text, Func<FileTarget, VolumePath, IResult> work)
    {
        if (FileTarget.Of(http, component, out var problem) is not { } target) return problem;
        if (!VolumePath.TryParse(text, out var path, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        try
        {
            return work(target, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Answer.Error(e.Message, "FileError");
        }
    }

    private static IResult Change(HttpContext http, ILogger logger, string? component, string? text, string done, Action<FileTarget, VolumePath> change) => On(http, component, text, (target, path) =>
    {
        change(target, path);
        LogChanged(logger, AccessGrant.Of(http).Caller.Id, done, target.Id.ToString(), path.ToString());
        return Answer.Message(done);
    });

    private static object Row(VolumeEntry entry) => new
    {
        name = entry.Name,
        size = entry.Size,
        isDirectory = entry.Facts.IsFolder,
        isFile = entry.Facts.IsFile,
        isSymbolicLink = entry.Facts.IsLink,
        createdAt = IdentityEndpoints.Iso(entry.Facts.Created),
        modifiedAt = IdentityEndpoints.Iso(entry.Facts.Modified),
    };

    private static async Task<IResult> ZipAsync(HttpContext http, string? component, string? folder, CancellationToken cancel)
    {
        if (FileTarget.Of(http, component, out var problem) is not { } target) return problem;
        if (!VolumePath.TryParse(folder, out var path, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        try
        {
            if (!path.IsRoot && target.Files.Find(path) is not { IsFolder: true }) return Answer.Error($"'{path}' is no folder", "FileError");
            http.Response.ContentType = "application/zip";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(path.IsRoot ? target.Id.ToString() : path.Name)}.zip\"";
            // The archive's writer ends entries with small synchronous writes.
            if (http.Features.Get<IHttpBodyControlFeature>() is { } control) control.AllowSynchronousIO = true;
            await using var zip = await ZipArchive.CreateAsync(http.Response.Body, ZipArchiveMode.Create, leaveOpen: true, null, cancel).ConfigureAwait(false);
            foreach (var (name, modified, open) in target.Files.Below(path))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = modified.Year is >= 1980 and <= 2107 ? modified : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                var content = open();
                await using var contentScope = content.ConfigureAwait(false);
                var into = await entry.OpenAsync(cancel).ConfigureAwait(false);
                await using var intoScope = into.ConfigureAwait(false);
                await content.CopyToAsync(into, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !http.Response.HasStarted)
        {
            return Answer.Error(e.Message, "FileError");
        }
        return Results.Empty;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller}: {What} in the volume of {Component}: {Path}")]
    private static partial void LogChanged(ILogger logger, string caller, string what, string component, string path);
}
