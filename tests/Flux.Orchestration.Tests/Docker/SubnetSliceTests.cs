using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Tests.Docker;

public sealed class SubnetSliceTests
{
    private readonly SubnetSlice slice = new("172.23", 10, 12);

    [Fact]
    public void Gives_each_octet_once_lowest_first()
    {
        slice.Take().ShouldBe(10);
        slice.Take().ShouldBe(11);
        slice.Take().ShouldBe(12);
        slice.Take().ShouldBeNull();
        slice.GiveBack(11);
        slice.Take().ShouldBe(11);
    }

    [Fact]
    public void Keeps_what_is_being_made_while_it_learns_what_exists()
    {
        slice.Take().ShouldBe(10);
        slice.Learn(["172.23.11.0/24", "10.0.0.0/8", "nonsense"]);
        slice.Take().ShouldBe(12);
    }

    [Fact]
    public void Avoids_everything_a_wider_network_covers()
    {
        slice.Learn(["172.16.0.0/12"]);
        slice.Take().ShouldBeNull();
    }

    [Fact]
    public void A_refused_octet_is_tried_again_only_when_the_engine_lists_its_user()
    {
        slice.Take();
        slice.GiveBack(10);
        slice.RefuseUnlessListed(10);
        slice.Take().ShouldBe(11);
        slice.Learn(["172.23.12.0/24"]);
        slice.RefuseUnlessListed(12);
        slice.Learn([]);
        slice.Take().ShouldBe(12);
    }

    [Theory]
    [InlineData("172.23.7.0/24", 7)]
    [InlineData("172.23.256.0/24", -1)]
    [InlineData("172.24.7.0/24", -1)]
    [InlineData("", -1)]
    public void Reads_the_octet_of_a_subnet(string subnet, int octet) => slice.OctetOf(subnet).ShouldBe(octet);
}
