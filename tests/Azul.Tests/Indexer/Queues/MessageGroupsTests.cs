using Azul.Indexer.Queues.Sqs;

namespace Azul.Tests.Indexer.Queues;

public sealed class MessageGroupsTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 1000).Select(i => $"hca/files/{i}")];

    [Fact]
    public void Each_name_has_a_group_of_its_own_unless_they_share() =>
        Assert.Equal(Names, Names.Select(new MessageGroups(null).Of));

    [Fact]
    public void A_name_that_SQS_does_not_take_is_replaced_by_one_that_it_does()
    {
        var groups = new MessageGroups(null);
        Assert.Matches("^[0-9a-f]{64}$", groups.Of("hca/files/ä"));
        Assert.Matches("^[0-9a-f]{64}$", groups.Of(new('a', 129)));
        Assert.NotEqual(groups.Of("hca/files/ä"), groups.Of("hca/files/ö"));
    }

    [Fact]
    public void Names_share_so_many_groups_evenly()
    {
        var groups = new MessageGroups(8);
        var sizes = Names.GroupBy(groups.Of).Select(g => g.Count()).ToArray();
        Assert.Equal(8, sizes.Length);
        Assert.All(sizes, size => Assert.InRange(size, 90, 160));
    }

    [Fact]
    public void A_name_can_have_a_group_of_its_own_even_so()
    {
        Assert.Equal(Names, Names.Select(MessageGroups.OwnOf));
        Assert.All(Names, name => Assert.False(MessageGroups.IsShared(MessageGroups.OwnOf(name))));
        Assert.All(Names.Select(new MessageGroups(8).Of), group => Assert.True(MessageGroups.IsShared(group)));
    }

    [Fact]
    public void What_was_received_goes_back_to_the_group_that_it_came_from()
    {
        var groups = new MessageGroups(8);
        Assert.All(Names.Select(groups.Of), group => Assert.Equal(group, groups.Of(group)));
    }
}
