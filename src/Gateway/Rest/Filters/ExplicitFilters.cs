using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Gateway.Rest.Filters;

/// <summary>The filters of a request, valid as far as the original checks them.</summary>
/// <param name="Json">What the client wrote.</param>
/// <param name="Fields">One for each field that is filtered, in the order of the client.</param>
internal sealed record ExplicitFilters(Entity Json, IReadOnlyList<FieldFilter> Fields)
{
    public static ExplicitFilters None { get; } = new(Entity.Empty, []);

    /// <summary>Whether there is a filter on source ids.</summary>
    public bool NamesSources(MetadataModel model) => Fields.Any(f => f.Name == model.Special.SourceId);

    /// <summary>These filters with one on a field that replaces what they have for it.</summary>
    public ExplicitFilters With(FieldFilter filter) => this with { Fields = [.. Fields.Where(f => f.Name != filter.Name), filter] };
}
