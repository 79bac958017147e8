using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Flux.Apps.Specs;
using Flux.Orchestration;
using Flux.Orchestration.Tests;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Peers;
using Flux.Os.Registry;
using Flux.Os.Secrets;
using Flux.Os.Settings;
using Flux.Os.Storage;
using Flux.Os.Tests.Support;
using Flux.Os.Usage;
using Flux.Os.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Tests.Api;

/// <summary>The routes of an app's life against a real Docker Engine: one app is installed once, and everything is asked of it.</summary>
public sealed class AppOnEngineTests() : EngineAppTest("172.28")
{
    private string _auth = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _auth = Node.Auth(ApiNode.Owner);
    }

    [Fact]
    public async Task A_command_runs_in_the_container_and_its_output_comes_back()
    {
        (await ExecAsync("""["sh","-c","echo $GREETING; id -u"]""", """["GREETING=well"]""")).ShouldBe("well\n0\n");
        (await ExecAsync("""["sh","-c","echo to-errors >&2"]""", "[]")).ShouldBe("to-errors\n");
        (await ExecAsync("""["nosuchprogram"]""", "[]")).ShouldContain("nosuchprogram");
        (await Node.JsonAsync("apps/appexec", _auth, """{"appname":"web_demo","cmd":[]}"""))["data"]!["message"]!.GetValue<string>().ShouldContain("cmd is missing");
        (await Node.TextAsync("apps/appexec", _auth, "appname=web_demo&cmd=[\"echo\",\"form\"]", "application/x-www-form-urlencoded")).ShouldBe("form\n");
        (await Node.JsonAsync("apps/appexec", Node.Auth(ApiNode.Operator), """{"appname":"demo","cmd":["id"]}"""))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
    }

    [Fact]
    public async Task A_test_of_an_installation_installs_nothing_and_says_what_would_be()
    {
        var user = Node.Auth(ApiNode.User);
        var hash = (await Node.JsonAsync("apps/appspecifications/demo"))["data"]!["hash"]!.GetValue<string>();

        foreach (var named in (string[])["demo", hash])
        {
            var text = await Node.TextAsync($"apps/testappinstall/{named}", user);
            var steps = JsonNode.Parse($"[{text.Replace("}{", "},{", StringComparison.Ordinal)}]")!.AsArray();
            steps[0]!["status"]!.GetValue<string>().ShouldContain("valid");
            text.ShouldContain($"{BusyboxImage.Name} exists");
            steps[^1]!["status"]!.GetValue<string>().ShouldBe("success");
        }
        var unpaid = ApiNode.Owner.Register(ApiNode.Owner.Spec("third", "localhost:1/no-such-image:1", 33_999, 80), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        (await Node.App.Services.GetRequiredService<RegistryService>().LearnAsync(unpaid, CancellationToken.None)).Verdict.IsAccepted.ShouldBeTrue();
        var refused = await Node.JsonAsync($"apps/testappinstall/{unpaid.Hash}", user);
        (refused["status"]!.GetValue<string>(), refused["data"]!["message"]!.GetValue<string>()[..4]).ShouldBe(("error", "web:"));
        (await Node.JsonAsync("apps/testappinstall/nosuchapp", user))["data"]!["name"]!.GetValue<string>().ShouldBe("NotFound");
        (await Node.JsonAsync("apps/testappinstall/demo"))["data"]!["code"]!.GetValue<int>().ShouldBe(401);
        (await Node.JsonAsync("apps/installedapps"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_image_of_a_closed_registry_is_looked_up_with_the_credentials_of_the_request()
    {
        using var registry = new FakeRegistry { Status = 200, Login = "user:secret" };
        var image = registry.Image("closed");
        (await AskAsync("")).Name.ShouldBe("ImageUnknown");
        (await AskAsync("user:secret")).Name.ShouldBe("WrongArchitecture", "the registry has it for another architecture only");
        var refused = await AskAsync("aws-ecr://region=eu");
        (refused.Name, refused.Text.Contains("repoauth must be user:password", StringComparison.Ordinal)).ShouldBe(("InvalidParameter", true));

        async Task<(string Name, string Text)> AskAsync(string auth)
        {
            var answer = await Node.JsonAsync("apps/checkdockerexistance", Node.Auth(ApiNode.User), new JsonObject { ["repotag"] = image, ["repoauth"] = auth }.ToJsonString());
            return (answer["data"]!["name"]!.GetValue<string>(), answer["data"]!["message"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_command_ends_when_its_reader_goes_with_all_that_it_started()
    {
        using (var answer = await Node.SendAsync("POST", "apps/appexec", _auth, new StringContent(
            """{"appname":"web_demo","cmd":["sh","-c","trap '' HUP; sleep 7001 & (sleep 7002 &) ; echo begun; sleep 7003"],"env":[]}""", Encoding.UTF8, "text/plain")))
        {
            var body = await answer.Content.ReadAsStreamAsync();
            var begun = new byte[6];
            await body.ReadExactlyAsync(begun);
            Encoding.UTF8.GetString(begun).ShouldBe("begun\n");
            (await SleepersAsync()).ShouldBe(3);
        }

        await Eventually.HoldsAsync(async () => await SleepersAsync() == 0);
        (await StateAsync()).ShouldBe("running", "the app itself is not touched");
    }

    [Fact]
    public async Task What_its_owner_stopped_or_paused_stays_so_over_a_restart_of_the_node()
    {
        (await Node.JsonAsync("apps/appstop/demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await AfterRestartAsync()).ShouldBe(("exited", false));
        (await Node.JsonAsync("apps/appstart/demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await AfterRestartAsync()).ShouldBe(("running", true));
        (await Node.JsonAsync("apps/apppause/web_demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await AfterRestartAsync()).ShouldBe(("paused", false));
        (await Node.JsonAsync("apps/appunpause/demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await AfterRestartAsync()).ShouldBe(("running", true));
    }

    [Fact]
    public async Task What_the_container_writes_and_uses_is_told_now_and_over_time()
    {
        await Eventually.HoldsAsync(async () => (await Node.JsonAsync("apps/applogpolling?appname=web_demo&lines=5", _auth))["logs"]!.AsArray().Count == 5);
        var logs = await Node.JsonAsync("apps/applogpolling/web_demo/2", _auth);
        (logs["status"]!.GetValue<string>(), logs["logCount"]!.GetValue<int>(), logs["truncated"]!.GetValue<bool>()).ShouldBe(("success", 2, true));
        var last = logs["logs"]!.AsArray()[^1]!.GetValue<string>();
        last.ShouldEndWith(" tick");
        (await Node.JsonAsync($"apps/applogpolling/web_demo/all/{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}", _auth))["logCount"]!.GetValue<int>().ShouldBe(0);

        var stats = (await Node.JsonAsync("apps/appstats/demo", _auth))["data"]!;
        stats["memory_stats"]!["usage"]!.GetValue<long>().ShouldBeGreaterThan(0);
        stats["disk_stats"]!["status"]!.GetValue<string>().ShouldBe("success");
        stats["nanoCpus"]!.GetValue<long>().ShouldBe(100_000_000);

        var monitor = Node.App.Services.GetRequiredService<UsageMonitor>();
        await monitor.SampleAsync(Keeper, CancellationToken.None);
        var samples = (await Node.JsonAsync("apps/appmonitor/web_demo/3600000", _auth))["data"]!.AsArray();
        samples.ShouldHaveSingleItem()!["data"]!["cpu_stats"]!["cpu_usage"]!["total_usage"]!.GetValue<long>().ShouldBeGreaterThan(0);
        (await Node.JsonAsync("apps/stopmonitoring/demo/true", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        await monitor.SampleAsync(Keeper, CancellationToken.None);
        (await Node.JsonAsync("apps/appmonitor/web_demo", _auth))["data"]!.AsArray().ShouldBeEmpty();
        (await Node.JsonAsync("apps/startmonitoring", _auth))["data"]!["code"]!.GetValue<int>().ShouldBe(401, "all apps are the operator's");

        using var stream = await Node.SendAsync("GET", "apps/appmonitorstream/web_demo", _auth);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        JsonNode.Parse((await reader.ReadLineAsync())!)!["memory_stats"].ShouldNotBeNull();
    }

    [Fact]
    public async Task It_is_paused_and_goes_on_and_is_made_anew_with_and_without_its_data()
    {
        (await Node.JsonAsync("apps/apppause/demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await StateAsync()).ShouldBe("paused");
        await Keeper.ReconcileAsync(CancellationToken.None);
        (await StateAsync()).ShouldBe("paused", "reconciling leaves it so");
        (await Node.JsonAsync("apps/appunpause/demo", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await StateAsync()).ShouldBe("running");

        await ExecAsync("""["sh","-c","echo kept > /data/file"]""", "[]");
        var before = await IdAsync();
        (await Node.TextAsync("apps/redeploy/demo/false", _auth)).ShouldContain("\"success\"");
        (await IdAsync()).ShouldNotBe(before);
        (await ExecAsync("""["cat","/data/file"]""", "[]")).ShouldBe("kept\n");

        (await Node.TextAsync("apps/redeploycomponent/demo/web/true", _auth)).ShouldContain("\"success\"");
        (await ExecAsync("""["ls","/data"]""", "[]")).ShouldBe("");
        (await Node.TextAsync("apps/redeploycomponent/demo/nosuch/true", _auth)).ShouldContain("does not run");
        (await Node.JsonAsync("apps/redeploy/demo/true/true", _auth))["data"]!["name"]!.GetValue<string>().ShouldBe("NotSupported");
    }

    [Fact]
    public async Task Its_files_are_listed_made_renamed_sent_fetched_and_removed()
    {
        await ExecAsync("""["sh","-c","mkdir /data/d; echo inside > /data/d/f"]""", "[]");

        var listed = (await Node.JsonAsync("apps/getfolderinfo/demo/web/appdata", _auth))["data"]!.AsArray().ShouldHaveSingleItem()!;
        (listed["name"]!.GetValue<string>(), listed["isDirectory"]!.GetValue<bool>(), listed["size"]!.GetValue<long>()).ShouldBe(("d", true, 7));
        (await Node.TextAsync("apps/downloadfile/demo/web/appdata%2Fd%2Ff", _auth)).ShouldBe("inside\n");
        (await Node.JsonAsync("apps/createfolder?appname=demo&component=web&folder=appdata/new", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await Node.JsonAsync("apps/renameobject/demo/web/appdata%2Fnew/newer", _auth))["status"]!.GetValue<string>().ShouldBe("success");

        using (var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("from outside")), "sent.txt", "sent.txt" } })
        using (var response = await Node.SendAsync("POST", "ioutils/fileupload/volume/demo/web/appdata%2Fnewer", _auth, form)) (await response.Content.ReadAsStringAsync()).ShouldBe("sent.txt");
        (await ExecAsync("""["cat","/data/newer/sent.txt"]""", "[]")).ShouldBe("from outside");

        // Larger than the server takes elsewhere; progress is told on the way.
        using (var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[40 << 20]), "large", "large" } })
        using (var response = await Node.SendAsync("POST", "ioutils/fileupload?type=volume&appname=demo&component=web&folder=appdata&filename=large.bin", _auth, form))
        {
            var told = await response.Content.ReadAsStringAsync();
            told.ShouldStartWith("[");
            told.ShouldEndWith("]large");
        }
        (await ExecAsync("""["sh","-c","ls -l /data/large.bin"]""", "[]")).ShouldContain(" 41943040 ");
        await ExecAsync("""["busybox","rm","/data/large.bin"]""", "[]");

        using (var zipped = await Node.SendAsync("GET", "apps/downloadfolder/demo/web/appdata", _auth))
        {
            using var zip = new ZipArchive(new MemoryStream(await zipped.Content.ReadAsByteArrayAsync()));
            zip.Entries.Select(entry => entry.FullName).ShouldBe(["d/f", "newer/sent.txt"]);
        }
        (await Node.JsonAsync("apps/removeobject/demo/web/appdata%2Fnewer", _auth))["status"]!.GetValue<string>().ShouldBe("success");
        (await ExecAsync("""["ls","/data"]""", "[]")).ShouldBe("d\n");

        // The app makes a link out of its volume: neither way in is open.
        await ExecAsync("""["busybox","ln","-s","/etc","/data/out"]""", "[]");
        foreach (var path in (string[])["apps/getfolderinfo/demo/web/appdata%2Fout", "apps/downloadfile/demo/web/appdata%2Fout%2Fpasswd", "apps/downloadfile/demo/web/..%2F..%2Ffluxos.db", "apps/downloadfolder/demo/web/appdata%2Fout"])
            (await Node.JsonAsync(path, _auth))["status"]!.GetValue<string>().ShouldBe("error", path);
    }

    [Fact]
    public async Task It_is_backed_up_fetched_and_restored()
    {
        await ExecAsync("""["sh","-c","echo first > /data/file"]""", "[]");
        var backup = await Node.TextAsync("apps/appendbackuptask", _auth, """{"appname":"demo","backup":[{"component":"web","backup":true}]}""", "application/json");
        backup.ShouldBe("Stopping application...\nCreating backup archive for web...\nStarting application...\nFinalizing...\n");
        (await StateAsync()).ShouldBe("running");

        var mount = (await Node.JsonAsync("backup/getvolumedataofcomponent/demo/web/B/0/mount,size", _auth))["data"]!;
        mount.AsObject().Select(field => field.Key).ShouldBe(["size", "mount"], ignoreOrder: true);
        var path = Uri.EscapeDataString(mount["mount"]!.GetValue<string>() + "/backup/local");
        // A folder without archives is an error: pages read the first row of any list.
        var none = await Node.JsonAsync($"backup/getlocalbackuplist/{path.Replace("local", "upload", StringComparison.Ordinal)}/B/0/true/demo", _auth);
        (none["status"]!.GetValue<string>(), none["data"]!["name"]!.GetValue<string>()).ShouldBe(("error", "NotFound"));
        var archive = (await Node.JsonAsync($"backup/getlocalbackuplist/{path}/B/0/true/demo", _auth))["data"]!.AsArray().ShouldHaveSingleItem()!;
        archive["name"]!.GetValue<string>().ShouldBe("backup_web.tar.gz");
        using var fetched = await Node.SendAsync("GET", $"backup/downloadlocalfile/{path}%2Fbackup_web.tar.gz/demo", _auth);
        var bytes = await fetched.Content.ReadAsByteArrayAsync();
        bytes.LongLength.ShouldBe(archive["size"]!.GetValue<long>());

        await ExecAsync("""["sh","-c","echo second > /data/file; echo more > /data/other"]""", "[]");
        (await Node.TextAsync("apps/appendrestoretask", _auth, """{"appname":"demo","type":"local","restore":[{"component":"web","restore":true}]}""")).ShouldEndWith("Starting application...\nFinalizing...\n");
        (await ExecAsync("""["cat","/data/file"]""", "[]")).ShouldBe("first\n");
        (await ExecAsync("""["ls","/data"]""", "[]")).ShouldBe("file\n");

        await ExecAsync("""["sh","-c","echo third > /data/file"]""", "[]");
        using (var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "backup_web.tar.gz", "backup_web.tar.gz" } })
        using (await Node.SendAsync("POST", "ioutils/fileupload/backup/demo/web/null/backup_web.tar.gz", _auth, form)) { }
        (await Node.TextAsync("apps/appendrestoretask", _auth, """{"appname":"demo","type":"upload","restore":[{"component":"web","restore":true}]}""")).ShouldEndWith("Finalizing...\n");
        (await ExecAsync("""["cat","/data/file"]""", "[]")).ShouldBe("first\n");

        (await Node.TextAsync("apps/appendrestoretask", _auth, """{"appname":"demo","type":"remote","restore":[{"component":"web","restore":true,"url":"http://127.0.0.1:1/x"}]}""")).ShouldContain("no public address");
        (await StateAsync()).ShouldBe("running");
        (await Node.JsonAsync($"backup/removebackupfile/{path}%2Fbackup_web.tar.gz/demo", _auth))["data"]!.GetValue<bool>().ShouldBeTrue();
        (await Node.JsonAsync("backup/removebackupfile/..%2Ffluxos.db/demo", _auth))["status"]!.GetValue<string>().ShouldBe("error");
        (await Node.JsonAsync("backup/downloadlocalfile/%2Ffluxweb_demo%2Fappdata%2Ffile/demo", _auth))["status"]!.GetValue<string>().ShouldBe("error");
    }

    [Fact]
    public async Task It_leaves_the_node_and_blocked_ports_keep_it_away()
    {
        var removed = await Node.TextAsync("apps/appremove/demo", _auth);
        removed.ShouldContain("\"success\"");
        (await Node.JsonAsync("apps/listallapps"))["data"]!.AsArray().ShouldBeEmpty();
        (await Node.JsonAsync("apps/installedapps"))["data"]!.AsArray().ShouldBeEmpty();

        var admin = Node.Auth(ApiNode.Operator);
        var port = App.Registered.Spec.Components[0].Ports[0];
        (await Node.JsonAsync("flux/adjustblockedports", admin, $$"""{"blockedPorts":[{{port}}]}""", "application/json"))["status"]!.GetValue<string>().ShouldBe("success");
        (await Node.JsonAsync("flux/blockedports"))["data"]!.AsArray().ShouldHaveSingleItem()!.GetValue<int>().ShouldBe(port);
        App.Instances.Start(App.Registered, NodeTier.Cumulus);
        App.Instances.Names.ShouldBeEmpty();
    }

    private InstanceKeeper Keeper => Node.App.Services.GetRequiredService<KeeperHolder>().Keeper!;

    private async Task<int> SleepersAsync() => (await Node.JsonAsync("apps/apptop/web_demo", _auth))["data"]!["Processes"]!.AsArray().Count(row => row!.ToJsonString().Contains("sleep 700", StringComparison.Ordinal));

    /// <summary>What a new process of the node makes of the containers: the engine's state, and whether it wants the app running.</summary>
    private async Task<(string State, bool Wanted)> AfterRestartAsync()
    {
        var services = Node.App.Services;
        await using var keeper = new InstanceKeeper(App.Options, NullLoggerFactory.Instance, TimeProvider.System);
        var database = services.GetRequiredService<OsDatabase>();
        var adopting = new AdoptingHost(keeper);
        var restarted = new LocalInstances(
            new KeeperHolder(keeper, adopting), database, services.GetRequiredService<RegistryService>(), services.GetRequiredService<ChainFollower>(), services.GetRequiredService<GossipNetwork>(),
            services.GetRequiredService<NodeKeyHolder>(), services.GetRequiredService<DeclineBook>(), services.GetRequiredService<SecretKeeper>(), services.GetRequiredService<NodeSettingsStore>(),
            TimeProvider.System, NullLogger<LocalInstances>.Instance);
        using var stop = new CancellationTokenSource();
        var running = restarted.RunAsync(stop.Token);
        await adopting.Adopted.Task.WaitAsync(TestContext.Current.CancellationToken);
        await keeper.ReconcileAsync(TestContext.Current.CancellationToken);
        var state = await StateAsync();
        await stop.CancelAsync();
        await running;
        return (state, adopting.Wanted);
    }

    private Task<string> ExecAsync(string command, string environment) => Node.TextAsync("apps/appexec", _auth, $$"""{"appname":"web_demo","cmd":{{command}},"env":{{environment}}}""");

    private async Task<string> StateAsync() => (await Node.JsonAsync("apps/listallapps"))["data"]!.AsArray().ShouldHaveSingleItem()!["State"]!.GetValue<string>();

    private async Task<string> IdAsync() => (await Node.JsonAsync("apps/listallapps"))["data"]!.AsArray().ShouldHaveSingleItem()!["Id"]!.GetValue<string>();
}
