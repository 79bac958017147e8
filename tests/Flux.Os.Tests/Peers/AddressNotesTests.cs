using Flux.Apps.Messages;
using Flux.Os.Peers;
using Flux.TestKit;

namespace Flux.Os.Tests.Peers;

/// <summary>What a node remembers of addresses, whoever sends it how many of them.</summary>
public sealed class AddressNotesTests
{
    private const int Most = 100;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly SteppedTime _time = new();
    private readonly AddressNotes<string> _notes;

    public AddressNotesTests() => _notes = new AddressNotes<string>(Most, Life, _time);

    [Fact]
    public void What_was_noted_last_is_found_and_the_next_note_is_made_of_it()
    {
        _notes.Find(Address(1)).ShouldBeNull();
        Note(1, "a").ShouldBe("a");
        Note(1, "b").ShouldBe("ab");
        _notes.Find(Address(1)).ShouldBe("ab");
        _notes.Find(Address(2)).ShouldBeNull();
    }

    [Fact]
    public void A_flood_of_addresses_does_not_fill_the_memory_and_costs_the_oldest_first()
    {
        for (uint i = 0; i < Most * 3; i++)
        {
            Note(i, "x");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _notes.Count.ShouldBeLessThanOrEqualTo(Most);
            // Who was noted in the last half of the room is still known.
            if (i >= Most / 2) _notes.Find(Address(i - (Most / 2))).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Where_room_is_needed_all_go_of_whom_nothing_was_heard_for_the_whole_life_and_nobody_else()
    {
        for (uint i = 0; i < Most; i++)
        {
            Note(i, "x");
            if (i == 59) _time.Advance(Life);
        }
        Note(0, "again");
        _time.Advance(TimeSpan.FromTicks(1));

        Note(Most, "new");

        _notes.Count.ShouldBe(Most + 1 - 59);
        _notes.Find(Address(0)).ShouldBe("xagain");
        _notes.Find(Address(59)).ShouldBeNull();
        _notes.Find(Address(60)).ShouldNotBeNull();
    }

    private string Note(uint number, string text) => _notes.Change(Address(number), (_, before) => before + text);

    private static NodeAddress Address(uint number) => new(number, NodeAddress.DefaultPort);
}
