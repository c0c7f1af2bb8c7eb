using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;

namespace Azul.Gateway.Rest.Filters;

/// <summary>What can be wrong with filters (<c>spec/service.md</c> §2.2, §2.4, §2.5).</summary>
internal static class FilterErrors
{
    private const string Parameter = FilterParameter.Name;

    public static RestException NoObject() => RestErrors.BadRequest($"The `{Parameter}` parameter must be a dictionary");

    public static RestException NoSingleItem(string field) =>
        RestErrors.BadRequest($"The `{Parameter}` parameter entry for `{field}` must be a single-item dictionary");

    public static RestException UnknownRelation(string field, IReadOnlyList<string> relations) =>
        RestErrors.BadRequest($"The relation in the `{Parameter}` parameter entry for `{field}` must be one of {PythonText.Tuple(relations)}");

    public static RestException NoList(string field, string relation) => OfValue(field, relation, "is not a list");

    public static RestException NullNotSupported(string field) => RestErrors.BadRequest($"The `{field}` field does not support null values");

    public static RestException Invalid(string field, string relation) => OfValue(field, relation, "is invalid");

    public static RestException OnlyIs(string field) => RestErrors.BadRequest($"The field `{field}` can only be filtered by the `is` relation");

    public static RestException NotBy(string field, string relation) => RestErrors.BadRequest($"The field `{field}` can't be filtered by the `{relation}` relation");

    public static RestException NoSingleItemList(string field) => OfValue(field, "is", "is not a single-item list");

    public static RestException NoDictionary(string field) => OfValue(field, "is", "must contain a dictionary");

    public static RestException InvalidProperties(string field, IEnumerable<string> names) => OfValue(field, "is", $"has invalid properties `{PythonText.Set(names)}`");

    public static RestException ValueAndUnitMissing() => RestErrors.BadRequest("A dictionary with entries for `value` and `unit` is required");

    public static RestException MoreThanValueAndUnit() => RestErrors.BadRequest("A dictionary with exactly two entries is required");

    public static RestException ValueOrUnit(string entry, string problem) => RestErrors.BadRequest($"The `{entry}` entry must {problem}");

    private static RestException OfValue(string field, string relation, string problem) =>
        RestErrors.BadRequest($"The value of the `{relation}` relation in the `{Parameter}` parameter entry for `{field}` {problem}");
}
