using Flux.Apps.Canonical;
using Flux.Apps.Registry;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes.Files;
using Flux.Os.Api.Access;
using Flux.Os.Backups;
using Flux.Os.Identity;

namespace Flux.Os.Api.Files;

/// <summary><c>/backup/…</c>, <c>/apps/appendbackuptask</c>, <c>/apps/appendrestoretask</c>: archives of an app's data (FluxOS reference §8.4, §11.6).</summary>
internal static partial class BackupEndpoints
{
    private static readonly string[] Types = ["local", "upload", "remote"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/apps/appendbackuptask", BackUpAsync).Needs(Privilege.AppOwnerAbove, appInBody: true).WithTags("files").WithSummary("Backs components up into their volumes: appname, backup: [{component, backup: true}]; tells lines of text");
        routes.MapPost("/apps/appendrestoretask", RestoreAsync).Needs(Privilege.AppOwnerAbove, appInBody: true).WithTags("files").WithSummary("Restores components: appname, type local, upload or remote, restore: [{component, restore: true, url}]; tells lines of text");
        var backup = routes.MapGroup("/backup").WithTags("files");
        backup.MapGet("/getvolumedataofcomponent/{appname?}/{component?}/{multiplier?}/{decimal?}/{fields?}", (HttpContext http, string? component, string? multiplier, string? @decimal, string? fields) => Volume(http, component, multiplier, @decimal, fields))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Size, used and available of a component's volume, and the path that names it here");
        backup.MapGet("/getremotefilesize/{fileurl?}/{multiplier?}/{decimal?}/{number?}/{appname?}", (string? fileurl, string? multiplier, string? @decimal, string? number, RemoteArchive remote, CancellationToken cancel) => RemoteSizeAsync(fileurl ?? "", multiplier, @decimal, number, remote, cancel))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Size of a file at a public http or https address");
        backup.MapGet("/getlocalbackuplist/{path?}/{multiplier?}/{decimal?}/{number?}/{appname?}", (HttpContext http, string? path, string? multiplier, string? @decimal, string? number) => List(http, path ?? "", multiplier, @decimal, number))
            .Needs(Privilege.AppOwnerAbove).WithSummary("Archives in a folder: mount + /backup/local, /backup/upload or /backup/remote");
        backup.MapGet("/removebackupfile/{filepath?}/{appname?}", (HttpContext http, string? filepath) => OnArchive(http, filepath ?? "", (files, path) =>
        {
            files.Remove(path);
            return Answer.Success(true);
        })).Needs(Privilege.AppOwnerAbove).WithSummary("Removes an archive");
        backup.MapGet("/downloadlocalfile/{filepath?}/{appname?}", (HttpContext http, string? filepath) => OnArchive(http, filepath ?? "", (files, path) => Results.File(files.OpenRead(path), "application/gzip", path.Name)))
            .Needs(Privilege.AppOwnerAbove).WithSummary("An archive's content");
    }

    private static async Task<IResult> BackUpAsync(HttpContext http, BackupDesk desk, ILogger<BackupDesk> logger)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } missing) return missing;
        if (Chosen(AccessGrant.Of(http), "backup", out var problem) is not { } chosen) return Answer.Error(problem, "InvalidParameter");
        LogTask(logger, AccessGrant.Of(http).Caller.Id, "backs up", target.App!.Name);
        return await ProgressStream.RunAsync(http, "Finalizing...", tell => desk.BackUpAsync(target.App.Name, [.. chosen.Select(one => one.Id)], target.Keeper, tell), plain: true).ConfigureAwait(false);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, BackupDesk desk, ILogger<BackupDesk> logger)
    {
        var target = LocalTarget.Of(http);
        if (target.Problem is { } missing) return missing;
        var grant = AccessGrant.Of(http);
        var type = grant.Body!["type"]?.AsText ?? "";
        if (!Types.Contains(type)) return Answer.Error("type must be local, upload or remote", "InvalidParameter");
        if (Chosen(grant, "restore", out var problem) is not { } chosen) return Answer.Error(problem, "InvalidParameter");
        LogTask(logger, grant.Caller.Id, $"restores ({type})", target.App!.Name);
        return await ProgressStream.RunAsync(http, "Finalizing...", tell => desk.RestoreAsync(target.App.Name, chosen, type, target.Keeper, tell), plain: true).ConfigureAwait(false);
    }

    /// <summary>The components that a task names; null with the reason.</summary>
    private static List<(ComponentId Id, string Url)>? Chosen(AccessGrant grant, string field, out string problem)
    {
        problem = $"{field} must be a list of objects with component and {field}: true";
        var list = grant.Body![field] is { Kind: JsKind.Text } text && JsReader.TryRead(text.AsText, out var parsed, out _) ? parsed : grant.Body[field];
        if (list is not { Kind: JsKind.Array }) return null;
        var chosen = new List<(ComponentId, string)>();
        foreach (var item in list.Items.Where(item => item.Kind == JsKind.Object && item[field] is { IsTruthy: true }))
        {
            if (IdOf(grant.App!, item["component"]?.AsText ?? "") is not { } id)
            {
                problem = $"{grant.App!.Name} has no component '{item["component"]?.AsText}'";
                return null;
            }
            chosen.Add((id, item["url"]?.AsText ?? ""));
        }
        if (chosen.Count > 0) return chosen;
        problem = $"No {field} jobs...";
        return null;
    }

    private static ComponentId? IdOf(RegisteredApp app, string component)
    {
        var found = component is "" or "null" ? (app.Spec.Components.Length == 1 ? app.Spec.Components[0] : null) : app.Spec.Components.FirstOrDefault(one => string.Equals(one.Name, component, StringComparison.OrdinalIgnoreCase));
        return found is null ? null : new ComponentId(app.Name, found.Name);
    }

    private static IResult Volume(HttpContext http, string? component, string? multiplier, string? decimals, string? fields)
    {
        if (FileTarget.Of(http, component, out var problem) is not { } target) return problem;
        if (!SizeText.TryRead(multiplier, decimals, "MB", out var unit, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        var used = target.Keeper.Volumes.Measure(target.Id);
        var all = new Dictionary<string, object>
        {
            ["filesystem"] = target.Note.Limited ? "volume" : "directory",
            ["size"] = SizeText.Number(target.Note.Bytes, unit),
            ["used"] = SizeText.Number(used, unit),
            ["available"] = SizeText.Number(Math.Max(0, target.Note.Bytes - used), unit),
            ["capacity"] = target.Note.Bytes == 0 ? 0 : Math.Round(used / (decimal)target.Note.Bytes, 2),
            ["mount"] = target.Mount,
        };
        var wanted = string.IsNullOrEmpty(fields) ? null : fields.Split(',', StringSplitOptions.TrimEntries);
        return Answer.Success(all.Where(field => wanted is null || wanted.Contains(field.Key)).ToDictionary());
    }

    private static async Task<IResult> RemoteSizeAsync(string url, string? multiplier, string? decimals, string? number, RemoteArchive remote, CancellationToken cancel)
    {
        if (!SizeText.TryRead(multiplier, decimals, "B", out var unit, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        try
        {
            return Answer.Success(SizeText.Of(await remote.SizeAsync(url, cancel).ConfigureAwait(false), unit, number == "true"));
        }
        catch (IOException e)
        {
            return Answer.Error(e.Message, "NotAvailable");
        }
    }

    private static IResult List(HttpContext http, string text, string? multiplier, string? decimals, string? number)
    {
        if (!SizeText.TryRead(multiplier, decimals, "B", out var unit, out var wrong)) return Answer.Error(wrong, "InvalidParameter");
        if (Place(http, text, out var path, out var problem) is not { } target) return problem;
        if (!BackupPlaces.Folders.Contains(path.ToString())) return Answer.Error($"path must be {target.Mount}/ and one of {string.Join(", ", BackupPlaces.Folders)}", "InvalidParameter");
        try
        {
            var archives = target.Files.List(path).Where(entry => entry.Facts.IsFile && entry.Name.EndsWith(".tar.gz", StringComparison.Ordinal)).ToList();
            // Pages read the first row of any list; where there is none they expect an error.
            if (archives.Count == 0) return Answer.Error("No backups", "NotFound");
            return Answer.Success(archives.Select(entry => new { name = entry.Name, create = entry.Facts.Created.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), size = SizeText.Of(entry.Size, unit, number == "true") }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Answer.Error($"No backups: {e.Message}", "NotFound");
        }
    }

    private static IResult OnArchive(HttpContext http, string text, Func<VolumeFiles, VolumePath, IResult> work)
    {
        if (Place(http, text, out var path, out var problem) is not { } target) return problem;
        if (path.IsRoot || !BackupPlaces.Folders.Contains(path.Parent.ToString()) || !path.Name.EndsWith(".tar.gz", StringComparison.Ordinal)) return Answer.Error("filepath is no archive of a backup", "InvalidParameter");
        try
        {
            return work(target.Files, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Answer.Error(e.Message, "FileError");
        }
    }

    /// <summary>The volume that a path begins with, which must be one of the app, and the rest of the path.</summary>
    private static FileTarget? Place(HttpContext http, string text, out VolumePath path, out IResult problem)
    {
        var app = AccessGrant.Of(http).App!;
        if (!VolumePath.TryParse(text, out path, out var wrong))
        {
            problem = Answer.Error(wrong, "InvalidParameter");
            return null;
        }
        var first = path.Parts.Count == 0 ? "" : path.Parts[0];
        var component = app.Spec.Components.FirstOrDefault(one => $"flux{new ComponentId(app.Name, one.Name)}" == first);
        problem = Answer.Error($"the path must begin with the mount that getvolumedataofcomponent tells, such as /flux{new ComponentId(app.Name, app.Spec.Components[0].Name)}", "InvalidParameter");
        if (component is null) return null;
        _ = VolumePath.TryParse(string.Join('/', path.Parts.Skip(1)), out path, out _);
        return FileTarget.Of(http, component.Name.Length == 0 ? null : component.Name, out problem);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Caller} {What} {App}")]
    private static partial void LogTask(ILogger logger, string caller, string what, string app);
}
