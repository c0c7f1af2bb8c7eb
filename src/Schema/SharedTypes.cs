using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Nodes;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Scalars;
using Azul.Search.Queries;
using GraphQL.Types;

namespace Azul.GraphSchema;

/// <summary>The types that all plugins share.</summary>
internal sealed class SharedTypes
{
    public SharedTypes(TypeRegistry registry)
    {
        Registry = registry;
        Id = registry.Scalar(new IdGraphType { Description = "The id of an entity." });
        String = registry.Scalar(new StringGraphType { Description = "Text." });
        Boolean = registry.Scalar(new BooleanGraphType { Description = "`true` or `false`." });
        Int = registry.Scalar(new IntGraphType { Description = "An integer of 32 bits." });
        Float = registry.Scalar(new FloatGraphType { Description = "A number of double precision." });
        Long = registry.Scalar(new LongGraphType { Description = "An integer of 64 bits." });
        DateTime = registry.Scalar(new DateTimeScalar());
        Json = registry.Scalar(new JsonScalar());
        Order = MakeOrder();
        TermOrder = MakeTermOrder();
        PageInfo = MakePageInfo();
        FloatRange = MakeFloatRange();
        Source = MakeSource();
        BundleVersion = MakeBundleVersion();
    }

    public TypeRegistry Registry { get; }

    public IdGraphType Id { get; }

    public StringGraphType String { get; }

    public BooleanGraphType Boolean { get; }

    public IntGraphType Int { get; }

    public FloatGraphType Float { get; }

    public LongGraphType Long { get; }

    public DateTimeScalar DateTime { get; }

    public JsonScalar Json { get; }

    public EnumerationGraphType Order { get; }

    public EnumerationGraphType TermOrder { get; }

    public ObjectGraphType PageInfo { get; }

    public ObjectGraphType FloatRange { get; }

    /// <summary>A source as documents name it.</summary>
    public ObjectGraphType Source { get; }

    /// <summary>A bundle as documents name it.</summary>
    public ObjectGraphType BundleVersion { get; }

    private EnumerationGraphType MakeOrder()
    {
        var type = Registry.Enumeration("SortOrder", "The direction of a sort key.", "the order of hits");
        type.Add("ASC", false, "From the least value to the greatest, entities without a value last.");
        type.Add("DESC", true, "The exact reverse.");
        return type;
    }

    private EnumerationGraphType MakeTermOrder()
    {
        var type = Registry.Enumeration("TermSort", "The order of the terms of a facet.", "the order of terms");
        type.Add("COUNT_DESC", TermSort.CountDescending, "By descending count; equal counts by ascending value, null last.");
        type.Add("TERM_ASC", TermSort.TermAscending, "By ascending value, null last.");
        type.Add("TERM_DESC", TermSort.TermDescending, "By descending value, null first.");
        return type;
    }

    private ObjectGraphType MakePageInfo()
    {
        var type = Registry.Object("PageInfo", "Where a page stands among all.", "paging");
        Registry.Add<PageInfoNode>(
            type, "hasNextPage", "Whether there is more after the page. Of a page that was asked for with `before`, whether `before` was given.",
            Boolean.NonNull(), p => p.HasNextPage);
        Registry.Add<PageInfoNode>(
            type, "hasPreviousPage", "Whether there is more before the page. Of a page that was asked for with `after`, whether `after` was given.",
            Boolean.NonNull(), p => p.HasPreviousPage);
        Registry.Add<PageInfoNode>(type, "startCursor", "The cursor of the first element; null for an empty page.", String, p => p.StartCursor);
        Registry.Add<PageInfoNode>(type, "endCursor", "The cursor of the last element; null for an empty page.", String, p => p.EndCursor);
        return type;
    }

    private ObjectGraphType MakeFloatRange()
    {
        var type = Registry.Object("FloatRange", "A closed range of numbers.", "ranges");
        Registry.Add<NumberRange>(type, "gte", "The lower end; null where it is open.", Float, r => r.From);
        Registry.Add<NumberRange>(type, "lte", "The upper end; null where it is open.", Float, r => r.To);
        return type;
    }

    private ObjectGraphType MakeSource()
    {
        var type = Registry.Object("Source", "Where bundles come from.", "sources");
        Registry.Add<SourceNode>(type, "id", "The id of the source.", Id.NonNull(), s => s.Id);
        Registry.Add<SourceNode>(type, "spec", "The name of the source and the prefix of the bundles that are indexed.", String.NonNull(), s => s.Spec);
        return type;
    }

    private ObjectGraphType MakeBundleVersion()
    {
        var type = Registry.Object("BundleVersion", "A version of a bundle.", "bundles");
        Registry.Add<BundleNode>(type, "uuid", "The UUID of the bundle.", String.NonNull(), b => b.Uuid);
        Registry.Add<BundleNode>(type, "version", "The version of the bundle.", String.NonNull(), b => b.Version);
        return type;
    }
}
