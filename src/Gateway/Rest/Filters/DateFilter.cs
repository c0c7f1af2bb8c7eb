using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Filters;

/// <summary>A filter on a field that REST sees as a date of millisecond resolution (<c>spec/service.md</c>, addendum 1 and 2).</summary>
/// <param name="filter">The filter.</param>
/// <param name="column">The column of milliseconds since 1970.</param>
/// <param name="isDate">Whether entities of the queried type have the column; where they don't, any text is as good as a date, and finds nothing.</param>
/// <param name="now">The time that <c>now</c> means.</param>
internal sealed class DateFilter(FieldFilter filter, string column, bool isDate, DateTimeOffset now)
{
    public Filter Translate() => filter.Relation == Relation.Is
        ? TranslateIs()
        : new Filter.Within(column, [.. filter.Values.Select(Pair)]);

    // A moment is a value, a day or second is a range; they can only be joined by "or".
    private Filter TranslateIs()
    {
        var moments = new List<Value>();
        var parts = new List<Filter>();
        foreach (var value in filter.Values)
        {
            if (value.IsNull)
                moments.Add(value);
            else if (Meaning(value) is not { } span)
                continue;
            else if (span.From == span.To)
                moments.Add(span.From);
            else
                parts.Add(new Filter.Within(column, [new(span.From, span.To)]));
        }
        if (parts.Count == 0)
            return new Filter.Is(column, moments);
        if (moments.Count > 0)
            parts.Add(new Filter.Is(column, moments));
        return parts is [var only] ? only : new Filter.Or(parts);
    }

    private (long From, long To)? Meaning(Value value)
    {
        var text = value.Kind == ValueKind.Long ? value.ToString() : value.AsStringOrNull;
        var isDateTime = filter.Field!.Type == PropertyType.DateTime;
        if (text is not null && isDateTime && !(value.Kind == ValueKind.String && IndexDate.IsMoment(text)))
            text = null;
        if (text is not null && IndexDate.TryParse(text, now, roundUp: false, out var from) && IndexDate.TryParse(text, now, roundUp: true, out var to))
            return (from, to);
        return isDate || text is null ? throw Invalid() : null;
    }

    private ValueRange Pair(Value value)
    {
        if (value is { Kind: ValueKind.List, AsList: [{ Kind: ValueKind.String } first, { Kind: ValueKind.String } last] } &&
            IndexDate.TryParse(first.AsString, now, roundUp: false, out var from) &&
            IndexDate.TryParse(last.AsString, now, roundUp: true, out var to))
            return new(from, to);
        throw Invalid();
    }

    private Transport.RestException Invalid() => FilterErrors.Invalid(filter.Name, FilterParameter.NameOf(filter.Relation));
}
