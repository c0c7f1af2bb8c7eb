using Azul.Plugins.Documents;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>The text by which a term is looked for.</summary>
internal static class TermText
{
    public static string Of(Value term) => term.Kind switch
    {
        ValueKind.Null => "",
        ValueKind.String => term.AsString,
        ValueKind.List => string.Join(' ', term.AsList.Where(v => !v.IsNull).Select(Of)),
        ValueKind.Entity => string.Join(' ', term.AsEntity.Where(p => !p.Value.IsNull).Select(p => Of(p.Value))),
        _ => term.ToString(),
    };
}
