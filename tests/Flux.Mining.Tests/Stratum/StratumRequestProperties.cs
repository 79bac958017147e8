using System.Text;
using CsCheck;
using Flux.Mining.Stratum;

namespace Flux.Mining.Tests.Stratum;

public class StratumRequestProperties
{
    [Fact]
    public void No_bytes_at_all_throw() => Gen.Byte.Array[0, 200].Sample(bytes => Read(bytes));

    [Fact]
    public void No_change_of_an_honest_line_throws() =>
        Gen.Select(Gen.Int[0, 75], Gen.Byte).Sample((at, value) =>
        {
            var line = Encoding.UTF8.GetBytes("""{"id": 4, "method": "mining.submit", "params": ["w", "\ud83d", "2e7fd862", 5]}""");
            line[at] = value;
            Read(line);
        });

    [Theory]
    [InlineData("\"abc\"", 2)]
    [InlineData("\"zz\"", 2)]
    [InlineData("\"aabbcc\"", 2)]
    [InlineData("7", 2)]
    public void Bytes_are_even_hexadecimal_within_their_length(string parameter, int most)
    {
        StratumRequest.TryParse(Encoding.UTF8.GetBytes($$"""{"id":1,"method":"m","params":[{{parameter}}]}"""), out var request).ShouldBeTrue();
        request.Bytes(0, most).ShouldBeNull();
        request.Bytes(1, most).ShouldBeNull();
    }

    private static void Read(byte[] bytes)
    {
        if (!StratumRequest.TryParse(bytes, out var request)) return;
        for (var i = 0; i < 5; i++)
        {
            request.Text(i);
            request.Bytes(i, 32);
        }
    }
}
