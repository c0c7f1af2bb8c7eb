using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Fields;

/// <summary>The fields of a plugin that clients can use, and <c>accessible</c>.</summary>
internal sealed class PluginFields
{
    public PluginFields(MetadataModel model)
    {
        All = [.. model.Fields.Select(GraphField.Of), GraphField.Accessible];
        var bySource = All.Where(f => f.Source is not null).ToDictionary(f => f.Source!);
        Facets = [.. model.Facets.Where(f => f.Name != model.Special.SourceId).Select(f => bySource[f]).Where(f => f.IsFacet(model.Special)),
            bySource[model.Field(model.Special.SourceId)!], GraphField.Accessible];
        Default = bySource;
    }

    public IReadOnlyList<GraphField> All { get; }

    /// <summary>The facets, in the plugin's order, then those that every plugin has.</summary>
    public IReadOnlyList<GraphField> Facets { get; }

    /// <summary>The field of GraphQL for one of the model.</summary>
    public GraphField this[Field field] => Default[field];

    private Dictionary<Field, GraphField> Default { get; }
}
