using Azul.Search.Queries;

namespace Azul.Search.Results;

/// <summary>An entity that matches.</summary>
/// <param name="EntityId">Its id.</param>
/// <param name="IsAccessible">Whether the caller may access one of its sources.</param>
/// <param name="Position">Where it stands in the order: a cursor.</param>
/// <param name="Document">The document in the form that was asked for; empty for <see cref="HitForm.None"/>.</param>
public sealed record Hit(string EntityId, bool IsAccessible, SortPosition Position, ReadOnlyMemory<byte> Document);
