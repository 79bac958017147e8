using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Flux.Cli.Tests.Replay;

/// <summary><c>flux chain replay</c> over the first part of the recorded chain, and over copies of it that were tampered with.</summary>
[Collection("console")]
public sealed class ReplayCommandTests : IDisposable
{
    private const int Part = 60;
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-replay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Connects_the_recorded_blocks_and_finds_every_column_equal()
    {
        var (code, text) = await RunAsync(Golden("chains/eras.json"), Golden("chains/eras.dat"));
        code.ShouldBe(ExitCode.Ok, text);
        text.ShouldContain($"{Part} blocks connected with every rule");
    }

    [Fact]
    public async Task Judges_recorded_submissions_as_the_reference_did()
    {
        var (code, text) = await RunAsync(Golden("chains/eras.json"), Golden("chains/eras.dat"), "--submit", Golden("invalid.json"));
        code.ShouldBe(ExitCode.Ok, text);
        text.ShouldContain("judged as recorded, 0 not");
        text.ShouldContain("recorded bad-txnmrklroot, ours bad-txnmrklroot");
    }

    [Theory]
    [InlineData("bits", "1f07ffff")]
    [InlineData("chainwork", "ff")]
    [InlineData("time", 5)]
    public async Task Names_height_column_and_both_values_of_the_first_difference(string column, object wrong)
    {
        var recording = JsonNode.Parse(await File.ReadAllTextAsync(Golden("chains/eras.json"), TestContext.Current.CancellationToken))!;
        recording["heights"]![41]![column] = JsonValue.Create(wrong);
        var file = Write("changed.json", recording.ToJsonString());
        var failure = await FailsAsync(file, Golden("chains/eras.dat"));
        failure.ExitCode.ShouldBe(ExitCode.Rejected);
        failure.Message.ShouldContain($"Height 42: {column} differs");
        failure.Message.ShouldContain($"recorded: {wrong}");
    }

    [Fact]
    public async Task Names_the_rule_that_a_tampered_block_breaks()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        bytes[OffsetOfRecord(bytes, 9) + 8 + 36] ^= 1;
        var failure = await FailsAsync(Golden("chains/eras.json"), Write("tampered.dat", bytes));
        failure.ExitCode.ShouldBe(ExitCode.Rejected);
        failure.Message.ShouldStartWith("Height 10: our rules refuse");
        failure.Message.ShouldContain("chain reference");
    }

    [Fact]
    public async Task Says_at_which_record_a_file_is_cut()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        var offset = OffsetOfRecord(bytes, 5);
        var failure = await FailsAsync(Golden("chains/eras.json"), Write("cut.dat", bytes[..(offset + 20)]));
        failure.Message.ShouldContain($"record 5 at offset {offset}: it is cut short");
    }

    [Theory]
    [InlineData("{}", "format must be \"flux-network-1\"")]
    [InlineData("not json", "is not JSON")]
    [InlineData("""{"parameters":{"activation_heights":{"lwma":"x"},"equihash":{},"benchmark_public_keys":[]}}""", "parameters.activation_heights.lwma is x; allowed is a whole number")]
    public async Task Refuses_recordings_that_are_none(string text, string expected) =>
        (await FailsAsync(Write("network.json", text), Golden("chains/eras.dat"))).Message.ShouldContain(expected);

    [Fact]
    public async Task Says_when_the_blocks_end_before_the_recording_does()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        var failure = await FailsAsync(Golden("chains/eras.json"), Write("short.dat", bytes[..OffsetOfRecord(bytes, 7)]));
        failure.ExitCode.ShouldBe(ExitCode.Rejected);
        failure.Message.ShouldContain("Height 8: the recording has it");
    }

    [Fact]
    public async Task Names_record_and_magic_of_another_network()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        var offset = OffsetOfRecord(bytes, 3);
        "24e92764".Chunk(2).Select(pair => Convert.ToByte(new string(pair), 16)).ToArray().CopyTo(bytes, offset);
        (await FailsAsync(Golden("chains/eras.json"), Write("magic.dat", bytes))).Message.ShouldContain($"record 3 at offset {offset}: it begins with 24e92764; blocks of regtest begin with aae83f5f");
    }

    [Fact]
    public async Task Names_a_block_that_does_not_follow_the_tip()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        var (third, fourth) = (OffsetOfRecord(bytes, 3), OffsetOfRecord(bytes, 4));
        var failure = await FailsAsync(Golden("chains/eras.json"), Write("gap.dat", [.. bytes[..third], .. bytes[fourth..]]));
        failure.Message.ShouldStartWith("Height 4: block ");
        failure.Message.ShouldContain("but the tip is");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(44)]
    [InlineData(120)]
    [InlineData(160)]
    public async Task Names_height_or_record_wherever_a_bit_is_flipped(int at)
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        bytes[OffsetOfRecord(bytes, 20) + at] ^= 4;
        var failure = await FailsAsync(Golden("chains/eras.json"), Write("flipped.dat", bytes));
        failure.ExitCode.ShouldBe(ExitCode.Rejected);
        (failure.Message.StartsWith("Height 21", StringComparison.Ordinal) || failure.Message.Contains("record 20 at offset")).ShouldBeTrue(failure.Message);
    }

    [Theory]
    [InlineData("heights", "7", "heights must be a list")]
    [InlineData("coinbase", "7", "Height 42: the recorded row can't be compared")]
    [InlineData("coinbase", "[[1]]", "Height 42: the recorded row can't be compared")]
    [InlineData("nodes", "7", "Height 42: the recorded row can't be compared")]
    public async Task Says_what_of_a_recording_cannot_be_compared(string member, string json, string expected)
    {
        var recording = JsonNode.Parse(await File.ReadAllTextAsync(Golden("chains/eras.json"), TestContext.Current.CancellationToken))!;
        if (member == "heights") recording["heights"] = JsonNode.Parse(json);
        else recording["heights"]![41]![member] = JsonNode.Parse(json);
        (await FailsAsync(Write("changed.json", recording.ToJsonString()), Golden("chains/eras.dat"))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Zeros_at_the_end_are_no_blocks()
    {
        var bytes = await File.ReadAllBytesAsync(Golden("chains/eras.dat"), TestContext.Current.CancellationToken);
        var (code, text) = await RunAsync(Golden("chains/eras.json"), Write("filled.dat", [.. bytes[..OffsetOfRecord(bytes, Part)], .. new byte[5_000]]));
        code.ShouldBe(ExitCode.Ok, text);
    }

    [Fact]
    public async Task Says_when_a_file_is_missing() => (await FailsAsync(Path.Combine(_folder, "none.json"), "none.dat")).ExitCode.ShouldBe(ExitCode.NotFound);

    private static string Golden(string name) => SharedData.PathOf($"recorded/{name}");

    private static int OffsetOfRecord(byte[] bytes, int record)
    {
        var at = 0;
        for (var i = 0; i < record; i++) at += 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 4));
        return at;
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(int ExitCode, string Message, string Remedy)> FailsAsync(string network, string blocks) =>
        Failures.Explain(await Should.ThrowAsync<Exception>(() => RunAsync(network, blocks)));

    private static async Task<(int Code, string Text)> RunAsync(string network, string blocks, params string[] more)
    {
        var output = new StringWriter();
        var before = Console.Out;
        Console.SetOut(output);
        try
        {
            var parsed = CommandLine.Build().Parse(["chain", "replay", "--network", network, "--blocks", blocks, "--to", $"{Part}", .. more]);
            var code = await parsed.InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
            return (code, output.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
