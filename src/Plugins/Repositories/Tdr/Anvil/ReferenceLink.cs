using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>A link as bundles have it: between rows by their ids (<c>spec/indexer.md</c> §5.2).</summary>
internal sealed record ReferenceLink(IEnumerable<string> Inputs, string? Activity, IEnumerable<string> Outputs)
{
    public ReferenceLink(RowLink link, Func<RowKey, string> reference)
        : this(link.Inputs.Select(reference), link.Activity is { } activity ? reference(activity) : null, link.Outputs.Select(reference))
    {
    }

    public Value ToValue() => new Entity(("inputs", Sorted(Inputs)), ("activity", Activity), ("outputs", Sorted(Outputs)));

    private static Value Sorted(IEnumerable<string> references) => Value.List(references.Order(StringComparer.Ordinal));
}
