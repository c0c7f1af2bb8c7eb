namespace Azul.Plugins.Metadata;

/// <summary>What a single value of a property is, before aggregation makes lists of it.</summary>
public enum PropertyType
{
    String,
    Long,
    Float,
    Boolean,

    /// <summary>A string of the form <c>YYYY-MM-DDThh:mm:ss.ffffffZ</c>.</summary>
    DateTime,

    /// <summary>An object of scalar properties that is a value: compared, counted and filtered as a whole.</summary>
    Composite,

    /// <summary>
    /// A closed range of numbers: a list of two, or an object with <c>gte</c> and <c>lte</c>. Null stands for an open end; where both ends are open, nothing is known and the value is null.
    /// </summary>
    Range,

    /// <summary>An object of counts by label, which aggregation turns into a list of labels.</summary>
    Counts,

    /// <summary>Objects that are shown but neither filtered nor counted.</summary>
    Entities,
}
