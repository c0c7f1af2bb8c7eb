using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>Terms as text.</summary>
internal static class TermText
{
    /// <summary>The text by which a term is looked for.</summary>
    public static string Of(Value term) => term.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.String => term.AsString,
        ValueKind.List => string.Join(' ', term.AsList.Where(v => !v.IsNull).Select(Of)),
        ValueKind.Entity => string.Join(' ', term.AsEntity.Where(p => !p.Value.IsNull).Select(p => Of(p.Value))),
        _ => term.ToString(),
    };

    /// <summary>The text by which a quantity is ordered (<see cref="Plugins.Metadata.Field.IsValueAndUnit"/>).</summary>
    public static string OfQuantity(Entity quantity) =>
        quantity["unit"].IsNull ? Of(quantity["value"]) : $"{Of(quantity["value"])} {Of(quantity["unit"])}";
}
