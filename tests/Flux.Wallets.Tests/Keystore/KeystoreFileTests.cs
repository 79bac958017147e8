using Flux.Wallets.Keystore;

namespace Flux.Wallets.Tests.Keystore;

public sealed class KeystoreFileTests : IDisposable
{
    private static readonly KeyDerivation Quick = new(64, 1, 1);
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-keystore").FullName;

    private string FilePath => Path.Combine(_directory, "wallet.json");

    private static KeystoreContent Content => new() { Words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong", ImportedKeys = ["key"] };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Opens_with_its_password_and_keeps_everything()
    {
        KeystoreFile.Create(FilePath, "local", "pässword", Content, Quick);
        var opened = KeystoreFile.Open(FilePath, "pässword");
        opened.Network.ShouldBe("local");
        opened.Content.Words.ShouldBe(Content.Words);
        opened.Content.ImportedKeys.ShouldBe(["key"]);
    }

    [Fact]
    public void Refuses_a_wrong_password() => ErrorOf(() =>
    {
        KeystoreFile.Create(FilePath, "local", "right", Content, Quick);
        KeystoreFile.Open(FilePath, "wrong");
    }).ShouldBe(KeystoreErrorKind.WrongPassword);

    [Fact]
    public void Never_overwrites_a_wallet() => ErrorOf(() =>
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
    }).ShouldBe(KeystoreErrorKind.AlreadyExists);

    [Fact]
    public void Says_when_there_is_no_file() => ErrorOf(() => KeystoreFile.Open(FilePath, "a")).ShouldBe(KeystoreErrorKind.NotFound);

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"format":"flux-keystore","version":1,"kdf":null}""")]
    [InlineData("""{"format":"flux-keystore","version":1,"kdf":{"memoryKiB":999999999,"iterations":1,"parallelism":1},"salt":"AAAAAAAAAAAAAAAAAAAAAA==","nonce":"AAAAAAAAAAAAAAAA","ciphertext":""}""")]
    [InlineData("""{"format":"flux-keystore","version":1,"kdf":{"memoryKiB":64,"iterations":1,"parallelism":1},"salt":"AAAAAAAAAAAAAAAAAAAAAA==","nonce":"AA==","ciphertext":""}""")]
    public void Refuses_files_that_are_no_keystore(string text)
    {
        File.WriteAllText(FilePath, text);
        ErrorOf(() => KeystoreFile.Open(FilePath, "a")).ShouldBe(KeystoreErrorKind.Damaged);
    }

    [Fact]
    public void Refuses_a_newer_version()
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        ErrorOf(() => KeystoreFile.Open(FilePath, "a")).ShouldBe(KeystoreErrorKind.TooNew);
    }

    [Fact]
    public void Notices_every_change_of_the_file()
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("\"local\"", "\"classic\"", StringComparison.Ordinal));
        ErrorOf(() => KeystoreFile.Open(FilePath, "a")).ShouldBe(KeystoreErrorKind.WrongPassword);
    }

    [Fact]
    public void Is_readable_by_the_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Saving_replaces_the_content_and_leaves_no_second_file()
    {
        var keystore = KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        keystore.Save(Content with { Labels = Content.Labels.Add("t1x", "rent") });
        KeystoreFile.Open(FilePath, "a").Content.Labels["t1x"].ShouldBe("rent");
        Directory.GetFiles(_directory).ShouldBe([FilePath]);
    }

    [Fact]
    public void Words_never_stand_in_the_file()
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.ReadAllText(FilePath).ShouldNotContain("zoo");
    }

    private static KeystoreErrorKind ErrorOf(Action action) => Should.Throw<KeystoreException>(action).Kind;
}
