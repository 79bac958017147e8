using Flux.Apps.Specs;

namespace Flux.Apps.Tests.Specs;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("nginx:latest", "", "nginx", "latest")]
    [InlineData("library/nginx:1.27-alpine", "", "library/nginx", "1.27-alpine")]
    [InlineData("org/team/app:v1", "", "org/team/app", "v1")]
    [InlineData("ghcr.io/org/app:v1", "ghcr.io", "org/app", "v1")]
    [InlineData("ghcr.io/org/team/project/app:v1", "ghcr.io", "org/team/project/app", "v1")]
    [InlineData("org/team/project/app:v1", "", "org/team/project/app", "v1")]
    [InlineData("localhost:5000/app:1", "localhost:5000", "app", "1")]
    [InlineData("localhost/app:1", "localhost", "app", "1")]
    [InlineData("a.b__c--d:_x", "", "a.b__c--d", "_x")]
    public void Reads(string text, string registry, string repository, string tag)
    {
        ImageReference.TryParse(text, out var image, out var problem).ShouldBeTrue(problem);
        image.ShouldBe(new ImageReference(registry, repository, tag));
        image.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("nginx", "\"nginx\" needs a tag, as in nginx:latest")]
    [InlineData("nginx:", "\"\" is not a tag")]
    [InlineData("nginx:-a", "\"-a\" is not a tag")]
    [InlineData("nginx:a b", "\"a b\" is not a tag")]
    [InlineData("Nginx:1", "\"Nginx\" is not a repository name (lower case, digits, single . _ - between)")]
    [InlineData("a..b:1", "\"a..b\" is not a repository name (lower case, digits, single . _ - between)")]
    [InlineData("a___b:1", "\"a___b\" is not a repository name (lower case, digits, single . _ - between)")]
    [InlineData("/a:1", "\"\" is not a repository name (lower case, digits, single . _ - between)")]
    [InlineData("a/../b:1", "\"..\" is not a repository name (lower case, digits, single . _ - between)")]
    [InlineData("ghcr.io/a/b/c/d/e:1", "\"a/b/c/d/e\" has 5 segments; at most 4 are allowed")]
    [InlineData("nginx@sha256:00", "digests are not part of the image syntax; name a tag")]
    [InlineData("ex_ample.org/a:1", "\"ex_ample.org\" is not a registry host")]
    [InlineData("example.org:0/a:1", "\"example.org:0\" is not a registry host")]
    [InlineData("example.org:x/a:1", "\"example.org:x\" is not a registry host")]
    [InlineData("nginx:1;rm", "\"1;rm\" is not a tag")]
    public void Refuses(string text, string expected)
    {
        ImageReference.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Fact]
    public void A_tag_has_at_most_128_characters()
    {
        ImageReference.TryParse("a:" + new string('b', 128), out _, out _).ShouldBeTrue();
        ImageReference.TryParse("a:" + new string('b', 129), out _, out _).ShouldBeFalse();
    }
}
