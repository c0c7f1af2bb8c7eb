using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Gateway.Rest.Filters;

/// <summary>One entry of the filters of a request.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Field">The field; null for <c>accessible</c>, which no document has.</param>
/// <param name="Relation">How it is compared.</param>
/// <param name="Values">With what.</param>
internal sealed record FieldFilter(string Name, Field? Field, Relation Relation, IReadOnlyList<Value> Values);
