namespace Azul.Plugins.Metadata;

/// <summary>In which form the documents of an outer entity type hold the inner entities of a type.</summary>
public enum InnerForm
{
    /// <summary>Exactly the outer entity itself (or, for the twins of HCA samples, at most one), as it was contributed.</summary>
    Own,

    /// <summary>All of them, as they were contributed.</summary>
    Items,

    /// <summary>Aggregated: one entity of all, or one of each group.</summary>
    Groups,
}
