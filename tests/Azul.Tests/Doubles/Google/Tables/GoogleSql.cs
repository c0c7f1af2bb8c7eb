using System.Text;
using System.Text.RegularExpressions;

namespace Azul.Tests.Doubles.Google.Tables;

/// <summary>
/// Translates queries from GoogleSQL to SQLite: arrays are JSON there, <c>UNNEST</c> is <c>json_each</c>, and an element of an array is the <c>value</c> of its alias. Everything that the two
/// have in common, and functions, stay as they are.
/// </summary>
internal sealed partial class GoogleSql
{
    private readonly List<string> tokens;
    private readonly HashSet<string> elements = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder result = new();

    private GoogleSql(string sql)
    {
        tokens = [.. Token().Matches(sql).Select(m => m.Value)];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Is(i, "UNNEST") || Is(i - 1, "IN"))
                continue;
            var end = Closing(i + 1);
            elements.Add(Is(end + 1, "AS") ? tokens[end + 2] : throw new FormatException("Syntax error: UNNEST needs an alias"));
        }
        Translate(0, tokens.Count);
    }

    /// <summary>The tables that the query is about: project, data set and name.</summary>
    public List<(string Project, string Dataset, string Table)> Tables { get; } = [];

    public string Sql => result.ToString();

    /// <exception cref="FormatException">The text is not a query that this understands.</exception>
    public static GoogleSql Translate(string sql)
    {
        var translated = new GoogleSql(sql);
        return translated.Is(0, "SELECT") && !translated.tokens.Contains(";") ? translated : throw new FormatException("Syntax error: Expected a single SELECT statement");
    }

    private void Translate(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (Is(i, "UNNEST"))
                i = Unnest(i);
            else if (Is(i, "ARRAY") && Is(i + 1, "<"))
                i = EmptyArray(i);
            else if (tokens[i][0] == '`')
                Table(tokens[i].Trim('`'));
            else if (tokens[i][0] == '\'')
                Append(tokens[i].Replace("\\'", "''", StringComparison.Ordinal));
            else
                Append(elements.Contains(tokens[i]) && !Is(i - 1, "AS") && !Is(i - 1, ".") && !Is(i + 1, ".") ? $"{tokens[i]}.value" : tokens[i]);
        }
    }

    private int Unnest(int position)
    {
        var end = Closing(position + 1);
        var isCondition = Is(position - 1, "IN");
        Append(isCondition ? "(SELECT value FROM json_each(" : "json_each(");
        Translate(position + 2, end);
        Append(isCondition ? "))" : ")");
        return end;
    }

    private int EmptyArray(int position)
    {
        if (!Is(position + 3, ">") || !Is(position + 4, "[") || !Is(position + 5, "]"))
            throw new FormatException("Syntax error: only empty arrays can be literals");
        Append("'[]'");
        return position + 5;
    }

    private void Table(string name)
    {
        if (name.Split('.') is not [var project, var dataset, var table])
            throw new FormatException($"Table name \"{name}\" must be qualified with project and dataset");
        Tables.Add((project, dataset, table));
        Append($"\"{table}\"");
    }

    private int Closing(int position)
    {
        for (int i = position, depth = 0; i < tokens.Count; i++)
        {
            depth += tokens[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        throw new FormatException("Syntax error: Expected \")\" but got end of statement");
    }

    private bool Is(int position, string token) => position >= 0 && position < tokens.Count && tokens[position].Equals(token, StringComparison.OrdinalIgnoreCase);

    // No blank around dots and parameters, which would take them apart.
    private void Append(string token)
    {
        if (result.Length > 0 && token != "." && result[^1] != '.')
            result.Append(' ');
        result.Append(token);
    }

    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'|`[^`]*`|@?[A-Za-z_][A-Za-z_0-9]*|[0-9]+(?:\.[0-9]+)?|[<>!]=|[^\s]")]
    private static partial Regex Token();
}
