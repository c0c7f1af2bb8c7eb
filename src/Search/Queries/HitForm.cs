namespace Azul.Search.Queries;

public enum HitForm
{
    /// <summary>Ids and positions only.</summary>
    None,

    /// <summary>The native document, as JSON.</summary>
    Native,

    /// <summary>The hit as REST shows it, as a <see cref="Azul.Plugins.Hits.HitTemplate"/>.</summary>
    Rest,
}
