using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Instances;

public sealed class SpecTranslationTests
{
    private const string Owner = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2";

    [Fact]
    public void The_hello_example_is_valid_and_becomes_one_container()
    {
        var desired = Translate("hello");
        desired.App.ShouldBe("hello");
        var web = desired.Components.Single();
        web.Image.ShouldBe("flux-examples/hello:1");
        web.Ports.ShouldBe([new PublishedPort(31000, 8080)]);
        web.Limits.ShouldBe(new ResourceLimits { NanoCpus = 100_000_000, MemoryBytes = 100L << 20, VolumeBytes = 1L << 30 });
        web.Mounts.ShouldBe([new DesiredMount(0, MountKind.Directory, "appdata", "/data")]);
        web.Credentials.ShouldBeNull();
    }

    [Fact]
    public void The_guestbook_example_is_valid_and_becomes_two()
    {
        var desired = Translate("guestbook");
        desired.Components.Select(one => one.Name).ShouldBe(["store", "web"]);
        desired.Components[1].Environment.ShouldBe(["GUESTBOOK_TITLE=Guestbook on Flux"]);
        desired.Components[0].Command.ShouldBe(["/bin/sh", "/start", "store"]);
    }

    [Fact]
    public void Mounts_of_the_reference_become_directories_and_files_of_the_right_component()
    {
        const string mounts = "r:/data|m:logs:/logs|f:my.conf:/etc/my.conf|0:/shared|c:0:cache:/cache";
        var desired = Translate(Example("guestbook", json =>
        {
            var last = json.LastIndexOf("\"/data\"", StringComparison.Ordinal);
            return string.Concat(json.AsSpan(0, last), $"\"{mounts}\"", json.AsSpan(last + "\"/data\"".Length));
        }));
        desired.Components[1].Mounts.ShouldBe(
        [
            new DesiredMount(1, MountKind.Directory, "appdata", "/data"),
            new DesiredMount(1, MountKind.Directory, "logs", "/logs"),
            new DesiredMount(1, MountKind.File, "my.conf", "/etc/my.conf"),
            new DesiredMount(0, MountKind.Directory, "appdata", "/shared"),
            new DesiredMount(0, MountKind.Directory, "cache", "/cache"),
        ]);
    }

    [Fact]
    public void A_privileged_argument_is_dropped() =>
        Translate(Example("hello", json => json.Replace("\"commands\": []", "\"commands\": [\"--privileged\", \"--port=1\"]", StringComparison.Ordinal)))
            .Components[0].Command.ShouldBe(["--port=1"]);

    [Theory]
    [InlineData("user:pass:word", "user", "pass:word")]
    [InlineData("", null, null)]
    [InlineData("aws-ecr://region=eu&accessKeyId=a", null, null)]
    [InlineData(":password", null, null)]
    public void Reads_registry_credentials(string text, string? user, string? password)
    {
        var read = RegistryCredentials.TryParse(text);
        read?.User.ShouldBe(user);
        read?.Password.ShouldBe(password);
        (read is null).ShouldBe(user is null);
    }

    [Fact]
    public void Credentials_never_show_their_password() => new RegistryCredentials("user", "secret").ToString().ShouldBe("user:***");

    private static DesiredInstance Translate(string example) => Translate(Example(example, json => json));

    private static DesiredInstance Translate(AppSpec spec) => SpecTranslation.Translate(spec, new string('a', 64), NodeTier.Cumulus);

    private static AppSpec Example(string name, Func<string, string> change)
    {
        var json = File.ReadAllText(Path.Combine(Root(), "examples", name, "flux.json")).Replace("\"owner\": \"\"", $"\"owner\": \"{Owner}\"", StringComparison.Ordinal);
        var reading = AppSpec.TryParse(change(json), RegistryRules.Own.Apps, 1);
        reading.Problems.ShouldBeEmpty();
        return reading.Spec!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Flux.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
