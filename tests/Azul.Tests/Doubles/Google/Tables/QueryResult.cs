namespace Azul.Tests.Doubles.Google.Tables;

/// <summary>What a query yields.</summary>
internal sealed record QueryResult(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>A column of what a query yields.</summary>
internal sealed record ResultColumn(string Name, ColumnType Type);
