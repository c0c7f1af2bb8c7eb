namespace Azul.Gateway.Rest.Filters;

/// <summary>How a filter compares a field with its values (<c>spec/service.md</c> §2.1).</summary>
internal enum Relation
{
    Is,
    Contains,
    Within,
    Intersects,
}
