namespace Flux.Architecture.Tests;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("a // File.Open\nb", "a  \nb")]
    [InlineData("a /* File\n */ b", "a  \n b")]
    [InlineData("x(\"File \\\" \", y)", "x( , y)")]
    [InlineData("x(@\"File \"\" \", y)", "x( , y)")]
    [InlineData("x(\"\"\"File \" \"\"\", y)", "x( , y)")]
    [InlineData("x('\"', File)", "x( , File)")]
    public void Keeps_only_code(string source, string code) => SourceText.CodeOnly(source).ShouldBe(code);
}
