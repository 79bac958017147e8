using Flux.Apps.Messages;
using Flux.Os.Registry;

namespace Flux.Os.Tests.Registry;

/// <summary>Messages that nobody pays for cost their senders nothing: each has a share, and a flood drowns itself.</summary>
public sealed class UnpaidBookTests
{
    private readonly UnpaidBook _book = new();
    private int _number;

    [Fact]
    public void An_owner_has_a_share_of_messages_and_of_characters()
    {
        for (var i = 0; i < UnpaidBook.MostOfAnOwner; i++) Add("alice", $"node{i}").ShouldBeNull();
        Add("alice", "other").ShouldNotBeNull().ShouldContain("alice has 100 messages");
        Add("bob", "other", length: (int)UnpaidBook.MostCharactersOfAnOwner).ShouldBeNull();
        Add("bob", "other").ShouldNotBeNull();
        Add("carol", "other").ShouldBeNull();
    }

    [Fact]
    public void A_source_has_a_share_of_messages_and_of_characters()
    {
        for (var i = 0; i < UnpaidBook.MostOfASource; i++) Add($"owner{i}", "node1").ShouldBeNull();
        Add("alice", "node1").ShouldNotBeNull().ShouldContain("4000 messages that came the same way");
        for (var i = 0; i < 8; i++) Add($"big{i}", "node2", length: 2 << 20).ShouldBeNull();
        Add("alice", "node2").ShouldNotBeNull();
        Add("alice", "node3").ShouldBeNull();
    }

    [Fact]
    public void When_all_is_full_the_oldest_of_whoever_takes_most_goes()
    {
        var honest = Hash();
        _book.Add(honest, "alice", "honest", 1_000, received: 0).ShouldBeEmpty();
        var gone = new List<MessageHash>();
        for (var i = 0; i < UnpaidBook.Most + 500; i++) gone.AddRange(_book.Add(Hash(), $"owner{i}", $"flood{i % 6}", 2_000, received: i));
        _book.Count.ShouldBe(UnpaidBook.Most);
        gone.Count.ShouldBe(501);
        gone.ShouldNotContain(honest);
    }

    [Fact]
    public void What_was_paid_or_is_over_leaves_its_share()
    {
        var hash = Hash();
        _book.Add(hash, "alice", "node", (int)UnpaidBook.MostCharactersOfAnOwner, received: 5);
        _book.WhyNot("alice", "node", 1).ShouldNotBeNull();
        _book.OlderThan(5).ShouldBeEmpty();
        _book.OlderThan(6).ShouldBe([hash]);
        _book.Remove(hash);
        _book.Remove(hash);
        _book.WhyNot("alice", "node", 1).ShouldBeNull();
        _book.Count.ShouldBe(0);
    }

    private string? Add(string owner, string source, int length = 1_000)
    {
        if (_book.WhyNot(owner, source, length) is { } reason) return reason;
        _book.Add(Hash(), owner, source, length, received: _number).ShouldBeEmpty();
        return null;
    }

    private MessageHash Hash() => MessageHash.Of($"{++_number}");
}
