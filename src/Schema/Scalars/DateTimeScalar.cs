using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Scalars;

/// <summary>
/// RFC 3339 instants. In documents and columns they are strings of the form <c>YYYY-MM-DDThh:mm:ss.ffffffZ</c>; answers show them as they are, and input is
/// brought to that form, so that it compares.
/// </summary>
internal sealed partial class DateTimeScalar : ScalarGraphType
{
    private const string NativeForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "An instant as of RFC 3339, such as `2018-11-02T10:35:07.705Z`. " +
            "Answers are in UTC and have six digits of a second; further digits of input are cut off.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => Parse((string)text.Value) ?? ThrowLiteralConversionError(value, "It is no RFC 3339 instant."),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value, "Expected a string."),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Parse(text) ?? ThrowValueConversionError(value),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value;

    /// <summary>The instant in native form, or null if the text is none.</summary>
    public static string? Parse(string text)
    {
        var match = Rfc3339().Match(text);
        if (!match.Success)
            return null;
        var fraction = match.Groups["fraction"].Value;
        var cut = fraction.Length > 7 ? text.Replace(fraction, fraction[..7], StringComparison.Ordinal) : text;
        return DateTimeOffset.TryParse(cut.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcDateTime.ToString(NativeForm, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?<fraction>\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
