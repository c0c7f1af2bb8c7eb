using Azul.Search.Queries;

namespace Azul.Tests.Search;

internal static class FilterExtensions
{
    public static Filter And(this Filter filter, params Filter[] others) => new Filter.And([filter, .. others]);
}
