using System.Net;
using Flux.P2P.Routers;
using Flux.P2P.Tests.Support;

namespace Flux.P2P.Tests.Routers;

public sealed class NatPmpTests
{
    // RFC 6886, 3.2: version 0, opcode 128, result 0, epoch 0x01020304, address 192.0.2.1.
    private static readonly byte[] AddressAnswer = [0, 128, 0, 0, 1, 2, 3, 4, 192, 0, 2, 1];

    // RFC 6886, 3.3: opcode 130, internal port 0x1234, external port 0x5678, lifetime 3600.
    private static readonly byte[] MapAnswer = [0, 130, 0, 0, 1, 2, 3, 4, 0x12, 0x34, 0x56, 0x78, 0, 0, 0x0e, 0x10];

    [Fact]
    public void Requests_and_answers_are_those_of_the_rfc()
    {
        NatPmpCodec.AddressRequest().ShouldBe([0, 0]);
        NatPmpCodec.MapRequest(0x1234, 0x5678, 3600).ShouldBe([0, 2, 0, 0, 0x12, 0x34, 0x56, 0x78, 0, 0, 0x0e, 0x10]);
        NatPmpCodec.IsAnswer(AddressAnswer, NatPmpCodec.AddressOperation, out var error).ShouldBeTrue();
        error.ShouldBeNull();
        NatPmpCodec.AddressOf(AddressAnswer).ShouldBe(IPAddress.Parse("192.0.2.1"));
        NatPmpCodec.IsAnswer(MapAnswer, NatPmpCodec.MapTcpOperation, out error).ShouldBeTrue();
        NatPmpCodec.MappingOf(MapAnswer).ShouldBe(((ushort)0x1234, (ushort)0x5678, 3600u));
    }

    [Fact]
    public void Refusals_are_told_and_anything_else_is_no_answer()
    {
        NatPmpCodec.IsAnswer([0, 130, 0, 2, 0, 0, 0, 0], NatPmpCodec.MapTcpOperation, out var error).ShouldBeTrue();
        error.ShouldBe("refuses: not authorized");
        NatPmpCodec.IsAnswer(MapAnswer, NatPmpCodec.AddressOperation, out _).ShouldBeFalse("another operation");
        NatPmpCodec.IsAnswer(MapAnswer.AsSpan(0, 15), NatPmpCodec.MapTcpOperation, out _).ShouldBeFalse("too short");
        NatPmpCodec.IsAnswer([.. MapAnswer, 0], NatPmpCodec.MapTcpOperation, out _).ShouldBeFalse("too long");
        NatPmpCodec.IsAnswer([2, .. MapAnswer[1..]], NatPmpCodec.MapTcpOperation, out _).ShouldBeFalse("another version");
        var random = new Random(1);
        var buffer = new byte[20];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(buffer);
            buffer[0] = 0;
            buffer[1] = (byte)(128 + (random.Next(2) * 2));
            var operation = (byte)(random.Next(2) * 2);
            var answer = buffer.AsSpan(0, random.Next(21));
            if (!NatPmpCodec.IsAnswer(answer, operation, out error) || error is not null) continue;
            if (operation == NatPmpCodec.AddressOperation) NatPmpCodec.AddressOf(answer);
            else NatPmpCodec.MappingOf(answer);
        }
    }

    [Fact]
    public async Task A_port_is_mapped_and_given_back()
    {
        await using var router = new FakeNatPmpRouter { Port = 5000 };
        var protocol = new NatPmp(router.EndPoint, TimeProvider.System);

        var mapping = await protocol.MapAsync(4321, CancellationToken.None);
        mapping.ShouldBe(new PortMapping(IPEndPoint.Parse("10.9.8.7:5000"), 4321, TimeSpan.FromHours(1)));
        router.Mapped.ShouldBe(new Dictionary<ushort, ushort> { [4321] = 5000 });

        await protocol.UnmapAsync(mapping, CancellationToken.None);
        router.Mapped.ShouldBeEmpty();
    }

    [Fact]
    public async Task Garbage_before_the_answer_is_passed_over_and_a_refusal_ends_it()
    {
        await using var router = new FakeNatPmpRouter { Garbage = request => [[], [1], new byte[400], [0, 128, 0, 0, 1], [9, (byte)(128 + request[1]), 0, 0]] };
        (await new NatPmp(router.EndPoint, TimeProvider.System).MapAsync(4321, CancellationToken.None)).External.ShouldBe(IPEndPoint.Parse("10.9.8.7:4321"));

        router.Result = 4;
        (await Should.ThrowAsync<IOException>(() => new NatPmp(router.EndPoint, TimeProvider.System).MapAsync(4321, CancellationToken.None))).Message.ShouldBe("the router has no ports left");
    }

    [Fact]
    public async Task A_router_that_floods_with_garbage_is_given_up_after_five_questions()
    {
        await using var router = new FakeNatPmpRouter { Answers = false, Garbage = _ => Enumerable.Range(0, 200).Select(_ => new byte[] { 1, 2, 3 }) };
        (await Should.ThrowAsync<IOException>(() => new NatPmp(router.EndPoint, TimeProvider.System).MapAsync(4321, CancellationToken.None))).Message.ShouldBe("the router does not answer");
        router.Requests.ShouldBeLessThanOrEqualTo(5);
    }
}
