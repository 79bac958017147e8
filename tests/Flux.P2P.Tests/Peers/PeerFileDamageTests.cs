using System.Net;
using System.Text;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Tests.Peers;

/// <summary>Torn, flipped and strange bytes in the files of peers and bans: read as far as they make sense, or set aside; never a node that cannot start.</summary>
public sealed class PeerFileDamageTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("flux-p2p-damage-");
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("bans.json")]
    [InlineData("peers.json")]
    [InlineData("anchors.json")]
    public void Every_flipped_bit_and_every_cut_leaves_a_list_that_can_be_used(string name)
    {
        var good = Fill(name);
        for (var i = 0; i < good.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = good.ToArray();
                flipped[i] ^= (byte)(1 << bit);
                Use(name, flipped);
            }
            Use(name, good[..i]);
        }
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("[{}]")]
    [InlineData("[{\"subnet\":null,\"created\":\"2026-01-01T00:00:00Z\",\"until\":\"2099-01-01T00:00:00Z\",\"reason\":null}]")]
    [InlineData("[{\"subnet\":\"10.0.0.0/99\",\"created\":\"0001-01-01T00:00:00Z\",\"until\":\"9999-12-31T23:59:59Z\",\"reason\":\"\"}]")]
    [InlineData("[{\"address\":null}]")]
    [InlineData("[{\"address\":\"9.9.9.9:5\",\"seen\":9223372036854775807,\"tried\":9223372036854775807,\"succeeded\":-9223372036854775808,\"failures\":-2147483648,\"source\":null}]")]
    [InlineData("[{\"address\":\"9.9.9.9:5\",\"seen\":9223372036854775807,\"tried\":9223372036854775807,\"succeeded\":-9223372036854775808,\"failures\":-2147483648}]")]
    [InlineData("[\"not an address\", \"1.2.3.4:99999\", \"\"]")]
    public void What_is_json_but_makes_no_sense_is_left_out(string text)
    {
        foreach (var name in (string[])["bans.json", "peers.json", "anchors.json"]) Use(name, Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void An_address_from_the_future_is_as_good_as_one_of_now()
    {
        File.WriteAllText(In("peers.json"), "[{\"address\":\"9.9.9.9:5\",\"seen\":9999999999,\"tried\":9999999999,\"failures\":-3}]");
        var book = Book();
        book.Load();
        _time.Advance(TimeSpan.FromHours(1));
        book.Choose(_ => false).ShouldBe(IPEndPoint.Parse("9.9.9.9:5"));
        _time.Advance(TimeSpan.FromDays(31));
        book.Choose(_ => false).ShouldBeNull("nobody has seen it for a month");
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("missing")]
    [InlineData("a directory")]
    public async Task A_node_starts_whatever_became_of_its_files(string what)
    {
        string[] names = ["bans.json", "peers.json", "anchors.json"];
        foreach (var name in names)
        {
            if (what == "torn") await File.WriteAllBytesAsync(In(name), Fill(name)[..^5], TestContext.Current.CancellationToken);
            else if (what == "missing") File.Delete(In(name));
            else Directory.CreateDirectory(In(name));
        }
        await using (var node = await TestNode.StartAsync(change: options => options with { DataDirectory = _directory.FullName }))
        {
            (await node.Network.BansAsync()).ShouldBeEmpty();
            await using var peer = await ScriptedPeer.ReadyAsync(node);
            await peer.SettleAsync();
        }
        if (what == "torn") names.ShouldAllBe(name => File.Exists(In(name + ".damaged")));
    }

    private string In(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>A good file; its bytes.</summary>
    private byte[] Fill(string name)
    {
        if (name == "bans.json")
        {
            var bans = Bans();
            bans.Add(IPNetwork.Parse("10.0.0.0/8"), _time.GetUtcNow().AddDays(1), "manual");
        }
        else if (name == "peers.json")
        {
            var book = Book();
            book.Add(IPEndPoint.Parse("9.9.9.9:16125"), 5, _time.GetUtcNow().ToUnixTimeSeconds(), IPAddress.Parse("8.8.8.8"));
            book.Succeeded(IPEndPoint.Parse("7.7.7.7:16125"), 5);
            book.Save();
        }
        else
        {
            Anchors().Write(["9.9.9.9:16125", "[2a01::1]:16125"]);
        }
        return File.ReadAllBytes(In(name));
    }

    private void Use(string name, byte[] bytes)
    {
        File.WriteAllBytes(In(name), bytes);
        switch (name)
        {
            case "bans.json":
                var bans = Bans();
                bans.Load();
                bans.InForce().Count.ShouldBeLessThan(2);
                bans.IsBanned(IPAddress.Parse("203.0.113.7"));
                break;
            case "peers.json":
                var book = Book();
                book.Load();
                book.Sample(10).Count.ShouldBeLessThan(3);
                book.Choose(_ => false);
                book.Save();
                break;
            default:
                Anchors().Read().ShouldAllBe(text => text != null);
                break;
        }
    }

    private BanList Bans() => new(new MonotonicClock(_time), new ListFile<BanFacts>(_directory.FullName, "bans.json", PeerFiles.Default.ListBanFacts, NullLogger.Instance));

    private AddressBook Book() => new(
        new MonotonicClock(_time), new ListFile<KnownAddress>(_directory.FullName, "peers.json", PeerFiles.Default.ListKnownAddress, NullLogger.Instance),
        allowPrivate: false, TimeSpan.FromMinutes(10), new Random(5));

    private ListFile<string> Anchors() => new(_directory.FullName, "anchors.json", PeerFiles.Default.ListString, NullLogger.Instance);
}
