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
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace("\"version\": 2", "\"version\": 3", StringComparison.Ordinal));
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

    /// <summary>A file that an earlier build of this program wrote; password "v1".</summary>
    [Fact]
    public void Opens_a_file_of_version_one_and_writes_version_two()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Keystore", "keystore-v1.json"), FilePath);
        var keystore = KeystoreFile.Open(FilePath, "v1");
        keystore.Content.Words.ShouldBe(Content.Words);
        keystore.Content.Labels["t1x"].ShouldBe("rent");
        keystore.Save(keystore.Content);
        File.ReadAllText(FilePath).ShouldContain("\"version\": 2");
        KeystoreFile.Open(FilePath, "v1").Content.Words.ShouldBe(Content.Words);
    }

    [Fact]
    public void A_new_password_opens_and_the_old_one_does_not()
    {
        using var keystore = KeystoreFile.Create(FilePath, "local", "old", Content, Quick);
        keystore.ChangePassword("new");
        KeystoreFile.Open(FilePath, "new").Content.Words.ShouldBe(Content.Words);
        ErrorOf(() => KeystoreFile.Open(FilePath, "old")).ShouldBe(KeystoreErrorKind.WrongPassword);
        keystore.Save(Content with { Words = "" });
        KeystoreFile.Open(FilePath, "new").Content.Words.ShouldBe("");
    }

    [Fact]
    public void An_accent_is_the_same_however_it_was_typed()
    {
        KeystoreFile.Create(FilePath, "local", "caf\u00e9", Content, Quick);
        KeystoreFile.Open(FilePath, "cafe\u0301").Content.Words.ShouldBe(Content.Words);
    }

    [Fact]
    public void A_backup_opens_and_never_replaces_a_file()
    {
        using var keystore = KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        var backup = Path.Combine(_directory, "backup.json");
        keystore.BackUp(backup, "a");
        KeystoreFile.Open(backup, "a").Content.Words.ShouldBe(Content.Words);
        ErrorOf(() => keystore.BackUp(backup, "a")).ShouldBe(KeystoreErrorKind.AlreadyExists);
    }

    [Fact]
    public void A_changed_ciphertext_is_damage_and_not_a_wrong_password()
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(FilePath))!;
        var bytes = Convert.FromBase64String(json["ciphertext"]!.GetValue<string>());
        bytes[3] ^= 1;
        json["ciphertext"] = Convert.ToBase64String(bytes);
        File.WriteAllText(FilePath, json.ToJsonString());
        ErrorOf(() => KeystoreFile.Open(FilePath, "a")).ShouldBe(KeystoreErrorKind.Damaged);
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed()
    {
        using var keystore = KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.WriteAllText(FilePath + ".999999999.new", "half");
        keystore.Save(Content);
        Directory.GetFiles(_directory).ShouldBe([FilePath]);
    }

    [Theory]
    [InlineData(64, 1, 1)]
    [InlineData(256, 3, 4)]
    public void Both_implementations_of_argon2_agree(int memory, int iterations, int lanes)
    {
        var kdf = new KeyDerivation(memory, iterations, lanes);
        var salt = Enumerable.Range(1, 16).Select(i => (byte)i).ToArray();
        kdf.InOneThread("password"u8.ToArray(), salt).ShouldBe(kdf.DeriveKey("password", salt));
    }

    [Fact]
    public void Words_never_stand_in_the_file()
    {
        KeystoreFile.Create(FilePath, "local", "a", Content, Quick);
        File.ReadAllText(FilePath).ShouldNotContain("zoo");
    }

    private static KeystoreErrorKind ErrorOf(Action action) => Should.Throw<KeystoreException>(action).Kind;
}
