using Azul.Indexer.Generate;

namespace Azul.Tests.Generate;

public sealed class ProjectSizesTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(30)]
    [InlineData(999)]
    [InlineData(20_000)]
    [InlineData(1_000_000)]
    public void The_largest_project_has_two_fifths_and_sizes_fall_by_rank(int bundles)
    {
        var sizes = ProjectSizes.Of(bundles, inOneProject: false);
        Assert.Equal(bundles, sizes.Sum());
        Assert.Equal(0.4 * bundles, sizes[0], tolerance: 0.5);
        Assert.All(sizes, size => Assert.True(size >= 1));
        Assert.Equal(sizes.OrderDescending(), sizes);
    }

    [Fact]
    public void Sizes_follow_zipf_s_law()
    {
        var sizes = ProjectSizes.Of(1_000_000, inOneProject: false);
        // Equal ratios of ranks have equal ratios of sizes.
        var ratio = (double)sizes[0] / sizes[1];
        foreach (var rank in new[] { 2, 4, 8, 16, 32 })
            Assert.Equal(ratio, (double)sizes[rank - 1] / sizes[2 * rank - 1], tolerance: 0.02);
    }

    [Fact]
    public void One_project_may_have_all_bundles() => Assert.Equal([5000], ProjectSizes.Of(5000, inOneProject: true));

    [Fact]
    public void Every_number_of_bundles_can_be_divided()
    {
        for (var bundles = 1; bundles < 300; bundles++)
            Assert.Equal(bundles, ProjectSizes.Of(bundles, inOneProject: false).Sum());
    }
}
