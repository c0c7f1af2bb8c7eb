namespace Azul.Search.Queries;

/// <summary>The order of the terms of a facet.</summary>
public enum TermSort
{
    /// <summary>By descending count; equal counts by ascending term, null last.</summary>
    CountDescending,

    /// <summary>By ascending term, null last.</summary>
    TermAscending,

    /// <summary>By descending term, null first.</summary>
    TermDescending,
}
