using Flux.Os.Api.Terminal;

namespace Flux.Os.Tests.Api.Terminal;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("/bin/bash", "/bin/bash")]
    [InlineData("sh -c 'echo a b'", "sh|-c|echo a b")]
    [InlineData("a \"\" b", "a||b")]
    [InlineData("  ", "")]
    public void A_command_line_is_split_into_words(string text, string words) => string.Join('|', CommandText.Split(text)).ShouldBe(words);
}
