using System.Collections.Immutable;
using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Placement;
using Flux.Primitives;

namespace Flux.Apps.Messages;

/// <summary>Reads the <c>data</c> of an envelope into one of the messages of this folder.</summary>
public static class GossipReader
{
    private const int MaxName = 128;
    private const int MaxError = 20_000;

    /// <summary>False with the reason for unknown types (<paramref name="problem"/> begins with "unknown type") and malformed messages.</summary>
    public static bool TryRead(JsValue data, out GossipMessage message, out string problem)
    {
        var fields = new GossipFields(data);
        var read = Read(fields, data);
        message = read!;
        problem = fields.Problem ?? (read is null ? $"unknown type \"{fields.TypeName}\"" : "");
        return problem.Length == 0;
    }

    private static GossipMessage? Read(GossipFields fields, JsValue data) => fields.TypeName switch
    {
        AppRequest.Name => ReadRequest(fields),
        RunningReport.Name => ReadRunning(fields),
        InstallingReport.TypeName => new InstallingReport(fields.Text("name", MaxName), fields.Address("ip"), fields.BroadcastedAt),
        InstallErrorReport.TypeName => new InstallErrorReport(
            fields.Text("name", MaxName), fields.Text("hash", MaxName), fields.Address("ip"), fields.Text("error", MaxError), fields.BroadcastedAt),
        RemovedReport.TypeName => new RemovedReport(fields.Address("ip"), fields.Text("appName", MaxName), fields.BroadcastedAt),
        AddressChange.TypeName => new AddressChange(fields.Address("oldIP"), fields.Address("newIP"), fields.BroadcastedAt),
        ShutdownNotice.TypeName => new ShutdownNotice(fields.Address("ip"), fields.BroadcastedAt),
        DeclineReport.TypeName => ReadDecline(fields),
        SyncBatch.Temporary or SyncBatch.Running or SyncBatch.Installing or SyncBatch.InstallErrors =>
            new SyncBatch(fields.TypeName, fields.Items("messages", SyncBatch.MaxMessages), fields.Flag("done")),
        _ when AppMessageType.KindOf(fields.TypeName) is not null => ReadApp(fields, data),
        _ => null,
    };

    private static AppAnnouncement? ReadApp(GossipFields fields, JsValue data)
    {
        if (AppMessage.TryRead(data, out var message, out var problem)) return new(message, fields.Flag("arcaneSender"));
        fields.Fail(problem);
        return null;
    }

    private static AppRequest ReadRequest(GossipFields fields) => fields.Integer("version") == 2
        ? new([.. fields.Items("hashes", AppRequest.MaxHashes).Select(item => fields.HashOf(item.AsText))])
        : new([fields.HashOf(fields.Text("hash", MaxName))]);

    // Version 1 tells about one app and knows neither the time it began nor the machine.
    private static RunningReport ReadRunning(GossipFields fields)
    {
        var ip = fields.Address("ip");
        if (fields.Integer("version") != 2)
            return new([new(fields.Text("name", MaxName), fields.Text("hash", MaxName), "")], ip, fields.BroadcastedAt, default, false);
        var apps = fields.Items("apps", RunningReport.MaxApps).Select(item => new GossipFields(item, fields)).Select(app =>
            new RunningApp(app.Text("name", MaxName), app.Text("hash", MaxName), app.Optional("runningSince")));
        return new([.. apps], ip, fields.BroadcastedAt, fields.Number("osUptime"), fields.Flag("staticIp"));
    }

    private static DeclineReport ReadDecline(GossipFields fields)
    {
        if (!Enum.TryParse<DeclineReason>(fields.Text("reason", MaxName), out var reason) || !Enum.IsDefined(reason)) fields.Fail("reason is unknown");
        return new(fields.Text("name", MaxName), fields.HashOf(fields.Text("hash", MaxName)), fields.Address("ip"),
            ReadOutPoint(fields, fields.Text("collateral", MaxName)), reason, fields.Integer("untilHeight"), fields.BroadcastedAt);
    }

    private static OutPoint ReadOutPoint(GossipFields fields, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && TxId.TryParse(text[..colon], out var id)
            && uint.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new(id, index);
        fields.Fail("collateral must be txid:index");
        return default;
    }
}
